"""A birthday: a week before, so that a gift arrives in time, and on the day. Nobody's age is said."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.influencers.occasions import in_year
from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts, occasions
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, now: datetime) -> Mapping[str, Any] | None:
    """Whose birthday it is and when, while it is not long past and the day is the right one still."""
    influencer = store.influencers.get(one.number)
    if influencer is None or influencer.birthday is None or one.day is None:
        return None
    days = contexts.days_until(store, one, now=now)
    if occasions.is_past(days) or in_year(influencer.birthday, one.day.year) != one.day:
        return None
    return {**occasions.known(store, influencer.id), "on": one.day.isoformat(), "days": days}


KIND = Kind(occasions.BIRTHDAY, steps=(-7, 0), find=occasions.birthdays, load=load, rank=7)
