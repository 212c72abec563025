"""Runs long work, a step at a time. A step that a crash cut short is done again from where the job stands."""

import logging
import secrets
from collections.abc import Callable, Mapping

from bot.deps import Deps
from bot.domain.refused import Refused
from bot.messages import Message
from bot.services.digests import digest_pictures, digests
from bot.services.influencers import exports, importing
from bot.services.payments import payment_exports
from bot.services.results import conversions, order_files, report_files
from bot.services.team import audit_check
from storage import Database
from storage.claims import Job

log = logging.getLogger("rapport.worker")

STEPS: Mapping[str, Callable[[Deps, Job], None]] = {
    "import": importing.step,
    "export": exports.step,
    "orders": order_files.step,
    "report": report_files.step,
    "payments": payment_exports.step,
    "attribution": conversions.step,
    "audit": audit_check.step,
    "digest": digests.step,
    "digest_picture": digest_pictures.step,
}

TRIES = 5
"""How often one step is tried before a person is told that it cannot be done."""


class Worker:
    """Claims due jobs and takes each a step further."""

    def __init__(self, database: Database, deps: Deps) -> None:
        self._database = database
        self._deps = deps

    def work_due(self) -> bool:
        """Do a step of one job; whether there was one."""
        with self._database.claiming() as claims:
            jobs = claims.jobs(now=self._deps.now())
        for job in jobs:
            if job.attempts > TRIES:
                self._end(job, "It failed several times, and nothing half-written is left. Your admin finds why under")
            else:
                self._step(job)
        return bool(jobs)

    def _step(self, job: Job) -> None:
        try:
            STEPS[job.kind](self._deps, job)
        except Refused as refused:
            self._end(job, refused.sentence, reference=None)

    def _end(self, job: Job, sentence: str, *, reference: str | None = "") -> None:
        """Stop a job and say so in the message that started it."""
        if reference == "":
            reference = secrets.token_hex(4)
            log.error("reference %s: job %s (%s) given up", reference, job.id, job.kind)
        now = self._deps.now()
        with self._deps.transaction(job.workspace) as store:
            current = store.jobs.get(job.id)
            if current is None or not store.jobs.move(current, step="failed", due_at=None, cursor=current.cursor):
                return
            values = {"sentence": sentence, "reference": reference, "name": job.values.get("name", "")}
            message = Message("job_failed", key=importing.message_key(job.id), to=job.asked_by, values=values)
            if not store.outbox.add(message, now=now):
                store.outbox.change(message.key, kind=message.kind, values=values, now=now)
