"""Public holidays, and the country that a time zone lies in."""

from datetime import date

import pytest

from bot.calendars import countries, free_day
from bot.words import country, country_of_zone


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("US", date(2026, 11, 26), "Thanksgiving Day"),
        ("US", date(2026, 7, 3), "Independence Day (observed)"),
        ("DE", date(2026, 10, 3), "German Unity Day"),
        ("IN", date(2027, 1, 26), "Republic Day"),
        ("DE", date(2026, 11, 26), None),
        ("ZZ", date(2026, 1, 1), None),
        (None, date(2026, 1, 1), None),
    ],
)
def test_a_holiday_has_its_english_name(code: str | None, day: date, name: str | None) -> None:
    assert free_day(code, day) == name


def test_every_country_with_holidays_has_a_name_and_reads_in_latin_letters() -> None:
    assert len(countries()) > 200
    for code in countries():
        assert country(code) != code
        assert (free_day(code, date(2026, 1, 1)) or "none").replace("’", "'").isascii()


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("Europe/Berlin", "DE"),
        ("America/New_York", "US"),
        ("Asia/Kolkata", "IN"),
        ("Asia/Calcutta", "IN"),
        ("Australia/Lord_Howe", "AU"),
        ("UTC", None),
        ("Etc/UTC", None),
        ("Nowhere/At_All", None),
    ],
)
def test_a_zone_lies_in_its_country(zone: str, code: str | None) -> None:
    assert country_of_zone(zone) == code
