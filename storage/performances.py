"""What collaborations came to within a time, and when their posts went live."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, String, case, cast, extract, func, literal, null, or_, select, true

from bot.domain.campaigns.campaigns import Campaign, CampaignState
from bot.domain.campaigns.collaborations import COMMITTED, GIVEN_UP, CollaborationStage
from bot.domain.content.deliverables import DeliverableStage
from bot.domain.results.sums import ResultLine
from storage.campaigns import campaign_of
from storage.results import LINE, Results, line_of
from storage.roster import batches
from storage.tables import (
    METRICS,
    audit,
    campaign,
    collaboration,
    deliverable,
    link,
    post,
    post_metric,
    result,
    result_day,
)


@dataclass(frozen=True, slots=True)
class Posted:
    """The live posts of a collaboration: how many have metrics, and the days on which they went live, as known."""

    measured: int
    days: Sequence[date]


class Performances(Results):
    """What collaborations came to within a time, and when their posts went live."""

    def within(self, first: date, last: date) -> list[ResultLine]:
        """The sums of posts that went live in these days, and of the clicks and orders of these days.

        Collaborations without any are left out, and so are those that one side wanted no more.
        """
        found: list[ResultLine] = []
        for batch in batches(self._ids(first, last)):
            found += [line_of(row) for row in self._connection.execute(self._within(batch, first, last))]
        return found

    def _ids(self, first: date, last: date) -> list[int]:
        posted = self._select(post, post.c.collaboration_id).where(post.c.published_on.between(first, last))
        sold = self._select(result_day, result_day.c.collaboration_id).where(result_day.c.day.between(first, last))
        mine = or_(collaboration.c.id.in_(posted), collaboration.c.id.in_(sold))
        query = self._select(collaboration, collaboration.c.id).where(mine, collaboration.c.stage.not_in(GIVEN_UP))
        return list(self._connection.scalars(query.order_by(collaboration.c.id)))

    def _within(self, ids: Sequence[int], first: date, last: date) -> Select[Any]:
        """The same columns, in the same order, as the sums of a whole collaboration have."""
        posts = self._posts(ids, post.c.published_on.between(first, last))
        sums = [func.sum(result_day.c[name]).label(name) for name in ("clicks", "conversions", "revenue")]
        days = self._select(result_day, result_day.c.collaboration_id, *sums)
        days = days.where(result_day.c.collaboration_id.in_(ids), result_day.c.day.between(first, last))
        sold = days.group_by(result_day.c.collaboration_id).subquery()
        head = (*(collaboration.c[name] for name in ("id", "campaign_id", "influencer_id", "stage")),)
        counts = [posts.c[name] for name in ("posts", *METRICS, *(f"{name}_known" for name in METRICS))]
        money = (sold.c.clicks, literal(0), sold.c.conversions, sold.c.revenue, literal(0))
        profile = func.coalesce(posts.c.profile_id, result.c.profile_id)
        query = self._select(collaboration, *head, profile, null(), link.c.id, *counts, *money)
        query = query.outerjoin(posts, posts.c.collaboration_id == collaboration.c.id)
        query = query.outerjoin(sold, sold.c.collaboration_id == collaboration.c.id)
        query = query.outerjoin(result, result.c.collaboration_id == collaboration.c.id)
        query = query.outerjoin(link, link.c.collaboration_id == collaboration.c.id)
        return query.where(collaboration.c.id.in_(ids)).order_by(collaboration.c.id)

    def ending_since(self, first: date) -> list[ResultLine]:
        """The sums of every collaboration in a campaign that ended on a day or later, or still runs."""
        query = self._lines(*LINE).join(campaign, campaign.c.id == collaboration.c.campaign_id)
        query = query.where(campaign.c.ends_on >= first, collaboration.c.stage.not_in(GIVEN_UP))
        return [line_of(row) for row in self._connection.execute(query.order_by(collaboration.c.id))]

    def posted(
        self, collaboration_ids: Iterable[int], *, first: date | None = None, last: date | None = None
    ) -> dict[int, Posted]:
        """The live posts of these collaborations: all, or those of some days."""
        measured = select(literal(1)).where(
            post_metric.c.post_id == post.c.id, post_metric.c.workspace_id == self.workspace
        )
        columns = (post.c.collaboration_id, post.c.published_on, measured.exists().label("is_measured"))
        among = post.c.published_on.between(first, last) if first and last else true()
        found: dict[int, list[Any]] = {}
        for batch in batches(collaboration_ids):
            query = self._select(post, *columns).where(post.c.collaboration_id.in_(batch), among)
            for row in self._connection.execute(query):
                found.setdefault(row.collaboration_id, []).append(row)
        return {number: _posted(rows) for number, rows in found.items()}

    def months(self, collaboration_ids: Iterable[int]) -> dict[int, set[date]]:
        """The months, as their first days, in which these collaborations had clicks or orders."""
        found: dict[int, set[date]] = {}
        for batch in batches(collaboration_ids):
            query = self._select(result_day, result_day.c.collaboration_id, result_day.c.day)
            for row in self._connection.execute(query.where(result_day.c.collaboration_id.in_(batch)).distinct()):
                found.setdefault(row.collaboration_id, set()).add(row.day.replace(day=1))
        return found

    def unrewarded(self, *, since: datetime) -> list[Campaign]:
        """Campaigns that were closed since a moment and whose top performers nobody looked for, the first first."""
        about = literal("rewards:campaign:") + cast(campaign.c.id, String)
        looked = self._select(audit, literal(1)).where(audit.c.about == about).correlate(campaign).exists()
        closed = (campaign.c.state == CampaignState.CLOSED, campaign.c.closed_at >= since, ~looked)
        query = self._select(campaign).where(*closed).order_by(campaign.c.closed_at, campaign.c.id)
        return [campaign_of(row) for row in self._connection.execute(query)]

    def committed(self) -> dict[int, int]:
        """Everybody who ever said yes, with how many collaborations they completed."""
        completed = func.sum(case((collaboration.c.stage == CollaborationStage.COMPLETED, 1), else_=0))
        query = self._select(collaboration, collaboration.c.influencer_id, completed)
        query = query.where(collaboration.c.stage.in_(COMMITTED)).group_by(collaboration.c.influencer_id)
        return {who: int(number) for who, number in self._connection.execute(query)}

    def months_live(self) -> dict[int, int]:
        """In how many months a post of each influencer's went live with us."""
        month = extract("year", post.c.published_on) * 12 + extract("month", post.c.published_on)
        query = self._select(post, collaboration.c.influencer_id, func.count(month.distinct()))
        query = query.join(collaboration, collaboration.c.id == post.c.collaboration_id)
        query = query.where(post.c.published_on.is_not(None)).group_by(collaboration.c.influencer_id)
        return {who: int(number) for who, number in self._connection.execute(query)}

    def punctual(self) -> dict[int, tuple[int, int]]:
        """Of each influencer: how many live pieces of content were there by their date, and how many there are."""
        columns = (collaboration.c.influencer_id, deliverable.c.due_on, func.min(post.c.published_on).label("live_on"))
        mine = self._select(deliverable, *columns).where(deliverable.c.state == DeliverableStage.PUBLISHED)
        mine = mine.join(collaboration, collaboration.c.id == deliverable.c.collaboration_id)
        mine = mine.join(post, post.c.deliverable_id == deliverable.c.id).where(post.c.published_on.is_not(None))
        each = mine.group_by(deliverable.c.id, *columns[:2]).subquery()
        on_time = func.sum(case((each.c.live_on <= each.c.due_on, 1), else_=0))
        query = select(each.c.influencer_id, on_time, func.count()).group_by(each.c.influencer_id)
        return {who: (int(kept), whole) for who, kept, whole in self._connection.execute(query)}


def _posted(rows: Sequence[Any]) -> Posted:
    days = sorted(row.published_on for row in rows if row.published_on is not None)
    return Posted(sum(bool(row.is_measured) for row in rows), days)
