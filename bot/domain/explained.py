"""Figures that explain themselves: what went in, from where, and what is missing (product.md, "How?").

Missing is never 0, and over 0 nothing is known: both give a figure without a value, whose note says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.money import digits


@dataclass(frozen=True, slots=True)
class Input:
    """A number that went into a figure (None is missing), where it came from and of which day it is.

    With a `currency` the number is money in minor units. `known_of` is set where it is a sum over posts: of how
    many of them it is known, and how many there are.
    """

    name: str
    number: int | Decimal | None
    source: str
    day: date
    entered_by: str | None
    currency: str | None = None
    known_of: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that can explain itself. `value` None is "not enough data", and `note` then says why.

    With a `currency` the value is money in minor units, and may have parts of one. `places` is how many decimals
    are shown.
    """

    name: str
    value: Decimal | None
    unit: str
    formula: str
    inputs: tuple[Input, ...]
    note: str
    source: str
    currency: str | None = None
    places: int = 2


def say_figure(figure: Figure) -> str:
    """`3.00%`, `45.83 USD`, or "not enough data"."""
    if figure.value is None:
        return "not enough data"
    if figure.currency:
        return say_money(figure.value, figure.currency, places=figure.places)
    return f"{figure.value:,.{figure.places}f}{figure.unit}"


def explain(figure: Figure) -> list[str]:
    """What *How?* shows: the formula, the numbers in it, who entered them and when, and the source."""
    lines = [f"{figure.name}: {say_figure(figure)}", f"Formula: {figure.formula}"]
    lines += [_explain_input(one) for one in figure.inputs]
    return [*lines, *([figure.note] if figure.note else []), f"Source of the formula: {figure.source}"]


def _explain_input(one: Input) -> str:
    by = f", entered by {one.entered_by}" if one.entered_by else ""
    posts = f", known of {one.known_of[0]} of {one.known_of[1]} posts" if one.known_of else ""
    day = f"{one.day.day} {one.day:%B %Y}"
    name = words_of(one.name)
    return f"{name[0].upper()}{name[1:]}: {say_number(one)} ({one.source}, {day}{by}{posts})"


def say_number(one: Input) -> str:
    """The number of an input for people: `1,234`, `6.50 USD`, or "missing"."""
    if one.number is None:
        return "missing"
    if one.currency:
        return say_money(one.number, one.currency)
    return f"{one.number:,}" if isinstance(one.number, int) else f"{one.number:,.2f}"


def over(
    name: str,
    top: Sequence[Input],
    bottom: Sequence[Input],
    *,
    formula: str,
    source: str,
    note: str = "",
    times: int = 100,
    unit: str = "%",
    bottom_name: str = "",
) -> Figure:
    """The sum of `top` over the sum of `bottom`, so many `times`: without a value where anything is missing or 0.

    `bottom_name` says what the sum of `bottom` is, where it has several parts.
    """
    inputs = (*top, *bottom)
    missing = [words_of(one.name) for one in inputs if one.number is None]
    value = None if missing else _divided(top, bottom, times=times)
    if missing:
        note = f"Not enough data: {', '.join(missing)} missing."
    elif value is None:
        note = f"Not enough data: {bottom_name or words_of(bottom[-1].name)} is 0."
    else:
        note = " ".join(filter(None, (note, say_partly(inputs))))
    return Figure(name, value, unit, formula, inputs, note, source)


def say_partly(inputs: Sequence[Input]) -> str:
    """Which sums over posts leave posts out, or ""."""
    partly = [(one.name, *one.known_of) for one in inputs if one.known_of and one.known_of[0] < one.known_of[1]]
    return " ".join(
        f"{words_of(name).capitalize()}: known of {known} of {posts} posts." for name, known, posts in partly
    )


def _divided(top: Sequence[Input], bottom: Sequence[Input], *, times: int) -> Decimal | None:
    whole = sum(one.number or 0 for one in bottom)
    return Decimal(sum(one.number or 0 for one in top)) / whole * times if whole else None


def say_money(minor: int | Decimal, currency: str, *, places: int = 2) -> str:
    """`1,234.50 USD`, from minor units. `places` is for parts of a minor unit; a yen has no hundredths."""
    decimals = digits(currency)
    return f"{Decimal(minor).scaleb(-decimals):,.{max(decimals + places - 2, 0)}f} {currency}"


def words_of(name: str) -> str:
    """A number's name as people read it."""
    return {"engagement": "engagements"}.get(name, name.replace("_", " "))
