"""Matters of results: who did badly against their like, while nobody has said what follows from it."""

from bot.domain.campaigns.collaborations import ENDED
from storage.matters.base import Matters, columns
from storage.tables import collaboration, performance_note

_UNDERPERFORMING = (
    columns(
        performance_note.c.id,
        performance_note.c.workspace_id,
        anchor=performance_note.c.noted_at,
        owner=performance_note.c.owner,
        influencer=performance_note.c.influencer_id,
        collaboration=collaboration.c.id,
        campaign=collaboration.c.campaign_id,
    )
    .join_from(performance_note, collaboration, collaboration.c.id == performance_note.c.collaboration_id)
    .where(performance_note.c.choice.is_(None), collaboration.c.stage.not_in(ENDED))
)

MATTERS = {"underperforming": Matters(_UNDERPERFORMING)}
