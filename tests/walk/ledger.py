"""What is owed after a signature, told once more: payments, their dates, costs, content and promises."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

CURRENCY = "EUR"
"""The campaign's."""
WINDOW = 5
"""Days after a click in which an order counts: the campaign's."""
EARLY = 3
"""Days before its date on which a payment turns due."""

Spec = dict[str, Any]
"""Terms: base (a day), fee, currency, parts, payment_days, commission, product, rounds, is_free, titles, days."""
Key = tuple[int, str]
"""A payment: of which contract, and which part (`fee:1`, `commission`)."""


@dataclass
class Payment:
    """Money that is owed under a contract."""

    contract: int
    key: str
    amount: int
    currency: str
    due: date | None
    trigger: str
    owner: str
    stage: str = "planned"
    edition: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it is still to be paid."""
        return self.stage in ("planned", "due", "approved")

    def move(self, stage: str) -> None:
        """Bring it to another stage, or the same once more: either is a change."""
        self.stage, self.edition = stage, self.edition + 1


@dataclass
class Piece:
    """A piece of content of a collaboration. `live` is the day on which it went live."""

    title: str
    live: date | None = None


@dataclass
class Account:
    """What belongs to one collaboration: lines of cost by hand, content, and orders (day, amount)."""

    lines: list[tuple[str, str, int]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    orders: list[tuple[date, int]] = field(default_factory=list)


def parts_of(spec: Spec) -> list[tuple[int, str, date | None]]:
    """The instalments of a fee: amount, trigger, day. They add up to the fee, to the last minor unit."""
    fee, base = spec["fee"], spec["base"]
    match spec["parts"] if fee else "none":
        case "signing":
            return [(fee, "signing", None)]
        case "halves":
            return [(fee // 2, "signing", None), (fee - fee // 2, "publishing", None)]
        case "thirds":
            third = fee // 3
            dated = (third, "date", base + timedelta(days=6))
            return [(third, "signing", None), dated, (fee - 2 * third, "publishing", None)]
    return []


def planned(spec: Spec, contract: int, owner: str, *, signed: date) -> list[Payment]:
    """What a signature makes us owe."""
    wait = timedelta(days=spec["payment_days"])
    found = []
    for at, (amount, trigger, day) in enumerate(parts_of(spec), start=1):
        start = signed if trigger == "signing" else day
        due = start + wait if start else None
        found.append(Payment(contract, f"fee:{at}", amount, spec["currency"], due, trigger, owner))
    if spec["commission"]:
        due = last_day(spec) + max(wait, timedelta(days=1))
        found.append(Payment(contract, "commission", 0, CURRENCY, due, "results", owner))
    return found


def last_day(spec: Spec) -> date:
    """The last day of which orders count for the commission."""
    end: date = spec["base"] + timedelta(days=spec["days"] + WINDOW)
    return end


def earned(spec: Spec, account: Account) -> int:
    """The commission by now: a share of what was sold from the first day to the last, halves to the even one."""
    sold = sum(amount for day, amount in account.orders if spec["base"] <= day <= last_day(spec))
    exact = Decimal(max(0, sold)) * spec["commission"] / 100
    return int(exact.to_integral_value(ROUND_HALF_EVEN))


def joined(spec: Spec, account: Account) -> list[Piece]:
    """The content that terms ask for, each piece of the collaboration taken once: what is still to be made first."""
    left, found = list(account.pieces), []
    for title in spec["titles"]:
        same = sorted((one for one in left if one.title == title), key=lambda one: one.live is not None)
        if same:
            left = [one for one in left if one is not same[0]]
            found.append(same[0])
        else:
            found.append(Piece(title))
    return found


def all_live(spec: Spec, account: Account) -> date | None:
    """The day on which the last piece went live: of what the terms ask for, or of all there is."""
    left, asked = [one for one in account.pieces if one.live], []
    for title in spec["titles"]:
        same = next((one for one in left if one.title == title), None)
        left = [one for one in left if one is not same]
        asked.append(same.live if same else None)
    for days in (asked, [one.live for one in account.pieces]):
        known = [day for day in days if day]
        if days and len(known) == len(days):
            return max(known)
    return None


def costs(account: Account, payments: list[Payment]) -> Counter[tuple[str, str]]:
    """Minor units by state and currency: what is owed is committed, what was paid is spent."""
    found: Counter[tuple[str, str]] = Counter()
    for _, state, amount in account.lines:
        found[state, CURRENCY] += amount
    for one in payments:
        if one.stage != "cancelled":
            found["spent" if one.stage == "paid" else "committed", one.currency] += one.amount
    return +found
