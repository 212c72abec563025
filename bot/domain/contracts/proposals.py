"""Proposals: what an influencer would like to be different in the terms, before they sign.

| field | typed as | rule |
| --- | --- | --- |
| fee | amount in the contract's currency | instalments keep their shares of it |
| due_1, due_2, … | ISO day of each deliverable | not past |
| payment_days | number | 0 to 365 |
| rights_until, exclusive_until | ISO day | not past; the second only where there is exclusivity |
| round_cap | number | 1 to 10 |
| words | text | needed where nothing else is changed |

A field that is empty, or as it was, asks for nothing. Whether the whole agrees is for the next version to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.campaigns.campaigns import MOST_ROUNDS
from bot.domain.contracts.signing import LONGEST_REQUEST, check_request
from bot.domain.contracts.term_checks import LONGEST_PAYMENT_DAYS
from bot.domain.contracts.term_lines import write_amount
from bot.domain.contracts.terms import Instalment, Terms
from bot.domain.contracts.typed_forms import TypedForm
from bot.domain.money import Money, parse_amount
from bot.domain.refused import Refused

FARTHEST = timedelta(days=3653)
"""How far ahead a day may lie: ten years."""


class ProposalState(StrEnum):
    """How a proposal stands. Only an open one can be answered; a signature or a new version overtakes it."""

    OPEN = "open"
    TAKEN = "taken over"
    DECLINED = "declined"
    DROPPED = "overtaken"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wish for other terms than those of one version. `typed` is the form as it came, `words` what they wrote."""

    id: int
    contract_version_id: int
    signing_link_id: int
    typed: Mapping[str, str]
    words: str
    state: ProposalState
    at: datetime
    answered_at: datetime | None
    answered_by: str | None
    answer: str


def fields_of(terms: Terms) -> dict[str, str]:
    """The form as it stands before anything is changed: one text for each field."""
    days = {f"due_{number}": one.due_on.isoformat() for number, one in enumerate(terms.deliverables, start=1)}
    until = {name: day.isoformat() if (day := getattr(terms, name)) else "" for name in _UNTIL}
    numbers = {"payment_days": str(terms.payment_days), "round_cap": str(terms.round_cap)}
    return {"fee": write_amount(terms.fee), **days, **numbers, **until}


def read(typed: Mapping[str, Any], terms: Terms, *, today: date) -> Terms:
    """The terms as they are proposed. Raises Refused with every fault on its own field."""
    form = TypedForm(typed)
    known = fields_of(terms)
    fee = _fee(form, terms)
    changed: dict[str, Any] = {
        "fee": fee,
        "instalments": _instalments(terms, fee),
        "deliverables": tuple(
            replace(one, due_on=_day(form, f"due_{number}", one.due_on, today=today) or one.due_on)
            for number, one in enumerate(terms.deliverables, start=1)
        ),
        "payment_days": _number(form, "payment_days", terms.payment_days, least=0, most=LONGEST_PAYMENT_DAYS),
        "round_cap": _number(form, "round_cap", terms.round_cap, least=1, most=MOST_ROUNDS),
        "rights_until": _day(form, "rights_until", terms.rights_until, today=today),
    }
    if terms.exclusive_until:
        changed["exclusive_until"] = _day(form, "exclusive_until", terms.exclusive_until, today=today)
    proposed = replace(terms, **changed)
    is_same = proposed == terms and not any(form.has_fault(name) for name in known)
    _check_words(form, is_needed=is_same)
    form.check()
    return proposed


def kept(typed: Mapping[str, Any], terms: Terms) -> dict[str, str]:
    """Of a form that was read, what is kept: its own fields, as they were typed, without the words."""
    form = TypedForm(typed)
    return {name: form.line(name, most=60) for name in fields_of(terms)}


def words_of(typed: Mapping[str, Any]) -> str:
    """What they wrote beside the fields."""
    return TypedForm(typed).text("words", most=LONGEST_REQUEST)


_UNTIL = ("rights_until", "exclusive_until")


def _check_words(form: TypedForm, *, is_needed: bool) -> None:
    words = form.text("words", most=LONGEST_REQUEST)
    if is_needed:
        form.read("words", lambda: check_request(words))


def _fee(form: TypedForm, terms: Terms) -> Money:
    currency = terms.fee.currency
    typed = form.line("fee", most=60)
    if not typed or typed == write_amount(terms.fee):
        return terms.fee
    minor = form.read("fee", lambda: parse_amount(typed, currency, field="fee"))
    return terms.fee if minor is None else Money(minor, currency)


def _instalments(terms: Terms, fee: Money) -> tuple[Instalment, ...]:
    """The instalments of another fee in the same shares, rounded down; the last one gets the rest."""
    if fee == terms.fee or not (terms.fee.minor and terms.instalments):
        return terms.instalments
    amounts = [one.amount * fee.minor // terms.fee.minor for one in terms.instalments]
    amounts[-1] = fee.minor - sum(amounts[:-1])
    parts = zip(terms.instalments, amounts, strict=True)
    return tuple(replace(one, amount=amount) for one, amount in parts if amount)


def _day(form: TypedForm, name: str, known: date | None, *, today: date) -> date | None:
    typed = form.line(name, most=40)
    if not typed or (known and typed == known.isoformat()):
        return known
    found = form.read(name, lambda: _read_day(typed, name))
    if found and found < today:
        form.fault(name, "That day has passed. Choose today or a day that lies ahead.")
    if found and found > today + FARTHEST:
        form.fault(name, "That is more than ten years ahead. Check the year.")
    return found


def _read_day(typed: str, name: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Refused("Write the day as year-month-day, such as 2026-12-31.", field=name) from None


def _number(form: TypedForm, name: str, known: int, *, least: int, most: int) -> int:
    if form.line(name, most=40) in ("", str(known)):
        return known
    unit = "days" if name == "payment_days" else "rounds"
    found = form.number(name, least=least, most=most, unit=unit)
    return known if found is None else found
