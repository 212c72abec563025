"""On a walk: everybody decides on everything there ever was to decide, with and without a right to it."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from hypothesis import note

from bot.domain.approvals.approvals import Verdict
from bot.domain.team.roles import Role
from bot.services.approvals import approval_settings, approvals, delegations
from bot.services.team import members
from tests.walk.law import RANK, Leave, No
from tests.walk.machine import apt, pick, step, where
from tests.walk.oracle import Oracle
from tests.walk.world import EVERYBODY, ROLES, id_of
from tests.walk.writing import WHICH, WORDS, Writing

LIMITS = (None, 1_000, 10_000)
"""In units of a currency."""

DECIDERS = ("max", "mona", "ada", "abe", "ned", *EVERYBODY)

has_requests = where(lambda self: self.oracle.requests)
has_open_requests = where(lambda self: self.oracle.open_requests())


class Deciding(Writing):
    """Decisions, and what authority hangs on: roles, limits, holidays."""

    @has_requests
    @step(who=DECIDERS, which=WHICH, verdict=tuple(Verdict), reason=WORDS)
    def decides(self, who: str, which: int, verdict: Verdict, reason: str) -> None:
        """By the button of any message, old ones too."""
        number = apt(sorted(self.oracle.requests), which, lambda one: self.oracle.requests[one].state == "open")
        self.decide(who, number, verdict, reason)

    @has_open_requests
    @step(which=WHICH, whom=WHICH, verdict=tuple(Verdict), role=("manager", "admin"))
    def decides_on_their_own(self, which: int, whom: int, verdict: Verdict, role: str) -> None:
        """With all the power there is: whose own it is, gets another role first."""
        number = pick(self.oracle.open_requests(), which)
        who = pick(sorted(self.oracle.requests[number].apart), whom)
        self.give(who, role)
        self.decide(who, number, verdict, "because I say so")

    @has_open_requests
    @step(which=WHICH, who=("leo", "ned", "max", "mona"), verdict=tuple(Verdict))
    def decides_once_the_role_was_taken(self, which: int, who: str, verdict: Verdict) -> None:
        """In a window that was opened before."""
        number = pick(self.oracle.open_requests(), which)
        self.give(who, "marketer")
        self.decide(who, number, verdict, "because I may still")

    def decide(self, who: str, number: int, verdict: Verdict, reason: str = "") -> None:
        """Somebody decides in a window that claims them to be an admin."""
        self.attempt(
            f"{who} decides on request {number}: {verdict}, “{reason}”",
            lambda oracle: oracle.decide(who, number, str(verdict), reason),
            lambda store, by: approvals.decide(
                store, number, verdict=verdict, reason=reason, by=by, evidence={}, now=self.world.now
            ),
            who=who,
            is_claimed=True,
        )

    def approve(self, subject: str, about: Any, whom: int) -> None:
        """One of those who may approves what waits, most often one who stands in for somebody."""
        mine = [number for number, one in self.oracle.requests.items() if (one.subject, one.about) == (subject, about)]
        able, request = {}, self.oracle.requests[max(mine)]
        for who in ROLES:
            with suppress(No):
                able[who], _ = self.oracle.law.capacity(who, request, approving=True, today=self.oracle.today)
        if able:
            self.decide(apt(list(able), whom, lambda who: able[who]), max(mine), Verdict.APPROVE)

    @step(who=("leo", "max", "mona", "abe", "vic", "mia"), role=sorted(RANK))
    def gets_another_role(self, who: str, role: str) -> None:
        self.give(who, role)

    def give(self, who: str, role: str) -> None:
        """Somebody has another role from now on."""

        def foretell(oracle: Oracle) -> None:
            oracle.law.people[who].role = role

        said = f"{who} is {role} from now on"
        self.attempt(said, foretell, lambda store, _: store.members.set_role(id_of(who), Role(role)))

    @step(who=("max", "mona", "abe", "leo"))
    def leaves_or_comes_back(self, who: str) -> None:
        self.world.faces.gone ^= {who}
        self.oracle.law.people[who].here = who not in self.world.faces.gone
        note(f"{who} is {'here' if self.oracle.law.people[who].here else 'gone'}")
        members.refresh(self.world.deps, self.world.team, id_of(who))

    @step(who=("ada", "ada", "ada", "max"), is_yen=(False, True), admin_from=LIMITS, two_from=LIMITS)
    def sets_limits(self, who: str, is_yen: bool, admin_from: int | None, two_from: int | None) -> None:
        currency, unit = ("JPY", 1) if is_yen else ("EUR", 100)

        def foretell(oracle: Oracle) -> None:
            oracle.law.role(who, "admin")
            minor = [None if limit is None else limit * unit for limit in (admin_from, two_from)]
            oracle.law.limits[currency] = (minor[0], minor[1])

        typed = {"admin_from": str(admin_from or "none"), "two_from": str(two_from or "none")}
        self.attempt(
            f"{who} sets limits of {currency}: {typed}",
            foretell,
            lambda store, by: approval_settings.set_limits(
                store, currency, **typed, by=by, today=self.world.now.date(), now=self.world.now
            ),
            who=who,
        )

    @step(
        manager=("max", "mona", "ada", "ada", "leo"),
        delegate=("ned", "ned", "ned", "leo", "vic", "max", "gus"),
        starts=(0, 0, 2),
        days=(0, 5, 60),
    )
    def goes_away(self, manager: str, delegate: str, starts: int, days: int) -> None:
        first = self.world.now.date() + timedelta(days=starts)
        leave = Leave(manager, delegate, first, first + timedelta(days=days))
        stands_in = self.world.known(delegate)
        self.attempt(
            f"{delegate} decides for {manager} from {leave.first} to {leave.last}",
            lambda oracle: oracle.leave(manager, delegate, leave),
            lambda store, by: delegations.add(
                store,
                stands_in,
                starts_on=leave.first,
                ends_on=leave.last,
                by=by,
                today=self.world.now.date(),
                now=self.world.now,
            ),
            who=manager,
        )

    @where(lambda self: self.oracle.law.leaves)
    @step(who=(*EVERYBODY, "max", "mona"), which=WHICH)
    def is_back_early(self, who: str, which: int) -> None:
        number = pick(sorted(self.oracle.law.leaves), which)
        self.attempt(
            f"{who} ends delegation {number}",
            lambda oracle: oracle.return_early(who, number),
            lambda store, by: delegations.end(store, number, by=by, now=self.world.now),
            who=who,
            least=Role.MANAGER,
        )
