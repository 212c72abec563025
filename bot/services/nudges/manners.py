"""How somebody wants to be nudged: their own settings, else the workspace's, else what is usual."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars import free_day
from bot.domain.local_time import moment_at
from bot.domain.nudges.hours import Hours, next_open, opening
from bot.domain.nudges.manners import OF_THE_ZONE, Manners
from bot.domain.nudges.nudges import Matter, Nudge, Seat, shift
from bot.domain.team.roles import Role
from bot.services.nudges.kinds import Kind
from bot.services.nudges.recipients import People
from bot.words import country_of_zone
from storage import Store

MANNERS = "nudges:manners"
"""The dated setting of the workspace's manners; with `:<Slack id>` behind it, of somebody's own."""
RULE = "nudges:rule:"
"""The dated settings of kinds, by their name; with `:<Slack id>` behind it, whether somebody wants them."""


CHANNELS = "channels"
"""Stands for every channel: all keep the workspace's hours."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a kind is nudged in this workspace: whether, at which steps, and whom each step is for."""

    is_on: bool
    steps: tuple[int, ...]
    seats: tuple[Seat, ...] | None

    def seats_at(self, kind: Kind, step: int) -> tuple[Seat, ...]:
        """Who is nudged at a step: as the workspace chose, else as the kind has it."""
        return self.seats or kind.seats_at(step)


class Etiquette:
    """What everybody wants, read once for a round of planning or sending."""

    def __init__(self, store: Store, *, now: datetime) -> None:
        self._store, self._now = store, now
        told = store.settings.beginning("nudges:", day=now.date())
        self._told = {name: one.value for name, one in told.items()}
        self._openings: dict[tuple[str, date], datetime] = {}
        self.people: People = {one.slack_id: one for one in store.members.all()}

    def rule(self, kind: Kind) -> Rule:
        """How a kind is nudged in this workspace."""
        told: dict[str, Any] = self._told.get(RULE + kind.name, {})
        seats = tuple(Seat(one) for one in told["seats"]) if told.get("seats") else None
        steps = told.get("steps") or (kind.steps_of(self._store, self._now) if kind.steps_of else kind.steps)
        return Rule(bool(told.get("is_on", True)), tuple(steps), seats)

    def wants(self, kind: Kind, slack_id: str) -> bool:
        """Whether somebody wants nudges of a kind, in a workspace that has them."""
        own = self._told.get(f"{RULE}{kind.name}:{slack_id}", {})
        return self.rule(kind).is_on and bool(own.get("is_on", True))

    def manners(self, slack_id: str) -> Manners:
        """How somebody wants to be nudged; a channel as the workspace does."""
        told = {**self._told.get(MANNERS, {}), **self._told.get(f"{MANNERS}:{slack_id}", {})}
        return read_manners(told)

    def team_manners(self) -> Manners:
        """How whoever set nothing is nudged."""
        return read_manners(self._told.get(MANNERS, {}))

    def has_own_manners(self, slack_id: str) -> bool:
        """Whether somebody set their own."""
        return bool(self._told.get(f"{MANNERS}:{slack_id}"))

    def zones(self) -> set[str]:
        """The zones in which the team's people are."""
        return {one.tz for one in self.people.values()}

    def country(self, slack_id: str) -> str | None:
        """The code of the country whose holidays somebody keeps, or None."""
        found = self.manners(slack_id).country
        return country_of_zone(self.tz(slack_id)) if found == OF_THE_ZONE else found

    def tz(self, slack_id: str) -> str:
        """The zone of somebody; for a channel the workspace's, which is that of its first admin or manager."""
        one = self.people.get(slack_id)
        return one.tz if one else self.home_tz()

    def home_tz(self) -> str:
        """The workspace's own zone: as it was set, else that of its first admin or manager."""
        told = self._told.get(MANNERS, {}).get("tz")
        leading = sorted(self.people.values(), key=lambda one: (not one.role.covers(Role.MANAGER), one.slack_id))
        return str(told or next((one.tz for one in leading), "UTC"))

    def hours(self, slack_id: str) -> Hours:
        """The hours in which somebody wants to hear from the bot."""
        found, free = self.manners(slack_id), partial(free_day, self.country(slack_id))
        return Hours(self.tz(slack_id), found.days, found.start, found.end, free)

    def moment(self, slack_id: str, matter: Matter | Nudge, step: int) -> datetime:
        """When somebody hears of a step: in their hours, never before it; what is urgent at its very moment."""
        if matter.day is not None:
            return self._opening(slack_id, matter.day + shift(step, is_day=True))
        if matter.at is None:
            raise ValueError("a matter counts from a day or from a moment")
        at = matter.at + shift(step, is_day=False)
        return at if matter.is_urgent else next_open(self.hours(slack_id), at)

    def _opening(self, slack_id: str, day: date) -> datetime:
        """The moment at which somebody's first working day on or after a day begins."""
        key = (slack_id, day)
        if key not in self._openings:
            self._openings[key] = opening(self.hours(slack_id), day)
        return self._openings[key]

    def signatures(self) -> dict[str, str]:
        """What the moments of everybody's nudges depend on, by Slack id; `channels` for those of all channels."""
        people = {slack_id: self._signature(slack_id) for slack_id in self.people}
        return {**people, CHANNELS: self._signature(CHANNELS)}

    def _signature(self, slack_id: str) -> str:
        found = self.manners(slack_id)
        days = "".join(str(day) for day in sorted(found.days))
        return f"{self.tz(slack_id)} {days} {found.start}-{found.end} {self.country(slack_id)}"

    def day_began(self, slack_id: str, *, now: datetime) -> datetime:
        """When somebody's day began, by their own clock."""
        return moment_at(self.today(slack_id, now=now), time(0), tz=self.tz(slack_id))

    def today(self, slack_id: str, *, now: datetime) -> date:
        """The day that somebody's calendar shows."""
        return now.astimezone(ZoneInfo(self.tz(slack_id))).date()


def read_manners(told: dict[str, Any]) -> Manners:
    """Manners as settings hold them: days as numbers, times as `9:00`, a country's code or None, a cap."""
    usual = Manners()
    return Manners(
        days=frozenset(told.get("days", usual.days)),
        start=time.fromisoformat(told["start"]) if "start" in told else usual.start,
        end=time.fromisoformat(told["end"]) if "end" in told else usual.end,
        country=told.get("country", usual.country),
        cap=int(told.get("cap", usual.cap)),
    )
