"""Whoever guesses is slowed down, nobody else is, and remembering them takes no more than so much."""

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


def test_whoever_guesses_closes_nothing_to_anybody_else() -> None:
    throttle = Throttle()
    for at in range(1_000):
        throttle = missed(throttle, visitor=str(at), times=11)

    assert throttle.is_open("new", now=NOW)


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


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(-5, 20)), max_size=60))
def test_no_more_misses_than_allowed_in_any_stretch_of_time(steps: list[tuple[str, int]]) -> None:
    rate = Rate(4, timedelta(seconds=8))
    throttle, now = Throttle(rate, 6), NOW
    misses: dict[str, list[datetime]] = {}
    for visitor, seconds in steps:
        now += timedelta(seconds=max(0, seconds))
        if throttle.is_open(visitor, now=now):
            throttle = throttle.miss(visitor, now=now)
            misses.setdefault(visitor, []).append(now)
        # A bucket of 4 that is full again after 8 seconds lets twice as many through in 8 seconds at the very most.
        assert sum(now - one < timedelta(seconds=8) for one in misses.get(visitor, [])) <= 8


@given(st.lists(st.sampled_from("abcdef"), max_size=60), st.integers(1, 3))
def test_no_more_visitors_are_remembered_than_allowed(visitors: list[str], most: int) -> None:
    throttle = Throttle(most_visitors=most)
    for visitor in visitors:
        throttle = throttle.miss(visitor, now=NOW)
        assert len(throttle.visitors) <= most
