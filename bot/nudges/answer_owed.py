"""Remind of an answer that we owe, when the 24 hours have passed within which we promise one.

To a reply, an offer, an idea, or the changes that somebody asks for in a contract: one kind, with words for each.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.domain.payments.promises import ANSWER_WITHIN, PromiseSource
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """Who waits, what for, and since when."""
    promise = store.promises.get(one.number)
    if promise is None:
        return None
    proposal = store.signings.proposal(promise.source_id) if promise.source is PromiseSource.PROPOSAL else None
    version = store.contracts.version(proposal.contract_version_id) if proposal else None
    return {
        **contexts.about(store, one),
        "promise_id": promise.id,
        "source": promise.source,
        "source_id": promise.source_id,
        "influencer_id": promise.influencer_id,
        "contract_id": version.contract_id if version else None,
        "since": (promise.due_at - ANSWER_WITHIN).isoformat(),
        "due_at": promise.due_at.isoformat(),
    }


KIND = Kind("answer_owed", steps=(0,), load=load, rank=2)
