"""Commission: a share of what a collaboration sold, counted while its time lasts and settled after it.

Orders count from the contract's first day until the campaign's attribution window has passed after its last day:
an order may still follow a click of that day.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.contracts.terms import Terms
from bot.domain.explained import Figure, Input, say_money
from bot.domain.money import Money
from bot.domain.payments.payments import DAYS_TO_APPROVE, commission


@dataclass(frozen=True, slots=True)
class Span:
    """The days of which orders count, both included, and the day on which the commission is due."""

    first: date
    last: date
    due_on: date


def span(terms: Terms, *, window_days: int) -> Span:
    """When a commission is counted and due: the contract's end + the attribution window + the days to pay.

    It is never due on a day that still counts, so that there is a day at least to settle it.
    """
    last = terms.ends_on + timedelta(days=window_days)
    return Span(terms.starts_on, last, last + timedelta(days=max(1, terms.payment_days)))


def counted_until(terms: Terms, *, due_on: date) -> date:
    """The last day that counts for a commission that is due on `due_on`: what `span` went from."""
    return due_on - timedelta(days=max(1, terms.payment_days))


def may_settle(terms: Terms, *, due_on: date, today: date) -> bool:
    """Whether a commission is counted for good: its days are over, and its date is near enough to approve it."""
    is_near = (due_on - today).days <= DAYS_TO_APPROVE
    return is_near and today > counted_until(terms, due_on=due_on)


def explained(revenue: int | None, *, currency: str, percent: Decimal, first: date, last: date, day: date) -> Figure:
    """The commission as a figure that explains itself. `revenue` None: nothing is known of what was sold."""
    formula = "attributed net revenue × commission / 100"
    inputs = (
        Input("attributed net revenue", revenue, "orders, without what was given back", day, None, currency=currency),
        Input("commission in percent", percent, "the signed contract", day, None),
    )
    days = f"Orders count from {_day(first)} to {_day(last)}."
    value = None if revenue is None else Decimal(commission(Money(revenue, currency), percent=percent).minor)
    note = days if value is not None else f"Not enough data: no order is known yet. {days}"
    return Figure("Commission", value, "", formula, inputs, note, "the signed contract", currency)


def with_elsewhere(figure: Figure, elsewhere: dict[str, int]) -> Figure:
    """The same figure, saying which revenue is not in it because it came in other currencies."""
    if not elsewhere:
        return figure
    others = " and ".join(say_money(minor, currency) for currency, minor in sorted(elsewhere.items()))
    return replace(figure, note=f"{figure.note} Not counted, because in another currency: {others}.")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
