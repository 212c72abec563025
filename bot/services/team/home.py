"""What a member's Home shows: their follow-ups, overdue first, their campaigns, and what waits for a decision."""

from datetime import datetime
from typing import Any

from bot.domain.team.roles import Member
from bot.services.approvals import approval_lists
from bot.services.campaigns import campaign_cards
from bot.services.influencers import followups
from bot.services.nudges import open_nudges
from bot.services.nudges.kinds import Kinds
from bot.services.payments import promise_lists
from storage import Store

SHOWN = 15
"""Follow-ups on Home; the rest is a command away."""

CAMPAIGNS = 5
"""Campaigns on Home; the rest is a command away."""

DECISIONS = 5
"""Decisions that wait, on Home; the rest is a command away."""


def load(store: Store, member: Member, *, kinds: Kinds, now: datetime) -> dict[str, Any]:
    """The values of the template `home/home`."""
    waiting = store.followups.open_of(member.slack_id, limit=SHOWN)
    people = followups.names(store, waiting)
    items = [{"followup": one, "influencer": people[one.influencer_id]} for one in waiting[:SHOWN]]
    overdue = sum(1 for one in waiting[:SHOWN] if one.due_at <= now)
    campaigns = store.campaigns.owned_by(member.slack_id, limit=CAMPAIGNS + 1)
    return {
        "campaigns": campaign_cards.lines(store, campaigns[:CAMPAIGNS], now=now),
        "decisions": approval_lists.waiting_for(store, member, today=now.date(), limit=DECISIONS + 1),
        "more_campaigns": len(campaigns) > CAMPAIGNS,
        "promises": promise_lists.on_home(store, member, now=now),
        "nudges": open_nudges.of(store, member, kinds, now=now),
        "member": member,
        "overdue": items[:overdue],
        "ahead": items[overdue:],
        "more": max(0, store.followups.count_open(member.slack_id) - SHOWN),
        "mine": store.searches.owned_by(member.slack_id),
        "roster": store.searches.size(),
        "merges": store.merges.waiting(),
    }
