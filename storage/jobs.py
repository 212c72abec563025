"""Long work: a row that survives a restart and knows how far it got."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage.base import Queries
from storage.claims import Job, job_of
from storage.tables import job


class Jobs(Queries):
    """Jobs of one workspace. A job with a due time runs; one without waits for a person, or has ended."""

    has_work = False

    def add(
        self, kind: str, *, step: str, values: Mapping[str, Any], by: str, now: datetime, file_id: int | None = None
    ) -> int:
        """Add a job that starts at once; gives its id."""
        self.has_work = True
        return self._insert(
            job, kind=kind, step=step, values=dict(values), file_id=file_id, asked_by=by, asked_at=now, due_at=now
        )

    def get(self, job_id: int) -> Job | None:
        """The job as it stands."""
        row = self._connection.execute(self._select(job).where(job.c.id == job_id)).first()
        return job_of(row) if row else None

    def move(
        self,
        one: Job,
        *,
        step: str,
        due_at: datetime | None,
        values: Mapping[str, Any] | None = None,
        cursor: int = 0,
        file_id: int | None = None,
    ) -> bool:
        """Take a job to its next step, if it still stands where `one` saw it. Whether this call won."""
        self.has_work = True
        changed = self._update(job).where(job.c.id == one.id, job.c.step == one.step, job.c.cursor == one.cursor)
        new: dict[str, Any] = {"step": step, "due_at": due_at, "cursor": cursor, "attempts": 0}
        if values is not None:
            new["values"] = dict(values)
        if file_id is not None:
            new["file_id"] = file_id
        return self._connection.execute(changed.values(new)).rowcount == 1

    def running(self) -> int:
        """How many jobs are under way or waiting to be."""
        return len(self._connection.execute(self._select(job, job.c.id).where(job.c.due_at.is_not(None))).all())
