"""The anniversary of the day on which somebody first said yes to a collaboration, on the day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.influencers.occasions import in_year
from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts, occasions
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, now: datetime) -> Mapping[str, Any] | None:
    """Who it is with, and for how many years, while it is not long past."""
    first = next(iter(store.occasions.first_yes(one.number)), None)
    if first is None or one.day is None:
        return None
    began_on, days = first[2].date(), contexts.days_until(store, one, now=now)
    if occasions.is_past(days) or in_year(began_on, one.day.year) != one.day:
        return None
    about = {"began_on": began_on.isoformat(), "years": one.day.year - began_on.year, "days": days}
    return {**occasions.known(store, one.number), **about}


KIND = Kind(occasions.ANNIVERSARY, steps=(0,), find=occasions.anniversaries, load=load, rank=7)
