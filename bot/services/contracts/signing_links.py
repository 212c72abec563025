"""Links to sign by: sending one, taking it back, and letting it run out."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.campaigns.outreach import Letter
from bot.domain.contracts.contracts import Contract, ContractStage, ContractVersion
from bot.domain.contracts.proposals import Proposal, ProposalState
from bot.domain.contracts.signed import Signature
from bot.domain.contracts.signing import SigningLink
from bot.domain.influencers import mail
from bot.domain.private_links import LIFETIME, hash_token
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.messages import Message
from bot.services.contracts import contract_documents, contracts
from storage import Store

DAYS = (7, LIFETIME.days, 30)
"""How many days a link can hold."""

RAN_OUT = "the link to sign ran out unused"
_S = ContractStage


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the signing of one version has come."""

    link: SigningLink | None
    signature: Signature | None
    proposal: Proposal | None

    @property
    def is_waiting(self) -> bool:
        """Whether a signature waits for somebody to say if it counts."""
        return self.signature is not None and self.signature.is_waiting

    @property
    def has_proposal(self) -> bool:
        """Whether a proposal waits for an answer."""
        return self.proposal is not None and self.proposal.state is ProposalState.OPEN


def look(store: Store, version: ContractVersion) -> Standing:
    """How far the signing of a version has come."""
    link = store.signings.newest_link(version.contract_id)
    signature = store.signings.newest_signature(version.contract_id)
    proposal = store.signings.newest_proposal(version.contract_id)
    return Standing(
        link=link if link and link.contract_version_id == version.id else None,
        signature=signature if signature and signature.contract_version_id == version.id else None,
        proposal=proposal if proposal and proposal.contract_version_id == version.id else None,
    )


def sendable(store: Store, contract_id: int, *, by: Member) -> Contract:
    """The contract if a link to sign it may be made, or a refusal."""
    by.require(Role.MARKETER)
    one = contracts.found(store, contract_id)
    if one.stage not in (_S.APPROVED, _S.SENT, _S.EXPIRED):
        raise Refused(f"This contract is {one.stage}: only an approved one is sent for signature.")
    contracts.check_wanted(store, one)
    _check_unsigned(store, one)
    return one


def send(store: Store, contract_id: int, *, days: int, version: int, by: Member, now: datetime) -> str:
    """Make a link to the newest version and withdraw the one before; gives its token, which is kept nowhere."""
    one = sendable(store, contract_id, by=by)
    if one.version != version:
        raise Refused(contracts.changed_meanwhile(store, one), field="days")
    if days not in DAYS:
        raise Refused("Choose how long the link holds.", field="days")
    token = secrets.token_urlsafe(32)
    if one.stage is _S.SENT:
        _claim(store, one)
    else:
        contracts.move(store, one, _S.SENT, by=by.slack_id, now=now)
    store.signings.withdraw_open(one.id, by=by.slack_id, now=now)
    newest, expires_at = contracts.newest(store, one), now + lasting(days)
    contract_documents.keep(store, newest.id, now=now)
    link_id = store.signings.add_link(newest.id, hash_token(token), expires_at=expires_at, by=by.slack_id, now=now)
    store.audit.record("link", contracts.about(one), by=by.slack_id, now=now, link=link_id, number=one.current)
    return token


def withdraw(store: Store, contract_id: int, *, by: Member, now: datetime) -> None:
    """Take the link back: the contract is approved, and can be sent again."""
    by.require(Role.MARKETER)
    one = contracts.found(store, contract_id)
    if one.stage is not _S.SENT:
        raise Refused(f"There is no link to withdraw: this contract is {one.stage}.")
    _check_unsigned(store, one)
    contracts.move(store, one, _S.APPROVED, why="link withdrawn", by=by.slack_id, now=now)
    store.signings.withdraw_open(one.id, by=by.slack_id, now=now)


def expire(store: Store, *, now: datetime) -> None:
    """Let contracts expire whose link ran out unused, and tell their owners, each once."""
    for contract_id in store.signings.run_out(now=now):
        one = contracts.found(store, contract_id)
        newest = store.signings.newest_link(contract_id)
        try:
            contracts.move(store, one, _S.EXPIRED, why=RAN_OUT, by=one.owner, now=now)
        except Refused:  # somebody was quicker: it is seen to next time, if it is still so
            continue
        _, campaign, influencer = contracts.parties(store, one)
        values = {"contract_id": one.id, "influencer": influencer.name, "campaign": campaign.name}
        values |= {"was_opened": bool(newest and newest.opened_at), "number": one.current}
        key = f"signing:{one.id}:expired:{newest.id if newest else 0}"
        store.outbox.add(Message("signing_expired", key=key, to=one.owner, values=values), now=now)


def letter(store: Store, contract: Contract, address: str, *, until: str, by: Member) -> Letter:
    """The mail that goes with a link."""
    _, campaign, influencer = contracts.parties(store, contract)
    team = store.members.workspace_name()
    body = (
        f"Hi {influencer.name},\n\n"
        f"here is our contract for “{campaign.name}”. Please read it, and sign it on this page by {until}:\n\n"
        f"{address}\n\n"
        "The link is for you alone, so please don't pass it on. If you would like something to be different, or have "
        f"a question, the page lets you ask for it.\n\nBest,\n{by.name}, {team}\n"
    )
    return Letter(mail.one_line(f"Your contract with {team}: please read and sign"), body)


def _claim(store: Store, contract: Contract) -> None:
    """Count a change of the contract; refuses when a colleague, or the signature, was quicker."""
    if not store.contracts.change(contract, {}):
        raise Refused(contracts.changed_meanwhile(store, contract), field="days")


def _check_unsigned(store: Store, contract: Contract) -> None:
    signature = store.signings.newest_signature(contract.id)
    if contract.stage is _S.SENT and signature and signature.is_waiting:
        _, _, influencer = contracts.parties(store, contract)
        raise Refused(f"{influencer.name} signed already. Open the card and say whether the signature counts.")


def lasting(days: int) -> timedelta:
    """How long a link of so many days holds."""
    return timedelta(days=days)


def address(url: str, token: str) -> str:
    """Where a token leads."""
    return f"{url}/c/{token}"
