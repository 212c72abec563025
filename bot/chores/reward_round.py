"""Propose rewards for the top performers of campaigns that were closed, once each."""

from datetime import datetime, timedelta

from bot.domain.rewards.performances import Period
from bot.services.rewards import proposals
from storage import Store

LATEST = timedelta(days=30)
"""How long after its close a campaign that nobody looked at is still looked at: longer than the bot is down."""


def run(store: Store, now: datetime) -> None:
    """Look at the first campaign that nobody has looked at; the next round takes the next."""
    for campaign in store.performances.unrewarded(since=now - LATEST)[:1]:
        proposals.look(store, Period(campaign_id=campaign.id), by=store.members.bot_user(), now=now)
