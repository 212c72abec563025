"""What people do in the list of what is to come, as the oracle knows it: leave one out once, or move it."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from tests.year.almanac import first_open
from tests.year.answering import again
from tests.year.oracle import Oracle, Piece
from tests.year.story import Act

Known = dict[str, Any]
SHOWN = timedelta(days=13)
"""How far ahead they look; the list shows a day more."""


def _mine(oracle: Oracle, act: Act) -> Piece | None:
    """One of those that somebody will be told in the next days."""
    coming = oracle.coming(act.who, until=act.at + SHOWN)
    return act.pick(coming) if coming else None


def _which(one: Piece) -> Known:
    series = one.series
    return {"kind": series.kind, "number": series.number, "anchor": series.anchor, "step": one.step}


def _skip(oracle: Oracle, act: Act) -> Known | None:
    one = _mine(oracle, act)
    if one is None:
        return None
    one.state = "over"
    return _which(one)


def _move(oracle: Oracle, act: Act) -> Known | None:
    one = _mine(oracle, act)
    if one is None:
        return None
    to = act.at.replace(second=0, microsecond=0) + timedelta(minutes=Random(act.dice).randrange(30, 9 * 24 * 60))
    if one.series.kind == "followup":
        oracle.affairs.followups[one.series.number].due = to
    else:
        again(one, due=first_open(oracle.affairs.manners(act.who), to), to=act.who)
    return {**_which(one), "to": to}


DEEDS: dict[str, Callable[[Oracle, Act], Known | None]] = {"skip once": _skip, "move nudge": _move}
