"""The documents of a contract: made from a version, kept once it is decided on, signed, and sent to be read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import contract_texts as texts
from bot import documents
from bot.documents import Document, Party, Signatory, Signatures
from bot.domain.contracts.contract_markup import Block
from bot.domain.contracts.contracts import ContractStage, ContractVersion
from bot.domain.contracts.terms import Terms
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.services.contracts import contract_texts, contract_wording, contracts
from bot.services.contracts.contract_wording import Between, platform_name
from storage import Store

CREATOR, APPROVER = "Signed by the Creator", "Approved for the Brand"
"""The roles on the last page of a signed document."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that lies with us. `sha256` is in hexadecimal."""

    file_id: int
    sha256: str


def blocks(store: Store, version: ContractVersion) -> tuple[Block, ...]:
    """The text of a version with its numbered clauses, as its PDF says it. Refuses while the terms are not complete."""
    terms = _terms(version)
    return texts.blocks(
        contract_texts.version_for(store, version).body, contract_wording.values(terms, _between(store, version))
    )


def make(store: Store, version_id: int) -> bytes:
    """The unsigned PDF of a version: the kept one, or while there is none, as it would be. Refuses as `blocks` does."""
    version = _found(store, version_id)
    if version.file_id is not None:
        return store.files.get(version.file_id)[1]
    mark = "draft" if contracts.found(store, version.contract_id).stage is ContractStage.DRAFT else ""
    return documents.pdf(replace(_document(store, version), mark=mark))


def keep(store: Store, version_id: int, *, now: datetime) -> Kept:
    """Keep the unsigned PDF of a version, once: what is decided on and signed is this one, byte by byte."""
    version = _found(store, version_id)
    if version.file_id is not None and version.sha256 is not None:
        return Kept(version.file_id, version.sha256)
    content = documents.pdf(_document(store, version))
    kept = _stored(store, _name(version), content, now=now)
    if store.contracts.keep_document(version_id, file_id=kept.file_id, sha256=kept.sha256):
        return kept
    store.files.empty(kept.file_id)
    return keep(store, version_id, now=now)


def signed(store: Store, version_id: int, *, signatories: Sequence[Signatory], now: datetime) -> Kept:
    """Keep the signed PDF of a version: its pages, and one with the hash of the unsigned one and who signed when."""
    unsigned = keep(store, version_id, now=now)
    version = _found(store, version_id)
    page = Signatures(unsigned.sha256, tuple(signatories))
    content = documents.pdf(replace(_document(store, version), signatures=page))
    return _stored(store, _name(version, also=" signed"), content, now=now)


def send(store: Store, version_id: int, *, to: Member, now: datetime) -> None:
    """Send the unsigned PDF to a member's direct messages, to be read before anything is decided or sent."""
    if not to.sees_private:
        raise Refused("A contract says what we pay: it is for marketers, managers and admins.")
    version = _found(store, version_id)
    content = make(store, version_id)
    key = f"contract_pdf:{version.id}:{to.slack_id}:{now:%Y-%m-%dT%H:%M}"
    file_id = version.file_id or store.files.add(_name(version), content, now=now)
    contract = contracts.found(store, version.contract_id)
    _, campaign, influencer = contracts.parties(store, contract)
    told = {"contract": contract.id, "number": version.number, "name": influencer.name, "campaign": campaign.name}
    message = Message("contract_pdf", key=key, to=to.slack_id, values=told, file_id=file_id)
    if not store.outbox.add(message, now=now):
        raise Refused("I sent it to you a moment ago. Look in our direct messages.")
    detail = {"number": version.number}
    store.audit.record("read the PDF", contracts.about(contract), by=to.slack_id, now=now, **detail)


def _stored(store: Store, name: str, content: bytes, *, now: datetime) -> Kept:
    return Kept(store.files.add(name, content, now=now), hashlib.sha256(content).hexdigest())


def _document(store: Store, version: ContractVersion) -> Document:
    terms, between = _terms(version), _between(store, version)
    text = contract_texts.found(store, contract_texts.version_for(store, version).contract_text_id)
    return Document(
        title=text.name,
        number=f"Contract {between.contract}",
        version=version.number,
        made=version.written_at,
        mark="",
        parties=(
            Party("The Brand", between.brand, f"Campaign: {between.campaign}"),
            Party("The Creator", between.creator, _handles(store, version)),
        ),
        grids=contract_wording.grids(terms),
        facts=contract_wording.facts(terms, between),
        clauses=blocks(store, version),
    )


def _between(store: Store, version: ContractVersion) -> Between:
    _, campaign, influencer = contracts.parties(store, contracts.found(store, version.contract_id))
    brand = store.members.workspace_name()
    return Between(brand, influencer.name, campaign.name, version.contract_id, version.written_at, campaign.window_days)


def _handles(store: Store, version: ContractVersion) -> str:
    """Their profiles, so that a name that many have is somebody."""
    _, _, influencer = contracts.parties(store, contracts.found(store, version.contract_id))
    profiles = store.profiles.of([influencer.id]).get(influencer.id, [])
    return " · ".join(f"@{one.handle.removeprefix('@')} on {platform_name(one.platform)}" for one in profiles[:2])


def _terms(version: ContractVersion) -> Terms:
    terms = contracts.terms_of(version)
    if terms is None:
        raise Refused("Something is missing in this version, so there is no PDF yet. Edit it: each fault is named.")
    return terms


def _found(store: Store, version_id: int) -> ContractVersion:
    version = store.contracts.version(version_id)
    if version is None:
        raise Refused("This version of the contract is no longer here.")
    return version


def _name(version: ContractVersion, *, also: str = "") -> str:
    return f"contract {version.contract_id} version {version.number}{also}.pdf"
