"""Payments as a file for accounting, in a direct message: long work."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.deps import Deps
from bot.domain.money import digits
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.messages import Message
from bot.services.contracts import contracts
from bot.services.influencers.importing import message_key
from bot.services.payments import payment_cards, payment_values
from bot.services.payments.payment_cards import PaymentLine
from bot.services.team import members
from bot.spreadsheets import write_csv, write_xlsx
from storage import Store
from storage.claims import Job

AT_ONCE = 200
FORMS = ("csv", "xlsx")
HEADINGS = (
    *("Date", "Payment", "Payee", "Contract", "Version", "Campaign", "Instalment", "Trigger", "Due", "Stage"),
    *("Amount", "Currency", "Reference", "Approved by", "Approved at", "Paid on", "Noted by", "Why not paid"),
)
"""The date is the day on which it was paid, or else the one on which it is due."""


def begin(store: Store, *, which: str, form: str, by: Member, now: datetime) -> None:
    """Start writing the payments of a filter as `csv` or `xlsx`; only for those who see fees."""
    by.require(Role.MARKETER)
    if form not in FORMS or which not in payment_cards.FILTERS:
        raise Refused("Payments come as CSV or XLSX. Type `/contract payments` and choose one.")
    values = {"which": which, "form": form, "name": "the export of payments"}
    job_id = store.jobs.add("payments", step="write", values=values, by=by.slack_id, now=now)
    store.audit.record("export", f"job:{job_id}", by=by.slack_id, now=now, which=which, form=form)


def step(deps: Deps, job: Job) -> None:
    """Write the file and put it into the outbox; refuses whoever lost the right to see fees meanwhile."""
    now, form = deps.now(), str(job.values["form"])
    with deps.reading(job.workspace) as store:
        member = store.members.get(job.asked_by)
        if member is None or not member.sees_private:
            raise Refused("You no longer see fees, so there is no file. An admin can change it with `/rapport roles`.")
        rows = list(_rows(store, which=str(job.values["which"])))
    content = write_csv(HEADINGS, rows) if form == "csv" else write_xlsx(HEADINGS, rows, title="Payments")
    with deps.transaction(job.workspace) as store:
        if not store.jobs.move(job, step="done", due_at=None):
            return
        file_id = store.files.add(f"payments {now:%Y-%m-%d}.{form}", content, now=now)
        values = {"count": len(rows)}
        message = Message(
            "payment_export_ready", key=message_key(job.id), to=job.asked_by, values=values, file_id=file_id
        )
        store.outbox.add(message, now=now)


def _rows(store: Store, *, which: str) -> Iterator[tuple[Any, ...]]:
    for batch in store.payments.every(stages=payment_cards.FILTERS[which], at_once=AT_ONCE):
        for line in payment_cards.lines(store, batch):
            yield _row(store, line)


def _row(store: Store, line: PaymentLine) -> tuple[Any, ...]:
    one, contract = line.payment, line.contract
    day = one.paid_on or one.due_on
    version = contracts.newest(store, contract).number
    amount = Decimal(one.amount.minor).scaleb(-digits(one.amount.currency))
    return (
        *(day.isoformat() if day else None, one.id, line.influencer.name, contract.id, version),
        *(line.campaign.name, one.label, payment_values.trigger(one)),
        *(one.due_on.isoformat() if one.due_on else None, one.stage.value, amount, one.amount.currency),
        *(one.reference, _name(store, one.approved_by)),
        one.approved_at.isoformat(timespec="minutes") if one.approved_at else None,
        one.paid_on.isoformat() if one.paid_on else None,
        *(_name(store, one.paid_by), one.why or None),
    )


def _name(store: Store, slack_id: str | None) -> str | None:
    return members.name_of(store, slack_id) if slack_id else None
