"""Gifts: proposing one, changing what is proposed, and cancelling; above a value somebody else decides."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.approvals.approvals import Subject
from bot.domain.campaigns.collaborations import Collaboration
from bot.domain.gifts import gifts as rules
from bot.domain.gifts.gifts import Gift, GiftKind, GiftStage, Occasion
from bot.domain.influencers.touches import TouchKind
from bot.domain.money import Money
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approvals
from bot.services.campaigns import campaigns
from bot.services.content.content import today_of
from bot.services.gifts import gift_costs, gift_decisions, gift_limits
from bot.services.gifts.gift_decisions import about
from bot.services.influencers import touches
from bot.services.payments import promises
from bot.services.team import members
from storage import Store


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be given, and why. `item_id` is the line of the catalogue that it was chosen from, if it was."""

    kind: GiftKind
    what: str
    occasion: Occasion
    value: Money
    note: str = ""
    wanted_on: date | None = None
    item_id: int | None = None


def add(
    store: Store,
    influencer_id: int,
    given: Given,
    *,
    by: Member,
    now: datetime,
    campaign_id: int | None = None,
    reward_id: int | None = None,
    is_approved: bool = False,
) -> Gift:
    """Propose a gift; gives it as it is then. Above the currency's limit somebody else decides, below it is approved.

    In a campaign its cost counts there. `is_approved`: a manager approved the reward (`reward_id`) that it is.
    Raises Refused, each fault on its field: what, note, wanted_on, campaign.
    """
    by.require(Role.MARKETER)
    touches.found(store, influencer_id)
    _check(given, by=by, now=now)
    collaboration = _collaboration(store, influencer_id, campaign_id)
    fields = _fields(given) | {"influencer_id": influencer_id, "owner": by.slack_id, "added_by": by.slack_id}
    fields |= {"collaboration_id": collaboration.id if collaboration else None, "campaign_id": campaign_id}
    one = found(store, store.gifts.add({**fields, "reward_id": reward_id, "added_at": now}))
    detail: dict[str, Any] = {"influencer": influencer_id, "kind": one.kind, "occasion": one.occasion}
    store.audit.record("propose", about(one), by=by.slack_id, now=now, **detail, reward=reward_id)
    if is_approved:
        gift_decisions.approve(store, one, by=by.slack_id, why="its reward was approved", now=now)
    else:
        _decide(store, one, by=by.slack_id, now=now)
    return found(store, one.id)


def change(store: Store, gift_id: int, given: Given, *, version: int, by: Member, now: datetime) -> Gift:
    """Change what is given. One that waits is withdrawn and asked for again; gives it as it is then."""
    by.require(Role.MARKETER)
    one = at_version(store, gift_id, version)
    _check(given, by=by, now=now)
    is_other = (given.kind, given.what.strip(), given.value) != (one.kind, one.what, one.value)
    if one.stage is GiftStage.APPROVED:
        _check_approved(store, given, is_other=is_other, now=now)
    elif one.stage is not GiftStage.PROPOSED:
        raise Refused(f"This gift is {one.stage}: what it is stays. Cancel it, and propose another.")
    is_asked = is_other or (one.stage is GiftStage.PROPOSED and given.occasion is not one.occasion)
    if is_asked or one.why:
        approvals.withdraw(store, Subject.GIFT, one.id, by=by.slack_id, now=now)
    if not store.gifts.change(one, {**_fields(given), "why": ""}):
        raise Refused(changed_meanwhile(store, one))
    store.audit.record("change", about(one), by=by.slack_id, now=now, is_other=is_other)
    changed = found(store, one.id)
    if changed.stage is GiftStage.PROPOSED and (is_asked or one.why):
        _decide(store, changed, by=by.slack_id, now=now)
    else:
        gift_costs.keep(store, changed, by=by.slack_id, now=now)
    return found(store, one.id)


def cancel(store: Store, gift_id: int, *, why: str, version: int, by: Member, now: datetime) -> Gift:
    """Note that a gift is not given after all, or got lost on its way, and why."""
    by.require(Role.MARKETER)
    one = at_version(store, gift_id, version)
    rules.check_change(one, GiftStage.CANCELLED)
    rules.check_why(why)
    if one.stage is GiftStage.PROPOSED:
        approvals.withdraw(store, Subject.GIFT, one.id, by=by.slack_id, now=now)
    fields = {"stage": GiftStage.CANCELLED, "why": why.strip(), "ended_at": now}
    if not store.gifts.change(one, fields):
        raise Refused(changed_meanwhile(store, one))
    cancelled = found(store, one.id)
    store.audit.record("cancel", about(one), by=by.slack_id, now=now, why=why.strip())
    gift_costs.keep(store, cancelled, by=by.slack_id, now=now)
    promises.cancel(store, about(one), why=why.strip(), now=now)
    if one.stage is GiftStage.SHIPPED:
        text = f"{one.what} did not arrive: {why.strip()}"
        touches.log(store, one.influencer_id, kind=TouchKind.GIFT, text=text, by=by, now=now)
    return found(store, one.id)


def found(store: Store, gift_id: int) -> Gift:
    """The gift, or a refusal."""
    one = store.gifts.get(gift_id)
    if one is None:
        raise Refused(f"There is no gift {gift_id} here. `/gift list` shows them all.")
    return one


def at_version(store: Store, gift_id: int, version: int) -> Gift:
    """The gift as a window showed it; refuses with what became of it when a colleague was quicker."""
    one = found(store, gift_id)
    if one.version != version:
        raise Refused(changed_meanwhile(store, one))
    return one


def changed_meanwhile(store: Store, one: Gift) -> str:
    """The sentence for whoever was slower."""
    now = found(store, one.id)
    told = [each for each in store.audit.of(about(now)) if each["verb"] != "refused"]
    who = members.name_of(store, str(told[-1]["by"])) if told else "A colleague"
    return f"{who} changed this gift a moment ago: it is {now.stage} by now. Close this and open it again."


def _check(given: Given, *, by: Member, now: datetime) -> None:
    rules.check_words(what=given.what, note=given.note, wanted_on=given.wanted_on, today=today_of(by, now=now))


def _fields(given: Given) -> dict[str, Any]:
    return {
        "kind": given.kind,
        "what": given.what.strip(),
        "occasion": given.occasion,
        "value": given.value.minor,
        "currency": given.value.currency,
        "note": given.note.strip(),
        "wanted_on": given.wanted_on,
        "gift_item_id": given.item_id,
    }


def _collaboration(store: Store, influencer_id: int, campaign_id: int | None) -> Collaboration | None:
    """The collaboration in which a gift of a campaign counts; refuses who is not on its roster."""
    if campaign_id is None:
        return None
    campaign = campaigns.found(store, campaign_id)
    one = store.collaborations.between(campaign_id, influencer_id)
    if one is None:
        name = touches.found(store, influencer_id).name
        raise Refused(
            f"{name[:100]} is not on the roster of {campaign.name[:100]}, where its cost would count. Put them there "
            "with *Add to a campaign* on their card, or leave this out.",
            field="campaign",
        )
    return one


def _check_approved(store: Store, given: Given, *, is_other: bool, now: datetime) -> None:
    """Refuse to make another gift of one that was approved, if it needs a decision of its own."""
    limit = gift_limits.limit(store, given.value.currency, today=now.date())
    if is_other and rules.needs_approval(given.value, limit=limit):
        raise Refused("Another gift of this value needs an approval. Cancel this one, and propose it.", field="value")


def _decide(store: Store, one: Gift, *, by: str, now: datetime) -> None:
    """Ask for a decision where the value needs one, else approve at once."""
    limit = gift_limits.limit(store, one.value.currency, today=now.date())
    if not rules.needs_approval(one.value, limit=limit):
        gift_decisions.approve(store, one, by=by, why="within the limit", now=now)
        return
    approvals.request(
        store,
        subject=Subject.GIFT,
        subject_id=one.id,
        number=None,
        amount=one.value,
        requested_by=by,
        owner=one.owner,
        written_by=one.added_by,
        preferred=None,
        note=one.note,
        now=now,
    )
