"""Gifts and decisions: what is decided on, and what follows from it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import words
from bot.domain.approvals.approvals import Approval, ApprovalState
from bot.domain.gifts import gifts as rules
from bot.domain.gifts.gifts import Gift, GiftStage
from bot.domain.payments import promises as promised
from bot.domain.payments.promises import PromiseKind, PromiseSource, end_of_day
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.approvals.approval_matters import Matter
from bot.services.campaigns import collaborations
from bot.services.gifts import gift_costs
from bot.services.influencers import touches
from bot.services.payments import promises
from storage import Store

OPENS = "gift.open"
"""The action of a button that shows a gift; its value is the gift's id."""


def about(gift: Gift) -> str:
    """What the audit log and promises call a gift."""
    return promised.about(PromiseSource.GIFT, gift.id)


def matter(store: Store, approval: Approval) -> Matter:
    """The gift, for what it is given, and what they were given lately."""
    one = _found(store, approval)
    collaboration = collaborations.found(store, one.collaboration_id) if one.collaboration_id else None
    return Matter(
        title=f"Gift {one.id}: {one.what}",
        owner=one.owner,
        influencer=touches.found(store, one.influencer_id),
        opens=(OPENS, one.id),
        collaboration=collaboration,
        campaign=store.campaigns.get(one.campaign_id) if one.campaign_id else None,
        details=[*_details(one), *lately(store, one.influencer_id, but=one.id, now=approval.requested_at)],
    )


def _details(one: Gift) -> list[str]:
    kind = one.kind[0].upper() + one.kind[1:]
    until = f", wanted by {words.day(one.wanted_on)}" if one.wanted_on else ""
    return [f"{kind}, for: {one.occasion}{until}.", *([f"“{one.note[:300]}”"] if one.note else [])]


def lately(store: Store, influencer_id: int, *, but: int = 0, now: datetime) -> list[str]:
    """What somebody got lately, a sentence each, the newest first; at most three."""
    listed = [one for one in store.gifts.since(influencer_id, moment=now - rules.LATELY) if one.id != but]
    said = [f"Lately: “{one.what[:80]}” ({one.occasion}), {_when(one)}." for one in listed[:3]]
    return [*said, *([f"And {len(listed) - 3} more in {rules.LATELY.days} days."] if len(listed) > 3 else [])]


def _when(one: Gift) -> str:
    at = one.delivered_at or one.shipped_at or one.added_at
    return f"{one.stage} on {words.day(at.date())}"


def check(store: Store, approval: Approval) -> None:
    """Refuse where the gift no longer waits, or its value is another."""
    _proposed(store, approval)


def ended(store: Store, approval: Approval, by: Member, reason: str, now: datetime) -> None:
    """Let an approved gift be sent; one that was sent back waits to be changed, a rejected one is over."""
    one = _proposed(store, approval)
    why = reason[: rules.LONGEST_WHY]
    if approval.state is ApprovalState.APPROVED:
        approve(store, one, by=by.slack_id, why="", now=now)
    elif approval.state is ApprovalState.REJECTED:
        _change(store, one, {"stage": GiftStage.CANCELLED, "why": why, "ended_at": now})
        store.audit.record("reject", about(one), by=by.slack_id, now=now)
    else:
        _change(store, one, {"why": why})
        store.audit.record("send back", about(one), by=by.slack_id, now=now)


def approve(store: Store, one: Gift, *, by: str, why: str, now: datetime) -> None:
    """Let a gift be sent: its cost counts, and we owe it within three days."""
    rules.check_change(one, GiftStage.APPROVED)
    _change(store, one, {"stage": GiftStage.APPROVED, "approved_at": now, "why": ""})
    approved = store.gifts.get(one.id) or one
    store.audit.record("approve", about(one), by=by, now=now, why=why)
    gift_costs.keep(store, approved, by=by, now=now)
    owner = store.members.get(one.owner)
    tz = owner.tz if owner else "UTC"
    due_on = (now + timedelta(days=rules.SHIP_WITHIN.days)).astimezone(ZoneInfo(tz)).date()
    promises.note(
        store,
        PromiseKind.SHIP,
        about(one),
        collaboration_id=one.collaboration_id,
        influencer_id=one.influencer_id,
        text=f"{'Send' if one.is_shipped else 'Give'}: {one.what}",
        due_at=end_of_day(due_on, tz=tz),
        now=now,
        owner=one.owner,
    )


def _found(store: Store, approval: Approval) -> Gift:
    one = store.gifts.get(approval.subject_id)
    if one is None:
        raise Refused("This gift is no longer here.")
    return one


def _proposed(store: Store, approval: Approval) -> Gift:
    one = _found(store, approval)
    if one.stage is not GiftStage.PROPOSED:
        raise Refused(f"This gift is {one.stage} by now, so there is nothing to decide. Open it to see it.")
    if one.value != approval.amount:
        raise Refused("The value of this gift is another by now. Its owner asks for the approval again.")
    return one


def _change(store: Store, one: Gift, fields: dict[str, object]) -> None:
    if not store.gifts.change(one, fields):
        raise Refused(gift_costs.CHANGED)
