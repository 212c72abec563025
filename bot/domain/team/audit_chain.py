"""The audit log as a chain: each entry carries a hash over itself and the hash of the one before.

Whoever changes the log from outside breaks it. What it cannot show: a log rewritten from some entry to its end,
together with the head that is kept of it. Keep the head where whoever writes the log cannot reach.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

GENESIS = "0" * 64
"""What stands before the first entry."""


class BreakKind(StrEnum):
    """What has happened to a log."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    CUT = "cut off"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """An entry of the audit log as it is stored. `before` is the hash of the entry before it, `hash` its own."""

    id: int
    workspace: str
    at: datetime
    by: str
    verb: str
    about: str
    detail: Mapping[str, Any]
    before: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a log does not hold. `entry_id` is where it shows; None in a log without entries."""

    kind: BreakKind
    entry_id: int | None
    sentence: str


def entry_hash(
    previous: str, *, workspace: str, at: datetime, by: str, verb: str, about: str, detail: Mapping[str, Any]
) -> str:
    """The hash of an entry (SHA-256, 64 hex digits): the same before it is stored and after it is read.

    `detail` must be what JSON can hold, without NaN; its keys may come back in any order. Raises ValueError for a
    naive `at` and for NaN, TypeError for what JSON cannot hold.
    """
    if at.tzinfo is None:
        raise ValueError(f"a moment needs a zone: {at!r}")
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    stored = json.loads(json.dumps(detail, allow_nan=False))
    whole = [previous, workspace, moment, by, verb, about, stored]
    canonical = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def verify(entries: Iterable[ChainEntry], *, head: str, count: int) -> Break | None:
    """The first break in a log, its entries oldest first, or None where it holds. Reads each entry once.

    `head` is the hash of the last entry (GENESIS in an empty log) and `count` how many there are, as kept apart.
    """
    last, earlier, last_id, found = GENESIS, "", None, 0
    for one in entries:
        broken = _broken(one, last=last, earlier=earlier, last_id=last_id)
        if broken:
            return broken
        last, earlier, last_id, found = one.hash, last, one.id, found + 1
    return None if (last, found) == (head, count) else _tail(last_id, found=found, count=count)


def _broken(one: ChainEntry, *, last: str, earlier: str, last_id: int | None) -> Break | None:
    """What is wrong with an entry that comes after the hashes `earlier` and `last`."""
    if not _is_as_written(one):
        return Break(BreakKind.CHANGED, one.id, f"Entry {one.id} of the audit log was changed after it was written.")
    if one.before == last:
        return None
    if one.before == earlier and last_id is not None:
        said = f"Entry {last_id} of the audit log was added, or written anew, afterwards."
        return Break(BreakKind.ADDED, last_id, said)
    lost = "Entries at the start of the audit log are missing"
    if last_id is not None:
        lost = f"Entry {last_id} of the audit log was written anew, or entries after it are missing"
    said = f"{lost}: entry {one.id} does not follow."
    return Break(BreakKind.MISSING, one.id, said)


def _is_as_written(one: ChainEntry) -> bool:
    """Whether an entry still fits its own hash. What could never have been written does not."""
    try:
        own = entry_hash(
            one.before, workspace=one.workspace, at=one.at, by=one.by, verb=one.verb, about=one.about, detail=one.detail
        )
    except ValueError:
        return False
    return own == one.hash


def _tail(last_id: int | None, *, found: int, count: int) -> Break:
    """What is wrong with a log that holds, but does not end as it should."""
    if found < count:
        where = "All entries" if last_id is None else f"The entries after {last_id}"
        return Break(BreakKind.CUT, last_id, f"{where} of the audit log are gone: {count:,} were written.")
    if found > count:
        said = f"The audit log has {found:,} entries and {count:,} were written: some at its end were added."
        return Break(BreakKind.ADDED, last_id, said)
    return Break(BreakKind.REWRITTEN, last_id, "The end of the audit log was written anew: it is not what was kept.")
