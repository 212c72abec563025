"""Engagement rates and growth from a profile's figures of a day (formulas.md, section 1).

All rates are in percent. Missing is never 0, and over 0 nothing is known: both give a figure without a value,
with a note that says what is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.explained import Figure as Figure
from bot.domain.explained import Input as Input
from bot.domain.explained import explain as explain
from bot.domain.explained import over, words_of
from bot.domain.explained import say_figure as say_figure
from bot.domain.refused import Refused

IRM = "practice in influencer relationship management"
_MEANINGFUL = ("shares",)
_PUBLIC = ("likes", "comments")


@dataclass(frozen=True, slots=True)
class FiguresOfDay:
    """A profile's figures on one day, averages per post. None is missing.

    `engagement` is a sum that some sheets give instead of its parts; `source` is "manual", "CSV" …
    """

    day: date
    followers: int | None = None
    views: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    reach: int | None = None
    impressions: int | None = None
    engagement: int | None = None
    relevant_comments: int | None = None
    source: str = "manual"
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Growth:
    """How the followers changed between two days. `percent` is None where there were none to begin with."""

    from_day: date
    to_day: date
    absolute: int
    percent: Decimal | None


def meaningful_rate(day: FiguresOfDay) -> Figure:
    """Our default: (relevant comments + shares) / followers × 100 (the IRM article, way 2).

    Where nobody counted the relevant comments all are taken, and the figure's name says so.
    """
    return _meaningful("Meaningful ER", _MEANINGFUL, day, source=IRM)


def meaningful_rate_with_saves(day: FiguresOfDay) -> Figure:
    """(relevant comments + shares + saves) / followers × 100 (the IRM article)."""
    return _meaningful("Meaningful ER with saves", ("shares", "saves"), day, source=IRM)


def public_rate(day: FiguresOfDay) -> Figure:
    """(likes + comments) / followers × 100: the only rate that the benchmarks speak of."""
    return _rate("Public ER", _PUBLIC, "followers", day, source="GRIN, Upfluence and IZEA")


def full_rate(day: FiguresOfDay) -> Figure:
    """(likes + comments + shares + saves) / followers × 100."""
    return _rate("Full ER", ("likes", "comments", "shares", "saves"), "followers", day, source="shortformtools.com")


def rate_by_followers(day: FiguresOfDay) -> Figure:
    """Engagements / followers × 100, from a sum that a sheet gives."""
    return _rate("ER by followers", ("engagement",), "followers", day, source="Traackr")


def rate_by_reach(day: FiguresOfDay) -> Figure:
    """Engagements / reach × 100."""
    return _by_audience("ER by reach", "reach", day, source="Hootsuite")


def rate_by_impressions(day: FiguresOfDay) -> Figure:
    """Engagements / impressions × 100."""
    return _by_audience("ER by impressions", "impressions", day, source="Clarity Ventures; Captiv8 for eMarketer")


def rate_by_views(day: FiguresOfDay) -> Figure:
    """Engagements / views × 100."""
    return _by_audience("ER by views", "views", day, source="Clarity Ventures; Captiv8 for eMarketer")


def best_rates(figures: FiguresOfDay) -> list[Figure]:
    """The default rate, even where there is not enough data for it, then all others that can be told."""
    others = (
        meaningful_rate_with_saves,
        public_rate,
        full_rate,
        rate_by_followers,
        rate_by_reach,
        rate_by_impressions,
        rate_by_views,
    )
    told = [figure for figure in (rate(figures) for rate in others) if figure.value is not None]
    return [meaningful_rate(figures), *told]


def rates_of(day: Any) -> tuple[float | None, float | None]:
    """Meaningful and public rate of a day's figures in percent, without what explains them: for many at once."""
    if not day.followers:
        return None, None
    return _quickly(day, (_comments_of(day), *_MEANINGFUL)), _quickly(day, _PUBLIC)


def _quickly(day: Any, parts: Sequence[str]) -> float | None:
    total = 0
    for part in parts:
        count = getattr(day, part, None)
        if count is None:
            return None
        total += count
    return float(total / day.followers * 100)


def growth(before: FiguresOfDay, after: FiguresOfDay) -> Growth | None:
    """The growth in followers from one day to a later one; None where either count is missing.

    Raises Refused when `after` is not the later day.
    """
    if after.day <= before.day:
        raise Refused("Growth needs two days, the earlier one first.")
    if before.followers is None or after.followers is None:
        return None
    change = after.followers - before.followers
    percent = Decimal(change) / before.followers * 100 if before.followers else None
    return Growth(before.day, after.day, change, percent)


def _meaningful(name: str, others: Sequence[str], day: FiguresOfDay, *, source: str) -> Figure:
    comments = _comments_of(day)
    if comments == "comments":
        note = "Nobody has counted the relevant comments, so all comments are in it."
        return _rate(f"{name} (all comments)", (comments, *others), "followers", day, source=source, note=note)
    return _rate(name, (comments, *others), "followers", day, source=source)


def _comments_of(day: Any) -> str:
    """Which comments count: the relevant ones, or all where nobody counted those."""
    uncounted = getattr(day, "relevant_comments", None) is None and day.comments is not None
    return "comments" if uncounted else "relevant_comments"


def _by_audience(name: str, audience: str, day: FiguresOfDay, *, source: str) -> Figure:
    """A rate over `audience`: of the sum that is given, or of likes and comments and what else is known."""
    if day.engagement is not None:
        return _rate(name, ("engagement",), audience, day, source=source)
    missing = [part for part in ("shares", "saves") if getattr(day, part) is None]
    known = [part for part in ("shares", "saves") if part not in missing]
    note = f"Not counted, because missing: {' and '.join(missing)}." if missing else ""
    return _rate(name, ("likes", "comments", *known), audience, day, source=source, note=note)


def _rate(name: str, parts: Sequence[str], audience: str, day: FiguresOfDay, *, source: str, note: str = "") -> Figure:
    """The sum of `parts` over `audience`, in percent."""
    inputs = [Input(one, getattr(day, one), day.source, day.day, day.entered_by) for one in (*parts, audience)]
    counted = " + ".join(words_of(part) for part in parts)
    formula = f"{f'({counted})' if len(parts) > 1 else counted} / {words_of(audience)} × 100"
    return over(name, inputs[:-1], inputs[-1:], formula=formula, note=note, source=source)
