"""Asking an influencer for their address by a private page, and keeping what they say there.

The address is kept on the influencer, and nowhere else: no message, log or entry of the audit log holds it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.campaigns.outreach import Letter
from bot.domain.gifts import addresses as rules
from bot.domain.gifts.addresses import AddressLink
from bot.domain.gifts.gifts import Gift, GiftStage
from bot.domain.influencers import mail
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import TouchKind
from bot.domain.private_links import LIFETIME, LinkState, Lost, hash_token
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.messages import Message
from bot.services.gifts import gifts
from bot.services.influencers import touches
from bot.services.team import members
from storage import Store

PAGE = "the address page"
"""Who acts in the audit log where an influencer does: they are no member."""
NEEDS = (GiftStage.PROPOSED, GiftStage.APPROVED, GiftStage.ORDERED)
"""Stages in which a parcel still needs an address."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a link leads to: whose address is asked for, and for which gift."""

    link: AddressLink
    influencer: Influencer
    gift: Gift | None


def may_ask(store: Store, gift_id: int, *, by: Member) -> tuple[Gift, Influencer]:
    """The gift and whom it is for, if their address may be asked for."""
    by.require(Role.MARKETER)
    one = gifts.found(store, gift_id)
    influencer = touches.found(store, one.influencer_id)
    if not one.is_shipped:
        raise Refused(f"No carrier brings this {one.kind}, so it needs no address.")
    if one.stage not in NEEDS:
        raise Refused(f"This gift is {one.stage}: it needs no address any more.")
    if influencer.stage is Stage.DO_NOT_CONTACT:
        raise Refused(f"{influencer.name[:100]} asked not to be contacted, so nobody asks for an address.")
    return one, influencer


def ask(store: Store, gift_id: int, *, by: Member, now: datetime) -> str:
    """Make a link, and withdraw the one before; gives its token, which is kept nowhere."""
    one, influencer = may_ask(store, gift_id, by=by)
    token = secrets.token_urlsafe(32)
    store.address_links.withdraw(influencer.id, now=now)
    until = now + LIFETIME
    link_id = store.address_links.add(
        influencer.id, hash_token(token), gift_id=one.id, expires_at=until, by=by.slack_id, now=now
    )
    store.audit.record("ask for the address", f"influencer:{influencer.id}", by=by.slack_id, now=now, link=link_id)
    return token


def withdraw(store: Store, gift_id: int, *, by: Member, now: datetime) -> Gift:
    """Take the link back; refuses where none is out."""
    by.require(Role.MARKETER)
    one = gifts.found(store, gift_id)
    if not store.address_links.withdraw(one.influencer_id, now=now):
        raise Refused("No link is out any more: it was used, withdrawn, or its time is over.")
    store.audit.record("withdraw the address link", f"influencer:{one.influencer_id}", by=by.slack_id, now=now)
    return one


def address(url: str, token: str) -> str:
    """Where a token leads."""
    return f"{url}/a/{token}"


def letter(store: Store, influencer: Influencer, where: str, *, until: str, by: Member) -> Letter:
    """The mail that goes with a link. It does not say what the gift is."""
    team = store.members.workspace_name()
    body = (
        f"Hi {influencer.name},\n\n"
        "we would like to send you something. Please tell us on this page where it should go:\n\n"
        f"{where}\n\n"
        f"It is open until {until}, for you alone, and only those who send it to you see what you write.\n\n"
        f"Best,\n{by.name}, {team}\n"
    )
    return Letter(mail.one_line(f"Where may {team} send you something?"), body)


def sheet(store: Store, token_hash: str) -> Sheet | None:
    """What a token's link leads to, whether it can still be used or not; None for a token that nobody made."""
    link = store.address_links.with_hash(token_hash)
    influencer = store.influencers.get(link.influencer_id) if link else None
    if link is None or influencer is None:
        return None
    return Sheet(link, influencer, store.gifts.get(link.gift_id) if link.gift_id else None)


def is_open(one: Sheet, *, now: datetime) -> bool:
    """Whether an address can be given by this link now: not for a gift that was sent or cancelled meanwhile."""
    is_needed = one.gift is not None and one.gift.stage in NEEDS
    return is_needed and one.link.state(now=now) is LinkState.OPEN


def page_values(store: Store, one: Sheet) -> dict[str, Any]:
    """What the page says: who asks, and until when. Never an address, nor what the gift is: it may be a surprise."""
    return {
        "influencer": one.influencer.name,
        "team": store.members.workspace_name(),
        "asked_by": members.full_name_of(store, one.link.created_by),
        "expires_at": one.link.expires_at,
        "most": rules.MOST,
    }


def give(store: Store, token_hash: str, typed: Mapping[str, str], *, now: datetime) -> None:
    """Keep the address that came by a link, once, and tell who waits for it.

    Raises Refused with every fault on its field, and Lost for a link that cannot be used (any more).
    """
    one = sheet(store, token_hash)
    if one is None or not is_open(one, now=now):
        raise Lost("This link cannot be used any more.")
    composed = rules.compose(typed)
    if not store.address_links.use(one.link.id, now=now):
        raise Lost("The link was used or withdrawn a moment ago.")
    if not store.influencers.change(one.influencer, {"address": composed}):
        raise Refused("We were writing to your record at this very moment. Please send it once more.")
    store.touches.add(one.influencer.id, TouchKind.GIFT, "Told us where a gift may go", by=one.link.created_by, at=now)
    store.influencers.touched(one.influencer.id, at=now)
    store.audit.record("give the address", f"influencer:{one.influencer.id}", by=PAGE, now=now, link=one.link.id)
    _tell(store, one, now=now)


def _tell(store: Store, one: Sheet, *, now: datetime) -> None:
    """Tell who looks after the gift, and who asked, that the address is there: never what it says."""
    if one.gift is None:
        return
    values = {"influencer": one.influencer.name, "gift_id": one.gift.id, "what": one.gift.what}
    for slack_id in sorted({one.gift.owner, one.link.created_by}):
        key = f"address:{one.link.id}:{slack_id}"
        store.outbox.add(Message("address_given", key=key, to=slack_id, values=values), now=now)
