"""Submitting a draft: the next round of a deliverable, with the campaign's owner asked to review it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.content import deliverables as rules
from bot.domain.content.deliverables import Deliverable, DeliverableStage
from bot.domain.influencers.touches import TouchKind
from bot.domain.payments.promises import FEEDBACK_WITHIN, PromiseKind, PromiseSource
from bot.domain.payments.promises import about as promise_about
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.messages import Message
from bot.services.campaigns import campaign_cards, campaigns
from bot.services.content import content, deliverables, reviews
from bot.services.contracts import contracts
from bot.services.influencers import touches
from bot.services.payments import promises
from storage import Store


@dataclass(frozen=True, slots=True)
class Turn:
    """The round that a draft may be submitted as. `over_cap` is that it needs a manager's reason."""

    deliverable: Deliverable
    campaign: Campaign
    number: int
    cap: int
    over_cap: bool


def next_turn(store: Store, deliverable_id: int, *, by: Member) -> Turn:
    """The next round, or a refusal: the wrong stage, or one round too many for anybody but a manager."""
    one = content.found(store, deliverable_id)
    collaboration = deliverables.open_collaboration(store, one.collaboration_id)
    campaign = campaigns.found(store, collaboration.campaign_id)
    rules.check_change(one.state, DeliverableStage.SUBMITTED)
    number = one.round + 1
    cap = contracts.round_cap(store, collaboration.id, campaign)
    over_cap = rules.is_over_cap(number, cap=cap)
    if over_cap and not by.role.covers(Role.MANAGER):
        rounds = f"{cap} {'round' if cap == 1 else 'rounds'}"
        whose = campaign.name if cap == campaign.round_cap else "The contract"
        raise Refused(
            f"{whose} allows {rounds} of review, and this would be round {number}. "
            f"A manager can submit one more with a reason: ask {_managers(store)}."
        )
    return Turn(one, campaign, number, cap, over_cap)


def _managers(store: Store) -> str:
    names = [one.name for one in store.members.all() if one.role.covers(Role.MANAGER)]
    return " or ".join(names[:3]) or "an admin to name one with `/rapport roles`"


def submit(
    store: Store,
    deliverable_id: int,
    fields: Mapping[str, Any],
    *,
    reason: str,
    version: int,
    by: Member,
    now: datetime,
) -> int:
    """Keep a draft (`text`, `link`, `file`) as the next round and ask for its review; gives its id."""
    if content.found(store, deliverable_id).version != version:
        raise Refused(content.changed_meanwhile(store, deliverable_id))
    turn = next_turn(store, deliverable_id, by=by)
    rules.check_draft(text=fields["text"], link=fields["link"], file=fields["file"])
    if turn.over_cap and not reason.strip():
        raise Refused("Say why one round more is worth it.", field="over_cap")
    kept = {**fields, "over_cap_reason": reason.strip() if turn.over_cap else None}
    draft_id = store.deliverables.submit(turn.deliverable, kept, by=by.slack_id, now=now)
    if draft_id is None:
        raise Refused(content.changed_meanwhile(store, deliverable_id))
    about = content.about(deliverable_id)
    store.audit.record("submit", about, by=by.slack_id, now=now, round=turn.number, draft=draft_id)
    _tell(store, draft_id, turn, by=by, now=now)
    promises.note(
        store,
        PromiseKind.FEEDBACK,
        promise_about(PromiseSource.DRAFT, draft_id),
        collaboration_id=turn.deliverable.collaboration_id,
        text=f"Feedback on “{turn.deliverable.title}”, round {turn.number}",
        due_at=now + FEEDBACK_WITHIN,
        now=now,
        owner=turn.campaign.owner,
    )
    return draft_id


def _tell(store: Store, draft_id: int, turn: Turn, *, by: Member, now: datetime) -> None:
    """Write it into the timeline, and ask the campaign's owner to review it."""
    draft = store.deliverables.draft(draft_id)
    collaboration = deliverables.open_collaboration(store, turn.deliverable.collaboration_id)
    text = f"{turn.campaign.name}: draft of “{turn.deliverable.title}”, round {turn.number}"
    link = draft.link if draft else None
    touches.log(store, collaboration.influencer_id, kind=TouchKind.DRAFT, text=text, by=by, now=now, link=link)
    if draft:
        values = reviews.message_values(store, draft)
        message = Message("draft_waiting", key=reviews.key_of(draft_id), to=turn.campaign.owner, values=values)
        store.outbox.add(message, now=now)
    campaign_cards.refresh(store, turn.campaign.id, now=now)
