"""Drafts and their review: a round is submitted, and decided once, with its evidence."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.domain.campaigns.campaigns import BriefLine, Campaign, LineKind
from bot.domain.content import deliverables as rules
from bot.domain.content.deliverables import Decision, Deliverable, DeliverableStage, Draft
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.touches import TouchKind
from bot.domain.payments.promises import PromiseSource, about
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.services.campaigns import campaign_cards, campaigns, collaborations
from bot.services.content import content, disclosures
from bot.services.content.disclosures import Kept
from bot.services.contracts import contracts
from bot.services.influencers import touches
from bot.services.payments import promises
from bot.services.team import members
from storage import Store

MOST_LINES = 200
"""Must-lines of a brief that are ticked one by one."""


@dataclass(frozen=True, slots=True)
class Review:
    """All that a reviewer sees. `mark` tells whether the brief's must-lines are still the same."""

    draft: Draft
    deliverable: Deliverable
    campaign: Campaign
    influencer: Influencer
    must: Sequence[str]
    brief: Sequence[BriefLine]
    check: Kept
    mark: str
    cap: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer says of a draft. `ticked` are the places of the must-lines that are kept, from 0."""

    decision: Decision
    ticked: Collection[int]
    reasons: str
    mark: str
    on_screen: str | None = None
    spoken: str | None = None


def load(store: Store, draft_id: int) -> Review:
    """What there is to review; refuses when it was decided already."""
    draft = waiting(store, draft_id)
    one = content.found(store, draft.deliverable_id)
    collaboration = collaborations.found(store, one.collaboration_id)
    campaign = campaigns.found(store, collaboration.campaign_id)
    must, brief = _brief(store, campaign.id)
    return Review(
        draft=draft,
        deliverable=one,
        campaign=campaign,
        influencer=touches.found(store, collaboration.influencer_id),
        must=must,
        brief=brief,
        check=disclosures.check_content(store, one, campaign, caption=draft.text),
        mark=_mark(must),
        cap=contracts.round_cap(store, collaboration.id, campaign),
    )


def waiting(store: Store, draft_id: int) -> Draft:
    """The draft if it waits for a decision, or a refusal that says who decided and what."""
    draft = store.deliverables.draft(draft_id)
    if draft is None:
        raise Refused("This draft is no longer here.")
    if draft.decision is not None:
        raise Refused(_decided_by(store, draft), field="decision")
    return draft


def decide(store: Store, draft_id: int, judgement: Judgement, *, by: Member, now: datetime) -> Deliverable:
    """Approve a draft or ask for changes, once; the checklist and the disclosure check are kept with it."""
    draft = waiting(store, draft_id)
    one = content.found(store, draft.deliverable_id)
    collaboration = collaborations.found(store, one.collaboration_id)
    campaign = campaigns.found(store, collaboration.campaign_id)
    to = _stage(judgement.decision)
    rules.check_change(one.state, to)
    evidence = _evidence(store, one, campaign, draft, judgement)
    fields = {"decision": judgement.decision, "decided_by": by.slack_id, "decided_at": now, **evidence}
    if not store.deliverables.decide(draft, fields):
        raise Refused(_decided_by(store, store.deliverables.draft(draft_id) or draft), field="decision")
    if not store.deliverables.change(one, {"state": to}):
        raise Refused(content.changed_meanwhile(store, one.id), field="decision")
    verb = "approve" if judgement.decision is Decision.APPROVED else "ask"
    store.audit.record(verb, content.about(one.id), by=by.slack_id, now=now, round=draft.round, draft=draft.id)
    promises.keep(store, about(PromiseSource.DRAFT, draft_id), by=by.slack_id, at=now)
    _tell_decided(store, draft_id, by=by, now=now)
    campaign_cards.refresh(store, campaign.id, now=now)
    return one


def _evidence(store: Store, one: Deliverable, campaign: Campaign, draft: Draft, judgement: Judgement) -> dict[str, Any]:
    """What is kept with the decision; refuses a decision without the reasons it needs."""
    must, _ = _brief(store, campaign.id)
    if _mark(must) != judgement.mark:
        raise Refused(
            "The brief was changed while this was open. Copy what you typed, close this, and open Review again.",
            field="decision",
        )
    check = disclosures.check_content(
        store, one, campaign, caption=draft.text, on_screen=judgement.on_screen, spoken=judgement.spoken
    )
    lines = [{"text": text, "is_kept": at in judgement.ticked} for at, text in enumerate(must)]
    missing = sum(not line["is_kept"] for line in lines)
    faults = len(disclosures.faults(check))
    rules.check_decision(judgement.decision, reasons=judgement.reasons, missing=missing, faults=faults)
    return {"reasons": judgement.reasons or None, "checklist": {"lines": lines}, "disclosure": check}


def _brief(store: Store, campaign_id: int) -> tuple[list[str], list[BriefLine]]:
    """The must-lines to tick, and the other lines to read."""
    lines = store.campaigns.brief(campaign_id)
    must = [line.text for line in lines if line.kind is LineKind.MUST][:MOST_LINES]
    return must, [line for line in lines if line.kind is not LineKind.MUST]


def _mark(must: Sequence[str]) -> str:
    return sha256("\n".join(must).encode()).hexdigest()[:16]


def _stage(decision: Decision) -> DeliverableStage:
    is_good = decision is Decision.APPROVED
    return DeliverableStage.APPROVED if is_good else DeliverableStage.CHANGES_REQUESTED


def _decided_by(store: Store, draft: Draft) -> str:
    did = "approved" if draft.decision is Decision.APPROVED else "asked for changes in"
    name = members.name_of(store, draft.decided_by or "")
    return f"{name} {did} round {draft.round} already. Close this and open the deliverable to see it."


def _tell_decided(store: Store, draft_id: int, *, by: Member, now: datetime) -> None:
    """Write it into the timeline, change the reviewer's message, and tell the collaboration's owner."""
    draft = store.deliverables.draft(draft_id)
    if draft is None:
        return
    one = content.found(store, draft.deliverable_id)
    collaboration = collaborations.found(store, one.collaboration_id)
    values = message_values(store, draft)
    said = "approved" if draft.decision is Decision.APPROVED else "we asked for changes"
    text = f"{values['campaign']}: {said}, “{one.title}”, round {draft.round}"
    text += f": {draft.reasons}" if draft.reasons else ""
    touches.log(store, collaboration.influencer_id, kind=TouchKind.DRAFT, text=text, by=by, now=now)
    store.outbox.change(key_of(draft_id), kind="draft_decided", values=values, now=now)
    if collaboration.owner != by.slack_id:
        key = f"{key_of(draft_id)}:decided"
        store.outbox.add(Message("draft_verdict", key=key, to=collaboration.owner, values=values), now=now)


def key_of(draft_id: int) -> str:
    """Under which key the message about a draft stands."""
    return f"draft:{draft_id}"


def message_values(store: Store, draft: Draft) -> dict[str, Any]:
    """What messages about a draft say."""
    one = content.found(store, draft.deliverable_id)
    collaboration = collaborations.found(store, one.collaboration_id)
    campaign = campaigns.found(store, collaboration.campaign_id)
    return {
        "draft_id": draft.id,
        "deliverable_id": one.id,
        "title": one.title,
        "influencer": collaborations.name_of(store, collaboration),
        "campaign": campaign.name,
        "round": draft.round,
        "cap": contracts.round_cap(store, collaboration.id, campaign),
        "due_on": one.due_on.isoformat(),
        "text": draft.text[:1000],
        "link": draft.link,
        "file": draft.file,
        "submitted_by": draft.submitted_by,
        "submitted_at": draft.submitted_at.isoformat(),
        "over_cap_reason": draft.over_cap_reason,
        "decision": draft.decision,
        "decided_by": draft.decided_by,
        "reasons": draft.reasons,
    }
