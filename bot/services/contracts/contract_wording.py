"""How the terms of a contract read: as tokens of a text, and as the summary on the first page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot import words
from bot.documents import Fact, Grid
from bot.domain.campaigns.campaigns import LineKind
from bot.domain.contracts.contract_markup import Value
from bot.domain.contracts.terms import Instalment, PaidUse, TermDeliverable, Terms, Trigger
from bot.domain.influencers.platforms import PLATFORMS
from bot.domain.payments import commissions


@dataclass(frozen=True, slots=True)
class Between:
    """Whom a contract is between, for what, and when this version was written.

    `window_days` is the campaign's attribution window: until then after the last day, orders count.
    """

    brand: str
    creator: str
    campaign: str
    contract: int
    written_at: datetime
    window_days: int


def values(terms: Terms, between: Between) -> Mapping[str, Value]:
    """A value for each of `contract_texts.TOKENS`; "" or () for what the terms do not hold."""
    lines = {kind: tuple(line.text for line in terms.brief if line.kind is kind) for kind in LineKind}
    return {
        "brand": between.brand,
        "creator": between.creator,
        "campaign": between.campaign,
        "contract": str(between.contract),
        "date": words.day(between.written_at.date()),
        "starts_on": words.day(terms.starts_on),
        "ends_on": words.day(terms.ends_on),
        "deliverables": tuple(
            f"{_piece(one)} on {platform_name(one.platform)} by {words.day(one.due_on)}" for one in by_day(terms)
        ),
        "rounds": _count(terms.round_cap, "round"),
        "musts": lines[LineKind.MUST],
        "mays": lines[LineKind.MAY],
        "frees": lines[LineKind.FREE],
        **_money_values(terms),
        **_commission_values(terms, between),
        **_rights_values(terms),
        "product": terms.product,
        "product_by": _day(terms.product_by),
        "disclosure": _lines(terms.disclosure),
        "cancellation": _lines(terms.cancellation),
    }


def _rights_values(terms: Terms) -> Mapping[str, Value]:
    return {
        "rights_channels": terms.rights_channels,
        "rights_territory": terms.rights_territory,
        "rights_until": _day(terms.rights_until),
        "paid_use": str(terms.paid_use) if terms.paid_use is PaidUse.PAID else "",
        "exclusive_category": terms.exclusive_category,
        "exclusive_until": _day(terms.exclusive_until),
    }


def _money_values(terms: Terms) -> Mapping[str, Value]:
    tied = {Trigger.SIGNING: "the Creator's signature", Trigger.PUBLISHING: "the day on which the last piece is live"}
    parts = ((_amount(one, terms), tied.get(one.trigger) or _day(one.on)) for one in terms.instalments)
    days = terms.payment_days
    return {
        "fee": words.money(terms.fee.minor, terms.fee.currency) if terms.fee.minor else "",
        "payments": tuple(f"{amount}, tied to {to}" for amount, to in parts),
        "payment_days": f"within {_count(days, 'day')} of" if days else "on the day of",
    }


def _commission_values(terms: Terms, between: Between) -> Mapping[str, Value]:
    if not terms.commission:
        return {"commission": "", "commission_until": "", "commission_by": ""}
    span = commissions.span(terms, window_days=between.window_days)
    told = {"commission": words.term(terms.commission, "commission"), "commission_until": words.day(span.last)}
    return {**told, "commission_by": words.day(span.due_on)}


def grids(terms: Terms) -> tuple[Grid, ...]:
    """What is made by when, and what is paid when."""
    made = tuple((_piece(one), platform_name(one.platform), words.day(one.due_on)) for one in by_day(terms))
    paid = tuple((_amount(one, terms), _falls_due(one, terms)) for one in terms.instalments)
    fee = words.money(terms.fee.minor, terms.fee.currency)
    grids = (Grid("What is made", ("Piece", "Platform", "By"), made),)
    return (*grids, Grid(f"What is paid: {fee}", ("Amount", "Due"), paid)) if paid else grids


def facts(terms: Terms, between: Between) -> tuple[Fact, ...]:
    """The rest of the terms, a line each; what was not agreed has none, but for what nobody may overlook."""
    until = f"until {words.day(terms.rights_until)}" if terms.rights_until else "without an end"
    exclusive = f"No advertising for others until {_day(terms.exclusive_until)}: {terms.exclusive_category}"
    sent = f", sent by {_day(terms.product_by)}" if terms.product_by else ""
    share = "{commission} of the attributed net revenue; orders until {commission_until}, paid by {commission_by}"
    told = (
        ("Timeline", f"{words.day(terms.starts_on)} to {words.day(terms.ends_on)}"),
        ("Commission", share.format_map(_commission_values(terms, between)) if terms.commission else ""),
        ("Product", f"{terms.product}{sent}" if terms.product else ""),
        ("Usage rights", f"{terms.rights_channels}; countries: {terms.rights_territory}; {until}; {terms.paid_use}"),
        ("Exclusivity", exclusive if terms.exclusive_category else "None"),
        ("Review", f"{_count(terms.round_cap, 'round')} at most for each piece"),
    )
    return tuple(Fact(label, text) for label, text in told if text)


def by_day(terms: Terms) -> list[TermDeliverable]:
    """The deliverables, the first due first."""
    return sorted(terms.deliverables, key=lambda one: one.due_on)


def _falls_due(one: Instalment, terms: Terms) -> str:
    if one.on is not None:
        return words.day(one.on + timedelta(days=terms.payment_days))
    if not terms.payment_days:
        return "on the day of the signature" if one.trigger is Trigger.SIGNING else "on the day the last piece is live"
    what = "the signature" if one.trigger is Trigger.SIGNING else "the last piece is live"
    return f"{_count(terms.payment_days, 'day')} after {what}"


def _piece(one: TermDeliverable) -> str:
    name = one.format.capitalize()
    return f"{name} “{one.title}”" if one.title else name


def platform_name(key: str) -> str:
    """`TikTok` from `tiktok`."""
    return PLATFORMS[key].name if key in PLATFORMS else key


def _amount(one: Instalment, terms: Terms) -> str:
    return words.money(one.amount, terms.fee.currency)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _day(day: date | None) -> str:
    return words.day(day) if day else ""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
