"""Closing a campaign with its outcome and lessons, and opening it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.campaigns.campaigns import Campaign, CampaignState
from bot.domain.campaigns.collaborations import ENDED, CostState
from bot.domain.contracts.contracts import BINDING, Contract
from bot.domain.contracts.contracts import ENDED as CONTRACT_ENDED
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import campaign_cards, campaigns
from bot.services.campaigns.campaign_cards import RosterLine
from bot.services.payments import owed
from bot.services.team import homes, members
from storage import Store


@dataclass(frozen=True, slots=True)
class Ending:
    """What whoever closes a campaign should know: who is not done, and what we promised and have not paid.

    `unsigned` are contracts, with the influencer's name, on which something still hangs.
    `unpaid` is (influencer's name, amount in minor units, currency); empty for whoever sees nothing private.
    """

    campaign: Campaign
    open: Sequence[RosterLine]
    unpaid: Sequence[tuple[str, int, str]]
    unsigned: Sequence[tuple[str, Contract]] = ()


def load(store: Store, campaign_id: int, *, reader: Member) -> Ending:
    """What is still open in a campaign; refuses whoever may not close it, and one that is closed."""
    campaign = campaigns.found(store, campaign_id)
    campaigns.check_open(campaign)
    check_may_close(store, campaign, by=reader)
    roster = campaign_cards.roster(store, campaign_id)
    names = {one.collaboration.id: one.influencer.name for one in roster}
    costs = store.collaborations.costs(names) if reader.sees_private else []
    return Ending(
        campaign=campaign,
        open=[one for one in roster if one.collaboration.stage not in ENDED],
        unpaid=[
            (names[one.collaboration_id], one.amount, one.currency) for one in costs if one.state is CostState.COMMITTED
        ],
        unsigned=[
            (names[one.collaboration_id], one)
            for one in store.contracts.of(names)
            if one.stage not in (*BINDING, *CONTRACT_ENDED)
        ],
    )


def close(
    store: Store, campaign_id: int, *, version: int, outcome: str, lessons: str, by: Member, now: datetime
) -> None:
    """Close a campaign with what came of it and what was learned; only its owner or a manager may."""
    campaign = campaigns.found(store, campaign_id)
    check_may_close(store, campaign, by=by)
    if not outcome.strip():
        raise Refused("Say in a sentence what came of it.", field="outcome")
    fields: dict[str, object] = {
        "state": CampaignState.CLOSED,
        "outcome": outcome.strip(),
        "lessons": lessons.strip() or None,
    }
    fields |= {"closed_at": now, "closed_by": by.slack_id}
    if campaign.version != version or not store.campaigns.change(campaign, fields):
        raise Refused(campaigns.changed_meanwhile(store, campaign_id, version=version))
    owed.closed(store, campaign_id, now=now)
    campaigns.note(store, "close", campaign, by=by, now=now)
    campaigns.refresh_card(store, campaign_id, now=now)
    homes.refresh_home(store, campaign.owner, now=now)


def reopen(store: Store, campaign_id: int, *, by: Member, now: datetime) -> None:
    """Open a closed campaign again; outcome and lessons stay as they were written."""
    campaign = campaigns.found(store, campaign_id)
    check_may_close(store, campaign, by=by)
    if campaign.state is CampaignState.OPEN:
        raise Refused(f"{campaign.name} is open already.")
    if not store.campaigns.change(campaign, {"state": CampaignState.OPEN, "closed_at": None, "closed_by": None}):
        raise Refused(campaigns.changed_meanwhile(store, campaign_id, version=campaign.version))
    campaigns.note(store, "reopen", campaign, by=by, now=now)
    campaigns.refresh_card(store, campaign_id, now=now)
    homes.refresh_home(store, campaign.owner, now=now)


def check_may_close(store: Store, campaign: Campaign, *, by: Member) -> None:
    """Refuse whoever may neither close nor reopen this campaign."""
    if campaign.owner != by.slack_id and not by.role.covers(Role.MANAGER):
        owner = members.name_of(store, campaign.owner)
        raise Refused(f"Only the owner ({owner}) or a manager closes or reopens a campaign. Ask one of them.")
