"""Figures of posts coming in: from a person, a file, and later from platforms, all through `record`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.content.posts import PostDay, Reading, larger_than_possible, lower_than_before, merge
from bot.domain.explained import words_of
from bot.services.campaigns import campaign_cards
from bot.services.results import results
from bot.services.team import members
from storage import Store


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many readings changed what is known, and how many said the same again."""

    changed: int
    unchanged: int


def record(store: Store, readings: Sequence[Reading], *, source: str, by: str | None, now: datetime) -> Recorded:
    """Keep figures of posts with their day and source ("manual", "CSV", a platform's name).

    `by` is who entered them, None for a platform. What a person typed gives way only to a person; missing figures
    take nothing away; the same again changes nothing. The sums and cards of the collaborations follow.
    """
    days = store.posts.days({one.post_id for one in readings}, among={one.day for one in readings})
    stored = {(one.post_id, one.day): one for one in days}
    changed: dict[tuple[int, object], tuple[Reading, str]] = {}
    for reading in readings:
        key = (reading.post_id, reading.day)
        figures, origin = merge(stored.get(key), reading, source=source)
        before = stored.get(key)
        if not figures.is_empty and (before is None or figures != before.figures):
            changed[key] = (reading._replace(figures=figures), origin)
    store.posts.put(list(changed.values()), by=by, now=now)
    ids = sorted({reading.post_id for reading, _ in changed.values()})
    if ids:
        days_told = sorted({reading.day.isoformat() for reading, _ in changed.values()})
        detail = {"posts": len(ids), "source": source, "from": days_told[0], "to": days_told[-1]}
        store.audit.record("metrics", f"post:{ids[0]}", by=by or source, now=now, **detail)
        bring_up_to_date(store, ids, now=now)
    return Recorded(len(changed), len(readings) - len(changed))


def bring_up_to_date(store: Store, post_ids: Sequence[int], *, now: datetime) -> None:
    """Sum up the collaborations that these posts belong to, and have their campaigns' cards say so."""
    posts = store.posts.many(post_ids).values()
    touched = {one.collaboration_id for one in posts if one.collaboration_id is not None}
    results.sum_up(store, touched)
    found = [one for number in sorted(touched) if (one := store.collaborations.get(number))]
    for campaign_id in sorted({one.campaign_id for one in found}):
        campaign_cards.refresh(store, campaign_id, now=now)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What should be looked at again before a figure is kept. `key` is the same when it is asked a second time."""

    field: str
    sentence: str
    key: str


def doubts(store: Store, reading: Reading, *, opened: datetime) -> list[Doubt]:
    """What is odd about figures that somebody typed in a form `opened` then: too low, too high, or just entered."""
    days = store.posts.days([reading.post_id])
    told = reading.figures._asdict()
    found = [_taken(store, name, one, told[name]) for name, one in _entered_since(days, reading, opened=opened).items()]
    for name, before in lower_than_before(reading, days).items():
        day = f"{before.day.day} {before.day:%B}"
        said = f"{words_of(name).capitalize()}: {told[name]:,} is less than the {before.value:,} of {day}."
        found.append(Doubt(name, said, f"lower:{name}:{told[name]}"))
    for part, whole in larger_than_possible(reading.figures):
        said = f"{words_of(part).capitalize()}: {told[part]:,} is more than the {told[whole]:,} {words_of(whole)}."
        found.append(Doubt(part, said, f"larger:{part}:{told[part]}:{told[whole]}"))
    return found


def _entered_since(days: Sequence[PostDay], reading: Reading, *, opened: datetime) -> dict[str, PostDay]:
    """The day's row by each figure that somebody else changed while the form was open."""
    told = reading.figures._asdict()
    new = [one for one in days if one.day == reading.day and one.entered_at > opened]
    return {
        name: one
        for one in new
        for name, value in one.figures._asdict().items()
        if value is not None and told[name] is not None and value != told[name]
    }


def _taken(store: Store, name: str, one: PostDay, given: int) -> Doubt:
    who = members.name_of(store, one.entered_by) if one.entered_by else one.source
    value = getattr(one.figures, name)
    said = f"{words_of(name).capitalize()}: {who} entered {value:,} for this day a moment ago; you wrote {given:,}."
    return Doubt(name, said, f"taken:{name}:{value}:{given}")
