"""Terms: what a contract says. They are values: a change of them is a new version of the contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.content.deliverables import Format
from bot.domain.money import Money


class Trigger(StrEnum):
    """When an instalment falls due. Publishing is the day on which the last deliverable is live."""

    SIGNING = "signing"
    PUBLISHING = "publishing"
    DATE = "date"


class PaidUse(StrEnum):
    """Whether we may pay to have the content shown: in ads, by boosting it, through the influencer's profile."""

    ORGANIC = "organic use only"
    PAID = "paid use too"


@dataclass(frozen=True, slots=True)
class TermDeliverable:
    """One piece of content that a contract asks for. `platform` is a key of platforms.toml."""

    platform: str
    format: Format
    title: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of the fee, in minor units of its currency. `on` is the day of a dated one, None for the others."""

    amount: int
    trigger: Trigger
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a contract says.

    `payment_days` are the days from an instalment's trigger until its payment is due, 0 for the same day;
    `commission` is a percentage of the attributed net revenue, 0 for none; `product` is what we send, "" for
    nothing; `rights_until` is the last day of the usage rights, None is without end; `exclusive_category` is what
    they may not advertise for others until `exclusive_until`, "" and None for no exclusivity.
    """

    deliverables: tuple[TermDeliverable, ...]
    starts_on: date
    ends_on: date
    brief: tuple[BriefLine, ...]
    fee: Money
    instalments: tuple[Instalment, ...]
    payment_days: int
    commission: Decimal
    product: str
    product_by: date | None
    rights_channels: str
    rights_territory: str
    rights_until: date | None
    paid_use: PaidUse
    exclusive_category: str
    exclusive_until: date | None
    round_cap: int
    disclosure: str
    cancellation: str

    @property
    def first_due(self) -> date:
        """The day of the first deliverable; the first day of the contract where there is none."""
        return min((one.due_on for one in self.deliverables), default=self.starts_on)

    @property
    def last_due(self) -> date:
        """The day of the last deliverable; the last day of the contract where there is none."""
        return max((one.due_on for one in self.deliverables), default=self.ends_on)


LABELS: Mapping[str, str] = {
    "deliverables": "Deliverables",
    "starts_on": "Starts",
    "ends_on": "Ends",
    "brief": "Brief",
    "fee": "Fee",
    "instalments": "Instalments",
    "payment_days": "Days to pay",
    "commission": "Commission",
    "product": "Product",
    "product_by": "Product sent by",
    "rights_channels": "Usage rights: where",
    "rights_territory": "Usage rights: countries",
    "rights_until": "Usage rights: until",
    "paid_use": "Paid use",
    "exclusive_category": "Exclusivity: category",
    "exclusive_until": "Exclusivity: until",
    "round_cap": "Rounds of review",
    "disclosure": "Disclosure",
    "cancellation": "Cancellation",
}
"""Each part of the terms by name, as people read it, in the order of a contract."""


def due_on(instalment: Instalment, *, terms: Terms, signed_on: date | None, published_on: date | None) -> date | None:
    """The day on which an instalment's payment is due: `payment_days` after its trigger; None while that is open.

    `published_on` is the day on which the last deliverable went live, None before.
    """
    when = {Trigger.SIGNING: signed_on, Trigger.PUBLISHING: published_on, Trigger.DATE: instalment.on}
    day = when[instalment.trigger]
    return None if day is None else day + timedelta(days=terms.payment_days)


def to_json(terms: Terms) -> dict[str, Any]:
    """The terms for a JSON column: dates are ISO, money is minor units and a currency, the percentage is text."""
    plain: dict[str, Any] = {name: _plain(getattr(terms, name)) for name in LABELS}
    plain["deliverables"] = [
        {"platform": one.platform, "format": str(one.format), "title": one.title, "due_on": one.due_on.isoformat()}
        for one in terms.deliverables
    ]
    plain["brief"] = [{"kind": str(line.kind), "text": line.text} for line in terms.brief]
    plain["fee"] = {"minor": terms.fee.minor, "currency": terms.fee.currency}
    plain["instalments"] = [
        {"amount": one.amount, "trigger": str(one.trigger), "on": _plain(one.on)} for one in terms.instalments
    ]
    return plain


def from_json(plain: Mapping[str, Any]) -> Terms:
    """The terms that `to_json` wrote. Raises KeyError or ValueError for anything else."""
    days = ("product_by", "rights_until", "exclusive_until")
    same = ("payment_days", "product", "rights_channels", "rights_territory", "exclusive_category", "round_cap")
    others: dict[str, Any] = {name: _day(plain[name]) for name in days}
    others |= {name: plain[name] for name in (*same, "disclosure", "cancellation")}
    return Terms(
        deliverables=tuple(
            TermDeliverable(one["platform"], Format(one["format"]), one["title"], date.fromisoformat(one["due_on"]))
            for one in plain["deliverables"]
        ),
        starts_on=date.fromisoformat(plain["starts_on"]),
        ends_on=date.fromisoformat(plain["ends_on"]),
        brief=tuple(BriefLine(LineKind(line["kind"]), line["text"]) for line in plain["brief"]),
        fee=Money(plain["fee"]["minor"], plain["fee"]["currency"]),
        instalments=tuple(
            Instalment(one["amount"], Trigger(one["trigger"]), _day(one["on"])) for one in plain["instalments"]
        ),
        commission=Decimal(plain["commission"]),
        paid_use=PaidUse(plain["paid_use"]),
        **others,
    )


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | StrEnum) else value


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
