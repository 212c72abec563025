"""Collaborations: the rosters of campaigns, their stages over time, and what they cost."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func

from bot.domain.collaborations import Collaboration, CollaborationStage, Cost, CostKind, CostState, StageChange
from storage.base import Queries
from storage.tables import collaboration, cost, stage_change

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

    def between(self, campaign_id: int, influencer_id: int) -> Collaboration | None:
        """The collaboration of an influencer in a campaign, if there is one."""
        mine = (collaboration.c.campaign_id == campaign_id, collaboration.c.influencer_id == influencer_id)
        row = self._connection.execute(self._select(collaboration).where(*mine)).first()
        return collaboration_of(row) if row else None

    def of_campaign(self, campaign_id: int) -> list[Collaboration]:
        """The roster of a campaign, in the order in which they were added."""
        query = self._select(collaboration).where(collaboration.c.campaign_id == campaign_id)
        return [collaboration_of(row) for row in self._connection.execute(query.order_by(collaboration.c.id))]

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
        before = {one.influencer_id for one in self.of_campaign(campaign_id)}
        new = [number for number in dict.fromkeys(influencer_ids) if number not in before]
        row = {"campaign_id": campaign_id, "stage": CollaborationStage.SHORTLISTED, "stage_since": now, "why": why}
        row |= {"owner": owner, "added_by": by, "added_at": now}
        self._insert_new(collaboration, [{**row, "influencer_id": number} for number in new])
        added = [one for one in self.of_campaign(campaign_id) if one.influencer_id in new]
        for one in added:
            self._note(one.id, None, CollaborationStage.SHORTLISTED, why=why, by=by, now=now)
        return [one.id for one in added]

    def change(self, one: Collaboration, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        mine = (collaboration.c.id == one.id, collaboration.c.version == one.version)
        changed = self._update(collaboration).where(*mine).values({**fields, "version": one.version + 1})
        return self._connection.execute(changed).rowcount == 1

    def move(self, one: Collaboration, to: CollaborationStage, *, why: str, by: str, now: datetime) -> bool:
        """Bring it to another stage if nobody changed it since `one` was read. Whether this call won."""
        if not self.change(one, {"stage": to, "stage_since": now}):
            return False
        self._note(one.id, one.stage, to, why=why, by=by, now=now)
        return True

    def _note(
        self,
        collaboration_id: int,
        old: CollaborationStage | None,
        new: CollaborationStage,
        *,
        why: str,
        by: str,
        now: datetime,
    ) -> None:
        row = {"from_stage": old, "to_stage": new, "at": now, "by": by, "why": why}
        self._insert(stage_change, collaboration_id=collaboration_id, **row)

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

    def change_cost(self, one: Cost, fields: Mapping[str, Any]) -> bool:
        """Change a line of cost if nobody else did since `one` was read. Whether this call won."""
        changed = self._update(cost).where(cost.c.id == one.id, cost.c.version == one.version)
        return self._connection.execute(changed.values({**fields, "version": one.version + 1})).rowcount == 1
