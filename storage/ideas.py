"""Ideas that influencers had, by theme."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func

from bot.domain.influencers.ideas import Idea, IdeaStage
from bot.domain.influencers.influencers import key_of
from storage.base import Queries, prepared
from storage.tables import idea

_SAME = tuple(name for name in Idea.__dataclass_fields__ if name != "stage")
_STAGES = list(IdeaStage)
_TO_TELL = (idea.c.stage != IdeaStage.OPEN, idea.c.told_at.is_(None))
_ORDER = case(
    (_TO_TELL[0] & _TO_TELL[1], 0), *((idea.c.stage == stage, place) for place, stage in enumerate(_STAGES, 1)), else_=9
)
"""What is to be told comes first, then what is open, planned, done and declined."""
_OF_INFLUENCER = (
    prepared(idea, idea.c.stage, func.count().label("number"))
    .where(idea.c.influencer_id == bindparam("influencer"))
    .group_by(idea.c.stage)
)


def idea_of(row: Any) -> Idea:
    """The idea that a row of its table holds."""
    return Idea(**{name: row._mapping[name] for name in _SAME}, stage=IdeaStage(row.stage))


@dataclass(frozen=True, slots=True)
class Which:
    """Which ideas are meant: somebody's, those for a campaign, those of a theme; or all."""

    influencer_id: int | None = None
    campaign_id: int | None = None
    theme: str | None = None


class Ideas(Queries):
    """Ideas that influencers had."""

    def add(self, influencer_id: int, fields: Mapping[str, Any], *, by: str, now: datetime) -> int:
        """Keep an idea (`theme`, `text`, `owner`, `campaign_id`); gives its id."""
        row = {"stage": IdeaStage.OPEN, "outcome": "", "noted_by": by, "noted_at": now}
        return self._insert(idea, influencer_id=influencer_id, **row, **fields, theme_key=key_of(fields["theme"]))

    def get(self, idea_id: int) -> Idea | None:
        """The idea, or None if there is none of that id here."""
        row = self._connection.execute(self._select(idea).where(idea.c.id == idea_id)).first()
        return idea_of(row) if row else None

    def change(self, one: Idea, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        mine = (idea.c.id == one.id, idea.c.version == one.version)
        changed = self._update(idea).where(*mine).values({**fields, "version": one.version + 1})
        return self._connection.execute(changed).rowcount == 1

    def page(self, which: Which, *, limit: int, skip: int = 0) -> list[Idea]:
        """A page of ideas: what is to be told first, then by stage, the newest of each first."""
        query = self._select(idea).where(*self._chosen(which)).order_by(_ORDER, idea.c.id.desc())
        return [idea_of(row) for row in self._connection.execute(query.limit(limit).offset(skip))]

    def count(self, which: Which) -> int:
        """How many there are."""
        query = self._select(idea, func.count()).where(*self._chosen(which))
        return int(self._connection.execute(query).scalar_one())

    def count_to_tell(self, which: Which) -> int:
        """How many there are of which the one who had it does not know what was decided."""
        query = self._select(idea, func.count()).where(*self._chosen(which), *_TO_TELL)
        return int(self._connection.execute(query).scalar_one())

    def stages_of(self, influencer_id: int) -> dict[IdeaStage, int]:
        """How many ideas of an influencer's stand in each stage."""
        rows = self._run(_OF_INFLUENCER, influencer=influencer_id)
        return {IdeaStage(row.stage): row.number for row in rows}

    def themes(self, which: Which) -> list[tuple[str, int, IdeaStage, int]]:
        """How many there are, as (theme, its first idea, stage, number)."""
        first = (func.min(idea.c.theme).label("theme"), func.min(idea.c.id).label("first_id"))
        query = self._select(idea, *first, idea.c.stage, func.count().label("number")).where(*self._chosen(which))
        rows = self._connection.execute(query.group_by(idea.c.theme_key, idea.c.stage))
        return [(row.theme, row.first_id, IdeaStage(row.stage), row.number) for row in rows]

    def give(self, influencer_id: int, *, owner: str | None, to: str) -> None:
        """Let somebody else see to the ideas of an influencer that were this owner's, or anybody's for None."""
        mine = self._update(idea).where(idea.c.influencer_id == influencer_id)
        if owner is not None:
            mine = mine.where(idea.c.owner == owner)
        self._connection.execute(mine.values(owner=to, version=idea.c.version + 1))

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Let what one influencer had be another's idea."""
        mine = self._update(idea).where(idea.c.influencer_id == from_id)
        self._connection.execute(mine.values(influencer_id=to_id))

    @staticmethod
    def _chosen(which: Which) -> list[ColumnElement[bool]]:
        chosen = []
        if which.influencer_id is not None:
            chosen.append(idea.c.influencer_id == which.influencer_id)
        if which.campaign_id is not None:
            chosen.append(idea.c.campaign_id == which.campaign_id)
        if which.theme is not None:
            chosen.append(idea.c.theme_key == key_of(which.theme))
        return chosen
