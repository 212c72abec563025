"""Terminating a contract: with a reason, at any stage before it is over."""

from datetime import datetime

from bot.domain.approvals.approvals import Subject
from bot.domain.contracts.contracts import ENDED, Contract, ContractStage
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approvals
from bot.services.contracts import contracts
from bot.services.team import members
from storage import Store


def check_may(store: Store, contract: Contract, *, by: Member) -> None:
    """Refuse whoever may not terminate a contract, and one that is over.

    Before the signature its owner, its writer or a manager may; what is signed binds both sides, so that only a
    manager ends it.
    """
    if contract.stage in ENDED:
        raise Refused(f"This contract is {contract.stage} already.")
    if by.role.covers(Role.MANAGER):
        return
    if contract.stage is ContractStage.SIGNED:
        raise Refused("This contract is signed: only a manager terminates it. Ask one of them.")
    if by.slack_id not in (contract.owner, contract.created_by):
        owner = members.name_of(store, contract.owner)
        raise Refused(f"Only the owner ({owner}), who wrote it, or a manager terminates a contract. Ask one of them.")


def terminate(store: Store, contract_id: int, *, version: int, why: str, by: Member, now: datetime) -> Contract:
    """End a contract for good; gives it as it is then. Refuses without a reason, and when a colleague was quicker."""
    one = contracts.at_version(store, contract_id, version)
    check_may(store, one, by=by)
    approvals.withdraw(store, Subject.CONTRACT, one.id, by=by.slack_id, now=now)
    return contracts.move(store, one, ContractStage.TERMINATED, why=why, by=by.slack_id, now=now)
