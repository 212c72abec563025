"""Days that come round every year: birthdays, and the day on which somebody first said yes."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, false, func, or_

from bot.domain.campaigns.collaborations import GIVEN_UP, CollaborationStage
from bot.domain.influencers.occasions import CELEBRATED
from storage.base import Queries
from storage.matters.care import month_day
from storage.tables import collaboration, influencer, stage_change

_KNOWN = (influencer.c.owner.is_not(None), influencer.c.stage.in_(CELEBRATED))


class Occasions(Queries):
    """Days that come round every year, of influencers whom we know and somebody looks after."""

    def birthdays(self, *, first: date, last: date) -> list[tuple[int, str, date]]:
        """Whose birthday may come round between two days less than a year apart: id, owner, day of birth."""
        columns = (influencer.c.id, influencer.c.owner, influencer.c.birthday)
        query = self._select(influencer, *columns).where(*_KNOWN, influencer.c.birthday.is_not(None))
        rows = self._connection.execute(query.where(_within(first, last)).order_by(influencer.c.id))
        return [(row.id, row.owner, row.birthday) for row in rows]

    def first_yes(self, influencer_id: int | None = None) -> list[tuple[int, str, datetime]]:
        """When each of them, or one, first said yes to a collaboration that was not given up: id, owner, moment."""
        columns = (influencer.c.id, influencer.c.owner, func.min(stage_change.c.at).label("at"))
        query = self._select(influencer, *columns).where(*_KNOWN)
        query = query.join(collaboration, collaboration.c.influencer_id == influencer.c.id)
        query = query.join(stage_change, stage_change.c.collaboration_id == collaboration.c.id)
        query = query.where(collaboration.c.stage.not_in(GIVEN_UP))
        query = query.where(stage_change.c.to_stage == CollaborationStage.ACCEPTED)
        if influencer_id is not None:
            query = query.where(influencer.c.id == influencer_id)
        rows = self._connection.execute(query.group_by(influencer.c.id, influencer.c.owner))
        return [(row.id, row.owner, row.at) for row in rows]


def _within(first: date, last: date) -> ColumnElement[bool]:
    """That month and day lie in a span that may pass New Year; the 29 February may be kept on the 28th."""
    on, start, end = month_day(influencer.c.birthday), _number(first), _number(last)
    leaps = on == 229 if start <= 228 <= end or start > end >= 228 else false()
    if start <= end:
        return or_(on.between(start, end), leaps)
    return or_(on >= start, on <= end, leaps)


def _number(day: date) -> int:
    return day.month * 100 + day.day
