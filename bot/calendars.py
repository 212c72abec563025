"""The public holidays of countries. The only import of the library holidays."""

from datetime import date
from functools import lru_cache

from holidays import country_holidays
from holidays.registry import EntityLoader


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The countries whose holidays are known, by their codes of two letters (ISO 3166-1)."""
    return frozenset(EntityLoader.get_country_codes(include_aliases=False))


def free_day(country: str | None, day: date) -> str | None:
    """What the public holiday of the whole country is called in English, or None; None as well for no country."""
    return _holidays(country, day.year).get(day) if country in countries() else None


@lru_cache(maxsize=500)
def _holidays(country: str, year: int) -> dict[date, str]:
    languages = country_holidays(country).supported_languages
    english = [language for language in ("en_US", "en_GB", *languages) if language in languages and "en" in language]
    return dict(country_holidays(country, years=year, language=english[0] if english else None))
