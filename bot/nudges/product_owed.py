"""Remind of a product that a contract promises: a day before the moment by which it is to be sent, and after it.

That moment is the end of a day, so the first comes on the morning of the last day, and the second on the morning after
it. Gifts have nudges of their own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.contracts import contracts
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """What is to be sent, and by when."""
    promise = store.promises.get(one.number)
    contract = store.contracts.get(promise.source_id) if promise else None
    if promise is None or contract is None:
        return None
    terms = contracts.terms_of(contracts.newest(store, contract))
    return {
        **contexts.about(store, one),
        "contract_id": contract.id,
        "product": (terms.product if terms else "") or promise.text,
        "due_at": promise.due_at.isoformat(),
    }


KIND = Kind("product_owed", steps=(-24, 0), load=load, rank=2)
