"""Ending what is under way with the influencer, when the terms are to change or the contract ends."""

from datetime import datetime

from bot.domain.contracts import Contract
from bot.domain.proposals import ProposalState
from bot.services import promises
from storage import Store


def close(store: Store, contract: Contract, *, why: str, by: str, now: datetime) -> None:
    """Withdraw open links, refuse a signature that waits, and drop a proposal; nothing where nothing is open.

    `by` is a Slack id.
    """
    store.signings.withdraw_open(contract.id, by=by, now=now)
    signature = store.signings.newest_signature(contract.id)
    if signature and store.signings.refuse(signature.id, why=why, by=by, now=now):
        store.audit.record("signature refused", f"contract:{contract.id}", by=by, now=now, signature=signature.id)
    drop_proposal(store, contract, why=why, by=by, now=now)


def drop_proposal(store: Store, contract: Contract, *, why: str, by: str, now: datetime) -> None:
    """Let an open proposal fall away, and with it the promise to answer it."""
    proposal = store.signings.newest_proposal(contract.id)
    if proposal and store.signings.answer(proposal.id, ProposalState.DROPPED, answer=why, by=by, now=now):
        promises.cancel(store, promise_about(proposal.id), why=why, now=now)
        store.audit.record("proposal dropped", f"contract:{contract.id}", by=by, now=now, proposal=proposal.id)


def promise_about(proposal_id: int) -> str:
    """What the promise to answer a proposal is about."""
    return f"proposal:{proposal_id}"
