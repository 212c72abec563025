"""What is open in the team, as the oracle knows it: plain data, changed by what people do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.year.almanac import Manners
from tests.year.table import ESCALATE, TABLE

ENDED = ("completed", "declined", "dropped")


@dataclass(frozen=True)
class Series:
    """What is told step by step. Another anchor, or another owner, is another series."""

    kind: str
    number: int
    anchor: datetime | date
    owner: str


@dataclass
class Collab:
    """One influencer in one campaign."""

    influencer: int
    campaign: int
    owner: str
    stage: str = "shortlisted"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.stage in ENDED


@dataclass
class Letter:
    """What was written to somebody."""

    collab: int
    sent_at: datetime
    is_answered: bool = False


@dataclass
class Followup:
    """What somebody wants to be reminded of."""

    influencer: int
    owner: str
    due: datetime
    is_urgent: bool
    turn: int = 1
    is_open: bool = True


@dataclass
class Request:
    """What waits for a decision. `asked` says who was asked, when."""

    collab: int
    asked_at: datetime
    asked: dict[str, datetime]
    is_open: bool = True
    is_escalated: bool = False


@dataclass
class Affairs:
    """Everything that there is, by the number that it has in the order in which it came about."""

    people: dict[str, tuple[str, str]]
    team_manners: dict[str, Any]
    own_manners: dict[str, dict[str, Any]]
    unwanted: set[tuple[str, str]] = field(default_factory=set)
    rules: dict[str, tuple[bool, tuple[int, ...]]] = field(default_factory=dict)
    muted: set[tuple[str, int, str]] = field(default_factory=set)
    never: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    collabs: dict[int, Collab] = field(default_factory=dict)
    letters: dict[int, Letter] = field(default_factory=dict)
    followups: dict[int, Followup] = field(default_factory=dict)
    requests: dict[int, Request] = field(default_factory=dict)

    def manners(self, who: str) -> Manners:
        """How somebody wants to be nudged now."""
        told = {**self.team_manners, **self.own_manners.get(who, {})}
        for name in ("start", "end"):
            if name in told:
                told[name] = time.fromisoformat(told[name])
        if "days" in told:
            told["days"] = tuple(told["days"])
        return Manners(self.people[who][1], **told)

    def is_on(self, kind: str) -> bool:
        """Whether the team wants a kind of nudge."""
        return self.rules.get(kind, (True, ()))[0]

    def steps(self, kind: str) -> tuple[int, ...]:
        """When a kind comes, as the team has set it."""
        return self.rules.get(kind, (True, ()))[1] or TABLE[kind].steps

    def live(self, collab: int) -> bool:
        """Whether somebody may still be written to about a campaign."""
        one = self.collabs[collab]
        return not one.is_over and one.campaign not in self.closed and one.influencer not in self.never

    def series(self) -> Iterator[Series]:
        """Everything that is to be seen to now."""
        for number, one in self.followups.items():
            if one.is_open:
                yield Series("followup", number, one.due, one.owner)
        for number, request in self.requests.items():
            if request.is_open and self.collabs[request.collab].stage not in ("declined", "dropped"):
                for who, at in request.asked.items():
                    yield Series("approval_waiting", number, at, who)
        last = {letter.collab: number for number, letter in self.letters.items()}
        for collab, number in last.items():
            if not self.letters[number].is_answered and self.live(collab):
                yield Series("no_reply", number, self.letters[number].sent_at, self.collabs[collab].owner)

    def is_urgent(self, one: Series) -> bool:
        """Whether a person wants it at its very moment."""
        return one.kind == "followup" and self.followups[one.number].is_urgent

    def next_by_itself(self) -> datetime | None:
        """When something happens next that nobody does: a decision that waited too long goes to somebody else."""
        waiting = [one for one in self.requests.values() if self._waits(one)]
        return min((one.asked_at + timedelta(hours=ESCALATE) for one in waiting), default=None)

    def _waits(self, one: Request) -> bool:
        return one.is_open and not one.is_escalated and self.collabs[one.collab].stage not in ("declined", "dropped")

    def escalate(self, now: datetime) -> None:
        """Ask the next in line where nobody has decided for so long: managers before admins, and everybody in turn."""
        for number, one in self.requests.items():
            if self._waits(one) and now >= one.asked_at + timedelta(hours=ESCALATE):
                able = sorted(who for who, (role, _) in self.people.items() if role in ("manager", "admin"))
                turn = number % len(able)
                line = [who for who in able[turn:] + able[:turn] if who not in one.asked]
                one.is_escalated = True
                one.asked[min(line, key=lambda who: self.people[who][0] == "admin")] = now
