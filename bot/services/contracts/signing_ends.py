"""Ending what is under way with the influencer: because new terms are written, the contract ends, or they signed.

It knows contracts by their row alone: every change of stage comes by here (`contracts.move`).
"""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.contracts.contracts import Contract, ContractStage
from bot.domain.contracts.proposals import ProposalState
from bot.services.payments import promises
from storage import Store

LEAVES = (ContractStage.DRAFT, ContractStage.TERMINATED)
"""Stages in which nobody outside has anything to sign."""


def leave(store: Store, contract: Contract, to: ContractStage, *, why: str, by: str, now: datetime) -> None:
    """Close what is open with the influencer, if the contract comes to a stage in which there is nothing to sign.

    Open links are withdrawn, a signature that waits does not count, and an open proposal is answered: by new terms, or
    by the end. `by` is a Slack id.
    """
    if to not in LEAVES:
        return
    store.signings.withdraw_open(contract.id, by=by, now=now)
    _refuse_signature(store, contract, why=why or f"the contract is {to}", by=by, now=now)
    if to is ContractStage.DRAFT:
        _take_up(store, contract, by=by, now=now)
    else:
        drop_proposal(store, contract, why="the contract has ended", by=by, now=now)


def drop_proposal(store: Store, contract: Contract, *, why: str, by: str, now: datetime) -> None:
    """Let an open proposal fall away, and with it the promise to answer it."""
    if number := _answer(store, contract, ProposalState.DROPPED, answer=why, by=by, now=now):
        promises.cancel(store, promise_about(number), why=why, now=now)


def promise_about(proposal_id: int) -> str:
    """What the promise to answer a proposal is about."""
    return f"proposal:{proposal_id}"


def proposal_key(proposal_id: int) -> str:
    """Under which key the message about a proposal stands."""
    return f"proposal:{proposal_id}"


def signature_key(signature_id: int) -> str:
    """Under which key the message about a signature that waits stands."""
    return f"signature:{signature_id}:differs"


def _take_up(store: Store, contract: Contract, *, by: str, now: datetime) -> None:
    if number := _answer(store, contract, ProposalState.TAKEN, answer="", by=by, now=now):
        promises.keep(store, promise_about(number), by=by, at=now)


def _answer(
    store: Store, contract: Contract, state: ProposalState, *, answer: str, by: str, now: datetime
) -> int | None:
    """Answer the open proposal of a contract; its id, if there was one."""
    proposal = store.signings.newest_proposal(contract.id)
    if proposal is None or not store.signings.answer(proposal.id, state, answer=answer, by=by, now=now):
        return None
    about = f"contract:{contract.id}"
    store.audit.record("answer", about, by=by, now=now, proposal=proposal.id, state=state)
    values = {"state": str(state), "answer": answer, "answered_by": by}
    _say(store, proposal_key(proposal.id), "proposal_answered", values, now=now)
    return proposal.id


def _refuse_signature(store: Store, contract: Contract, *, why: str, by: str, now: datetime) -> None:
    signature = store.signings.newest_signature(contract.id)
    if signature is None or not store.signings.refuse(signature.id, why=why, by=by, now=now):
        return
    store.audit.record("signature refused", f"contract:{contract.id}", by=by, now=now, signature=signature.id)
    values = {"outcome": "refused", "by": by, "why": why}
    _say(store, signature_key(signature.id), "signing_settled", values, now=now)


def _say(store: Store, key: str, kind: str, more: Mapping[str, str], *, now: datetime) -> None:
    """Let a message to the owner say how it ended, wherever it stands."""
    said = store.outbox.said(key)
    if said is not None:
        store.outbox.change(key, kind=kind, values={**said, **more}, now=now)
