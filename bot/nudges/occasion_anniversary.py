"""The anniversary of the day on which somebody first said yes to a collaboration, on the day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.influencers.occasions import LATE, in_year
from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import occasions
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, now: datetime) -> Mapping[str, Any] | None:
    """Who it is with, and for how many years, while it is not long past."""
    first = store.occasions.first_yes(one.number)
    if (
        not first
        or one.day is None
        or now.date() > one.day + LATE
        or in_year(first[0][2].date(), one.day.year) != one.day
    ):
        return None
    began_on = first[0][2].date()
    about = {"on": one.day.isoformat(), "began_on": began_on.isoformat(), "years": one.day.year - began_on.year}
    return {**occasions.known(store, one.number, now=now), **about}


KIND = Kind(occasions.ANNIVERSARY, steps=(0,), find=occasions.anniversaries, load=load, rank=7)
