"""Messages that a conversation does not take: kept, told to whoever can mend it, and posted in order once it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.campaigns.campaigns import Campaign, CampaignState
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.messages import Message
from bot.services.team import members
from storage import Store
from storage.claims import Parcel
from storage.outbox import Kept


def keep(store: Store, one: Parcel, *, why: str, now: datetime) -> None:
    """Keep a message that its conversation did not take, with all that waits behind it, and tell who can mend it.

    They are told once for each cause; where a try of theirs did not help, what they were told says so again.
    """
    if not store.outbox.shut_out(one, why=why):
        return
    known = [kept for kept in store.outbox.kept() if kept.to == one.to]
    values = {"to": one.to, "why": why, "many": sum(kept.many for kept in known), "state": "kept", "by": ""}
    values["name"] = members.name_of(store, one.to) if _is_person(one.to) else ""
    oldest = min(kept.oldest for kept in known)
    for who, campaign in _who_can_mend(store, one.to).items():
        said = {**values, "campaign": {"id": campaign.id, "name": campaign.name} if campaign else None}
        key = f"{_about(one.to)}{oldest}:{why}:{who}"
        if not store.outbox.add(Message("messages_kept", key=key, to=who, values=said), now=now):
            _say_again(store, key, said, now=now)


def post_now(store: Store, to: str, *, by: Member, now: datetime) -> int:
    """Let all that is kept for a conversation be due again, in its order; how much that is."""
    many = store.outbox.post_kept(to, now=now)
    if not many:
        raise Refused("Nothing is kept for this conversation any more.")
    store.audit.record("post", f"conversation:{to}", by=by.slack_id, now=now, messages=many)
    _retell(store, to, {"state": "due", "by": by.name}, now=now)
    return many


def tell_posted(store: Store, to: str, *, now: datetime) -> None:
    """The conversation takes messages again: say so to everybody who was told that it does not."""
    _retell(store, to, {"state": "posted"}, now=now)


def standing(store: Store) -> list[tuple[Kept, str]]:
    """The conversations that take nothing, each with the name of the person, or "" for a channel."""
    listed = store.outbox.kept()
    return [(one, members.name_of(store, one.to) if _is_person(one.to) else "") for one in listed]


def _about(to: str) -> str:
    """How the keys begin of what is told about a conversation."""
    return f"kept:{to}:"


def _is_person(to: str) -> bool:
    return to.startswith(("U", "W"))


def _retell(store: Store, to: str, change: Mapping[str, Any], *, now: datetime) -> None:
    for key in store.outbox.standing(_about(to)):
        said = store.outbox.said(key) or {}
        if said.get("state") != "posted":
            _say_again(store, key, {**said, **change}, now=now)


def _say_again(store: Store, key: str, values: Mapping[str, Any], *, now: datetime) -> None:
    """Change what was told, where it stands and says something else: one that is itself kept is left alone."""
    if key in store.outbox.standing(key) and store.outbox.said(key) != values:
        store.outbox.change(key, kind="messages_kept", values=values, now=now)


def _who_can_mend(store: Store, to: str) -> dict[str, Campaign | None]:
    """The owners of the campaigns whose channel it is; else the admins, but for the one who takes nothing."""
    open_ones = store.campaigns.in_channel(to) if not _is_person(to) else []
    owners: dict[str, Campaign | None] = {one.owner: one for one in open_ones if one.state is CampaignState.OPEN}
    admins = (one.slack_id for one in store.members.all() if one.role is Role.ADMIN)
    return owners or {admin: None for admin in admins if admin != to}
