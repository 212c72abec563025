"""Hours, nudges' settings and what is coming up, as templates are given them."""

from collections.abc import Mapping
from datetime import date

from tests.example_records import Said

WEEKDAYS = [
    (str(number), name)
    for number, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
]


def hours(many: int) -> dict[str, object]:
    """Hours: of an office; of every day with the most nudges, for far too many."""
    return {
        "said": "Monday to Friday, 9:00 to 18:00" if many < 2 else "every day, 0:00 to 23:59",
        "weekdays": WEEKDAYS,
        "chosen": WEEKDAYS[: 5 if many < 2 else 7],
        "start": "09:00",
        "end": "18:00",
        "by_zone": many > 0,
        "tz": "Asia/Kolkata",
        "city": "Kolkata",
        "zones": [("Asia/Kolkata", "Kolkata"), ("Europe/Berlin", "Berlin")][: max(1, min(many, 2))],
        "cap": max(1, min(many * 10, 50)),
    }


def mine(many: int) -> dict[str, object]:
    """Somebody's own hours."""
    holiday = ("Thanksgiving Day", date(2026, 11, 26)) if many else None
    place = {"city": "New York", "country": "US" if many else None, "holiday": holiday, "is_own": many > 1}
    return {**hours(many), **place}


def _settings(_said: Said, many: int) -> Mapping[str, object]:
    return {"mine": mine(many), "team": hours(many) if many else None, "note": "Saved." if many else ""}


MESSAGES: Mapping[str, object] = {}
MODALS = {
    "settings": _settings,
    "settings_hours": lambda _said, many: {"mine": mine(many)},
    "settings_team": lambda _said, many: {"team": hours(many)},
}
OUTBOX: frozenset[str] = frozenset()
