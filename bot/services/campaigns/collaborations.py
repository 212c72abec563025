"""Collaborations: putting influencers on a campaign's roster, and moving them from stage to stage."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.campaigns.collaborations import Collaboration, CollaborationStage, check_change
from bot.domain.campaigns.rosters import brought_stage
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import TouchKind
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.services.campaigns import campaigns
from bot.services.influencers import influencers, touches
from bot.services.payments import owed
from bot.services.team import members
from storage import Store

_REACHES_OUT = (CollaborationStage.SHORTLISTED, CollaborationStage.INVITED)
LONGEST_CATEGORY = 100
"""Characters of an exclusivity's category."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of putting influencers on a roster: ids of the new collaborations, and names of who was not."""

    new: Sequence[int]
    known: Sequence[str]
    refused: Sequence[str]


@dataclass(frozen=True, slots=True)
class Despite:
    """Whom an exclusivity binds elsewhere, and why they are wanted all the same."""

    influencer_ids: Collection[int] = ()
    reason: str = ""


NOTHING = Despite()
"""Nobody is bound elsewhere."""


def add(
    store: Store,
    campaign_id: int,
    influencer_ids: Sequence[int],
    *,
    why: str,
    by: Member,
    now: datetime,
    despite: Despite = NOTHING,
) -> Added:
    """Shortlist influencers for a campaign. Whoever asked not to be contacted is left out and named."""
    campaign = campaigns.found(store, campaign_id)
    campaigns.check_open(campaign)
    people = store.influencers.many(influencer_ids)
    welcome = [one.id for one in people.values() if one.stage is not Stage.DO_NOT_CONTACT]
    new = store.collaborations.add(campaign_id, welcome, owner=by.slack_id, why=why, by=by.slack_id, now=now)
    joined = sorted(one.influencer_id for one in store.collaborations.many(new).values())
    texts = {one: f"On the roster of {campaign.name}{_why(one, why, despite)}" for one in joined}
    store.touches.add_many(texts, TouchKind.STAGE, by=by.slack_id, at=now)
    _note_shortlist(store, campaign_id, joined, despite=despite, by=by, now=now)
    return Added(
        new=new,
        known=[people[one].name for one in welcome if one not in joined],
        refused=[one.name for one in people.values() if one.stage is Stage.DO_NOT_CONTACT],
    )


def _note_shortlist(
    store: Store, campaign_id: int, joined: Sequence[int], *, despite: Despite, by: Member, now: datetime
) -> None:
    detail = {"influencers": joined, "despite": despite.reason}
    store.audit.record("shortlist", f"campaign:{campaign_id}", by=by.slack_id, now=now, **detail)


def _why(influencer_id: int, why: str, despite: Despite) -> str:
    reason = f"wanted although bound elsewhere: {despite.reason}" if influencer_id in despite.influencer_ids else ""
    told = "; ".join(filter(None, (why, reason)))
    return f": {told}" if told else ""


def move(
    store: Store, collaboration: Collaboration, to: CollaborationStage, *, why: str, by: Member, now: datetime
) -> Stage | None:
    """Bring a collaboration to another stage, with who, when and why; refuses when a colleague was quicker.

    Gives the stage that the influencer reached by it, where there is one.
    """
    check_change(collaboration.stage, to, why=why)
    influencer = touches.found(store, collaboration.influencer_id)
    if to in _REACHES_OUT and influencer.stage is Stage.DO_NOT_CONTACT:
        raise Refused(f"{influencer.name[:100]} asked not to be contacted: read the timeline first.", field="stage")
    if not store.collaborations.move(collaboration, to, why=why.strip(), by=by.slack_id, now=now):
        raise Refused(changed_meanwhile(store, collaboration), field="stage")
    campaign = campaigns.found(store, collaboration.campaign_id)
    reason = f": {why.strip()}" if why.strip() else ""
    text = f"{campaign.name}: {collaboration.stage} → {to}{reason}"
    store.touches.add(collaboration.influencer_id, TouchKind.STAGE, text, by=by.slack_id, at=now)
    owed.ended(store, collaboration, to, now=now)
    _note(store, collaboration, "move", by=by, now=now, **{"from": collaboration.stage, "to": to})
    brought = brought_stage(influencer.stage, to)
    if brought:
        influencers.move(store, influencer.id, brought, why=f"{to} in {campaign.name}", by=by, now=now)
    return brought


def change_terms(
    store: Store, collaboration: Collaboration, *, category: str, until: date | None, by: Member, now: datetime
) -> None:
    """Keep what they may not advertise for others, and until when; both empty is no exclusivity."""
    campaign = campaigns.found(store, collaboration.campaign_id)
    faults = Faults()
    with faults.noting():
        _check_category(category, until=until)
    with faults.noting():
        if category and until is None:
            raise Refused("Choose the last day on which it binds.", field="until")
        if until and until < campaign.starts_on:
            raise Refused("It ends before the campaign starts. Choose a later day.", field="until")
    faults.check()
    fields = {"exclusive_category": category or None, "exclusive_until": until}
    _change(store, collaboration, fields, "terms", field="category", by=by, now=now)


def _check_category(category: str, *, until: date | None) -> None:
    if until and not category:
        raise Refused("Say for what: the category in which they work for nobody else.", field="category")
    if len(category) > LONGEST_CATEGORY:
        raise Refused(f"That is {len(category)} characters; {LONGEST_CATEGORY} is the most.", field="category")


def give(store: Store, collaboration: Collaboration, *, to: Member, by: Member, now: datetime) -> None:
    """Let a colleague look after a collaboration, its contract and what is to be paid, and tell them."""
    if to.slack_id == collaboration.owner:
        raise Refused(f"{to.name} looks after this one already.", field="owner")
    _change(store, collaboration, {"owner": to.slack_id}, "give", field="owner", by=by, now=now, to=to.slack_id)
    store.approvals.give(collaboration.id, to=to.slack_id)  # first: as decisions do, so that nobody waits in a ring
    store.contracts.give(collaboration.id, to=to.slack_id)
    store.payments.give(collaboration.id, to=to.slack_id)
    store.rewards.give(collaboration.id, to=to.slack_id)
    store.performance_notes.give(collaboration.id, to=to.slack_id)
    owed.collaboration_given(store, collaboration, to=to.slack_id, now=now)
    if to.slack_id != by.slack_id:
        campaign = campaigns.found(store, collaboration.campaign_id)
        values = {"id": collaboration.id, "name": name_of(store, collaboration), "campaign": campaign.name}
        values |= {"stage": collaboration.stage, "by": by.slack_id}
        key = f"given:{collaboration.id}:v{collaboration.version}"
        store.outbox.add(Message("collaboration_given", key, to.slack_id, values), now=now)


def _change(
    store: Store,
    collaboration: Collaboration,
    fields: Mapping[str, Any],
    verb: str,
    *,
    field: str,
    by: Member,
    now: datetime,
    **detail: Any,
) -> None:
    if not store.collaborations.change(collaboration, fields):
        raise Refused(changed_meanwhile(store, collaboration), field=field)
    _note(store, collaboration, verb, by=by, now=now, **detail)


def _note(store: Store, collaboration: Collaboration, verb: str, *, by: Member, now: datetime, **detail: Any) -> None:
    store.audit.record(verb, f"collaboration:{collaboration.id}", by=by.slack_id, now=now, **detail)


def at_version(store: Store, collaboration_id: int, version: int, *, field: str) -> Collaboration:
    """The collaboration as a form showed it; refuses with what changed when a colleague was quicker."""
    collaboration = found(store, collaboration_id)
    if collaboration.version != version:
        raise Refused(changed_meanwhile(store, collaboration), field=field)
    return collaboration


def changed_meanwhile(store: Store, collaboration: Collaboration) -> str:
    """The sentence that tells the slower of two what the other did."""
    now = found(store, collaboration.id)
    told = [one for one in store.audit.of(f"collaboration:{collaboration.id}") if one["verb"] in _TOLD]
    who = members.name_of(store, told[-1]["by"]) if told else "A colleague"
    match told[-1]["verb"] if told else "":
        case "move":
            did = f"brought this collaboration from {told[-1]['detail']['from']} to {now.stage}"
        case "give":
            did = f"gave this collaboration to {members.name_of(store, now.owner)}"
        case "terms":
            category = f"exclusive for {now.exclusive_category[:60]}" if now.exclusive_category else "not exclusive"
            did = f"changed the terms of this collaboration to {category}"
        case _:
            did = f"changed this collaboration, which is {now.stage} now,"
    return f"{who} {did} a moment ago. Copy what you typed, close this, and open it again."


_TOLD = ("move", "give", "terms", "join")


def found(store: Store, collaboration_id: int) -> Collaboration:
    """The collaboration, or a refusal."""
    collaboration = store.collaborations.get(collaboration_id)
    if collaboration is None:
        raise Refused("This collaboration is no longer here.")
    return collaboration


def name_of(store: Store, collaboration: Collaboration) -> str:
    """The influencer's name."""
    return touches.found(store, collaboration.influencer_id).name
