"""Contracts and decisions: what is decided on, and what follows from it."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.approvals.approvals import Approval, ApprovalState
from bot.domain.contracts.contracts import Contract, ContractStage
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.approvals.approval_matters import Matter, Written
from bot.services.contracts import contracts
from storage import Store

STAGES = {
    ApprovalState.APPROVED: ContractStage.APPROVED,
    ApprovalState.CHANGES: ContractStage.DRAFT,
    ApprovalState.REJECTED: ContractStage.REJECTED,
}
"""To which stage each decision brings a contract."""


def matter(store: Store, approval: Approval) -> Matter:
    """The version of the contract that is decided on."""
    contract = contracts.found(store, approval.subject_id)
    version = contracts.numbered(store, contract, approval.version_number or contract.current)
    title = f"Contract {contract.id}, version {version.number}"
    return contract_matter(store, title, Written(contract, version))


def contract_matter(store: Store, title: str, written: Written, *, details: Sequence[str] = ()) -> Matter:
    """What belongs to a contract."""
    contract = written.contract
    collaboration, campaign, influencer = contracts.parties(store, contract)
    opens = ("contract.open", contract.id)
    return Matter(title, contract.owner, influencer, opens, collaboration, campaign, written, details)


def check(store: Store, approval: Approval) -> None:
    """Refuse where the contract is no longer in review, has a newer version, or is not wanted any more."""
    _in_review(store, approval)


def ended(store: Store, approval: Approval, by: Member, reason: str, now: datetime) -> None:
    """Bring the contract to the stage that was decided."""
    contract = _in_review(store, approval)
    contracts.move(store, contract, STAGES[approval.state], why=reason, by=by.slack_id, now=now)


def _in_review(store: Store, approval: Approval) -> Contract:
    contract = contracts.found(store, approval.subject_id)
    if contract.stage is not ContractStage.IN_REVIEW or contract.current != approval.version_number:
        raise Refused(
            f"Contract {contract.id} is {contract.stage} at version {contract.current} by now, "
            f"so version {approval.version_number} is no longer to be decided. Open the contract to see it."
        )
    contracts.check_wanted(store, contract)
    return contract
