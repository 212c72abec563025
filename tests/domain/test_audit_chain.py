"""Whoever changes the audit log from outside is noticed, and told where."""

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.team.audit_chain import GENESIS, BreakKind, ChainEntry, entry_hash, verify
from bot.domain.team.roles import Role

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def chain(length: int, *, begin: str = GENESIS, first_id: int = 1) -> list[ChainEntry]:
    entries: list[ChainEntry] = []
    for at in range(first_id, first_id + length):
        blank = ChainEntry(at, "T1", AT, "U1", "role", f"member:{at}", {"role": "admin"}, begin, "")
        entries.append(sealed(blank))
        begin = entries[-1].hash
    return entries


def sealed(entry: ChainEntry, *, before: str | None = None) -> ChainEntry:
    before = entry.before if before is None else before
    fields: dict[str, Any] = {
        name: getattr(entry, name) for name in ("workspace", "at", "by", "verb", "about", "detail")
    }
    return replace(entry, before=before, hash=entry_hash(before, **fields))


GOOD = chain(5)


def found(entries: Sequence[ChainEntry], *, head: str = GOOD[-1].hash, count: int = 5) -> tuple[BreakKind, int | None]:
    broken = verify(iter(entries), head=head, count=count)
    assert broken
    return broken.kind, broken.entry_id


def test_an_untouched_log_holds() -> None:
    assert verify(iter(GOOD), head=GOOD[-1].hash, count=5) is None
    assert verify([], head=GENESIS, count=0) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"workspace": "T2"},
        {"at": AT + timedelta(microseconds=1)},
        {"by": "U2"},
        {"verb": "erase"},
        {"about": "member:9"},
        {"detail": {"role": "viewer"}},
        {"detail": {}},
        {"detail": {"role": float("nan")}},
        {"at": AT.replace(tzinfo=None)},
        {"before": GENESIS},
        {"hash": "f" * 64},
    ],
)
def test_every_field_that_is_changed_shows_at_its_entry(changed: dict[str, Any]) -> None:
    entries = [*GOOD[:2], replace(GOOD[2], **changed), *GOOD[3:]]

    assert found(entries) == (BreakKind.CHANGED, 3)


def test_an_entry_that_was_taken_out_shows_at_the_next() -> None:
    assert found(GOOD[1:]) == (BreakKind.MISSING, 2)
    assert found(GOOD[:2] + GOOD[3:]) == (BreakKind.MISSING, 4)
    assert found([GOOD[0], GOOD[2], GOOD[1], *GOOD[3:]]) == (BreakKind.MISSING, 3)


def test_an_entry_that_was_put_in_shows_itself() -> None:
    forged = sealed(replace(GOOD[2], id=99, by="U9"), before=GOOD[1].hash)

    assert found([*GOOD[:2], forged, *GOOD[2:]]) == (BreakKind.ADDED, 99)
    assert found([sealed(replace(GOOD[0], id=99, by="U9")), *GOOD]) == (BreakKind.ADDED, 99)
    assert found([*GOOD, *chain(1, begin=GOOD[-1].hash, first_id=6)]) == (BreakKind.ADDED, 6)


def test_an_entry_that_was_written_anew_with_a_fitting_hash_shows_at_the_next() -> None:
    assert found([GOOD[0], sealed(replace(GOOD[1], by="U9")), *GOOD[2:]]) == (BreakKind.MISSING, 3)


def test_a_tail_that_was_cut_off_or_written_anew_shows() -> None:
    assert found(GOOD[:3]) == (BreakKind.CUT, 3)
    assert found([]) == (BreakKind.CUT, None)
    assert found([*GOOD[:4], sealed(replace(GOOD[4], by="U9"))]) == (BreakKind.REWRITTEN, 5)


def test_a_break_is_told_in_a_sentence() -> None:
    broken = verify(GOOD[:3], head=GOOD[-1].hash, count=5)

    assert broken
    assert broken.sentence == "The entries after 3 of the audit log are gone: 5 were written."


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def digest(detail: dict[str, Any], *, at: datetime = AT) -> str:
    return entry_hash(GENESIS, workspace="T1", at=at, by="U1", verb="v", about="a:1", detail=detail)


@given(st.dictionaries(st.text(), JSON, max_size=4), st.randoms(use_true_random=False))
def test_the_hash_survives_storing_and_any_order_of_keys(detail: dict[str, Any], shuffled: random.Random) -> None:
    keys = list(detail)
    shuffled.shuffle(keys)

    assert digest(detail) == digest(json.loads(json.dumps({key: detail[key] for key in keys})))


def test_the_hash_does_not_depend_on_the_zone_or_on_how_python_holds_a_value() -> None:
    berlin = AT.astimezone(timezone(timedelta(hours=1)))

    assert digest({}, at=berlin) == digest({})
    assert digest({"role": Role.ADMIN, "ids": (1, 2), "by": {1: "a", "x": "b"}}) == digest(
        {"by": {"x": "b", "1": "a"}, "ids": [1, 2], "role": "admin"}
    )


def test_the_hash_is_the_one_that_was_always_written() -> None:
    parts = f'["{GENESIS}","T1","2026-11-23T09:30:00.000000+00:00","U1","v","a:1"'
    written = parts + r',{"a":1,"gr\u00f6\u00dfe":"\ud83c\udf81"}]'

    assert digest({"größe": "🎁", "a": 1}) == hashlib.sha256(written.encode()).hexdigest()


def test_what_json_cannot_hold_is_not_hashed() -> None:
    with pytest.raises(ValueError, match="zone"):
        digest({}, at=AT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="JSON"):
        digest({"x": float("inf")})
    with pytest.raises(TypeError):
        digest({"x": AT})
