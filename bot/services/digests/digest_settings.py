"""When the digest comes and where to: the workspace's own settings, with a pause."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.digests.schedule import Schedule, Week, due_week, moment_of, next_moment
from bot.domain.local_time import moment_at
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.team import members
from storage import Store

SCHEDULE, PAUSE, PLANNED, PICTURES = "digest:schedule", "digest:pause", "digest:planned", "digest:pictures"
"""The settings: when and where to; paused from when until when; the week planned last; that Slack's charts failed."""

ASK_AGAIN = timedelta(days=27)
"""How long a workspace whose charts Slack refused gets pictures: four digests. It may have got the blocks by then."""

ALWAYS = date(2000, 1, 1)
"""The day from which a setting holds of which there is but one."""

MONDAY, MORNING = 0, time(9)


@dataclass(frozen=True, slots=True)
class Pause:
    """No digest comes whose moment lies in it. `until` None is until somebody resumes it."""

    since: datetime
    until: datetime | None
    by: str

    def covers(self, moment: datetime) -> bool:
        """Whether a moment lies in it."""
        return self.since <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class Plan:
    """How the digest is set up. `channel` is where the managers' digest goes; None is to each of them directly.

    `set_by` None: nobody has set anything. `seen` is what a form remembers of it.
    """

    schedule: Schedule
    channel: str | None
    set_by: str | None
    seen: str
    pause: Pause | None


def load(store: Store, *, now: datetime) -> Plan:
    """The set-up as it stands: Monday 9:00 in the zone of the first manager until somebody sets another."""
    found, pause = store.settings.on(SCHEDULE, day=ALWAYS), _pause(store)
    ahead = pause if pause and (pause.until is None or now < pause.until) else None
    if found is None:
        return Plan(Schedule(MONDAY, MORNING, store.digests.first_zone() or "UTC"), None, None, "", ahead)
    told: Mapping[str, Any] = found.value
    schedule = Schedule(told["weekday"], time(told["hour"]), told["tz"])
    return Plan(schedule, told["channel"], found.set_by, found.set_at.isoformat(), ahead)


def _pause(store: Store) -> Pause | None:
    found = store.settings.on(PAUSE, day=ALWAYS)
    if found is None:
        return None
    since, until = (found.value[name] and datetime.fromisoformat(found.value[name]) for name in ("since", "until"))
    return Pause(since, until, found.set_by)


def week_to_send(store: Store, *, now: datetime) -> Week | None:
    """The week whose digest is due and was not planned yet; of several only the last.

    None is due whose moment lay in a pause, or of a week before the bot was there.
    """
    plan = load(store, now=now)
    week = due_week(plan.schedule, now=now)
    planned = store.settings.on(PLANNED, day=ALWAYS)
    if planned is not None and str(week) <= planned.value["week"]:
        return None
    installed = store.digests.installed_at().astimezone(ZoneInfo(plan.schedule.tz)).date()
    pause = _pause(store)
    is_paused = pause is not None and (pause.covers(now) or pause.covers(moment_of(plan.schedule, week)))
    return None if is_paused or installed > week.last else week


def _pass_over(store: Store, *, now: datetime) -> None:
    """Let the digest that a pause held back never come: another pause may take this one's place."""
    schedule, pause = load(store, now=now).schedule, _pause(store)
    week = due_week(schedule, now=now)
    planned = store.settings.on(PLANNED, day=ALWAYS)
    is_new = planned is None or planned.value["week"] < str(week)
    if pause is not None and is_new and pause.covers(moment_of(schedule, week)):
        note_planned(store, week, now=now)


def note_planned(store: Store, week: Week, *, now: datetime) -> None:
    """Remember that the digest of a week is on its way."""
    store.settings.set(PLANNED, {"week": str(week)}, since=ALWAYS, source="Rapport", by="", now=now)


def next_digest(store: Store, *, now: datetime) -> datetime | None:
    """When the next digest comes; None while it is paused with no end. A late one comes now."""
    plan = load(store, now=now)
    if week_to_send(store, now=now):
        return now
    if plan.pause is None:
        return next_moment(plan.schedule, after=now)
    return next_moment(plan.schedule, after=plan.pause.until - timedelta(seconds=1)) if plan.pause.until else None


def set_schedule(
    store: Store, schedule: Schedule, *, channel: str | None, seen: str, by: Member, now: datetime
) -> None:
    """Let the digest come at another time or place; refuses the slower of two who set it."""
    by.require(Role.MANAGER)
    check_zone(schedule.tz)
    store.digests.hold_schedule()
    plan = load(store, now=now)
    if plan.seen != seen:
        who = members.name_of(store, plan.set_by or "")
        raise Refused(f"{who} set this a moment ago. Close this window and open it again to see how.")
    value = {"weekday": schedule.weekday, "hour": schedule.at.hour, "tz": schedule.tz, "channel": channel}
    store.settings.set(SCHEDULE, value, since=ALWAYS, source="Slack", by=by.slack_id, now=now)
    store.audit.record("set", f"setting:{SCHEDULE}", by=by.slack_id, now=now, value=value)


def check_zone(name: str) -> None:
    """Refuse what is no time zone."""
    if name not in zones():
        raise Refused("Choose a time zone from the list: type the name of a city near you.", field="tz")


@cache
def zones() -> frozenset[str]:
    """The names of all time zones that people live in, and UTC."""
    return frozenset({name for name in available_timezones() if "/" in name and not name.startswith("Etc/")} | {"UTC"})


def zones_like(text: str) -> list[str]:
    """Zones whose name holds what was typed, those that begin with it first."""
    typed = text.strip().casefold().replace(" ", "_")
    found = [name for name in zones() if typed in name.casefold()]
    return sorted(found, key=lambda name: (not name.rpartition("/")[2].casefold().startswith(typed), name))


def pause(store: Store, *, until: date | None, by: Member, now: datetime) -> None:
    """Let no digest come until the beginning of a day, or until somebody resumes it."""
    by.require(Role.MANAGER)
    store.digests.hold_schedule()
    plan = load(store, now=now)
    if plan.pause is not None:
        raise Refused(f"{members.name_of(store, plan.pause.by)} paused the digest already. Type `/digest pause` again.")
    ends = moment_at(until, time(), tz=plan.schedule.tz) if until else None
    if ends is not None and ends <= now:
        raise Refused("That day is over, or today. Choose a later one, or leave it empty.", field="until")
    _pass_over(store, now=now)
    _keep(store, Pause(now, ends, by.slack_id), by=by, now=now)
    store.audit.record("pause", f"setting:{PAUSE}", by=by.slack_id, now=now, until=ends.isoformat() if ends else None)


def resume(store: Store, *, by: Member, now: datetime) -> None:
    """Let the digest come again; those whose moment passed meanwhile do not come late."""
    by.require(Role.MANAGER)
    store.digests.hold_schedule()
    plan = load(store, now=now)
    if plan.pause is None:
        raise Refused("The digest is not paused: somebody resumed it already.")
    _pass_over(store, now=now)
    _keep(store, Pause(plan.pause.since, now, by.slack_id), by=by, now=now)
    store.audit.record("resume", f"setting:{PAUSE}", by=by.slack_id, now=now)


def _keep(store: Store, one: Pause, *, by: Member, now: datetime) -> None:
    value = {"since": one.since.isoformat(), "until": one.until.isoformat() if one.until else None}
    store.settings.set(PAUSE, value, since=ALWAYS, source="Slack", by=by.slack_id, now=now)


def draws_pictures(store: Store, *, now: datetime) -> bool:
    """Whether this workspace gets pictures: Slack refused its own charts here, not too long ago to ask it again."""
    found = store.settings.on(PICTURES, day=ALWAYS)
    return found is not None and now - datetime.fromisoformat(found.value["since"]) < ASK_AGAIN


def draw_pictures(store: Store, *, now: datetime) -> None:
    """Remember that Slack refused its own charts here."""
    store.settings.set(PICTURES, {"since": now.isoformat()}, since=ALWAYS, source="Slack", by="", now=now)
