"""The gap that holds for an influencer, in SQL, as `bot.domain.influencers.cadence.gap_for` has it."""

from collections.abc import Callable
from functools import lru_cache
from json import dumps, loads

from sqlalchemy import ColumnElement, Subquery, case, literal, or_, select

from bot.domain.influencers.cadence import Cadence, Gap, from_json, to_json
from bot.domain.influencers.influencers import LabelKind, key_of
from bot.domain.results.benchmarks import Tier, bounds
from storage.tables import influencer, label


def has_gap(cadence: Cadence, *, days: int) -> Callable[[Subquery], ColumnElement[bool]]:
    """That so many days are the ideal or the longest gap of the influencer that a matter is about.

    The same for the same gaps, so that the statement it stands in is built once.
    """
    return _has_gap(dumps(to_json(cadence), sort_keys=True), days)


@lru_cache(maxsize=100)
def _has_gap(gaps: str, days: int) -> Callable[[Subquery], ColumnElement[bool]]:
    cadence = from_json(loads(gaps))
    whens, rest = _whens(cadence), cadence.tiers[Tier.NANO]

    def condition(matter: Subquery) -> ColumnElement[bool]:
        ideal = case(*((when, gap.ideal) for when, gap in whens), else_=rest.ideal)
        longest = case(*((when, gap.longest) for when, gap in whens), else_=rest.longest)
        mine = select(literal(1)).where(influencer.c.id == matter.c.number)
        mine = mine.where(influencer.c.workspace_id == matter.c.workspace_id)
        return mine.where(or_(ideal == days, longest == days)).exists()

    return condition


def _whens(cadence: Cadence) -> list[tuple[ColumnElement[bool], Gap]]:
    """Tags first, the one with the shortest ideal before the others, then stages, then tiers from the largest."""
    tags = sorted(cadence.tags.items(), key=lambda one: (one[1].ideal, one[1].longest, key_of(one[0])))
    tagged = [(_is_tagged(key_of(tag)), gap) for tag, gap in tags]
    staged = [(influencer.c.stage == stage, gap) for stage, gap in cadence.stages.items()]
    sized = [(influencer.c.followers >= bounds(tier)[0], cadence.tiers[tier]) for tier in reversed(Tier)]
    return [*tagged, *staged, *sized]


def _is_tagged(key: str) -> ColumnElement[bool]:
    mine = (label.c.influencer_id == influencer.c.id, label.c.kind == LabelKind.TAG, label.c.key == key)
    return select(literal(1)).where(label.c.workspace_id == influencer.c.workspace_id, *mine).exists()
