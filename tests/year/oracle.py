"""Who must be told what, and when: each step once, at the first moment from its own on at which its person is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.year import deciding, paying
from tests.year.affairs import Affairs
from tests.year.almanac import LOOK, day_begins, first_open, today
from tests.year.standing import series
from tests.year.table import TABLE, THANKS
from tests.year.things import Series

NEAR = timedelta(days=15)
"""So long before its moment it is settled who hears of a step."""
FORGET = timedelta(days=60)
"""What fell due so long ago and was never told, nobody wants to hear any more."""


@dataclass(frozen=True, order=True)
class Told:
    """One nudge that somebody got. `way`: alone, in the day's batch, or in a message of its own that always comes."""

    at: datetime
    to: str
    kind: str
    number: int
    step: int
    turn: int
    way: str


@dataclass
class Piece:
    """One step of a series: `waits`, `told`, or `over` (done, left out, or said by a later one).

    `due` is set where somebody put it off, or gave it to somebody else; `found` is when it was noticed.
    """

    series: Series
    step: int
    to: str
    is_boss: bool = False
    state: str = "waits"
    turn: int = 1
    due: datetime | None = None
    found: datetime | None = None
    told_at: datetime | None = None
    way: str = ""
    was_said: bool = False
    is_planned: bool = False
    moment: datetime | None = None


class Oracle:
    """Lets time pass, and notes who is told what."""

    def __init__(self, affairs: Affairs, *, now: datetime) -> None:
        self.affairs, self.now = affairs, now
        self.pieces: dict[tuple[Series, int, bool], Piece] = {}
        self.open: set[Series] = set()
        self.told: list[Told] = []
        self.stops: list[datetime] = []
        self._sync(is_first=True)

    def pass_until(self, moment: datetime) -> None:
        """Let everything happen that happens before a moment."""
        while (at := self._next()) is not None and at < moment:
            self.now = max(self.now, at)
            self._happen()
        self.now = moment

    def note(self, *, is_new_rule: bool = False) -> None:
        """Look at what is open now that somebody did something; what is due by now is told."""
        if is_new_rule:
            for one in self.pieces.values():
                if one.due is None or one.due > self.now:  # what was put off until a closed hour keeps its opening
                    one.moment = None
        for one in self.pieces.values():
            if one.state == "told" and (one.series.kind, one.series.number) in self.affairs.answered:
                one.state = "over"
        self.affairs.answered.clear()
        for kind in self.affairs.renewed:
            self._forget(kind)
        self._sync()
        self.affairs.renewed.clear()
        while (at := self._next()) is not None and at <= self.now:
            self._happen()

    def _next(self) -> datetime | None:
        itself = (deciding.next_moment(self.affairs), paying.next_moment(self.affairs))
        moments = [self._moment(one) for one in self._waiting()]
        return min((*moments, *filter(None, itself)), default=None)

    def _happen(self) -> None:
        self.stops.append(self.now)
        paying.happen(self.affairs, self.now)
        deciding.escalate(self.affairs, self.now)
        self._sync()
        due = [one for one in self._waiting() if self._moment(one) <= self.now]
        for who in sorted({one.to for one in due}):
            self._tell(who, [one for one in due if one.to == who])

    def _waiting(self) -> Iterable[Piece]:
        waiting = (one for one in self.pieces.values() if one.state == "waits" and one.series in self.open)
        return [one for one in waiting if one.turn > 1 or self._is_set(one)]

    def _sync(self, *, is_first: bool = False) -> None:
        """Begin what is newly open, and end what is not any more."""
        before, self.open = self.open, set(series(self.affairs))
        for one in self.pieces.values():
            if one.series in self.open and one.series not in before:
                self._open_again(one)
        for each in self.open:
            steps = self.affairs.steps(each) if self.affairs.is_on(each.kind) else ()
            for step in steps:
                if (each, step, False) in self.pieces or (each, step, True) in self.pieces:
                    continue
                for is_boss in self.affairs.seats(each.kind, step):
                    found = self.now if is_first else self._found(each)
                    to = self.affairs.manager(each) if is_boss else each.owner
                    self.pieces[each, step, is_boss] = self._begun(Piece(each, step, to, is_boss, found=found))
        for one in self.pieces.values():
            self._choose_manager(one)
            if one.state == "told" and one.series not in self.open:
                one.state = "over"

    def _forget(self, kind: str) -> None:
        """By another rule the steps begin anew of which nobody was told, and nobody moved any."""
        mine = {key: one for key, one in self.pieces.items() if one.series.kind == kind}
        begun = {key[:2] for key, one in mine.items() if one.state != "waits" or one.turn > 1}
        for key in mine:
            if key[:2] not in begun:
                del self.pieces[key]

    def _choose_manager(self, one: Piece) -> None:
        """Which manager hears of it is chosen when it comes near."""
        if one.is_boss and not one.is_planned and one.state == "waits":
            one.to, one.moment = self.affairs.manager(one.series), None
            one.is_planned = self._own_moment(one, "UTC") - NEAR <= self.now

    def _open_again(self, one: Piece) -> None:
        """What waits comes no earlier than now. What was put off to when there was nothing to do is over."""
        one.moment = None
        one.found = self._found(one.series) if one.turn == 1 else None
        one.is_planned = False
        other = self.pieces.get((one.series, one.step, not one.is_boss))
        is_begun = other is not None and (other.state != "waits" or other.turn > 1)
        was_due = one.due is not None and first_open(self.affairs.manners(one.to), one.due) <= self.now
        is_late = self._is_too_late(one) or (one.turn == 1 and self._is_forgotten(one))
        if one.state == "waits" and (was_due or is_begun or is_late):
            one.state = "over"

    def _found(self, one: Series) -> datetime:
        """When somebody notices what is open from now on."""
        if not TABLE[one.kind].is_daily or one.kind in self.affairs.renewed:
            return self.now
        return day_begins("UTC", self.now.date() + timedelta(days=1)) + LOOK

    def _begun(self, one: Piece) -> Piece:
        """A new step; one that lay before its matter is left out, and one that was noticed too late."""
        since, manners = one.series.since, self.affairs.manners(one.to)
        if since is not None and first_open(manners, self._own_moment(one, manners.tz)) < since:
            one.state = "over"
        if self._is_too_late(one) or self._is_forgotten(one):
            one.state = "over"
        return one

    def _is_forgotten(self, one: Piece) -> bool:
        """Whether a step that is noticed now fell due too long ago."""
        limit = self.now - FORGET
        limit = limit if isinstance(one.series.anchor, datetime) else day_begins("UTC", limit.date())
        return self._own_moment(one, "UTC") < limit

    def _is_too_late(self, one: Piece) -> bool:
        """Whether a step that comes round every year was noticed when it is worth no word any more."""
        if one.found is None or isinstance(one.series.anchor, datetime) or not TABLE[one.series.kind].is_daily:
            return False
        return one.found.date() > one.series.anchor + timedelta(days=one.step + THANKS)

    def _moment(self, one: Piece) -> datetime:
        """When somebody hears of a step, as everything stands now."""
        if one.moment is None:
            manners = self.affairs.manners(one.to)
            due = max(one.due or self._own_moment(one, manners.tz), self.now, one.found or self.now)
            one.moment = due if self.affairs.is_urgent(one.series) else first_open(manners, due)
        elif one.due is not None and one.moment <= self.now and not self.affairs.is_urgent(one.series):
            one.moment = first_open(self.affairs.manners(one.to), one.moment)  # their hours changed meanwhile
        return one.moment

    def _own_moment(self, one: Piece, tz: str) -> datetime:
        anchor = one.series.anchor
        if isinstance(anchor, datetime):
            return anchor + timedelta(hours=one.step)
        return day_begins(tz, anchor + timedelta(days=one.step))

    def _is_set(self, one: Piece) -> bool:
        """Whether the team has this step now: if not, it waits until they want it again. What was put off is lost."""
        on = self.affairs.is_on(one.series.kind)
        return on and (one.turn > 1 or one.step in self.affairs.steps(one.series))

    def _tell(self, who: str, due: list[Piece]) -> None:
        """Tell somebody what is due for them at this moment."""
        free = self.affairs.manners(who).cap - self._alone_today(who)
        for one in due:
            if not self._is_wanted(one, who):
                one.state = "over"
            elif self._is_said_by_a_later(one):
                one.state, one.was_said = "over", True
            elif self.now > self.affairs.until(one.series, self.affairs.people[who][1]):
                one.state = "over"
        for one in [each for each in due if each.state == "waits"]:
            way = "own" if not TABLE[one.series.kind].counts else "alone"
            if way == "alone" and not self.affairs.is_urgent(one.series):
                way, free = ("alone" if free > 0 else "batch"), free - 1
            one.state, one.told_at, one.way, one.was_said = "told", self.now, way, True
            at = self.now
            self.told.append(Told(at, who, one.series.kind, one.series.number, one.step, one.turn, way))

    def _is_wanted(self, one: Piece, who: str) -> bool:
        kind, number = one.series.kind, one.series.number
        is_heard = (kind, who) not in self.affairs.unwanted and (kind, number, who) not in self.affairs.muted
        return is_heard and self._is_set(one)

    def _is_said_by_a_later(self, one: Piece) -> bool:
        """Whether a later step of the series came as well: after a time of silence one is enough."""
        mine = (one.series, one.is_boss)
        later = [
            each for (series, step, boss), each in self.pieces.items() if (series, boss) == mine and step > one.step
        ]
        waits = [each for each in later if each.state == "waits" and self._is_set(each)]
        comes = [each for each in waits if self._has_come(each)]
        return one.turn == 1 and (bool(comes) or any(each.was_said for each in later))

    def _has_come(self, one: Piece) -> bool:
        """Whether the moment of a step has come, or its own that somebody moved it away from."""
        own = self._own_moment(one, self.affairs.people[one.to][1])
        return self._moment(one) <= self.now or (one.turn > 1 and own <= self.now)

    def _alone_today(self, who: str) -> int:
        """How many stand one by one since somebody's day began; what they put off or gave away makes room."""
        tz = self.affairs.people[who][1]
        began = day_begins(tz, today(tz, self.now))
        mine = [one for one in self.pieces.values() if (one.to, one.way) == (who, "alone")]
        return sum(one.told_at is not None and one.told_at >= began for one in mine)

    def coming(self, who: str, *, until: datetime) -> list[Piece]:
        """What somebody will be told until a moment, and does not know yet."""
        mine = [one for one in self._waiting() if one.to == who and self.now < self._moment(one) <= until]
        return sorted(mine, key=lambda one: (one.series.kind, one.series.number, one.step, one.turn, one.is_boss))

    def seen(self, who: str) -> list[Piece]:
        """What somebody was told and has not answered, in the order in which they see to it."""
        mine = [one for one in self.pieces.values() if one.state == "told" and one.to == who]
        return sorted(mine, key=lambda one: (one.series.kind, one.series.number, one.step, one.turn))
