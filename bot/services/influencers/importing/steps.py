"""The steps of an import that need nobody: reading the file, judging it, writing it, reporting."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.deps import Deps
from bot.domain.influencers.imports import (
    ImportRow,
    Kind,
    Mapping,
    PostRow,
    RejectedRow,
    Table,
    judge_all,
    judge_posts,
    label,
    read_rows,
    recognise,
    wanted,
)
from bot.messages import Message
from bot.services.influencers.importing import writing, writing_posts
from bot.services.influencers.importing.asking import columns_of, progress, speak
from bot.services.influencers.importing.placing import misplaced
from bot.spreadsheets import read_table, write_csv
from storage import Store
from storage.claims import LEASE, Job

CHUNK = 500
"""Rows written in one transaction: short enough that nobody's command waits for it."""

COUNTED = ("new", "updated", "unchanged", "possible_duplicate", "rejected")

Rows = Sequence[ImportRow | PostRow]


def step(deps: Deps, job: Job) -> None:
    """Take an import as far as it goes without a person."""
    if job.step == "fetch":
        _preview(deps, job)
    elif job.step == "write":
        _write(deps, job)


def _preview(deps: Deps, job: Job) -> None:
    """Read the file and say what it would change; nothing of it is written."""
    now = deps.now()
    content = _content(deps, job)
    table = read_table(job.values["name"], content)
    if "columns" in job.values:
        columns = columns_of(job)
    else:
        columns = recognise(table, name=job.values["name"], today=now.date())
    rows, rejected = _read(table, columns)
    with deps.reading(job.workspace) as store:
        lost = _lost(store, rows, table, now=now)
        counts = _judge(store, _without(rows, lost), columns)
    rejected = _in_order(rejected, lost)
    counts["rejected"] = len(rejected)
    values = {**job.values, "columns": columns.to_values(), "total": len(rows), "counts": counts}
    with deps.transaction(job.workspace) as store:
        file_id = job.file_id or store.files.add(job.values["name"], content, now=now)
        if store.jobs.move(job, step="ask", due_at=None, values=values, file_id=file_id):
            speak(store, job, "import_preview", _preview_values(job, values, table, columns, rejected), now=now)


def _content(deps: Deps, job: Job) -> bytes:
    if job.file_id is None:
        return deps.downloads.fetch(job.values["address"])
    with deps.reading(job.workspace) as store:
        return store.files.get(job.file_id)[1]


def _read(table: Table, columns: Mapping) -> tuple[Rows, list[RejectedRow]]:
    """The rows that can be imported, and those that cannot. Without a clear mapping there are none yet."""
    if columns.doubts:
        return [], []
    rows: list[ImportRow | PostRow] = []
    rejected: list[RejectedRow] = []
    for row in read_rows(table, columns):
        if isinstance(row, RejectedRow):
            rejected.append(row)
        else:
            rows.append(row)
    return rows, rejected


def _lost(store: Store, rows: Rows, table: Table, *, now: datetime) -> list[RejectedRow]:
    """Rows of posts that can be read but have no place here, with the reason."""
    posts = [row for row in rows if isinstance(row, PostRow)]
    reasons = misplaced(store, posts, now=now) if posts else {}
    cells = dict(zip(table.row_numbers, table.rows, strict=True)) if reasons else {}
    return [RejectedRow(number, reason, cells[number]) for number, reason in reasons.items()]


def _without(rows: Rows, lost: list[RejectedRow]) -> Rows:
    numbers = {one.row_number for one in lost}
    return [row for row in rows if row.row_number not in numbers] if numbers else rows


def _in_order(*rejected: list[RejectedRow]) -> list[RejectedRow]:
    return sorted((one for some in rejected for one in some), key=lambda one: one.row_number)


def _judge(store: Store, rows: Rows, columns: Mapping) -> dict[str, int]:
    """How many rows would be new, updated, unchanged, possible duplicates."""
    counts: Counter[str] = Counter()
    if columns.kind is Kind.POSTS:
        posts = [row for row in rows if isinstance(row, PostRow)]
        known = store.posts.known([(row.platform, row.post_key) for row in posts], days=[row.day for row in posts])
        counts.update(verdict.kind.value for _, verdict in judge_posts(posts, known))
    else:
        people = [row for row in rows if isinstance(row, ImportRow)]
        roster = store.roster.known(wanted(people), day=columns.day)
        counts.update(verdict.kind.value for _, verdict in judge_all(people, roster))
    return dict(counts)


def _preview_values(
    job: Job, values: dict[str, Any], table: Table, columns: Mapping, rejected: list[RejectedRow]
) -> dict[str, Any]:
    used = [
        {"heading": " ".join(heading.split()), "field": label(use.field, kind=columns.kind), "platform": use.platform}
        for heading, use in zip(columns.headings, columns.uses, strict=True)
        if use
    ]
    return {
        "job_id": job.id,
        "name": job.values["name"],
        "kind": columns.kind.value,
        "platform": columns.platform,
        "day": columns.day.isoformat(),
        "columns": used,
        "unused": sum(1 for use in columns.uses if use is None),
        "doubts": columns.doubts,
        "remarks": list(columns.remarks),
        "counts": {name: values["counts"].get(name, 0) for name in COUNTED},
        "rows": len(table.rows),
        "rejected": [{"row": one.row_number, "reason": one.reason} for one in rejected[:5]],
    }


def _write(deps: Deps, job: Job) -> None:
    """Write the rows a chunk at a time, each with the job's cursor in one transaction; then report."""
    columns = columns_of(job)
    table = read_table(job.values["name"], _content(deps, job))
    rows, rejected = _read(table, columns)
    shown_at = deps.now()
    while job.cursor < len(rows):
        chunk = rows[job.cursor : job.cursor + CHUNK]
        with deps.transaction(job.workspace) as store:
            counts = _write_chunk(store, job, chunk, columns, deps)
            total: Counter[str] = Counter(job.values.get("written", {}))
            total.update(counts)
            values = {**job.values, "written": dict(total)}
            cursor = job.cursor + len(chunk)
            if not store.jobs.move(job, step="write", due_at=deps.now() + LEASE, values=values, cursor=cursor):
                raise RuntimeError(f"job {job.id} is in other hands")
            if (deps.now() - shown_at).total_seconds() >= 2:
                shown_at = deps.now()
                speak(store, job, "import_running", {**progress(job), "done": cursor}, now=shown_at)
        job = replace(job, values=values, cursor=cursor)
    with deps.reading(job.workspace) as store:
        lost = _lost(store, rows, table, now=deps.now())
    _report(deps, job, table, _in_order(rejected, lost))


def _write_chunk(store: Store, job: Job, chunk: Rows, columns: Mapping, deps: Deps) -> Counter[str]:
    if columns.kind is Kind.POSTS:
        posts = [row for row in chunk if isinstance(row, PostRow)]
        return writing_posts.write(store, job, posts, columns, now=deps.now())
    people = [row for row in chunk if isinstance(row, ImportRow)]
    return writing.write(store, job, people, columns, now=deps.now())


def _report(deps: Deps, job: Job, table: Table, rejected: list[RejectedRow]) -> None:
    """Say how it ended, with a file of every rejected row and its reason."""
    now = deps.now()
    counts = {name: job.values.get("written", {}).get(name, 0) for name in COUNTED}
    counts["rejected"] = len(rejected)
    with deps.transaction(job.workspace) as store:
        if not store.jobs.move(job, step="done", due_at=None, cursor=job.cursor):
            return
        merges = store.merges.waiting()
        values = {"name": job.values["name"], "counts": counts, "merges": merges, "kind": columns_of(job).kind.value}
        speak(store, job, "import_done", values, now=now)
        if rejected:
            headings = ("Row", "Reason", *(" ".join(heading.split()) for heading in table.headings))
            sheet = write_csv(headings, [(one.row_number, one.reason, *one.cells) for one in rejected])
            file_id = store.files.add(_rejected_name(job.values["name"]), sheet, now=now)
            values = {"name": job.values["name"], "count": len(rejected)}
            key = f"job:{job.id}:rejected"
            store.outbox.add(
                Message("import_rejected", key=key, to=job.asked_by, values=values, file_id=file_id), now=now
            )
        if job.file_id is not None:
            store.files.empty(job.file_id)
        store.audit.record("imported", f"job:{job.id}", by=job.asked_by, now=now, counts=counts)


def _rejected_name(name: str) -> str:
    return f"rejected rows of {name.rsplit('.', 1)[0]}.csv"
