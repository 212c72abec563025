"""Expectations: how an influencer wants to be paid, treated, talked to and left free, and where the terms differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.campaigns.campaigns import LineKind
from bot.domain.contracts.terms import Instalment, PaidUse, Terms, Trigger, due_on
from bot.domain.contracts.typed_forms import TypedForm

LONGEST = 500
"""Characters of the free words on one expectation."""


class Kind(StrEnum):
    """What an influencer has expectations of (product.md, "Rules that must be right")."""

    PAY = "pay"
    TREATMENT = "treatment"
    COMMUNICATION = "communication"
    AUTONOMY = "autonomy"


class Pay(StrEnum):
    """How they want to be paid."""

    AS_AGREED = "as in the contract"
    FORTNIGHT = "within 14 days"
    MONTH = "within 30 days"
    BEFORE = "a part before I publish"


class Treatment(StrEnum):
    """How they want to be treated."""

    AS_AGREED = "as in the contract"
    ONE_ROUND = "at most one round of changes"
    TWO_ROUNDS = "at most two rounds of changes"
    NO_ADS = "ask me before you use it in ads"


class Communication(StrEnum):
    """How they want to be talked to."""

    ANY = "as it suits you"
    DAY = "answer within a day"
    TWO_DAYS = "answer within two days"
    ONE_PERSON = "one person to talk to"


class Autonomy(StrEnum):
    """How free they want to be."""

    AS_AGREED = "as in the contract"
    FREE = "free in how I make it"
    GUIDED = "a clear brief to follow"


CHOICES: Mapping[Kind, type[StrEnum]] = {
    Kind.PAY: Pay,
    Kind.TREATMENT: Treatment,
    Kind.COMMUNICATION: Communication,
    Kind.AUTONOMY: Autonomy,
}
"""The choices for each expectation, in the order in which people are offered them; the first asks for nothing."""


@dataclass(frozen=True, slots=True)
class Expectations:
    """What one influencer expects, each a choice and words of their own. Words are shown, never judged."""

    pay: Pay = Pay.AS_AGREED
    treatment: Treatment = Treatment.AS_AGREED
    communication: Communication = Communication.ANY
    autonomy: Autonomy = Autonomy.AS_AGREED
    pay_words: str = ""
    treatment_words: str = ""
    communication_words: str = ""
    autonomy_words: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the terms are not what was wanted; `sentence` says both to the owner of the collaboration."""

    kind: Kind
    wanted: str
    terms_say: str
    sentence: str


def read(typed: Mapping[str, Any]) -> Expectations:
    """The expectations from a form: `pay` and `pay_words`, `treatment` and `treatment_words`, and so on.

    What is left out asks for nothing. Raises Refused, each fault on its field.
    """
    form = TypedForm(typed)
    values: dict[str, Any] = {}
    for kind, choices in CHOICES.items():
        chosen = form.line(kind, most=100)
        if chosen and chosen not in set(choices):
            form.fault(kind, "Choose one of the answers.")
        elif chosen:
            values[kind] = choices(chosen)
        values[f"{kind}_words"] = form.text(f"{kind}_words", most=LONGEST)
    form.check()
    return Expectations(**values)


def to_json(expectations: Expectations) -> dict[str, str]:
    """The expectations for a JSON column; `read` gives them back. They are the fields of the form as well."""
    return {str(name): str(getattr(expectations, name)) for kind in Kind for name in (kind, f"{kind}_words")}


def differences(expectations: Expectations, terms: Terms) -> tuple[Difference, ...]:
    """Where the terms are not what was wanted, as far as facts say: of communication the terms say nothing."""
    return tuple(
        found
        for found in (
            _pay(expectations.pay, terms),
            _treatment(expectations.treatment, terms),
            _autonomy(expectations.autonomy, terms),
        )
        if found is not None
    )


def _pay(wanted: Pay, terms: Terms) -> Difference | None:
    if wanted is Pay.AS_AGREED:
        return None
    if not (terms.fee.minor or terms.commission):
        return _difference(Kind.PAY, wanted, "no payment in money")
    if wanted is Pay.BEFORE:
        is_before = any(_falls_before(one, terms) for one in terms.instalments)
        return None if is_before else _difference(Kind.PAY, wanted, "nothing is paid before the first deliverable")
    days, most = _wait(terms), 14 if wanted is Pay.FORTNIGHT else 30
    if days <= most:
        return None
    return _difference(Kind.PAY, wanted, f"paid up to {days} days after")


def _falls_before(instalment: Instalment, terms: Terms) -> bool:
    """Whether an instalment falls due before the first deliverable, at the latest on its day."""
    if instalment.trigger is Trigger.DATE:
        due = due_on(instalment, terms=terms, signed_on=None, published_on=None)
        return due is not None and due <= terms.first_due
    return instalment.trigger is Trigger.SIGNING


def _wait(terms: Terms) -> int:
    """The days until the last payment is due, from what it waits for; for a dated one from the last deliverable."""
    waits = [(one.on - terms.last_due).days if one.on else 0 for one in terms.instalments]
    return terms.payment_days + max([*waits, 0] if terms.commission or not waits else waits)


def _treatment(wanted: Treatment, terms: Terms) -> Difference | None:
    rounds = {Treatment.ONE_ROUND: 1, Treatment.TWO_ROUNDS: 2}.get(wanted)
    if rounds is not None and terms.round_cap > rounds:
        return _difference(Kind.TREATMENT, wanted, f"up to {terms.round_cap} rounds of changes")
    if wanted is Treatment.NO_ADS and terms.paid_use is PaidUse.PAID:
        return _difference(Kind.TREATMENT, wanted, "ads are allowed without asking")
    return None


def _autonomy(wanted: Autonomy, terms: Terms) -> Difference | None:
    kinds = {line.kind for line in terms.brief}
    if wanted is Autonomy.FREE and LineKind.FREE not in kinds:
        return _difference(Kind.AUTONOMY, wanted, "no line of the brief is free")
    if wanted is Autonomy.GUIDED and LineKind.MUST not in kinds:
        return _difference(Kind.AUTONOMY, wanted, "no line of the brief is a must")
    return None


def _difference(kind: Kind, wanted: StrEnum, terms_say: str) -> Difference:
    return Difference(kind, str(wanted), terms_say, f"About {kind} they want “{wanted}”; the terms say: {terms_say}.")
