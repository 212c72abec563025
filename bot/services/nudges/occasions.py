"""Occasions: finding them, what to know of somebody before choosing a gift or a word of thanks, and having done so."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.gifts.gifts import Gift, Occasion
from bot.domain.influencers import occasions as rules
from bot.domain.influencers.occasions import LATE
from bot.domain.influencers.touches import TouchKind
from bot.domain.nudges.nudges import AHEAD, Matter, NudgeState
from bot.services.nudges import contexts, endings
from bot.services.nudges.manners import RULE
from bot.services.results import results
from storage import Store
from storage.settings import ALWAYS

BIRTHDAY, ANNIVERSARY, COMPLETED = "occasion_birthday", "occasion_anniversary", "occasion_completed"
LOOKED = "nudges:looked:"
"""The settings that say on which day, by which rule, it was last looked for a yearly occasion, by kind and step."""
_ASKED_BY = {Occasion.BIRTHDAY: BIRTHDAY, Occasion.ANNIVERSARY: ANNIVERSARY, Occasion.CAMPAIGN: COMPLETED}
SHOWN = 3
"""Campaigns with results that a nudge names, the newest."""


def birthdays(store: Store, step: int, now: datetime) -> list[Matter]:
    """The birthdays of which a step is near; looked for once a day, as days move no faster."""
    return _new(store, BIRTHDAY, step, _birthdays, now=now)


def _birthdays(store: Store, step: int, *, now: datetime) -> Iterator[Matter]:
    first, last = _span(step, today=now.date())
    for influencer_id, owner, born_on in store.occasions.birthdays(first=first, last=last):
        if comes := rules.between(born_on, first, last):
            yield _matter(influencer_id, owner, comes)


def anniversaries(store: Store, step: int, now: datetime) -> list[Matter]:
    """The anniversaries of a first yes of which a step is near; looked for once a day."""
    return _new(store, ANNIVERSARY, step, _anniversaries, now=now)


def _anniversaries(store: Store, step: int, *, now: datetime) -> Iterator[Matter]:
    first, last = _span(step, today=now.date())
    for influencer_id, owner, at in store.occasions.first_yes():
        if comes := rules.between(at.date(), first, last):
            yield _matter(influencer_id, owner, comes)


def _new(store: Store, kind: str, step: int, find: Callable[..., Iterable[Matter]], *, now: datetime) -> list[Matter]:
    """Those of which a step was never planned, for anybody; nothing where it was looked today."""
    if not _is_new_day(store, kind, step, now=now):
        return []
    known = store.nudges.known_days(kind, step, since=_span(step, today=now.date())[0])
    return [one for one in find(store, step, now=now) if (one.number, one.day, one.owner) not in known]


def _span(step: int, *, today: date) -> tuple[date, date]:
    """The days whose step is near: it lies ahead, or was missed by no more than is still worth a word."""
    away = timedelta(days=step)
    return today - LATE - away, today + AHEAD - away


def _matter(influencer_id: int, owner: str, on: date) -> Matter:
    return Matter(influencer_id, on, None, owner, influencer_id, None, None, is_urgent=False)


def _is_new_day(store: Store, kind: str, step: int, *, now: datetime) -> bool:
    """Whether it was not looked today yet, by the rule as it is now; it is from now on."""
    name, rule = f"{LOOKED}{kind}:{step}", store.settings.on(RULE + kind, day=now.date())
    look = f"{now.date()} {rule.set_at.isoformat()}" if rule else f"{now.date()}"
    told = store.settings.on(name, day=now.date())
    if told is not None and told.value == look:
        return False
    store.settings.set(name, look, since=ALWAYS, source="clock", by=store.members.bot_user(), now=now)
    return True


def is_past(days: int) -> bool:
    """Whether a day lies so many days ahead that it is too late for a word."""
    return -days > LATE.days


def known(store: Store, influencer_id: int) -> dict[str, Any]:
    """What to know before choosing: who it is, what their work came to, and what they were given last."""
    lines = results.lines_of_influencer(store, influencer_id)
    gifts = store.touches.last(influencer_id, kinds=(TouchKind.GIFT,), limit=1)
    return {
        "person": contexts.person(store, influencer_id),
        "influencer_id": influencer_id,
        "campaigns": len(lines),
        "results": [
            {
                "campaign": one.campaign,
                "currency": one.currency,
                "posts": one.posts,
                "engagements": one.engagements,
                "clicks": one.clicks,
                "conversions": one.conversions,
                "revenue": one.revenue,
            }
            for one in lines[:SHOWN]
        ],
        "last_gift": {"text": gifts[0].text[:300], "at": gifts[0].at.isoformat()} if gifts else None,
        "thanks": lines[0].collaboration_id if lines else None,
    }


def given(store: Store, one: Gift, *, by: str, now: datetime) -> None:
    """A gift for an occasion was begun: the nudge that asked for one says so, wherever it was shown."""
    number = one.collaboration_id if one.occasion is Occasion.CAMPAIGN else one.influencer_id
    if one.occasion in _ASKED_BY and number is not None:
        _end(store, [(_ASKED_BY[one.occasion], number)], by=by, why=f"A gift: {one.what}", now=now)


def thanked(store: Store, influencer_id: int, collaboration_id: int, *, by: str, now: datetime) -> None:
    """A thank-you went out: every nudge that asked for one says so, wherever it was shown."""
    about = [(COMPLETED, collaboration_id), (BIRTHDAY, influencer_id), (ANNIVERSARY, influencer_id)]
    _end(store, about, by=by, why="Thanked them", now=now)


def _end(store: Store, about: Iterable[tuple[str, int]], *, by: str, why: str, now: datetime) -> None:
    for one in (each for kind, number in about for each in store.nudges.open_about(kind, number)):
        if one.state is NudgeState.SHOWN:
            endings.end(store, one, NudgeState.DONE, by=by, why=why, now=now)
