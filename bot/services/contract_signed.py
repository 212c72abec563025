"""What follows from a signature, by itself."""

from datetime import datetime

from bot.domain.contracts import Contract, ContractStage
from bot.services import contracts
from storage import Store


def follow(store: Store, contract: Contract, *, by: str, signed_at: datetime, now: datetime) -> Contract:
    """Have everything follow from a signature that counts; gives the contract as it is then.

    `by` is the Slack id of whoever let it count, or the contract's owner where it counted at once.
    """
    return contracts.move(store, contract, ContractStage.SIGNED, by=by, now=now)
