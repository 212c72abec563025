"""We see what we owe, when it is late, and how often we keep our word."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.explained import explain, say_figure
from bot.domain.payments.promises import (
    Promise,
    PromiseKind,
    PromiseState,
    end_of_day,
    on_time_rate,
    rates_by_campaign,
    rates_by_owner,
    state,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPEN = Promise(1, PromiseKind.PAY, "payment:12", 5, 6, 7, "kim", "Pay the fee", NOW + HOUR, None, None)
OVERDUE = replace(OPEN, due_at=NOW - HOUR)
KEPT = replace(OPEN, kept_at=NOW - HOUR)
LATE = replace(OVERDUE, kept_at=NOW)
CANCELLED = replace(OVERDUE, cancelled_at=NOW)


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        (OPEN, PromiseState.OPEN),
        (replace(OPEN, due_at=NOW), PromiseState.OPEN),
        (OVERDUE, PromiseState.OVERDUE),
        (KEPT, PromiseState.KEPT),
        (replace(LATE, kept_at=LATE.due_at), PromiseState.KEPT),
        (LATE, PromiseState.LATE),
        (CANCELLED, PromiseState.CANCELLED),
        (replace(LATE, cancelled_at=NOW), PromiseState.LATE),
    ],
)
def test_a_promise_says_how_it_stands(promise: Promise, expected: PromiseState) -> None:
    assert state(promise, now=NOW) is expected


def test_the_rate_is_what_was_kept_in_time_of_all_that_fell_due() -> None:
    figure = on_time_rate([KEPT, KEPT, KEPT, LATE, OVERDUE, OPEN, CANCELLED], now=NOW)

    assert figure.value == Decimal(60)
    assert explain(figure) == [
        "Promises kept on time: 60.00%",
        "Formula: kept on time / (kept on time + kept late + overdue) × 100",
        "Promises kept on time: 3 (list of promises, 23 November 2026)",
        "Promises kept late: 1 (list of promises, 23 November 2026)",
        "Promises overdue: 1 (list of promises, 23 November 2026)",
        "Source of the formula: Rapport's own rule",
    ]


def test_where_nothing_fell_due_there_is_not_enough_data() -> None:
    figure = on_time_rate([OPEN, CANCELLED], now=NOW)

    assert say_figure(figure) == "not enough data"
    assert figure.note == "Not enough data: the number of promises kept or overdue is 0."


def test_each_owner_and_campaign_has_a_rate() -> None:
    promises = [KEPT, replace(LATE, owner="lee"), replace(KEPT, owner="lee", campaign_id=None)]

    assert {who: one.value for who, one in rates_by_owner(promises, now=NOW).items()} == {"kim": 100, "lee": 50}
    assert {which: one.value for which, one in rates_by_campaign(promises, now=NOW).items()} == {7: 50}


@given(st.lists(st.sampled_from([OPEN, OVERDUE, KEPT, LATE, CANCELLED])))
def test_a_rate_lies_between_nothing_and_all(promises: list[Promise]) -> None:
    value = on_time_rate(promises, now=NOW).value

    assert value is None or 0 <= value <= 100


@pytest.mark.parametrize(
    ("day", "tz", "next_day_begins"),
    [
        (date(2026, 11, 23), "UTC", datetime(2026, 11, 24, tzinfo=UTC)),
        (date(2026, 3, 29), "Europe/Berlin", datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 10, 25), "Europe/Berlin", datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (date(2026, 3, 28), "Asia/Beirut", datetime(2026, 3, 28, 22, tzinfo=UTC)),
        (date(2026, 11, 23), "Pacific/Auckland", datetime(2026, 11, 23, 11, tzinfo=UTC)),
    ],
)
def test_a_day_ends_when_the_next_begins_where_the_person_is(day: date, tz: str, next_day_begins: datetime) -> None:
    ends = end_of_day(day, tz=tz)

    assert ends == next_day_begins - timedelta(microseconds=1)
    assert ends.astimezone(ZoneInfo(tz)).date() == day


def test_a_zone_that_does_not_exist_is_not_guessed() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        end_of_day(date(2026, 11, 23), tz="Mars/Base")
