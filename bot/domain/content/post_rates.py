"""What the figures of posts come to: rates of one post, means over several, sums for cost and worth."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.domain.content.posts import Known, PostFigures
from bot.domain.influencers.figures import Figure, FiguresOfDay, Input, best_rates
from bot.domain.results.results import Totals, engagement_rate

_COUNTED = tuple(name for name in PostFigures._fields if name != "dislikes")
Latest = Mapping[str, Known]


def followers_on(counts: Sequence[Known], day: date) -> Known | None:
    """The followers that a profile had on `day`: the latest count until then, else the first one after.

    `counts` come oldest first. The answer says of which day it is.
    """
    before = [one for one in counts if one.day <= day]
    return before[-1] if before else counts[0] if counts else None


def rates(known: Latest, followers: Known | None) -> list[Figure]:
    """Every engagement rate that a post's figures tell, each input with its own day and source."""
    told = {name: one for name, one in known.items() if name in _COUNTED}
    if followers is not None:
        told["followers"] = followers
    day = max((one.day for one in known.values()), default=date.min)
    found = best_rates(FiguresOfDay(day, **{name: one.value for name, one in told.items()}))  # type: ignore[arg-type]
    return [with_origins(one, told) for one in found]


def with_origins(figure: Figure, told: Latest) -> Figure:
    """The figure with the day and the source that each of its inputs has for itself."""
    return replace(figure, inputs=tuple(_origin(part, told) for part in figure.inputs))


def _origin(part: Input, told: Latest) -> Input:
    known = told.get(part.name)
    if known is None:
        return part
    return replace(part, source=known.source, day=known.day, entered_by=known.entered_by)


def means(posts: Sequence[tuple[str, Sequence[Figure]]], *, today: date) -> list[Figure]:
    """The mean of each rate over posts (each with its title): every post counts alike, whatever its size.

    Sums divided by sums are another figure (`of_sums`): the two differ.
    """
    by_name: dict[str, list[tuple[str, Figure]]] = {}
    for title, told in posts:
        for figure in told:
            by_name.setdefault(figure.name, []).append((title, figure))
    return [_mean(found, posts=len(posts), today=today) for found in by_name.values()]


def _mean(found: Sequence[tuple[str, Figure]], *, posts: int, today: date) -> Figure:
    first = found[0][1]
    inputs = tuple(Input(f"{title} in %", one.value, "calculated", _day_of(one, today), None) for title, one in found)
    known = [one.value for _, one in found if one.value is not None]
    value = sum(known, Decimal(0)) / len(known) if known else None
    note = f"Known of {len(known)} of {posts} posts." if known else f"Not enough data: known of none of {posts} posts."
    formula = f"mean over posts of: {first.formula}"
    return replace(first, name=f"{first.name}, mean of posts", value=value, formula=formula, inputs=inputs, note=note)


def _day_of(figure: Figure, today: date) -> date:
    return max((one.day for one in figure.inputs if one.number is not None), default=today)


def of_sums(posts: Sequence[Latest], *, by: str, today: date) -> Figure:
    """All engagements / `by` ("reach", "impressions", "views"), over the posts of which both are known."""
    whole = [one for one in posts if {by, "likes", "comments"} <= one.keys()]
    figure = engagement_rate(totals(whole, currency="", today=today), by=by)
    return replace(figure, name=f"{figure.name}, sums of {len(whole)} of {len(posts)} posts")


def totals(posts: Sequence[Latest], *, currency: str, today: date) -> Totals:
    """The sums over posts by what is known last of each, with of how many posts each is known."""
    known = {name: [one[name] for one in posts if name in one] for name in _COUNTED}
    all_known = [one for found in known.values() for one in found]
    sources = sorted({one.source for one in all_known}) or ["no figures"]
    people = {one.entered_by for one in all_known}
    return Totals(
        currency=currency,
        day=max((one.day for one in all_known), default=today),
        posts=len(posts),
        known={name: len(found) for name, found in known.items()},
        source=", ".join(sources),
        entered_by=next(iter(people)) if len(people) == 1 else None,
        **{name: sum(one.value for one in found) if found else None for name, found in known.items()},  # type: ignore[arg-type]
    )
