"""Remind of a draft that waits for our feedback, when the 24 hours have passed within which we promise it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """Which draft, since when, and by when we promised to answer."""
    promise = store.promises.get(one.number)
    draft = store.deliverables.draft(promise.source_id) if promise else None
    found = store.deliverables.get(draft.deliverable_id) if draft else None
    if promise is None or draft is None or found is None:
        return None
    return {
        **contexts.about(store, one),
        "draft_id": draft.id,
        "deliverable_id": found.id,
        "title": found.title,
        "round": draft.round,
        "submitted_at": draft.submitted_at.isoformat(),
        "due_at": promise.due_at.isoformat(),
    }


KIND = Kind("feedback_owed", steps=(0,), load=load, rank=2, is_private=False)
