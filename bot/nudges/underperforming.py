"""Tell who looks after somebody that their results are below those of like peers, once a month, with the figures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """The figures as they stood when it was noted, and what is suggested."""
    note = store.performance_notes.get(one.number)
    campaign = store.campaigns.get(one.campaign_id or 0)
    if note is None or note.choice is not None or campaign is None:
        return None
    return {
        "person": contexts.person(store, note.influencer_id),
        "campaign": campaign.name,
        "note_id": note.id,
        "month": note.period.removeprefix("month:"),
        "evidence": dict(note.evidence),
    }


KIND = Kind("underperforming", steps=(0,), load=load, rank=6)
