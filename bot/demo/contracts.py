"""The demo's contracts: one signed and half paid, one with a payment to make, and one that a manager must decide on."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bot.demo.plots import People, Plot
from bot.domain.approvals.approvals import Subject, Verdict
from bot.domain.payments.payments import DAYS_TO_APPROVE, PaymentStage
from bot.domain.private_links import hash_token
from bot.services.approvals import approval_evidence, approvals
from bot.services.contracts import (
    contract_submitting,
    contract_texts,
    contract_writing,
    contracts,
    signing_links,
    signings,
)
from bot.services.contracts.contract_writing import Written
from bot.services.influencers import concerns
from bot.services.payments import payments

CONTRACTS = Path(__file__).with_name("contracts.toml")
DATES = ("starts", "ends", "product_by", "rights_until", "exclusive_until")
HOLDS = 14
"""Days that a link to sign holds."""

Entry = Mapping[str, Any]


def plant(plot: Plot, people: People) -> None:
    """Let every contract come to where it stands, and note what worries the team. `omar` decides."""
    known = tomllib.loads(CONTRACTS.read_text(encoding="utf-8"))
    for entry in known["contract"]:
        _contract(plot, entry, people=people)
    for one in known["concern"]:
        influencer_id = plot.store.searches.by_name(one["who"].casefold(), limit=1)[0].id
        concerns.note(plot.store, influencer_id, text=one["text"], by=plot.by, now=plot.at(one["days"]))


def _contract(plot: Plot, entry: Entry, *, people: People) -> None:
    store = plot.store
    influencer_id = store.searches.by_name(entry["who"].casefold(), limit=1)[0].id
    campaign_id = store.campaigns.named(entry["campaign"], limit=1)[0].id
    collaboration = store.collaborations.between(campaign_id, influencer_id)
    if collaboration is None:
        raise LookupError(f"{entry['who']} is not on the roster of {entry['campaign']}")
    first = plot.at(entry["steps"][0][1], hour=8)
    number = contract_writing.begin(store, collaboration.id, _written(plot, entry), by=plot.by, now=first).id
    _take(plot, number, entry["steps"], people=people)
    if "second" in entry:
        second = {**entry, **entry["second"], "typed": {**entry["typed"], **entry["second"]["typed"]}}
        one = contracts.found(store, number)
        again = _written(plot, second)
        contract_writing.change(store, number, again, version=one.version, by=plot.by, now=plot.today)
        _take(plot, number, second["steps"], people=people)


def _written(plot: Plot, entry: Entry) -> Written:
    """What stands in the form."""
    days: dict[str, date] = {name: plot.on(entry[name]) for name in DATES if name in entry}
    typed: dict[str, Any] = {**entry["typed"], "instalments": entry["instalments"]}
    typed |= {"starts_on": days.pop("starts"), "ends_on": days.pop("ends"), **days}
    typed["deliverables"] = "\n".join(f"{plot.on(day)} {piece}" for day, piece in entry["deliverables"])
    text = contract_texts.lines(plot.store)[0].newest
    return Written(typed, is_final=True, contract_text_version_id=text.id)


def _take(plot: Plot, number: int, steps: list[list[Any]], *, people: People) -> None:
    for name, days, said in steps:
        day = Plot(plot.store, people["omar"] if name in DECISIONS else plot.by, plot.past(days, hour=9))
        STEPS[name](day, number, said)


def _submit(plot: Plot, number: int, said: str) -> None:
    one = contracts.found(plot.store, number)
    contract_submitting.submit(plot.store, one, approver=None, note=said, by=plot.by, now=plot.today)


def _decide(subject: Subject, verdict: Verdict) -> Callable[[Plot, int, str], None]:
    def decide(plot: Plot, number: int, said: str) -> None:
        store, now = plot.store, plot.today
        about = number if subject is Subject.CONTRACT else _payment(plot, number, PaymentStage.DUE)
        one = store.approvals.open_of(subject, about)
        if one is None:
            raise LookupError(f"nothing of contract {number} waits for a decision")
        evidence = approval_evidence.gather(store, one, now=now)
        approvals.decide(store, one.id, verdict=verdict, reason=said, by=plot.by, evidence=evidence, now=now)

    return decide


def _send_and_sign(plot: Plot, number: int, said: str) -> None:
    """Send the contract and, where a name is said, have it signed at once by that name."""
    one, sent = contracts.found(plot.store, number), plot.at(-1)
    token = signing_links.send(plot.store, number, days=HOLDS, version=one.version, by=plot.by, now=sent)
    signings.sign(plot.store, hash_token(token), {"name": said, "consent": True}, now=plot.today)


def _due(plot: Plot, number: int, _said: str) -> None:
    for one in plot.store.payments.of_contracts([number]):
        if one.due_on and (one.due_on - plot.today.date()).days <= DAYS_TO_APPROVE:
            payments.fall_due(plot.store, one, today=plot.today.date(), now=plot.today)


def _paid(plot: Plot, number: int, said: str) -> None:
    one = payments.found(plot.store, _payment(plot, number, PaymentStage.APPROVED))
    day = plot.today.date()
    payments.pay(plot.store, one.id, paid_on=day, reference=said, version=one.version, by=plot.by, now=plot.today)


def _payment(plot: Plot, number: int, stage: PaymentStage) -> int:
    """The first payment of a contract that stands there."""
    return next(one.id for one in plot.store.payments.of_contracts([number]) if one.stage is stage)


DECISIONS = ("approve", "changes", "pay approved")
STEPS: Mapping[str, Callable[[Plot, int, str], None]] = {
    "submit": _submit,
    "approve": _decide(Subject.CONTRACT, Verdict.APPROVE),
    "changes": _decide(Subject.CONTRACT, Verdict.CHANGES),
    "sign": _send_and_sign,
    "due": _due,
    "pay approved": _decide(Subject.PAYMENT, Verdict.APPROVE),
    "paid": _paid,
}
