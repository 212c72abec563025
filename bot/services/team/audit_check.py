"""Checking the audit log: whether somebody changed it from outside, and telling the admins, once for each break."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.deps import Deps
from bot.domain.team.audit_chain import Break, BreakKind, verify
from bot.domain.team.roles import Role
from bot.messages import Message
from storage import Store
from storage.claims import Job

AT_ONCE = 20_000
"""Entries that are checked while a person waits (well under a second); of more, the last daily check is told."""
CHECKED = "audit_checked"
"""The setting that holds what the last daily check found; it was set when one began or ended."""
ALWAYS = date(2000, 1, 1)
"""The day from which that setting holds: there is but one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the audit log: `fault` says what is wrong, "" where nothing is. Unchecked: no `checked_at`."""

    entries: int
    fault: str
    checked_at: datetime | None


def standing(store: Store, *, now: datetime) -> Standing:
    """How the log stands: as found now, or in a long one as found by the last daily check."""
    entries = store.audit.count()
    if entries <= AT_ONCE:
        found = broken(store)
        return Standing(entries, found.sentence if found else "", checked_at=now)
    last = store.settings.on(CHECKED, day=now.date())
    known = last.value if last else _UNKNOWN
    checked_at = datetime.fromisoformat(known["checked_at"]) if known["checked_at"] else None
    return Standing(entries, known["fault"], checked_at=checked_at)


def broken(store: Store) -> Break | None:
    """The first break in the log, read from its beginning to its end."""
    with store.audit.log() as log:
        return verify(log.entries, head=log.head, count=log.count)


def begin(store: Store, *, now: datetime) -> None:
    """Have the log checked, once a day, where there is an admin to be told."""
    last = store.settings.on(CHECKED, day=now.date())
    if last and last.set_at.date() >= now.date():
        return
    admins = _admins(store)
    if admins:
        _keep(store, last.value if last else _UNKNOWN, now=now)
        store.jobs.add("audit", step="check", values={}, by=admins[0], now=now)


def step(deps: Deps, job: Job) -> None:
    """Read the whole log, keep what was found, and tell the admins of a break that is new."""
    now = deps.now()
    with deps.reading(job.workspace) as store:
        found = broken(store)
        place = _place(store, found) if found else 0
    with deps.transaction(job.workspace) as store:
        if not store.jobs.move(job, step="done", due_at=None):
            return
        known = {"fault": found.sentence if found else "", "checked_at": now.isoformat()}
        _keep(store, known, now=now)
        for admin in _admins(store) if found else ():
            values = {"fault": known["fault"], "found_at": now.isoformat()}
            store.outbox.add(Message("audit_broken", f"audit:{place}:{admin}", admin, values), now=now)


def _place(store: Store, found: Break) -> int:
    """Where a break is, by the last entry before or in it: the same before and after further entries were written."""
    if found.entry_id is None:
        return 0
    return store.audit.id_before(found.entry_id) if found.kind is BreakKind.MISSING else found.entry_id


def _keep(store: Store, known: Mapping[str, Any], *, now: datetime) -> None:
    store.settings.set(CHECKED, known, since=ALWAYS, source="the daily check", by="", now=now)


def _admins(store: Store) -> list[str]:
    return [one.slack_id for one in store.members.all() if one.role is Role.ADMIN]


_UNKNOWN: Mapping[str, Any] = {"fault": "", "checked_at": None}
