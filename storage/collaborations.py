"""Collaborations: the rosters of campaigns, their stages over time, and what they cost."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func

from bot.domain.campaigns.collaborations import (
    Collaboration,
    CollaborationStage,
    Cost,
    CostKind,
    CostState,
    StageChange,
)
from storage.base import Queries
from storage.tables import collaboration, cost, link, metadata, result, result_day, stage_change

_HANGS_ON = [
    table
    for table in metadata.sorted_tables
    if "collaboration_id" in table.c and table not in (result, result_day)  # sums are made anew
]
_SAME = tuple(name for name in Collaboration.__dataclass_fields__ if name != "stage")


def collaboration_of(row: Any) -> Collaboration:
    """The collaboration that a row of its table holds."""
    return Collaboration(**{name: row._mapping[name] for name in _SAME}, stage=CollaborationStage(row.stage))


def cost_of(row: Any) -> Cost:
    """The cost that a row of its table holds."""
    fields = {name: row._mapping[name] for name in ("id", "collaboration_id", "amount", "currency", "note", "version")}
    return Cost(**fields, kind=CostKind(row.kind), state=CostState(row.state))


class Collaborations(Queries):
    """Influencers in campaigns."""

    def get(self, collaboration_id: int) -> Collaboration | None:
        """The collaboration, or None if there is none of that id here."""
        query = self._select(collaboration).where(collaboration.c.id == collaboration_id)
        row = self._connection.execute(query).first()
        return collaboration_of(row) if row else None

    def many(self, ids: Iterable[int]) -> dict[int, Collaboration]:
        """Collaborations by id."""
        query = self._select(collaboration).where(collaboration.c.id.in_(list(ids)))
        return {row.id: collaboration_of(row) for row in self._connection.execute(query)}

    def between(self, campaign_id: int, influencer_id: int) -> Collaboration | None:
        """The collaboration of an influencer in a campaign, if there is one."""
        mine = (collaboration.c.campaign_id == campaign_id, collaboration.c.influencer_id == influencer_id)
        row = self._connection.execute(self._select(collaboration).where(*mine)).first()
        return collaboration_of(row) if row else None

    def of_campaign(self, campaign_id: int) -> list[Collaboration]:
        """The roster of a campaign, in the order in which they were added."""
        query = self._select(collaboration).where(collaboration.c.campaign_id == campaign_id)
        return [collaboration_of(row) for row in self._connection.execute(query.order_by(collaboration.c.id))]

    def page(self, campaign_id: int, *, stage: CollaborationStage | None, limit: int, skip: int) -> list[Collaboration]:
        """A page of a campaign's roster, those in one stage or all, in the order in which they were added."""
        query = self._select(collaboration).where(collaboration.c.campaign_id == campaign_id)
        if stage is not None:
            query = query.where(collaboration.c.stage == stage)
        query = query.order_by(collaboration.c.id).limit(limit).offset(skip)
        return [collaboration_of(row) for row in self._connection.execute(query)]

    def of_influencers(self, influencer_ids: Iterable[int]) -> list[Collaboration]:
        """Every collaboration of these influencers, the newest first."""
        query = self._select(collaboration).where(collaboration.c.influencer_id.in_(list(influencer_ids)))
        return [collaboration_of(row) for row in self._connection.execute(query.order_by(collaboration.c.id.desc()))]

    def count_stages(self, campaign_ids: Iterable[int]) -> dict[int, dict[CollaborationStage, int]]:
        """How many collaborations stand in each stage, by campaign."""
        columns = (collaboration.c.campaign_id, collaboration.c.stage)
        query = self._select(collaboration, *columns, func.count().label("number"))
        query = query.where(collaboration.c.campaign_id.in_(list(campaign_ids))).group_by(*columns)
        found: dict[int, dict[CollaborationStage, int]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.campaign_id, {})[CollaborationStage(row.stage)] = row.number
        return found

    def add(
        self, campaign_id: int, influencer_ids: Sequence[int], *, owner: str, why: str, by: str, now: datetime
    ) -> list[int]:
        """Put influencers on a campaign's roster; gives the ids of those who were not on it yet."""
        row = {"campaign_id": campaign_id, "stage": CollaborationStage.SHORTLISTED, "stage_since": now, "why": why}
        row |= {"owner": owner, "added_by": by, "added_at": now}
        rows = [{**row, "influencer_id": number} for number in dict.fromkeys(influencer_ids)]
        added = sorted(self._insert_new_giving_ids(collaboration, rows))
        note = {"from_stage": None, "to_stage": CollaborationStage.SHORTLISTED, "at": now, "by": by, "why": why}
        self._insert_many(stage_change, [{**note, "collaboration_id": number} for number in added])
        return added

    def change(self, one: Collaboration, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        mine = (collaboration.c.id == one.id, collaboration.c.version == one.version)
        changed = self._update(collaboration).where(*mine).values({**fields, "version": one.version + 1})
        return self._connection.execute(changed).rowcount == 1

    def move(self, one: Collaboration, to: CollaborationStage, *, why: str, by: str, now: datetime) -> bool:
        """Bring it to another stage if nobody changed it since `one` was read. Whether this call won."""
        if not self.change(one, {"stage": to, "stage_since": now}):
            return False
        row = {"from_stage": one.stage, "to_stage": to, "at": now, "by": by, "why": why}
        self._insert(stage_change, collaboration_id=one.id, **row)
        return True

    def stages(self, collaboration_id: int) -> list[StageChange]:
        """The stages it went through, oldest first."""
        query = self._select(stage_change).where(stage_change.c.collaboration_id == collaboration_id)
        return [
            StageChange(
                from_stage=CollaborationStage(row.from_stage) if row.from_stage else None,
                to_stage=CollaborationStage(row.to_stage),
                at=row.at,
                by=row.by,
                why=row.why,
            )
            for row in self._connection.execute(query.order_by(stage_change.c.id))
        ]

    def costs(self, collaboration_ids: Iterable[int]) -> list[Cost]:
        """What these collaborations cost, line by line."""
        query = self._select(cost).where(cost.c.collaboration_id.in_(list(collaboration_ids))).order_by(cost.c.id)
        return [cost_of(row) for row in self._connection.execute(query)]

    def add_cost(self, collaboration_id: int, fields: Mapping[str, Any], *, by: str, now: datetime) -> int:
        """Add a line of cost; gives its id."""
        return self._insert(cost, collaboration_id=collaboration_id, **fields, added_by=by, added_at=now)

    def cost(self, cost_id: int) -> Cost | None:
        """A line of cost, or None if there is none of that id here."""
        row = self._connection.execute(self._select(cost).where(cost.c.id == cost_id)).first()
        return cost_of(row) if row else None

    def change_cost(self, one: Cost, fields: Mapping[str, Any]) -> bool:
        """Change a line of cost if nobody else did since `one` was read. Whether this call won."""
        changed = self._update(cost).where(cost.c.id == one.id, cost.c.version == one.version)
        return self._connection.execute(changed.values({**fields, "version": one.version + 1})).rowcount == 1

    def remove_cost(self, one: Cost) -> bool:
        """Take a line of cost away if nobody changed it since `one` was read. Whether this call won."""
        gone = self._delete(cost).where(cost.c.id == one.id, cost.c.version == one.version)
        return self._connection.execute(gone).rowcount == 1

    def sold(self) -> dict[int, tuple[int, int]]:
        """The clicks and conversions of each influencer with any click, over all campaigns."""
        sums = (func.sum(result.c.clicks).label("clicks"), func.sum(result.c.conversions).label("conversions"))
        query = self._select(result, collaboration.c.influencer_id, *sums).where(result.c.clicks > 0)
        query = query.join(collaboration, collaboration.c.id == result.c.collaboration_id)
        rows = self._connection.execute(query.group_by(collaboration.c.influencer_id))
        return {row.influencer_id: (int(row.clicks), int(row.conversions)) for row in rows}

    def linked(self, collaboration_ids: Iterable[int]) -> set[int]:
        """Which of these collaborations have a tracking link."""
        query = self._select(link, link.c.collaboration_id).where(link.c.collaboration_id.in_(list(collaboration_ids)))
        return set(self._connection.scalars(query))

    def hand_over(self, one: Collaboration, to_influencer: int) -> None:
        """Let a collaboration be another influencer's, who is not in that campaign yet."""
        mine = self._update(collaboration).where(collaboration.c.id == one.id)
        self._connection.execute(mine.values(influencer_id=to_influencer, version=collaboration.c.version + 1))

    def join(self, other: Collaboration, kept: Collaboration) -> None:
        """Give all that hangs on `other` to `kept`, then take `other` away; at most one of them has a link."""
        for table in _HANGS_ON:
            mine = self._update(table).where(table.c.collaboration_id == other.id)
            self._connection.execute(mine.values(collaboration_id=kept.id))
        self._connection.execute(self._delete(collaboration).where(collaboration.c.id == other.id))
