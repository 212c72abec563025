"""What the templates of the weekly digest are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.services.digests.digest_charts import LONGEST_LABEL
from bot.services.digests.digest_pictures import CHARTED
from bot.services.digests.digest_settings import Pause
from bot.services.digests.digest_values import IN_THREAD
from bot.services.digests.digest_values import ROWS as PEOPLE_ROWS
from bot.services.digests.programme_values import ROWS
from tests.example_campaigns import MESSAGES as CAMPAIGNS
from tests.example_records import MARIA, NOW, Said

Values = dict[str, Any]
Example = Callable[[Said, int], Values]

KINDS = (("pace", "revenue", "EUR"), ("weeks", "clicks", ""), ("people", "engagements", ""))


def _week(many: int) -> Values:
    return {"key": "2026-W47", "number": 47, "first": "2026-11-16", "last": "2026-11-22", "is_whole": many != 2}


def _figures(many: int) -> list[Values]:
    changes = (108.4, None, -2.1, 0.2, None)
    names = ("revenue", "conversions", "clicks", "engagements", "posts")
    every = [
        {"name": name, "now": 186_680 * many, "before": 0 if change is None else 90_000, "change": change}
        for name, change in zip(names, changes, strict=True)
    ]
    return every if many else []


def _chart(said: Said, many: int, *, kind: tuple[str, str, str]) -> Values | None:
    labels = [f"{n} {said('name')}"[:LONGEST_LABEL] for n in range(min(many, 12))]
    names = {"pace": ("reached", "pace"), "campaigns": ("before", "now")}.get(kind[0], ("now",))
    values: Values = {"values": [1.5] * len(labels), "bars": [12] * len(labels), "minor": [150] * len(labels)}
    series = [{"name": name, **values} for name in names]
    told = {"kind": kind[0], "measure": kind[1], "unit": kind[2]}
    return {**told, "labels": labels, "series": series} if many else None


def _placed(said: Said, many: int) -> list[Values]:
    told = {"measure": "revenue" if many > 1 else "clicks", "value": 118_570, "currency": "EUR", "median": 54_000.5}
    who = {"name": said("name"), "campaign": said("name")[:100], "people": 6 * many}
    why = {"evidence": "Seller: conversion rate at percentile 92 among 34 like peers.", "verdict": "good for micro"}
    return [{"id": n, **who, **told, **why, "times": (None, 2.2, 44.0)[n % 3]} for n in range(min(many, 3))]


def _matters(said: Said, many: int) -> Values:
    listed = range(min(many, IN_THREAD))
    piece = {"name": said("name"), "title": said("what")[:200], "due_on": "2026-11-25", "state": "planned"}
    owed = {"name": said("name"), "kind": "pay", "owner": MARIA, "due_at": NOW.isoformat()}
    silent = {"name": said("name"), "since": (NOW - timedelta(days=20)).isoformat(), "influencer_id": 7}
    pieces = {"count": many, "listed": [{**piece, "collaboration_id": n} for n in listed]}
    return {
        "due": pieces,
        "late": pieces,
        "overdue": [owed for _ in listed],
        "quiet": {"count": many, "listed": [silent for _ in listed]},
        "promises": {"open": many, "overdue": many, "broken": many},
    }


def campaign_digest(said: Said, many: int) -> Values:
    """The digest of a campaign: empty, of a week that runs, or with far too much of everything."""
    goals = [
        {"target": "revenue", "wanted": 400_000, "reached": 276_250, "percent": 69.06, "is_on_pace": True},
        {"target": "posts", "wanted": 5, "reached": None, "percent": None, "is_on_pace": None},
        {"target": "conversions", "wanted": 60, "reached": 25, "percent": 41.7, "is_on_pace": False},
    ]
    known = {"posts": 1, "engagements": None, "clicks": 12, "conversions": 1, "revenue": 12_000}
    ends = {"measure": "revenue", "people": many, "least": 4, "is_enough": many > 1}
    return {
        "id": 3,
        "name": said("name")[:100],
        "currency": "EUR",
        "goal": "sales",
        "week": _week(many),
        "is_empty": not many,
        "goals": goals[: min(many, 3)],
        "figures": _figures(many),
        "chart": _chart(said, many, kind=KINDS[many % 3]),
        "pictures": many == 1,
        "ends": {**ends, "top": _placed(said, many), "bottom": _placed(said, many)},
        "rows": [{"id": n, "name": said("name"), **known} for n in range(min(many, PEOPLE_ROWS))],
        "people": many,
        **_matters(said, many),
    }


def programme_digest(said: Said, many: int) -> Values:
    """The digest of the whole programme."""
    row = {"currency": "EUR", "revenue": 12_000, "before": None, "clicks": 12, "budget": 300_000, "paid": 2}
    row |= {"due": 1, "late": 2, "overdue": 3, "name": said("name")[:100]}
    goal = {"target": "revenue", "percent": 69.06}
    own = [
        {"id": n, **row, "goal": goal if n else None, "is_on_pace": (None, True, False)[n % 3], "cost": n or None}
        for n in range(min(many, ROWS))
    ]
    spend = [{"currency": "EUR", "budget": 300_000, "cost": 450_000, "without": 1}] * many
    figures = _figures(max(many, 1))
    revenue = [{**figures[0], "currency": "EUR"}] * many
    return {
        "week": _week(many),
        "count": many,
        "closed": 2,
        "is_empty": not many,
        "pace": {"on": many, "behind": many, "unknown": many},
        "revenue": revenue,
        "counts": [{**one, "now": one["now"] if many else None} for one in figures[1:]],
        "chart": _chart(said, many, kind=("campaigns", "revenue", "EUR")),
        "pictures": many == 1,
        "top": _placed(said, many),
        "bottom": _placed(said, many),
        "compared": many - 1,
        "rows": own,
        "spend": None if many == 1 else spend,
        "decisions": many,
        **_matters(said, many),
    }


def _preview(said: Said, many: int) -> Values:
    """Of the programme, or of a campaign that has a channel."""
    shown = {"so_far": many % 2, "channel": "C0LAUNCH" if many else None}
    if many == 1:
        return {"digest": programme_digest(said, many), "shown": {**shown, "about": "programme"}}
    return {"digest": campaign_digest(said, many), "shown": {**shown, "about": "3"}}


def _plan(many: int) -> Values:
    pause = Pause(NOW, NOW + timedelta(days=9) if many > 1 else None, MARIA) if many else None
    when = {"weekday": 0, "hour": 9, "tz": "Europe/Berlin", "channel": "C0LAUNCH" if many else None}
    return {**when, "pause": pause, "next_at": NOW if many != 1 else None}


def _standing(_said: Said, many: int) -> Values:
    return {"plan": _plan(many), "note": "The schedule is set." if many else ""}


def _schedule(_said: Said, many: int) -> Values:
    return {"plan": _plan(many), "weekdays": [("0", "Monday"), ("6", "Sunday")], "hours": [("9", "9:00")]}


MESSAGES: Mapping[str, Example] = {
    "digest_campaign": lambda said, many: {"digest": campaign_digest(said, many)},
    "digest_campaign_details": lambda said, many: {"digest": campaign_digest(said, many)},
    "digest_programme": lambda said, many: {"digest": programme_digest(said, many)},
    "digest_programme_details": lambda said, many: {"digest": programme_digest(said, many)},
    "digest_preview": _preview,
    "digest_window": _preview,
    "digest_which": lambda said, many: {
        **CAMPAIGNS["campaign_which"](said, many),
        "typed": said("search") if many else "",
    },
    "digest_picture": lambda said, many: {"name": said("name") if many else "", "week": _week(many)},
    "digest_posted": lambda _said, _many: {"channel": "C0LAUNCH"},
    "digest_standing": _standing,
}
MODALS: Mapping[str, Example] = {
    "digest_schedule": _schedule,
    "digest_pause": lambda _said, many: {"plan": _plan(many)},
}
OUTBOX = CHARTED | {"digest_picture"}
"""Messages that wait in the outbox."""
WITH_CHARTS = frozenset(f"messages/{name}" for name in (*CHARTED, "digest_preview"))
"""Messages with charts and tables, which Slack shows in no modal."""
