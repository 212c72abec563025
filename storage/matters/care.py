"""Matters of care: concerns that stay open, silence between us and somebody, and occasions."""

from typing import Any

from sqlalchemy import ColumnElement, and_, extract, func, literal, null, or_, select, true

from bot.domain.campaigns.collaborations import GIVEN_UP, CollaborationStage
from bot.domain.influencers.cadence import KEPT_UP
from bot.domain.influencers.occasions import CELEBRATED
from bot.domain.influencers.stages import Stage
from storage.matters.base import Matters, columns
from storage.tables import collaboration, concern, influencer, stage_change

_OF_INFLUENCER: dict[str, Any] = {"owner": influencer.c.owner, "influencer": influencer.c.id}

_CONCERNS = (
    columns(
        concern.c.id,
        concern.c.workspace_id,
        anchor=concern.c.opened_at,
        owner=func.coalesce(influencer.c.owner, concern.c.opened_by),
        influencer=concern.c.influencer_id,
    )
    .join_from(concern, influencer, influencer.c.id == concern.c.influencer_id)
    .where(concern.c.closed_at.is_(None))
)

_QUIET = columns(influencer.c.id, influencer.c.workspace_id, anchor=influencer.c.quiet_since, **_OF_INFLUENCER).where(
    influencer.c.owner.is_not(None), influencer.c.stage.in_(KEPT_UP)
)

_KNOWN = (influencer.c.owner.is_not(None), influencer.c.stage.in_(CELEBRATED))
_BIRTHDAYS = columns(influencer.c.id, influencer.c.workspace_id, anchor=influencer.c.birthday, **_OF_INFLUENCER).where(
    *_KNOWN, influencer.c.birthday.is_not(None)
)
_SAID_YES = (
    select(literal(1))
    .join_from(collaboration, stage_change, stage_change.c.collaboration_id == collaboration.c.id)
    .where(collaboration.c.influencer_id == influencer.c.id, collaboration.c.stage.not_in(GIVEN_UP))
    .where(stage_change.c.to_stage == CollaborationStage.ACCEPTED)
)
"""Which yes was the first is the finder's business; where every one was given up, there is nothing to celebrate."""
_ANNIVERSARIES = columns(influencer.c.id, influencer.c.workspace_id, anchor=null(), **_OF_INFLUENCER).where(
    *_KNOWN, _SAID_YES.exists()
)

_COMPLETED = (
    columns(
        collaboration.c.id,
        collaboration.c.workspace_id,
        anchor=collaboration.c.stage_since,
        owner=collaboration.c.owner,
        influencer=collaboration.c.influencer_id,
        collaboration=collaboration.c.id,
        campaign=collaboration.c.campaign_id,
    )
    .join_from(collaboration, influencer, influencer.c.id == collaboration.c.influencer_id)
    .where(collaboration.c.stage == CollaborationStage.COMPLETED, influencer.c.stage != Stage.DO_NOT_CONTACT)
)


def month_day(day: ColumnElement[Any]) -> ColumnElement[int]:
    """Month and day of a date as a number: 229 is 29 February."""
    return extract("month", day) * 100 + extract("day", day)


def _comes_round(day: ColumnElement[Any], first: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a day is that of the first one in another year; 28 February may stand for the 29th."""
    leaps = and_(month_day(first) == 229, month_day(day) == 228)
    return or_(month_day(day) == month_day(first), leaps)


def _always(_day: ColumnElement[Any], _first: ColumnElement[Any]) -> ColumnElement[bool]:
    """That somebody once said yes for the first time does not change."""
    return true()


MATTERS = {
    "concern_open": Matters(_CONCERNS),
    "cadence": Matters(_QUIET),
    "occasion_birthday": Matters(_BIRTHDAYS, is_day=True, same=_comes_round),
    "occasion_anniversary": Matters(_ANNIVERSARIES, is_day=True, same=_always),
    "occasion_completed": Matters(_COMPLETED),
}
