"""What each new month brings: rewards for the last one, who underperformed in it, and ambassador tiers; once each."""

from datetime import date, datetime, timedelta

from bot.domain.nudges.hours import opening
from bot.domain.rewards.performances import Period
from bot.services.nudges.manners import CHANNELS, Etiquette
from bot.services.rewards import performance, proposals, tiers
from storage import Store

DAY = 3
"""From which day of the month on: by then the last figures of the month before are in."""


def run(store: Store, now: datetime) -> None:
    """Look at the last month, from the first working day that is late enough, as soon as the team's hours begin.

    A month that was over before the workspace came to Rapport is nothing to be told about.
    """
    today = now.date()
    period = Period(month=(today.replace(day=1) - timedelta(days=1)).replace(day=1))
    if today.day < DAY or proposals.was_looked(store, period) or now < _begins(store, today, now=now):
        return
    if store.members.installed_at().date() >= today.replace(day=1):
        return
    store.tiers.hold()
    if proposals.was_looked(store, period):  # another bot was quicker
        return
    by = store.members.bot_user()
    proposals.look(store, period, by=by, now=now)
    performance.look(store, period, by=by, now=now)
    tiers.work_out(store, by=by, now=now)


def _begins(store: Store, today: date, *, now: datetime) -> datetime:
    return opening(Etiquette(store, now=now).hours(CHANNELS), today.replace(day=DAY))
