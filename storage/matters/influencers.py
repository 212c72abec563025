"""Matters of influencers: what a person asked to be reminded of."""

from bot.domain.influencers.followups import FollowupState
from storage.matters.base import Matters, columns
from storage.tables import followup

_FOLLOWUPS = columns(
    followup.c.id,
    followup.c.workspace_id,
    anchor=followup.c.due_at,
    owner=followup.c.owner,
    influencer=followup.c.influencer_id,
    urgent=followup.c.is_urgent,
).where(followup.c.state == FollowupState.OPEN)

MATTERS = {"followup": Matters(_FOLLOWUPS)}
