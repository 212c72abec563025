"""Posts, their figures by day, what is known of them last, and which new figures deserve a second look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot.domain.refused import Faults, Refused

BY_HAND = "manual"
"""The source of figures that a person typed."""


class PostFigures(NamedTuple):
    """Totals of a post on one day, since it went live. None is missing."""

    views: int | None = None
    likes: int | None = None
    dislikes: int | None = None
    comments: int | None = None
    relevant_comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    reach: int | None = None
    impressions: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every figure is missing."""
        return self == _NOTHING


_NOTHING = PostFigures()


@dataclass(frozen=True, slots=True)
class Post:
    """Content that is live. `post_key` is the platform's own id of it; it may belong to a collaboration."""

    id: int
    profile_id: int
    platform: str
    post_key: str
    title: str
    url: str
    collaboration_id: int | None
    deliverable_id: int | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class PostDay:
    """The figures of a post on one day, and where they are from: "manual", "CSV", or both as "manual + CSV"."""

    post_id: int
    day: date
    figures: PostFigures
    source: str
    entered_by: str | None
    entered_at: datetime


class Reading(NamedTuple):
    """What somebody, a file or a platform says of a post on one day."""

    post_id: int
    day: date
    figures: PostFigures


@dataclass(frozen=True, slots=True)
class Known:
    """A figure as it is known last: of which day, from where, by whom."""

    value: int
    day: date
    source: str
    entered_by: str | None


def is_typed(source: str) -> bool:
    """Whether a person typed some of these figures: a file only fills them up."""
    return source.startswith(BY_HAND)


def merge(stored: PostDay | None, reading: Reading, *, source: str) -> tuple[PostFigures, str]:
    """The figures and the source of a day after a reading. Missing figures never take a known one away.

    What a person typed gives way to nobody but a person.
    """
    if stored is None:
        return reading.figures, source
    keeps = is_typed(stored.source) and source != BY_HAND
    first, second = (stored.figures, reading.figures) if keeps else (reading.figures, stored.figures)
    merged = PostFigures(*(a if a is not None else b for a, b in zip(first, second, strict=True)))
    if merged == stored.figures:
        return merged, stored.source
    if not keeps and merged == reading.figures:
        return merged, source
    parts = {*stored.source.split(" + "), source}
    return merged, " + ".join(sorted(parts, key=lambda one: (one != BY_HAND, one)))


def latest(days: Iterable[PostDay]) -> dict[str, Known]:
    """Each figure as it is known last. `days` come oldest first; a metric may be known of an earlier day."""
    found: dict[str, Known] = {}
    for one in days:
        for name, value in zip(PostFigures._fields, one.figures, strict=True):
            if value is not None:
                found[name] = Known(value, one.day, one.source, one.entered_by)
    return found


def check(figures: PostFigures) -> None:
    """Refuse figures that contradict one another, on their fields."""
    faults = Faults()
    with faults.noting():
        if figures.is_empty:
            raise Refused("Write at least one figure. What you leave out stays missing.", field="views")
    with faults.noting():
        all_, relevant = figures.comments, figures.relevant_comments
        if all_ is not None and relevant is not None and relevant > all_:
            said = f"{relevant:,} relevant comments are more than the {all_:,} comments. Check both."
            raise Refused(said, field="relevant_comments")
    faults.check()


_WITHIN = (("likes", "views"), ("comments", "views"), ("likes", "impressions"), ("reach", "impressions"))
"""Figures that are seldom larger than another of the same day: a larger one is most often in the wrong field."""


def larger_than_possible(figures: PostFigures) -> Sequence[tuple[str, str]]:
    """The figures that are larger than what they are a part of, each with that."""
    told = figures._asdict()
    pairs = ((part, whole) for part, whole in _WITHIN if told[part] is not None and told[whole] is not None)
    return [(part, whole) for part, whole in pairs if told[part] > told[whole]]


def lower_than_before(reading: Reading, days: Sequence[PostDay]) -> Mapping[str, Known]:
    """Figures that are lower than what was known before that day: totals seldom fall, so it is asked about."""
    before = latest(one for one in days if one.day < reading.day)
    told = reading.figures._asdict()
    return {name: one for name, one in before.items() if told[name] is not None and told[name] < one.value}
