"""What is open in the team, as the oracle knows it: plain data, changed by what people do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.year.almanac import Manners
from tests.year.table import ESCALATE, GAPS, TABLE, THANKS

ENDED = ("completed", "declined", "dropped")
GIVEN_UP = ("declined", "dropped")


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
    since: datetime | None = None
    exclusive_until: date | None = None

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
class Owed:
    """A word that we owe somebody: to a reply, or on a draft."""

    kind: str
    influencer: int
    collab: int | None
    owner: str
    due: datetime
    is_open: bool = True


@dataclass
class Concern:
    """What worries us."""

    owner: str
    at: datetime
    is_open: bool = True


@dataclass
class Content:
    """What somebody owes us. `draft` is the number of what we owe on its draft, among all that we owe on drafts."""

    collab: int
    due: date
    added_at: datetime
    state: str = "planned"
    rounds: int = 0
    draft: int = 0


@dataclass
class Post:
    """What is live."""

    collab: int
    on: date
    is_clear: bool
    is_measured: bool = False


@dataclass
class Influencer:
    """Somebody we have, or want, a relationship with. `quiet_since` is the last touch."""

    owner: str
    quiet_since: datetime
    stage: str = "prospect"


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
    influencers: dict[int, Influencer] = field(default_factory=dict)
    bosses: dict[int, str] = field(default_factory=dict)
    answers: dict[int, Owed] = field(default_factory=dict)
    feedbacks: dict[int, Owed] = field(default_factory=dict)
    concerns: dict[int, Concern] = field(default_factory=dict)
    about_concern: dict[int, int] = field(default_factory=dict)
    contents: dict[int, Content] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)

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

    def steps(self, one: Series) -> tuple[int, ...]:
        """When a series is told, as the team has set it."""
        if one.kind == "cadence":
            return tuple(24 * days for days in GAPS[self.influencers[one.number].stage])
        return self.rules.get(one.kind, (True, ()))[1] or TABLE[one.kind].steps

    def since(self, one: Series) -> datetime | None:
        """Since when a series stands, where what lay before is left out."""
        return self.contents[one.number].added_at if one.kind == "deliverable_due" else None

    def until(self, one: Series) -> datetime | None:
        """After which moment nothing of a series is worth telling any more."""
        if one.kind != "occasion_completed" or not isinstance(one.anchor, datetime):
            return None
        return one.anchor + timedelta(days=THANKS)

    def influencer_of(self, one: Series) -> int:
        """Whom a series is about."""
        match one.kind:
            case "no_reply":
                return self.collabs[self.letters[one.number].collab].influencer
            case "answer_owed":
                return self.answers[one.number].influencer
            case "feedback_owed":
                return self.feedbacks[one.number].influencer
            case "concern_open":
                return self.about_concern[one.number]
            case "deliverable_due":
                return self.collabs[self.contents[one.number].collab].influencer
            case "post_undisclosed" | "post_unmeasured":
                return self.collabs[self.posts[one.number].collab].influencer
            case "cadence":
                return one.number
        return self.collabs[one.number].influencer

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

        yield from self._words_owed()
        yield from self._content()
        yield from self._care()

    def _words_owed(self) -> Iterator[Series]:
        for kind, listed in (("answer_owed", self.answers), ("feedback_owed", self.feedbacks)):
            for number, one in listed.items():
                if one.is_open:
                    yield Series(kind, number, one.due, one.owner)

    def _content(self) -> Iterator[Series]:
        for number, one in self.contents.items():
            if one.state in ("planned", "changes requested", "approved") and self.live(one.collab):
                yield Series("deliverable_due", number, one.due, self.collabs[one.collab].owner)
        for number, post in self.posts.items():
            collab = self.collabs[post.collab]
            is_wanted = collab.stage not in GIVEN_UP
            if is_wanted and not post.is_clear:
                yield Series("post_undisclosed", number, post.on, collab.owner)
            if is_wanted and not post.is_measured and collab.campaign not in self.closed:
                yield Series("post_unmeasured", number, post.on, collab.owner)

    def _care(self) -> Iterator[Series]:
        for number, concern in self.concerns.items():
            if concern.is_open:
                yield Series("concern_open", number, concern.at, concern.owner)
        for number, one in self.influencers.items():
            if one.stage in GAPS and number not in self.never:
                yield Series("cadence", number, one.quiet_since, one.owner)
        for number, collab in self.collabs.items():
            if collab.exclusive_until is not None and collab.stage not in GIVEN_UP:
                yield Series("exclusivity_ending", number, collab.exclusive_until, collab.owner)
            if collab.stage == "completed" and collab.since and collab.influencer not in self.never:
                yield Series("occasion_completed", number, collab.since, collab.owner)

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
