"""Collaborations: putting influencers on a campaign's roster, and moving them from stage to stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.collaborations import Collaboration, CollaborationStage, check_change
from bot.domain.refused import Refused
from bot.domain.roles import Member
from bot.domain.stages import Stage
from bot.domain.touches import TouchKind
from bot.services import campaigns, members, touches
from storage import Store


@dataclass(frozen=True, slots=True)
class Added:
    """What became of putting influencers on a roster: ids of the new collaborations, and names of who was not."""

    new: Sequence[int]
    known: Sequence[str]
    refused: Sequence[str]


def add(store: Store, campaign_id: int, influencer_ids: Sequence[int], *, why: str, by: Member, now: datetime) -> Added:
    """Shortlist influencers for a campaign. Whoever asked not to be contacted is left out and named."""
    campaign = campaigns.found(store, campaign_id)
    campaigns.check_open(campaign)
    people = store.influencers.many(influencer_ids)
    welcome = [one.id for one in people.values() if one.stage is not Stage.DO_NOT_CONTACT]
    new = store.collaborations.add(campaign_id, welcome, owner=by.slack_id, why=why, by=by.slack_id, now=now)
    joined = {found(store, number).influencer_id for number in new}
    for number in sorted(joined):
        text = f"On the roster of {campaign.name}"
        store.touches.add(number, TouchKind.STAGE, f"{text}: {why}" if why else text, by=by.slack_id, at=now)
    store.audit.record("shortlist", f"campaign:{campaign_id}", by=by.slack_id, now=now, influencers=sorted(joined))
    return Added(
        new=new,
        known=[people[one].name for one in welcome if one not in joined],
        refused=[one.name for one in people.values() if one.stage is Stage.DO_NOT_CONTACT],
    )


def move(
    store: Store, collaboration: Collaboration, to: CollaborationStage, *, why: str, by: Member, now: datetime
) -> None:
    """Bring a collaboration to another stage, with who, when and why; refuses when a colleague was quicker."""
    check_change(collaboration.stage, to, why=why)
    if not store.collaborations.move(collaboration, to, why=why.strip(), by=by.slack_id, now=now):
        raise Refused(changed_meanwhile(store, collaboration))
    campaign = campaigns.found(store, collaboration.campaign_id)
    reason = f": {why.strip()}" if why.strip() else ""
    text = f"{campaign.name}: {collaboration.stage} → {to}{reason}"
    store.touches.add(collaboration.influencer_id, TouchKind.STAGE, text, by=by.slack_id, at=now)
    detail = {"from": collaboration.stage, "to": to}
    store.audit.record("move", f"collaboration:{collaboration.id}", by=by.slack_id, now=now, **detail)


def changed_meanwhile(store: Store, collaboration: Collaboration) -> str:
    """The sentence that tells the slower of two what the other did."""
    last = store.collaborations.stages(collaboration.id)[-1]
    who = members.name_of(store, last.by)
    return f"{who} changed this collaboration a moment ago: it is {last.to_stage} now. Open it again to go on."


def found(store: Store, collaboration_id: int) -> Collaboration:
    """The collaboration, or a refusal."""
    collaboration = store.collaborations.get(collaboration_id)
    if collaboration is None:
        raise Refused("This collaboration is no longer here.")
    return collaboration


def name_of(store: Store, collaboration: Collaboration) -> str:
    """The influencer's name."""
    return touches.found(store, collaboration.influencer_id).name
