"""Submitting a contract: from a draft that is complete to a request for a decision.

Its PDF is kept at that moment: what is decided on is what is read and signed afterwards, byte by byte.
"""

from collections.abc import Collection
from datetime import datetime

from bot.domain.approvals.approvals import Subject
from bot.domain.approvals.thresholds import Needs, needs
from bot.domain.contracts.contracts import Contract, ContractStage, ContractVersion
from bot.domain.money import Money
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approval_limits, approvals
from bot.services.contracts import contract_documents, contracts
from bot.services.team import members
from storage import Store


def submit(store: Store, contract: Contract, *, approver: str | None, note: str, by: Member, now: datetime) -> Contract:
    """Ask for a decision on the newest version; gives the contract as it is then.

    `approver` is the Slack id of who is asked first, None for whoever may decide. Refuses a version that is not
    complete, on `approver` somebody who may not decide on it, and where too few of the workspace may.
    """
    by.require(Role.MARKETER)
    version = contracts.newest(store, contract)
    if version.terms is None:
        raise Refused("Something is missing in this version. Edit it: each fault stands on its field.")
    contracts.check_wanted(store, contract)
    _check_approver(store, contract, approver, by=by, now=now)
    contract_documents.keep(store, version.id, now=now)
    moved = contracts.move(store, contract, ContractStage.IN_REVIEW, why=note, by=by.slack_id, now=now)
    approvals.request(
        store,
        subject=Subject.CONTRACT,
        subject_id=contract.id,
        number=version.number,
        amount=amount_of(version),
        requested_by=by.slack_id,
        owner=contract.owner,
        written_by=version.written_by,
        preferred=approver,
        note=note,
        now=now,
    )
    return moved


def amount_of(version: ContractVersion) -> Money:
    """What is decided on: the fee.

    A contract that gives a commission or a product alone is decided as an amount of 0, by one manager: what a
    commission comes to is unknown, but it is a part of what was earned first, and its payment is approved by itself,
    against the limits, once it is known; a product is bought by its own budget.
    """
    terms = contracts.terms_of(version)
    return terms.fee if terms else Money(version.fee or 0, version.currency or "")


def candidates(store: Store, contract: Contract, *, by: Member, now: datetime) -> tuple[list[Member], Needs]:
    """Members who may decide on the newest version if `by` submits it, by name; and what the decision needs."""
    version, today = contracts.newest(store, contract), now.date()
    amount = amount_of(version)
    need = needs(amount, thresholds=approval_limits.limits(store, amount.currency, today=today))
    own = {by.slack_id, contract.owner, version.written_by}
    return deciders(store, besides=own, role=need.role), need


def deciders(store: Store, *, besides: Collection[str], role: Role = Role.MANAGER) -> list[Member]:
    """Members with at least a role, without these (Slack ids), by name."""
    return [one for one in store.members.all() if one.role.covers(role) and one.slack_id not in besides]


def _check_approver(store: Store, contract: Contract, approver: str | None, *, by: Member, now: datetime) -> None:
    """Refuse where too few, or not the one who was chosen, may decide."""
    able, need = candidates(store, contract, by=by, now=now)
    if len(able) < need.people:
        raise Refused(
            f"{need.why} Beside whoever wrote, owns or submits this, {len(able)} of the workspace may. "
            "An admin can give somebody the role with `/rapport roles`.",
            field="approver",
        )
    if approver is not None and approver not in {one.slack_id for one in able}:
        name = members.name_of(store, approver)
        raise Refused(f"{name} cannot decide on this. {need.why} Choose somebody else.", field="approver")
