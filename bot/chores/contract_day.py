"""Complete the contracts in which everything is over: all content live, all settled, the last day passed."""

from datetime import datetime

from bot.domain.contracts.contracts import Contract, ContractStage
from bot.services.contracts import contract_signed, contracts
from storage import Store

AT_ONCE = 100
"""Contracts that one round looks at."""


def run(store: Store, now: datetime) -> bool:
    """Bring the first contract to completed in which nobody owes anything any more; whether to look for the next."""
    for listed in store.payments.settled(limit=AT_ONCE):
        if _is_over(store, listed, now=now):
            _complete(store, listed, now=now)
            return True
    return False


def _complete(store: Store, listed: Contract, *, now: datetime) -> None:
    store.contracts.hold(listed.collaboration_id)
    one = contracts.found(store, listed.id)
    if one.stage is ContractStage.SIGNED:  # another bot was not quicker
        why = "everything is delivered and paid, and its last day has passed"
        contracts.move(store, one, ContractStage.COMPLETED, why=why, by=store.members.bot_user(), now=now)


def _is_over(store: Store, one: Contract, *, now: datetime) -> bool:
    """Whether its last day has passed and nothing is left to be sent."""
    terms = contracts.terms_of(contracts.newest(store, one))
    if terms is None or terms.ends_on >= now.date():
        return False
    return store.promises.open_about(contract_signed.product_about(one.id)) is None
