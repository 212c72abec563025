"""Who may decide what, told once more from the product's rules ("Roles") without the bot's own code."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

RANK = {"viewer": 0, "marketer": 1, "manager": 2, "admin": 3}
USUAL = {"CHF": (10_000_00, 50_000_00), "EUR": (10_000_00, 50_000_00), "GBP": (10_000_00, 50_000_00)}
USUAL["USD"] = USUAL["EUR"]


class No(Exception):
    """The oracle says that this is not allowed, or not possible."""


def must(is_so: object, why: str) -> None:
    """Say no unless it is so."""
    if not is_so:
        raise No(why)


@dataclass
class Someone:
    """A person of the workspace. Not `here`: a guest, or gone."""

    role: str
    here: bool = True


@dataclass
class Leave:
    """Somebody decides for a manager from the first to the last day."""

    manager: str
    delegate: str
    first: date
    last: date


@dataclass
class Request:
    """What waits for a decision. `apart` are the people whose own it is; `approvals` are (by, for whom, role)."""

    subject: str
    about: Any
    number: int | None
    amount: int
    currency: str
    apart: frozenset[str]
    state: str = "open"
    approvals: list[tuple[str, str | None, str]] = field(default_factory=list)
    decisions: int = 0

    @property
    def used(self) -> set[str]:
        """Everybody who approved, and for whom."""
        return {one for by, for_whom, _ in self.approvals for one in (by, for_whom) if one}


@dataclass
class Law:
    """The people, the limits and who is away."""

    people: dict[str, Someone]
    limits: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    leaves: dict[int, Leave] = field(default_factory=dict)

    def role(self, who: str, least: str) -> None:
        """Say no to whoever is not here, or has too low a role."""
        one = self.people.get(who)
        must(one and one.here, f"{who} is no member")
        must(one and RANK[one.role] >= RANK[least], f"{who} is no {least}")

    def has(self, who: str, least: str) -> bool:
        """Whether somebody is here with that role at least."""
        one = self.people.get(who)
        return one is not None and one.here and RANK[one.role] >= RANK[least]

    def needed(self, amount: int, currency: str) -> tuple[str, int]:
        """Which role decides on an amount, and how many people; a currency without limits fails closed."""
        if currency not in self.limits and currency not in USUAL:
            return "admin", 2
        admin_from, two_from = self.limits.get(currency) or USUAL[currency]
        is_high = admin_from is not None and amount >= admin_from
        is_double = two_from is not None and amount >= two_from
        return ("admin" if is_high else "manager"), (2 if is_double else 1)

    def able(self, request: Request) -> set[str]:
        """Who may decide for themselves, by role alone."""
        role, _ = self.needed(request.amount, request.currency)
        return {who for who in self.people if self.has(who, role) and who not in request.apart}

    def capacity(self, who: str, request: Request, *, approving: bool, today: date) -> tuple[str | None, str]:
        """For whom somebody decides (None: for themselves) and with which role; no where they may not."""
        must(request.state == "open", "it is over")
        must(who in self.people and self.people[who].here, f"{who} is no member")
        must(who not in request.apart, f"it is {who}'s own")
        used = request.used if approving else set()
        must(who not in used, f"{who} counts already")
        role, _ = self.needed(request.amount, request.currency)
        if self.has(who, role):
            return None, self.people[who].role
        must(self.has(who, "marketer"), f"{who} cannot stand in for anybody")
        for boss in sorted(self._bosses(who, today)):
            if self.has(boss, role) and boss not in request.apart and boss not in used:
                return boss, self.people[boss].role
        raise No(f"{who} lacks the authority")

    def _bosses(self, who: str, today: date) -> set[str]:
        held = [one for one in self.leaves.values() if one.first <= today <= one.last]
        return {one.manager for one in held if one.delegate == who != one.manager}

    def comes_to(self, request: Request) -> str:
        """What the approvals of a request come to now: each counts with the role that is needed today, once."""
        role, people = self.needed(request.amount, request.currency)
        seen: set[str] = set()
        count = 0
        for by, for_whom, given in request.approvals:
            both = {one for one in (by, for_whom) if one}
            if RANK[given] >= RANK[role] and not both & seen:
                seen, count = seen | both, count + 1
        return "approved" if count >= people else "open"
