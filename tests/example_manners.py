"""Hours, nudges' settings and what is coming up, as templates are given them."""

from collections.abc import Mapping
from datetime import date

from bot.nudges import KINDS
from bot.services.nudges.rule_settings import Standing
from bot.services.nudges.upcoming import PAGE
from tests.example_records import MARIA, NOW, Said

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


def kind(many: int, *, name: str = "no_reply") -> Standing:
    """How a nudge stands."""
    steps = tuple((str(step), f"{step} days after") for step in range(many))
    return Standing(
        name=name,
        is_on=many != 1,
        is_wanted=many == 0,
        when="4 days after and 9 days after",
        to="owner_channel" if many == 1 else "usual",
        tos=("usual", "owner", "owner_manager", "manager", "owner_channel", "channel"),
        later=("1 day after",) if many else (),
        steps=steps,
        chosen=tuple(step for step, _ in steps[:2]),
        seen="",
    )


def _kinds(many: int) -> list[Standing]:
    return [kind(many, name=name) for name in list(KINDS)[1 : many + 1]]


def _settings(_said: Said, many: int) -> Mapping[str, object]:
    team = hours(many) if many else None
    return {"mine": mine(many), "team": team, "kinds": _kinds(many), "note": "Saved." if many else ""}


def _line(said: Said, many: int, *, number: int) -> dict[str, object]:
    it = {"name": said("name"), "what": said("what"), "asked_by": MARIA, "due_at": NOW.isoformat()}
    return {
        "id": number,
        "turn": 1,
        "kind": "followup",
        "it": it,
        "time": "9:00",
        "to": "C0LAUNCH" if number % 2 else MARIA,
        "is_channel": bool(number % 2),
        "is_urgent": number % 3 == 1,
        "is_muted": number % 4 == 3,
        "is_shown": many != 1,
    }


def _upcoming(said: Said, many: int) -> Mapping[str, object]:
    lines = [_line(said, many, number=number) for number in range(min(many, PAGE))]
    lines += [{"kind": "digest", "time": "9:00"}] if many else []
    return {
        "days": [{"said": f"Monday {day} November", "lines": [one]} for day, one in enumerate(lines)],
        "scope": "all" if many > 1 else "mine",
        "page": min(many, 1),
        "pages": max(1, many // PAGE),
        "total": many,
        "until": NOW.date(),
        "city": "New York",
        "cap": 10,
        "beyond": many == 1,
        "is_manager": many > 0,
        "note": "Moved to tomorrow." if many else "",
    }


def _move(said: Said, many: int) -> Mapping[str, object]:
    return {"kind": "followup", "it": _line(said, many, number=1)["it"], "at": int(NOW.timestamp())}


MESSAGES = {"upcoming": _upcoming}
MODALS = {
    "settings": _settings,
    "settings_hours": lambda _said, many: {"mine": mine(many)},
    "settings_team": lambda _said, many: {"team": hours(many)},
    "settings_wishes": lambda _said, many: {"kinds": _kinds(many)},
    "settings_rule": lambda _said, many: {"one": kind(many)},
    "upcoming_move": _move,
}
