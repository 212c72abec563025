"""What a person decides of an import: to begin, to correct the columns, to let it run or not."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.influencers.imports import Mapping as Columns
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.messages import Message
from storage import Store
from storage.claims import Job


def message_key(job_id: int) -> str:
    """Under which key the message that a job speaks through stands in the outbox."""
    return f"job:{job_id}"


def begin(store: Store, *, name: str, address: str, owner: str | None, by: Member, now: datetime) -> int:
    """Start an import of an uploaded file; gives the job's id."""
    values = {"name": name, "address": address, "owner": owner}
    job_id = store.jobs.add("import", step="fetch", values=values, by=by.slack_id, now=now)
    message = Message("import_reading", key=message_key(job_id), to=by.slack_id, values={"name": name})
    store.outbox.add(message, now=now)
    store.audit.record("import", f"job:{job_id}", by=by.slack_id, now=now, file=name)
    return job_id


def waiting(store: Store, job_id: int) -> Job:
    """The import while it waits for a person; refuses what was decided already."""
    job = store.jobs.get(job_id)
    if job is None or job.kind != "import":
        raise Refused("This import is no longer here. Start it again with `/influencer import`.")
    if job.step != "ask":
        raise Refused("This import was decided a moment ago. Its message says how it stands.")
    return job


def columns_of(job: Job) -> Columns:
    """How the rows of the file are read."""
    return Columns.from_values(job.values["columns"])


def correct(store: Store, job: Job, columns: Columns, *, now: datetime) -> None:
    """Read the file again with other columns; its preview is shown anew."""
    values = {**job.values, "columns": columns.to_values()}
    _move(store, job, step="fetch", due_at=now, values=values)
    speak(store, job, "import_reading", {"name": job.values["name"]}, now=now)


def confirm(store: Store, job: Job, *, by: Member, now: datetime) -> None:
    """Let the import run."""
    doubts = columns_of(job).doubts
    if doubts:
        raise Refused(f"{doubts[0]} Use *Correct columns*.")
    _move(store, job, step="write", due_at=now, values=None)
    store.audit.record("confirm", f"job:{job.id}", by=by.slack_id, now=now)
    speak(store, job, "import_running", {**progress(job), "done": 0}, now=now)


def cancel(store: Store, job: Job, *, by: Member, now: datetime) -> None:
    """Drop the import; nothing was written."""
    _move(store, job, step="cancelled", due_at=None, values=None)
    if job.file_id is not None:
        store.files.empty(job.file_id)
    store.audit.record("cancel", f"job:{job.id}", by=by.slack_id, now=now)
    speak(store, job, "import_cancelled", {"name": job.values["name"], "by": by.slack_id}, now=now)


def progress(job: Job) -> dict[str, Any]:
    """What the message says while the import runs."""
    return {"name": job.values["name"], "total": job.values.get("total", 0)}


def speak(store: Store, job: Job, kind: str, values: Mapping[str, Any], *, now: datetime) -> None:
    """Let the message of the import say something else."""
    store.outbox.change(message_key(job.id), kind=kind, values=values, now=now)


def _move(store: Store, job: Job, *, step: str, due_at: datetime | None, values: Mapping[str, Any] | None) -> None:
    if not store.jobs.move(job, step=step, due_at=due_at, values=values):
        raise Refused("This import was decided a moment ago. Its message says how it stands.")
