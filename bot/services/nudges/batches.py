"""The one message of a day that holds what is beyond somebody's cap: a line each, the most important first."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.domain.nudges.nudges import batch_key
from bot.messages import Message
from storage import Store


def add(store: Store, item: Mapping[str, Any], *, to: str, day: date, now: datetime) -> None:
    """Add a line to the message of somebody's day, or begin it; two planners at once lose none."""
    key, values = batch_key(to, day=day), {"day": day.isoformat(), "items": [dict(item)]}
    if store.outbox.add(Message("nudge_batch", key=key, to=to, values=values), now=now):
        return
    before = store.outbox.said(key, hold=True) or {**values, "items": []}
    items = sorted([*before["items"], dict(item)], key=lambda each: (each["rank"], each["id"], each["turn"]))
    store.outbox.change(key, kind="nudge_batch", values={**before, "items": items}, now=now)


def say(store: Store, key: str, *, nudge_id: int, turn: int, ending: Mapping[str, Any], now: datetime) -> None:
    """Have the line of a nudge say what became of it."""
    before = store.outbox.said(key, hold=True)
    if before is None:
        return
    items = [{**item, **(ending if (item["id"], item["turn"]) == (nudge_id, turn) else {})} for item in before["items"]]
    store.outbox.change(key, kind="nudge_batch", values={**before, "items": items}, now=now)


def of_day(store: Store, slack_id: str, *, day: str) -> Mapping[str, Any] | None:
    """What the message of somebody's day says; `day` as `2026-11-23`."""
    try:
        key = batch_key(slack_id, day=date.fromisoformat(day))
    except ValueError:
        return None
    return store.outbox.said(key)
