"""Reading a contract's terms from a form: what must be there, and what must agree (product.md, "Rules").

| field | typed as | rule |
| --- | --- | --- |
| deliverables | lines (`term_lines`) | at least one, at most 20, each day within the contract's |
| starts_on, ends_on | day | both; end ≥ start; the end not past, unless it stood there before |
| brief | lines | `must:`, `may:`, `free:`; at most 30 |
| fee, currency | amount, code or name | empty or 0 is no fee; the currency always |
| instalments | lines | with a fee, adding up to it exactly; at most 12; none dated before the start |
| payment_days | number | 0 to 365; needed where there is a fee or a commission |
| commission | percentage | 0 to 100; empty is none |
| product, product_by | text, day | both or neither; not after the first deliverable |
| rights_channels, rights_territory | text | both |
| rights_until, rights_forever | day, tick | one of them; not before the last deliverable |
| paid_use | a value of `PaidUse` | needed |
| exclusive_category, exclusive_until | text, day | both or neither; not before the start |
| round_cap | number | 1 to 10 |
| disclosure | text | needed where anything is given (formulas.md, R1) |
| cancellation | text | may be empty |

Something must be given: a fee, a commission or a product (the fault stands on `fee`).
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.campaigns.campaigns import MOST_ROUNDS
from bot.domain.content.usage_rights import LONGEST as LONGEST_RIGHT
from bot.domain.contracts import term_lines
from bot.domain.contracts.terms import PaidUse, TermDeliverable, Terms
from bot.domain.contracts.typed_forms import TypedForm
from bot.domain.influencers.typed_rates import parse_percent
from bot.domain.influencers.when import say_day
from bot.domain.money import Money, parse_amount

LONGEST_TEXT = 2_000
"""Characters of a product, a disclosure duty or a cancellation."""

LONGEST_LINES = 12_000
"""Characters of a many-lined field: more than its lines can have."""

LONGEST_CATEGORY = 200
LONGEST_PAYMENT_DAYS = 365
_Values = dict[str, Any]


def read(
    typed: Mapping[str, Any], *, currency_of: Callable[[str], str | None], today: date, known_end: date | None = None
) -> Terms:
    """The terms that were typed, by the fields of the table above. Raises Refused with every fault on its own field.

    `currency_of` knows a currency by its code or name (`words.currency_code`). `known_end` is the end that stood
    there before: leaving it as it is is allowed, even in the past.
    """
    form = TypedForm(typed)
    values = _timeline(form, today=today, known_end=known_end)
    values |= _content(form, values["starts_on"], values["ends_on"])
    values |= _money(form, values["starts_on"], currency_of=currency_of)
    rows = values["deliverables"]
    values |= _product(form, rows)
    _check_given(form, values)
    values |= _rights(form, rows)
    values |= _exclusivity(form, values["starts_on"])
    values |= _duties(form, values)
    form.check()
    return Terms(**values)


def typed_of(terms: Terms) -> dict[str, Any]:
    """The same fields as they stand in the form: `read` of them gives the terms back."""
    fee = terms.fee
    days = ("starts_on", "ends_on", "product_by", "rights_until", "exclusive_until")
    texts = ("product", "rights_channels", "rights_territory", "exclusive_category", "disclosure", "cancellation")
    return {
        **{name: getattr(terms, name) for name in (*days, *texts)},
        "deliverables": term_lines.write_deliverables(terms.deliverables),
        "brief": term_lines.write_brief(terms.brief),
        "fee": term_lines.write_amount(fee) if fee.minor else "",
        "currency": fee.currency,
        "instalments": term_lines.write_instalments(terms.instalments, currency=fee.currency),
        "payment_days": str(terms.payment_days),
        "commission": f"{terms.commission:f}" if terms.commission else "",
        "rights_forever": terms.rights_until is None,
        "paid_use": str(terms.paid_use),
        "round_cap": str(terms.round_cap),
    }


def _timeline(form: TypedForm, *, today: date, known_end: date | None) -> _Values:
    starts_on, ends_on = form.day("starts_on"), form.day("ends_on")
    if starts_on is None:
        form.fault("starts_on", "Choose the day on which the contract starts.")
    if ends_on is None:
        form.fault("ends_on", "Choose the day on which the contract ends.")
    elif starts_on and ends_on < starts_on:
        form.fault("ends_on", "The contract ends before it starts. Choose a later day.")
    elif ends_on < today and ends_on != known_end:
        form.fault("ends_on", "That day has passed. Choose today or a day that lies ahead.")
    return {"starts_on": starts_on, "ends_on": ends_on}


def _content(form: TypedForm, starts_on: date | None, ends_on: date | None) -> _Values:
    lines = {name: form.text(name, most=LONGEST_LINES) for name in ("deliverables", "brief")}
    rows = form.read("deliverables", lambda: term_lines.deliverables(lines["deliverables"], field="deliverables"))
    if rows == ():
        form.fault("deliverables", f"Say what they make, one a line, such as “{term_lines.DELIVERABLE}”.")
    for row in rows or ():
        if starts_on and row.due_on < starts_on:
            told = f"before the contract starts on {_say(starts_on)}"
        elif starts_on and ends_on and starts_on <= ends_on < row.due_on:
            told = f"after the contract ends on {_say(ends_on)}"
        else:
            continue
        form.fault("deliverables", f"“{row.title}” is due on {_say(row.due_on)}, {told}. Change one of them.")
    brief = form.read("brief", lambda: term_lines.brief(lines["brief"], field="brief"))
    return {"deliverables": rows or (), "brief": brief}


def _money(form: TypedForm, starts_on: date | None, *, currency_of: Callable[[str], str | None]) -> _Values:
    named = form.line("currency", most=60)
    currency = currency_of(named)
    if currency is None:
        form.fault("currency", "Write the currency's code, such as EUR.")
    currency = currency or named.upper()
    typed, percent = form.line("fee", most=60), form.line("commission", most=40)
    fee = form.read("fee", lambda: parse_amount(typed, currency, field="fee")) if typed else 0
    commission = form.read("commission", lambda: parse_percent(percent, field="commission")) if percent else Decimal(0)
    values: _Values = {"fee": None if fee is None else Money(fee, currency), "commission": commission}
    is_paid = fee != 0 or commission != 0
    has_days = bool(form.line("payment_days", most=40)) or is_paid
    most = LONGEST_PAYMENT_DAYS
    values["payment_days"] = form.number("payment_days", least=0, most=most, unit="days") if has_days else 0
    values["instalments"] = _instalments(form, values["fee"], currency, starts_on=starts_on)
    return values


def _instalments(form: TypedForm, fee: Money | None, currency: str, *, starts_on: date | None) -> object:
    """The instalments; where the fee cannot be read they are looked at, but not added up."""
    name = "instalments"
    text = form.text(name, most=LONGEST_LINES)
    typed = form.read(name, lambda: term_lines.shares(text, currency=currency, field=name))
    early = next((one.on for one in typed or () if starts_on and one.on and one.on < starts_on), None)
    if early and starts_on:
        form.fault(name, f"{_say(early)} is before the contract starts on {_say(starts_on)}. Choose a later day.")
    if typed is None or fee is None:
        return None
    if not fee.minor:
        if typed:
            form.fault(name, "There is no fee to pay in parts. Give the fee, or leave the instalments out.")
        return ()
    if not typed:
        form.fault(name, f"Say when the fee is paid, one part a line, such as “{term_lines.INSTALMENT}”.")
    rows = term_lines.settled(typed, fee=fee.minor)
    if any(one.amount <= 0 for one in rows):
        form.fault(name, "The fee is too small for that many parts. Make them fewer.")
    _check_sum(form, sum(one.amount for one in rows), fee)
    return rows


def _check_sum(form: TypedForm, total: int, fee: Money) -> None:
    if total == fee.minor:
        return
    apart, side = Money(abs(total - fee.minor), fee.currency), "less" if total < fee.minor else "more"
    said = [f"{term_lines.write_amount(one)} {fee.currency}" for one in (Money(total, fee.currency), apart, fee)]
    told = f"The instalments add up to {said[0]}: {said[1]} {side} than the fee of {said[2]}. Make them agree."
    form.fault("instalments", told)


def _product(form: TypedForm, rows: tuple[TermDeliverable, ...]) -> _Values:
    product, by = form.text("product", most=LONGEST_TEXT), form.day("product_by")
    if product and by is None:
        form.fault("product_by", "Choose the day by which we send the product.")
    if by and not product:
        form.fault("product", "Say what we send by that day, or take the day out.")
    if by and product and rows and by > min(row.due_on for row in rows):
        first = min(row.due_on for row in rows)
        form.fault("product_by", f"The first deliverable is due on {_say(first)}: send it by then at the latest.")
    return {"product": product, "product_by": by}


def _check_given(form: TypedForm, values: _Values) -> None:
    """Payment terms are there where something is given. What cannot be read was meant to be given."""
    fee = values["fee"]
    if fee is not None and not fee.minor and values["commission"] == 0 and not values["product"]:
        form.fault("fee", "Say what they get for it: a fee, a commission or a product.")


def _rights(form: TypedForm, rows: tuple[TermDeliverable, ...]) -> _Values:
    channels, territory = (form.line(f"rights_{name}", most=LONGEST_RIGHT) for name in ("channels", "territory"))
    if not channels:
        form.fault("rights_channels", "Say where we may use it, such as “our Instagram and newsletter”.")
    if not territory:
        form.fault("rights_territory", "Say in which countries, such as “Germany” or “worldwide”.")
    until, forever = form.day("rights_until"), form.is_ticked("rights_forever")
    last = max((row.due_on for row in rows), default=None)
    if until is None and not forever:
        form.fault("rights_until", "Choose the last day of the usage rights, or tick that they are without end.")
    if until and forever:
        form.fault("rights_until", "Choose a last day or tick “without end”, not both.")
    if until and last and until < last:
        form.fault("rights_until", f"The last deliverable is due on {_say(last)}: the usage rights end before it.")
    use = form.line("paid_use", most=40)
    if use not in set(PaidUse):
        form.fault("paid_use", "Say whether we may use it in ads.")
    paid_use = PaidUse(use) if use in set(PaidUse) else None
    return {"rights_channels": channels, "rights_territory": territory, "rights_until": until, "paid_use": paid_use}


def _exclusivity(form: TypedForm, starts_on: date | None) -> _Values:
    category, until = form.line("exclusive_category", most=LONGEST_CATEGORY), form.day("exclusive_until")
    if category and until is None:
        form.fault("exclusive_until", "Choose the last day of the exclusivity.")
    if until and not category:
        form.fault("exclusive_category", "Say what they may not advertise for others, or take the day out.")
    if until and starts_on and until < starts_on:
        form.fault("exclusive_until", "The exclusivity ends before the contract starts. Choose a later day.")
    return {"exclusive_category": category, "exclusive_until": until}


def _duties(form: TypedForm, values: _Values) -> _Values:
    rounds = form.number("round_cap", least=1, most=MOST_ROUNDS, unit="rounds")
    disclosure, cancellation = (form.text(name, most=LONGEST_TEXT) for name in ("disclosure", "cancellation"))
    fee = values["fee"]
    is_given = fee is None or fee.minor or values["commission"] != 0 or values["product"]
    if is_given and not disclosure:
        form.fault(
            "disclosure", "Say how they disclose it, such as “#ad in the first line”: they get something for it."
        )
    return {"round_cap": rounds, "disclosure": disclosure, "cancellation": cancellation}


def _say(day: date) -> str:
    return f"{say_day(day)} {day.year}"
