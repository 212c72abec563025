"""What is open in the team, as the oracle knows it: changed by what people do."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tests.year.almanac import Manners, day_begins
from tests.year.table import GAPS, OCCASIONS, TABLE, THANKS
from tests.year.things import (
    GIVEN_UP,
    Collab,
    Concern,
    Content,
    Contract,
    Followup,
    Gift,
    Influencer,
    Letter,
    Owed,
    Payment,
    Post,
    Request,
    Rule,
    Series,
    Weakness,
)

USUAL = Rule()
SEATS = {"owner": (False,), "owner_manager": (False, True), "manager": (True,)}


@dataclass
class Affairs:
    """Everything that there is, by the number that it has in the order in which it came about.

    `answered`: kinds of nudges, each with what it is about, that a deed was the answer to. `renewed`: kinds of which a
    deed changed the rule.
    """

    people: dict[str, tuple[str, str]]
    team_manners: dict[str, Any]
    own_manners: dict[str, dict[str, Any]]
    years: tuple[int, ...] = ()
    unwanted: set[tuple[str, str]] = field(default_factory=set)
    rules: dict[str, Rule] = field(default_factory=dict)
    renewed: list[str] = field(default_factory=list)
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
    contents: dict[int, Content] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    gifts: dict[int, Gift] = field(default_factory=dict)
    contracts: dict[int, Contract] = field(default_factory=dict)
    payments: dict[int, Payment] = field(default_factory=dict)
    products: dict[int, Owed] = field(default_factory=dict)
    weaknesses: dict[int, Weakness] = field(default_factory=dict)
    answered: list[tuple[str, int]] = field(default_factory=list)

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
        return self.rules.get(kind, USUAL).is_on

    def steps(self, one: Series) -> tuple[int, ...]:
        """When a series is told, as the team has set it."""
        if one.kind == "cadence":
            return tuple(24 * days for days in GAPS[self.influencers[one.number].stage])
        return self.rules.get(one.kind, USUAL).steps or TABLE[one.kind].steps

    def seats(self, kind: str, step: int) -> tuple[bool, ...]:
        """For whom a step is: False is its owner, True a manager."""
        usual = "owner_manager" if step in TABLE[kind].managers else "owner"
        to = self.rules.get(kind, USUAL).to
        return SEATS[usual if to == "usual" else to]

    def until(self, one: Series, tz: str) -> datetime:
        """After which moment nothing of a series is worth telling to somebody in a zone any more."""
        if one.kind not in OCCASIONS:
            return datetime.max.replace(tzinfo=UTC)
        if isinstance(one.anchor, datetime):
            return one.anchor + timedelta(days=THANKS)
        return day_begins(tz, one.anchor + timedelta(days=THANKS + 1)) - timedelta.resolution

    def first_yes(self, influencer: int) -> date | None:
        """The day (in Greenwich) on which somebody said yes for the first time, to what was not given up since."""
        mine = [one for one in self.collabs.values() if one.influencer == influencer and one.stage not in GIVEN_UP]
        return min((one.yes_at.date() for one in mine if one.yes_at), default=None)

    def live(self, collab: int) -> bool:
        """Whether somebody may still be written to about a campaign."""
        one = self.collabs[collab]
        return not one.is_over and one.campaign not in self.closed and one.influencer not in self.never

    def is_urgent(self, one: Series) -> bool:
        """Whether a person wants it at its very moment."""
        return one.kind == "followup" and self.followups[one.number].is_urgent

    def is_wanted(self, one: Contract) -> bool:
        """Whether the collaboration of a contract still stands."""
        return self.collabs[one.collab].stage not in GIVEN_UP

    def waits(self, one: Request) -> bool:
        """Whether there is still something to decide."""
        kind, number = one.about
        return one.is_open and (kind != "contract" or self.is_wanted(self.contracts[number]))

    def withdraw(self, kind: str, number: int) -> None:
        """Nothing is to be decided on it any more."""
        for one in self.requests.values():
            one.is_open &= one.about != (kind, number)

    def influencer_of(self, about: tuple[str, int]) -> int:
        """Whom a gift, a contract or a payment is for."""
        kind, number = about
        if kind == "gift":
            return self.gifts[number].influencer
        contract = self.contracts[self.payments[number].contract if kind == "payment" else number]
        return self.collabs[contract.collab].influencer

    def manager(self, one: Series) -> str:
        """The manager who sees to a matter beside its owner: who approved its contract, or runs its campaign."""
        bosses = [who for who, (role, _) in self.people.items() if role != "marketer" and who != one.owner]
        mine = [n for n, contract in self.contracts.items() if one.collab and contract.collab == one.collab]
        yes = [each.by for each in self.requests.values() if each.about in {("contract", n) for n in mine}]
        wanted = [who for who in (*yes, self.boss(one.collab)) if who in bosses]
        return next(iter(wanted), min(bosses))

    def boss(self, collab: int | None) -> str | None:
        """Who runs the campaign of a collaboration."""
        return self.bosses[self.collabs[collab].campaign] if collab else None
