"""What waits in many campaigns at once: content that is due, promises, people who have gone quiet, decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select

from bot.domain.approvals.approvals import ApprovalState
from bot.domain.campaigns.collaborations import ENDED, CollaborationStage
from bot.domain.content.deliverables import DeliverableStage
from bot.domain.payments.promises import PromiseKind
from storage.base import Queries
from storage.tables import approval, collaboration, deliverable, influencer, promise


@dataclass(frozen=True, slots=True)
class DuePiece:
    """A piece of content that is not live yet."""

    campaign_id: int
    collaboration_id: int
    deliverable_id: int
    influencer: str
    title: str
    due_on: date
    state: DeliverableStage


@dataclass(frozen=True, slots=True)
class PromiseSums:
    """How our promises stand in a campaign. `broken` fell due in the week and were not kept in time."""

    open: int
    overdue: int
    broken: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """A promise that is open past its date. `owner` is a Slack id."""

    campaign_id: int | None
    influencer: str
    kind: PromiseKind
    owner: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Quiet:
    """Somebody in a collaboration that goes on, with whom nothing passed since a moment."""

    influencer_id: int
    influencer: str
    since: datetime


@dataclass(frozen=True, slots=True)
class QuietPeople:
    """How many have gone quiet in a campaign, and the first of them, the longest first."""

    count: int
    first: list[Quiet]


class DigestMatters(Queries):
    """Matters of some campaigns, the most pressing first."""

    def due(self, campaign_ids: Sequence[int], *, until: date) -> list[DuePiece]:
        """Content due by a day that is not live yet, the oldest first."""
        columns = (
            *(collaboration.c.campaign_id, collaboration.c.id, deliverable.c.id, influencer.c.name),
            *(deliverable.c.title, deliverable.c.due_on, deliverable.c.state),
        )
        query = self._select(deliverable, *columns)
        query = query.join(collaboration, collaboration.c.id == deliverable.c.collaboration_id)
        query = query.join(influencer, influencer.c.id == collaboration.c.influencer_id)
        unmade = (deliverable.c.due_on <= until, deliverable.c.state != DeliverableStage.PUBLISHED)
        query = query.where(*unmade, collaboration.c.campaign_id.in_(campaign_ids), collaboration.c.stage.not_in(ENDED))
        rows = self._connection.execute(query.order_by(deliverable.c.due_on, deliverable.c.id))
        return [
            DuePiece(number, of, piece, name, title, due_on, DeliverableStage(state))
            for number, of, piece, name, title, due_on, state in rows
        ]

    def promises(self, *, first: datetime, last: datetime, now: datetime) -> dict[int | None, PromiseSums]:
        """How our promises stand, by campaign: open now, overdue now, and broken between two moments."""
        is_open = and_(promise.c.kept_at.is_(None), promise.c.cancelled_at.is_(None))
        fell = and_(promise.c.due_at >= first, promise.c.due_at < last, promise.c.cancelled_at.is_(None))
        late = or_(promise.c.kept_at > promise.c.due_at, and_(promise.c.kept_at.is_(None), promise.c.due_at < now))
        counts = (is_open, and_(is_open, promise.c.due_at < now), and_(fell, late))
        sums = (func.sum(case((which, 1), else_=0)) for which in counts)
        query = self._select(promise, promise.c.campaign_id, *sums).where(or_(is_open, fell))
        rows = self._connection.execute(query.group_by(promise.c.campaign_id))
        return {number: PromiseSums(*map(int, numbers)) for number, *numbers in rows}

    def overdue(self, *, now: datetime, limit: int) -> list[Overdue]:
        """Promises open past their date, the oldest first."""
        columns = (promise.c.campaign_id, influencer.c.name, promise.c.kind, promise.c.owner, promise.c.due_at)
        query = self._select(promise, *columns).join(influencer, influencer.c.id == promise.c.influencer_id)
        late = (promise.c.kept_at.is_(None), promise.c.cancelled_at.is_(None), promise.c.due_at < now)
        rows = self._connection.execute(query.where(*late).order_by(promise.c.due_at, promise.c.id).limit(limit))
        return [Overdue(number, name, PromiseKind(kind), owner, at) for number, name, kind, owner, at in rows]

    def quiet(self, campaign_ids: Sequence[int], *, before: datetime, most: int) -> dict[int, QuietPeople]:
        """People in collaborations that go on with whom nothing passed since before a moment, by campaign.

        All are counted, and so many of each campaign are named, the longest first.
        """
        since, mine = influencer.c.quiet_since, collaboration.c.campaign_id
        place = func.row_number().over(partition_by=mine, order_by=(since, collaboration.c.id)).label("place")
        count = func.count().over(partition_by=mine).label("count")
        columns = (mine, influencer.c.id.label("of"), influencer.c.name, since, count, place)
        each = self._silent(campaign_ids, before, *columns).subquery()
        names = (each.c.campaign_id, each.c["count"], each.c.of, each.c.name, each.c.quiet_since)
        query = select(*names).where(each.c.place <= most).order_by(each.c.place)
        found: dict[int, QuietPeople] = {}
        for campaign_id, count, *who in self._connection.execute(query):
            found.setdefault(campaign_id, QuietPeople(int(count), [])).first.append(Quiet(*who))
        return found

    def count_quiet(self, campaign_ids: Sequence[int], *, before: datetime) -> int:
        """How many people that are in all of these campaigns, each once."""
        query = self._silent(campaign_ids, before, func.count(influencer.c.id.distinct()))
        return int(self._connection.execute(query).scalar_one())

    def _silent(self, campaign_ids: Sequence[int], before: datetime, *columns: Any) -> Select[Any]:
        going = [stage for stage in CollaborationStage if stage not in (*ENDED, CollaborationStage.SHORTLISTED)]
        query = self._select(collaboration, *columns)
        query = query.join(influencer, influencer.c.id == collaboration.c.influencer_id)
        mine = (collaboration.c.campaign_id.in_(campaign_ids), collaboration.c.stage.in_(going))
        return query.where(*mine, influencer.c.quiet_since < before)

    def waiting(self) -> int:
        """How many decisions wait."""
        query = self._select(approval, func.count()).where(approval.c.state == ApprovalState.OPEN)
        return int(self._connection.execute(query).scalar_one())
