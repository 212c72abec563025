"""What a campaign's collaborations add up to: results, money by state, and what is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_

from bot.domain.campaigns.collaborations import ENDED, CostState
from bot.domain.content.deliverables import DeliverableStage
from storage.base import Queries
from storage.tables import collaboration, conversion, cost, deliverable, draft, influencer


@dataclass(frozen=True, slots=True)
class LatePiece:
    """A deliverable past its due date, or (with `waiting_since`) a draft that nobody has decided on."""

    collaboration_id: int
    influencer: str
    title: str
    due_on: date
    waiting_since: datetime | None


class CampaignSums(Queries):
    """Sums over a campaign's collaborations."""

    def has_orders(self, campaign_id: int) -> bool:
        """Whether orders were counted for this campaign."""
        query = self._select(conversion, conversion.c.id).where(conversion.c.campaign_id == campaign_id)
        return self._connection.execute(query.limit(1)).first() is not None

    def costs(self, campaign_id: int) -> Mapping[tuple[str, CostState], int]:
        """What the collaborations cost, in minor units, by currency and by how far it has come."""
        columns = (cost.c.currency, cost.c.state, func.sum(cost.c.amount).label("amount"))
        query = self._select(cost, *columns).join(collaboration, collaboration.c.id == cost.c.collaboration_id)
        query = query.where(collaboration.c.campaign_id == campaign_id).group_by(cost.c.currency, cost.c.state)
        rows = self._connection.execute(query.order_by(cost.c.currency))
        return {(row.currency, CostState(row.state)): int(row.amount) for row in rows}

    def late(self, campaign_id: int, *, today: date, drafts_before: datetime) -> list[LatePiece]:
        """Content past its due date that is not live, and drafts that wait since before a moment; oldest first."""
        waits = and_(
            deliverable.c.state == DeliverableStage.SUBMITTED,
            draft.c.decision.is_(None),
            draft.c.submitted_at < drafts_before,
        )
        overdue = and_(deliverable.c.due_on < today, deliverable.c.state != DeliverableStage.PUBLISHED)
        columns = (deliverable.c.collaboration_id, deliverable.c.title, deliverable.c.due_on)
        last = and_(draft.c.deliverable_id == deliverable.c.id, draft.c.round == deliverable.c.round)
        query = self._select(deliverable, *columns, influencer.c.name, draft.c.submitted_at, draft.c.decision)
        query = query.join(collaboration, collaboration.c.id == deliverable.c.collaboration_id)
        query = query.join(influencer, influencer.c.id == collaboration.c.influencer_id).outerjoin(draft, last)
        mine = (collaboration.c.campaign_id == campaign_id, collaboration.c.stage.not_in(ENDED))
        query = query.where(*mine, or_(overdue, waits)).order_by(deliverable.c.due_on, deliverable.c.id)
        return [
            LatePiece(
                collaboration_id=row.collaboration_id,
                influencer=row.name,
                title=row.title,
                due_on=row.due_on,
                waiting_since=row.submitted_at if row.submitted_at and row.decision is None else None,
            )
            for row in self._connection.execute(query)
        ]
