"""Natural dates: a Wednesday afternoon in Berlin, unless said otherwise."""

import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dates import FollowupRequest, parse_when, say_when, split_followup
from bot.domain.refused import Refused

NOW = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def said(text: str, *, now: datetime = NOW, tz: str = BERLIN) -> str:
    return say_when(parse_when(text, now=now, tz=tz), tz=tz, now=now)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("friday 10am", "Friday 27 November, 10:00, Berlin"),
        ("10am friday", "Friday 27 November, 10:00, Berlin"),
        ("Fri, 10:30", "Friday 27 November, 10:30, Berlin"),
        ("on friday at 10", "Friday 27 November, 10:00, Berlin"),
        ("ｆｒｉｄａｙ", "Friday 27 November, 09:00, Berlin"),
        ("this friday", "Friday 27 November, 09:00, Berlin"),
        ("tomorrow", "tomorrow, Thursday 26 November, 09:00, Berlin"),
        ("tomorrow 9", "tomorrow, Thursday 26 November, 09:00, Berlin"),
        ("tomorrow at noon", "tomorrow, Thursday 26 November, 12:00, Berlin"),
        ("tomorrow morning", "tomorrow, Thursday 26 November, 09:00, Berlin"),
        ("day after tomorrow", "Friday 27 November, 09:00, Berlin"),
        ("next monday", "Monday 30 November, 09:00, Berlin"),
        ("monday 9", "Monday 30 November, 09:00, Berlin"),
        ("next wednesday", "Wednesday 2 December, 09:00, Berlin"),
        ("in 3 days", "Saturday 28 November, 09:00, Berlin"),
        ("in 3 days at 10", "Saturday 28 November, 10:00, Berlin"),
        ("3 days from now", "Saturday 28 November, 09:00, Berlin"),
        ("in two weeks", "Wednesday 9 December, 09:00, Berlin"),
        ("in a month", "Friday 25 December, 09:00, Berlin"),
        ("in 2 hours", "today, Wednesday 25 November, 16:00, Berlin"),
        ("in 1 minute", "today, Wednesday 25 November, 14:01, Berlin"),
        ("in half an hour", "today, Wednesday 25 November, 14:30, Berlin"),
        ("27 Nov", "Friday 27 November, 09:00, Berlin"),
        ("27th of November at 3pm", "Friday 27 November, 15:00, Berlin"),
        ("Nov. 27 9.15", "refused"),
        ("November 27, 9:15 p.m.", "Friday 27 November, 21:15, Berlin"),
        ("the 27th", "Friday 27 November, 09:00, Berlin"),
        ("3rd", "Thursday 3 December, 09:00, Berlin"),
        ("27.11.", "Friday 27 November, 09:00, Berlin"),
        ("27.11. 14:30", "Friday 27 November, 14:30, Berlin"),
        ("27.11.2026 14:30", "Friday 27 November, 14:30, Berlin"),
        ("27.11.26", "Friday 27 November, 09:00, Berlin"),
        ("11/27", "Friday 27 November, 09:00, Berlin"),
        ("27/11", "Friday 27 November, 09:00, Berlin"),
        ("12/12", "Saturday 12 December, 09:00, Berlin"),
        ("12/25/2026", "Friday 25 December, 09:00, Berlin"),
        ("2026-11-27 10:00", "Friday 27 November, 10:00, Berlin"),
        ("2026-11-27T10:00", "Friday 27 November, 10:00, Berlin"),
        ("jan 5", "Tuesday 5 January 2027, 09:00, Berlin"),
        ("29 feb", "Tuesday 29 February 2028, 09:00, Berlin"),
        ("3pm", "today, Wednesday 25 November, 15:00, Berlin"),
        ("noon", "tomorrow, Thursday 26 November, 12:00, Berlin"),
        ("tonight", "today, Wednesday 25 November, 19:00, Berlin"),
        ("this evening", "today, Wednesday 25 November, 18:00, Berlin"),
        ("eod", "today, Wednesday 25 November, 17:00, Berlin"),
        ("end of week", "Friday 27 November, 09:00, Berlin"),
        ("end of month", "Monday 30 November, 09:00, Berlin"),
        ("end of next month 16:00", "Thursday 31 December, 16:00, Berlin"),
        ("next week", "Monday 30 November, 09:00, Berlin"),
        ("friday next week", "Friday 4 December, 09:00, Berlin"),
        ("next month", "Tuesday 1 December, 09:00, Berlin"),
        ("wednesday 18:00", "today, Wednesday 25 November, 18:00, Berlin"),
        ("wednesday", "Wednesday 2 December, 09:00, Berlin"),
        ("wednesday 14:00", "Wednesday 2 December, 14:00, Berlin"),
    ],
)
def test_a_date_is_understood_as_people_write_it(text: str, meant: str) -> None:
    if meant == "refused":
        with pytest.raises(Refused):
            said(text)
    else:
        assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("10/12", "10/12 can be 10 December or 12 October. Write the month as a word."),
        ("next friday 10am", "Next Friday can be 27 November or 4 December. Write the one you mean."),
        ("monday at 3", "3 can be 3am or 3pm. Write the one you mean."),
        ("friday 28 nov", "28 November 2026 is a Saturday. Write the one day you mean."),
        ("31 feb", "There is no 31 February. Look at the day and the month again."),
        ("today", "Today, Wednesday 25 November, 09:00, Berlin is in the past. Write it like friday 10am"),
        ("this monday", "Monday 23 November, 09:00, Berlin is in the past."),
        ("27 Nov 2020", "Friday 27 November 2020, 09:00, Berlin is in the past."),
        ("in 0 minutes", "is in the past."),
        ("1 Jan 2040", "That is more than 5 years ahead."),
        ("in 9999 years", "That is more than 5 years ahead."),
        ("may", "I can't read “may” as a date. Write it like friday 10am, in 3 days, tomorrow 14:30 or 27 Nov."),
        ("10am, Paris", "I can't read “10am, Paris” as a date."),
        ("x" * 500, "as a date."),
        ("", "as a date."),
    ],
)
def test_what_is_no_one_moment_ahead_is_refused_with_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        said(text)

    assert sentence in refusal.value.sentence


def test_the_same_words_mean_each_persons_own_morning() -> None:
    assert parse_when("friday 9am", now=NOW, tz="America/New_York") == datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
    assert parse_when("friday 9am", now=NOW, tz="Asia/Kolkata") == datetime(2026, 11, 27, 3, 30, tzinfo=UTC)


def test_today_is_the_persons_own_day() -> None:
    assert said("tomorrow", tz="Pacific/Auckland") == "tomorrow, Friday 27 November, 09:00, Auckland"


def test_a_time_that_the_clocks_skip_moves_on_with_them() -> None:
    assert said("28.3.2027 2:30") == "Sunday 28 March 2027, 03:30, Berlin"


def test_of_a_time_that_comes_twice_the_first_that_is_ahead_counts_and_the_offset_is_said() -> None:
    between = datetime(2027, 10, 31, 0, 45, tzinfo=UTC)

    assert said("31.10.2027 2:30") == "Sunday 31 October 2027, 02:30 (UTC+2), Berlin"
    assert said("2:30", now=between) == "today, Sunday 31 October, 02:30 (UTC+1), Berlin"


def test_a_half_hour_change_of_clocks_is_understood() -> None:
    assert said("4.10.2026 2:15", now=datetime(2026, 9, 1, tzinfo=UTC), tz="Australia/Lord_Howe") == (
        "Sunday 4 October, 02:45, Lord Howe"
    )


ZONES = st.sampled_from([BERLIN, "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "Pacific/Apia"])
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))


@settings(deadline=None)
@given(MOMENTS, st.integers(min_value=1, max_value=4 * 365 * 24 * 60), ZONES)
def test_what_is_said_is_understood_again_to_the_same_minute(now: datetime, minutes: int, tz: str) -> None:
    now = now.replace(second=0, microsecond=0)
    at = now + timedelta(minutes=minutes)

    assert parse_when(say_when(at, tz=tz, now=now), now=now, tz=tz) == at


@settings(deadline=None)
@given(st.integers(min_value=-180, max_value=180), st.integers(min_value=1, max_value=600), ZONES)
def test_so_it_is_around_a_change_of_clocks(start: int, minutes: int, tz: str) -> None:
    for change in (date(2027, 3, 28), date(2027, 10, 31), date(2027, 4, 4), date(2027, 10, 3), date(2027, 11, 7)):
        now = datetime(change.year, change.month, change.day, tzinfo=UTC) + timedelta(minutes=start)
        at = now + timedelta(minutes=minutes)
        assert parse_when(say_when(at, tz=tz, now=now), now=now, tz=tz) == at


_PHRASES = (
    "friday mon 10am 14:30 27 nov 27.11. 10/12 in 3 days weeks next tomorrow today at on the 5th end of month sun "
    "may year 9 2 (utc+1) 0000-00-00 31.02. 99/99 9999 - , noor @x"
)
_WORDS = st.sampled_from(_PHRASES.split())
_TEXTS = st.one_of(st.text(max_size=50), st.lists(_WORDS, max_size=8).map(" ".join))


@settings(deadline=None)
@given(_TEXTS, ZONES)
def test_no_text_makes_reading_a_date_fail_in_another_way(text: str, tz: str) -> None:
    for read in (parse_when, split_followup):
        with suppress(Refused):
            read(text, now=NOW, tz=tz)


def split(text: str) -> tuple[str, str, str]:
    request = split_followup(text, now=NOW, tz=BERLIN)
    return request.who, say_when(request.at, tz=BERLIN, now=NOW), request.what


FRIDAY_TEN = "Friday 27 November, 10:00, Berlin"
FRIDAY = "Friday 27 November, 09:00, Berlin"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("@noor.bakes friday 10am ask about rates", ("@noor.bakes", FRIDAY_TEN, "ask about rates")),
        ("noor: friday, 10am: ask about may", ("noor", FRIDAY_TEN, "ask about may")),
        ("noor on friday at 10 – ask", ("noor", FRIDAY_TEN, "ask")),
        ("Noor Haddad in 3 days send rates", ("Noor Haddad", "Saturday 28 November, 09:00, Berlin", "send rates")),
        ("noor.bakes 27.11. 14:30 call", ("noor.bakes", "Friday 27 November, 14:30, Berlin", "call")),
        ("noor friday ask whether sun or 30 Nov suits", ("noor", FRIDAY, "ask whether sun or 30 Nov suits")),
        ("noor friday 2 drafts due", ("noor", FRIDAY, "2 drafts due")),
        ("noor friday 10 ask", ("noor", FRIDAY_TEN, "ask")),
        ("May Lin friday call", ("May Lin", FRIDAY, "call")),
        ("Friday Jones friday call", ("Friday Jones", FRIDAY, "call")),
        ('"Noor friday" friday 10am call', ("Noor friday", FRIDAY_TEN, "call")),
        ("“Noor Haddad” friday 10am call", ("Noor Haddad", FRIDAY_TEN, "call")),
        ("noor 1.5 friday look", ("noor 1.5", FRIDAY, "look")),
        ("<https://x.com/noor|x.com/noor> friday call", ("<https://x.com/noor|x.com/noor>", FRIDAY, "call")),
    ],
)
def test_a_follow_up_comes_apart_into_who_when_and_what(text: str, parts: tuple[str, str, str]) -> None:
    assert split(text) == parts


def test_a_name_that_is_itself_a_day_wins_where_somebody_is_called_so() -> None:
    known = {"Noor", "Noor Sun"}

    request = split_followup("Noor Sun friday call", now=NOW, tz=BERLIN, names=known.__contains__)

    assert request == FollowupRequest("Noor Sun", datetime(2026, 11, 27, 8, 0, tzinfo=UTC), "call")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "noor call her",
            "I can't find a date in that. Write who, when and what, for example: @noor.bakes friday 10am",
        ),
        ("noor friday 10am", "Say what it is about."),
        ("friday 10am ask about rates", "Say first whom it is about."),
        ("noor 10/12 call", "10/12 can be 10 December or 12 October."),
        ("noor friday at 3 call", "3 can be 3am or 3pm."),
        ("noor today call", "is in the past."),
        ('"Noor Haddad" call on friday', "I can't find a date in that."),
        ("", "I can't find a date in that."),
    ],
)
def test_a_follow_up_without_one_of_its_parts_is_refused_with_the_right_form(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        split(text)

    assert sentence in refusal.value.sentence


def test_taking_a_long_follow_up_apart_is_fast() -> None:
    text = "Noor Haddad of the bakery in the city friday 10am " + "ask about the 3 reels for monday 9 " * 100

    def seconds() -> float:
        began = time.perf_counter()
        split(text)
        return time.perf_counter() - began

    assert min(seconds() for _ in range(5)) < 0.03
