"""What relationship health is counted from: for some influencers, whatever passed between them and us."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func

from bot.domain.campaigns.collaborations import GIVEN_UP
from bot.domain.content.deliverables import DeliverableStage
from storage.base import Queries
from storage.tables import campaign, collaboration, deliverable, draft, outreach, post


@dataclass(frozen=True, slots=True)
class Owed:
    """A piece of content that an influencer owed: when, in which stage and round, when the first draft and post came.

    `round_cap` is the campaign's. `first_draft_at` and `live_on` are None where there was none.
    """

    influencer_id: int
    due_on: date
    stage: DeliverableStage
    round: int
    round_cap: int
    first_draft_at: datetime | None
    live_on: date | None


class Care(Queries):
    """What passed between some influencers and us."""

    def answered(self, influencer_ids: Iterable[int], *, sent_until: datetime) -> dict[int, tuple[int, int]]:
        """How many of our messages each influencer answered, and of how many: answered ones and those sent by then."""
        replied = func.sum(case((outreach.c.replied_at.is_not(None), 1), else_=0)).label("replied")
        columns = (collaboration.c.influencer_id, replied, func.count().label("number"))
        query = self._select(outreach, *columns).join(collaboration, collaboration.c.id == outreach.c.collaboration_id)
        query = query.where(collaboration.c.influencer_id.in_(list(influencer_ids)))
        counts = outreach.c.replied_at.is_not(None) | (outreach.c.sent_at <= sent_until)
        rows = self._connection.execute(query.where(counts).group_by(collaboration.c.influencer_id))
        return {row.influencer_id: (int(row.replied), row.number) for row in rows}

    def content(self, influencer_ids: Iterable[int]) -> list[Owed]:
        """Everything that these influencers owed in collaborations that stood."""
        first = func.min(draft.c.submitted_at).label("first_draft_at")
        live = func.min(post.c.published_on).label("live_on")
        same = (collaboration.c.influencer_id, deliverable.c.due_on, deliverable.c.state, deliverable.c.round)
        query = self._select(deliverable, *same, campaign.c.round_cap, first, live)
        query = query.join(collaboration, collaboration.c.id == deliverable.c.collaboration_id)
        query = query.join(campaign, campaign.c.id == collaboration.c.campaign_id)
        query = query.outerjoin(draft, draft.c.deliverable_id == deliverable.c.id)
        query = query.outerjoin(post, post.c.deliverable_id == deliverable.c.id)
        query = query.where(collaboration.c.influencer_id.in_(list(influencer_ids)))
        query = query.where(collaboration.c.stage.not_in(GIVEN_UP))
        query = query.group_by(deliverable.c.id, *same, campaign.c.round_cap)
        return [_owed(row) for row in self._connection.execute(query.order_by(deliverable.c.id))]

    def disclosures(self, influencer_ids: Iterable[int]) -> list[tuple[int, Mapping[str, Any]]]:
        """The disclosure check of every live post of these influencers that was checked."""
        query = self._select(post, collaboration.c.influencer_id, post.c.disclosure)
        query = query.join(collaboration, collaboration.c.id == post.c.collaboration_id)
        query = query.where(collaboration.c.influencer_id.in_(list(influencer_ids)), post.c.checked_at.is_not(None))
        rows = self._connection.execute(query)
        return [(row.influencer_id, row.disclosure) for row in rows if row.disclosure is not None]


def _owed(row: Any) -> Owed:
    same = {name: row._mapping[name] for name in Owed.__dataclass_fields__ if name != "stage"}
    return Owed(**same, stage=DeliverableStage(row.state))
