"""Whoever guesses is slowed down, everybody together too, and remembering them takes no more than so much."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contracts.throttle import Rate, Throttle

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def missed(throttle: Throttle, *, visitor: str = "a", times: int = 1, now: datetime = NOW) -> Throttle:
    for _ in range(times):
        throttle = throttle.miss(visitor, now=now)
    return throttle


def test_the_tenth_miss_within_a_minute_is_the_last() -> None:
    assert missed(Throttle(), times=9).is_open("a", now=NOW)
    closed = missed(Throttle(), times=10)

    assert not closed.is_open("a", now=NOW)
    assert not closed.is_open("a", now=NOW + 5.99 * SECOND)
    assert closed.is_open("a", now=NOW + 6 * SECOND)
    assert closed.is_open("b", now=NOW)


def test_misses_while_closed_lengthen_it_by_no_more_than_a_minute() -> None:
    closed = missed(Throttle(), times=99)

    assert closed.is_open("a", now=NOW + 6 * SECOND)


def test_after_a_minute_everything_is_as_at_first() -> None:
    later = NOW + 60 * SECOND
    again = missed(missed(Throttle(), times=10), times=9, now=later)

    assert again.is_open("a", now=later)
    assert not missed(again, now=later).is_open("a", now=later)


def test_many_visitors_together_are_slowed_down_too() -> None:
    throttle = Throttle()
    for at in range(100):
        assert throttle.is_open(str(at), now=NOW)
        throttle = throttle.miss(str(at), now=NOW)

    assert not throttle.is_open("new", now=NOW)
    assert throttle.is_open("new", now=NOW + 0.6 * SECOND)


def test_a_throttle_does_not_change_in_place() -> None:
    before = Throttle()
    missed(before, times=10)

    assert before.is_open("a", now=NOW)
    assert before == Throttle()


def test_whose_bucket_is_full_again_is_forgotten() -> None:
    throttle = missed(missed(Throttle(), visitor="a"), visitor="b", now=NOW + 6 * SECOND)

    assert set(throttle.visitors) == {"b"}


def test_when_there_are_too_many_the_worst_are_kept_with_the_latest() -> None:
    throttle = Throttle(most_visitors=2)
    for visitor, times in (("a", 3), ("b", 2), ("c", 1)):
        throttle = missed(throttle, visitor=visitor, times=times)

    assert set(throttle.visitors) == {"a", "c"}


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(-5, 20)), max_size=60),
    st.integers(1, 3),
)
def test_no_more_misses_than_allowed_in_any_stretch_of_time(steps: list[tuple[str, int]], most: int) -> None:
    rate = Rate(4, timedelta(seconds=8))
    throttle, now = Throttle(rate, Rate(6, timedelta(seconds=8)), most), NOW
    misses: list[datetime] = []
    for visitor, seconds in steps:
        now += timedelta(seconds=max(0, seconds))
        if throttle.is_open(visitor, now=now):
            throttle = throttle.miss(visitor, now=now)
            misses.append(now)
        assert len(throttle.visitors) <= most
        # A bucket of 6 that is full again after 8 seconds lets twice as many through in 8 seconds at the very most.
        assert sum(now - one < timedelta(seconds=8) for one in misses) <= 12
