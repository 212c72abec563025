"""What each new month brings: rewards for the last one, who underperformed in it, and ambassador tiers; once each."""

from datetime import date, datetime, time, timedelta

from bot.domain.local_time import moment_at
from bot.domain.rewards.performances import Period
from bot.domain.team.roles import Role
from bot.services.rewards import performance, proposals, tiers
from storage import Store

DAY = 3
"""From which day of the month on: by then the last figures of the month before are in."""
FIRST_HOUR = time(9)


def run(store: Store, now: datetime) -> None:
    """Look at the last month, once it is a working day and nine o'clock where the first manager is."""
    today = now.date()
    period = Period(month=(today.replace(day=1) - timedelta(days=1)).replace(day=1))
    if today.day < DAY or proposals.was_looked(store, period) or now < _begins(store, today):
        return
    store.tiers.hold()
    if proposals.was_looked(store, period):  # another bot was quicker
        return
    by = store.members.bot_user()
    proposals.look(store, period, by=by, now=now)
    performance.look(store, period, by=by, now=now)
    tiers.work_out(store, by=by, now=now)


def _begins(store: Store, today: date) -> datetime:
    """Nine o'clock on the first day from Monday to Friday that is late enough."""
    day = today.replace(day=DAY)
    while day.weekday() > 4:
        day += timedelta(days=1)
    managers = [one for one in store.members.all() if one.role.covers(Role.MANAGER)]
    return moment_at(day, FIRST_HOUR, tz=managers[0].tz if managers else "UTC")
