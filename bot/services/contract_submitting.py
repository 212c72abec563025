"""Submitting a contract: from a draft that is complete to a request for a decision."""

from datetime import datetime

from bot.domain.contracts import Contract, ContractStage
from bot.domain.refused import Refused
from bot.domain.roles import Member, Role
from bot.services import contracts
from storage import Store


def submit(store: Store, contract: Contract, *, approver: str | None, note: str, by: Member, now: datetime) -> Contract:
    """Ask for a decision on the newest version; gives the contract as it is then.

    `approver` is the Slack id of who is asked first, None for whoever may decide. Refuses a version that is not
    complete.
    """
    by.require(Role.MARKETER)
    if contracts.newest(store, contract).terms is None:
        raise Refused("Something is missing in this version. Edit it: each fault stands on its field.")
    return contracts.move(store, contract, ContractStage.IN_REVIEW, why=note, by=by.slack_id, now=now)
