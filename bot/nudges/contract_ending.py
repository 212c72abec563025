"""Say that a signed contract ends, 14, 7 and 1 days before its last day, and what is still open in it.

It is over when the contract is completed or terminated.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.content.deliverables import DeliverableStage
from bot.domain.nudges.nudges import Nudge
from bot.domain.payments.payments import OPEN
from bot.services.contracts import contract_signed
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, now: datetime) -> Mapping[str, Any] | None:
    """Which contract, its last day, and what is left in it to be done."""
    contract = store.contracts.get(one.number)
    if contract is None or one.day is None:
        return None
    owed = store.deliverables.of([contract.collaboration_id])
    payments = store.payments.of_contracts([contract.id])
    return {
        **contexts.about(store, one),
        "contract_id": contract.id,
        "ends_on": one.day.isoformat(),
        "days": contexts.days_until(store, one, now=now),
        "content": sum(each.state is not DeliverableStage.PUBLISHED for each in owed),
        "payments": sum(each.stage in OPEN for each in payments),
        "product": store.promises.open_about(contract_signed.product_about(contract.id)) is not None,
    }


KIND = Kind("contract_ending", steps=(-14, -7, -1), load=load, rank=3)
