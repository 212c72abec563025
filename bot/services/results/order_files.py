"""Orders from a file: what it would change is shown, then it is written a part at a time. Long work."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from bot.deps import Deps
from bot.domain.refused import Refused
from bot.domain.results.order_files import Columns, RejectedOrder, read_orders, recognise
from bot.domain.results.shop_orders import Sent
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.services.campaigns import campaigns
from bot.services.influencers.importing.asking import message_key, speak
from bot.services.results import conversions
from bot.spreadsheets import Table, read_table, write_csv
from storage import Store
from storage.claims import LEASE, Job

CHUNK = 500
"""Orders written in one transaction."""

Read = tuple[Table, Columns, list[Sent], list[RejectedOrder]]


def begin(store: Store, campaign_id: int, *, name: str, address: str, by: Member, now: datetime) -> int:
    """Start to read an uploaded file; amounts without a currency are in the campaign's."""
    currency = campaigns.found(store, campaign_id).currency
    values = {"name": name, "address": address, "campaign": campaign_id, "currency": currency}
    job_id = store.jobs.add("orders", step="fetch", values=values, by=by.slack_id, now=now)
    message = Message("import_reading", key=message_key(job_id), to=by.slack_id, values={"name": name})
    store.outbox.add(message, now=now)
    store.audit.record("import orders", f"job:{job_id}", by=by.slack_id, now=now, file=name)
    return job_id


def confirm(store: Store, job_id: int, *, by: Member, now: datetime) -> None:
    """Let it be written."""
    job = _waiting(store, job_id)
    _move(store, job, step="write", due_at=now)
    store.audit.record("confirm", f"job:{job_id}", by=by.slack_id, now=now)
    speak(store, job, "import_running", _progress(job), now=now)


def cancel(store: Store, job_id: int, *, by: Member, now: datetime) -> None:
    """Drop it; nothing was written."""
    job = _waiting(store, job_id)
    _move(store, job, step="cancelled", due_at=None)
    if job.file_id is not None:
        store.files.empty(job.file_id)
    store.audit.record("cancel", f"job:{job_id}", by=by.slack_id, now=now)
    speak(store, job, "import_cancelled", {"name": job.values["name"], "by": by.slack_id}, now=now)


def _waiting(store: Store, job_id: int) -> Job:
    job = store.jobs.get(job_id)
    if job is None or job.kind != "orders" or job.step != "ask":
        raise Refused("This import was decided already. Its message says how it stands.")
    return job


def _move(store: Store, job: Job, *, step: str, due_at: datetime | None) -> None:
    if not store.jobs.move(job, step=step, due_at=due_at):
        raise Refused("This import was decided a moment ago. Its message says how it stands.")


def step(deps: Deps, job: Job) -> None:
    """Take it as far as it goes without a person."""
    if job.step == "fetch":
        _preview(deps, job)
    elif job.step == "write":
        _write(deps, job)


def _preview(deps: Deps, job: Job) -> None:
    now = deps.now()
    content = _content(deps, job)
    read = _read(content, job, deps)
    with deps.transaction(job.workspace) as store:
        values = {**_preview_values(store, read), "name": job.values["name"], "job_id": job.id}
        file_id = job.file_id or store.files.add(job.values["name"], content, now=now)
        kept = {**job.values, "total": len(read[2])}
        if store.jobs.move(job, step="ask", due_at=None, values=kept, file_id=file_id):
            speak(store, job, "order_preview", values, now=now)


def _content(deps: Deps, job: Job) -> bytes:
    if job.file_id is None:
        return deps.downloads.fetch(job.values["address"])
    with deps.reading(job.workspace) as store:
        return store.files.get(job.file_id)[1]


def _read(content: bytes, job: Job, deps: Deps) -> Read:
    table = read_table(job.values["name"], content)
    columns = recognise(table.headings)
    sent: list[Sent] = []
    rejected: list[RejectedOrder] = []
    for row in read_orders(table, columns, currency=job.values["currency"], today=deps.now().date()):
        if isinstance(row, RejectedOrder):
            rejected.append(row)
        else:
            sent.append(row)
    return table, columns, sent, rejected


def _preview_values(store: Store, read: Read) -> dict[str, Any]:
    table, columns, sent, rejected = read
    orders = {one.order.key: one.order for one in sent if one.order}
    keys = list(orders)
    known = sum(len(store.conversions.kept(keys[at : at + CHUNK])) for at in range(0, len(keys), CHUNK))
    days = sorted(one.at.date().isoformat() for one in orders.values())
    sums: Counter[str] = Counter()
    for order in orders.values():
        sums[order.currency] += order.amount
    return {
        "rows": len(sent) + len(rejected),
        "new": len(orders) - known,
        "known": known,
        "refunds": sum(1 for one in sent if one.refunds),
        "rejected": len(rejected),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "sums": [{"currency": currency, "amount": amount} for currency, amount in sorted(sums.items())],
        "columns": [{"heading": " ".join(table.headings[at].split()), "use": use} for use, at in columns.items()],
        "reasons": [{"row": one.row_number, "reason": one.reason} for one in rejected[:5]],
    }


def _write(deps: Deps, job: Job) -> None:
    """Write the orders a part at a time, each with the job's cursor in one transaction; then report."""
    table, _, sent, rejected = _read(_content(deps, job), job, deps)
    while job.cursor < len(sent):
        part = sent[job.cursor : job.cursor + CHUNK]
        with deps.transaction(job.workspace) as store:
            taken = conversions.take(store, part, source="file", by=job.asked_by, now=deps.now())
            written: Counter[str] = Counter(job.values.get("written", {}))
            written.update(asdict(taken))
            values, cursor = {**job.values, "written": dict(written)}, job.cursor + len(part)
            if not store.jobs.move(job, step="write", due_at=deps.now() + LEASE, values=values, cursor=cursor):
                raise RuntimeError(f"job {job.id} is in other hands")
        job = replace(job, values=values, cursor=cursor)
    _report(deps, job, table, rejected)


def _report(deps: Deps, job: Job, table: Table, rejected: Sequence[RejectedOrder]) -> None:
    """Say how it ended, with a file of every rejected row and its reason."""
    now = deps.now()
    with deps.transaction(job.workspace) as store:
        if not store.jobs.move(job, step="done", due_at=None, cursor=job.cursor):
            return
        written: Mapping[str, int] = job.values.get("written", {})
        counts = {name: written.get(name, 0) for name in ("new", "changed", "known", "refunds")}
        values = {"name": job.values["name"], "campaign_id": job.values["campaign"], **counts}
        speak(store, job, "order_done", {**values, "rejected": len(rejected)}, now=now)
        if rejected:
            _tell_rejected(store, job, table, rejected, now=now)
        if job.file_id is not None:
            store.files.empty(job.file_id)
        store.audit.record("imported orders", f"job:{job.id}", by=job.asked_by, now=now, counts=counts)


def _tell_rejected(store: Store, job: Job, table: Table, rejected: Sequence[RejectedOrder], *, now: datetime) -> None:
    headings = ("Row", "Reason", *(" ".join(heading.split()) for heading in table.headings))
    sheet = write_csv(headings, [(one.row_number, one.reason, *one.cells) for one in rejected])
    file_id = store.files.add(f"rejected rows of {job.values['name'].rsplit('.', 1)[0]}.csv", sheet, now=now)
    values = {"name": job.values["name"], "count": len(rejected)}
    key = f"{message_key(job.id)}:rejected"
    store.outbox.add(Message("import_rejected", key=key, to=job.asked_by, values=values, file_id=file_id), now=now)


def _progress(job: Job) -> dict[str, Any]:
    return {"name": job.values["name"], "total": job.values.get("total", 0), "done": job.cursor}
