"""The signed PDF: made when a signature counts, kept, and sent to whom it concerns."""

from collections.abc import Iterable
from datetime import datetime

from bot.documents import Signatory
from bot.domain.contracts.contracts import ContractVersion
from bot.domain.contracts.signed import Signature
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.messages import Message
from bot.services.contracts import contract_documents, contracts
from bot.services.contracts.contract_documents import APPROVER, CREATOR
from bot.services.team import members
from storage import Store


def keep(store: Store, signature: Signature, version: ContractVersion, *, now: datetime) -> int:
    """Make the signed PDF of a version and keep it with the signature; gives the file's id."""
    signatories = [Signatory(signature.name, CREATOR, signature.signed_at, signature.consent)]
    for slack_id, at in store.signings.approvers(version.contract_id, version.number).items():
        words = f"Approved version {version.number}."
        signatories.append(Signatory(members.full_name_of(store, slack_id), APPROVER, at, words))
    made = contract_documents.signed(store, version.id, signatories=signatories, now=now)
    store.signings.keep_document(signature.id, file_id=made.file_id, sha256=made.sha256)
    return made.file_id


def tell(store: Store, signature: Signature, *, to: Iterable[str], about: str, now: datetime) -> None:
    """Send the signed PDF to members' direct messages; `about` says what for, so that each gets it once for it."""
    version = store.contracts.version(signature.contract_version_id)
    if version is None or signature.file_id is None:
        raise Refused("There is no signed PDF of this contract.")
    contract = contracts.found(store, version.contract_id)
    _, campaign, influencer = contracts.parties(store, contract)
    values = {"contract_id": contract.id, "number": version.number, "influencer": influencer.name}
    values |= {"campaign": campaign.name, "sha256": signature.sha256}
    for whom in to:
        key = f"signature:{signature.id}:pdf:{about}:{whom}"
        message = Message("signed_pdf", key=key, to=whom, values=values, file_id=signature.file_id)
        store.outbox.add(message, now=now)


def send(store: Store, signature_id: int, *, to: Member, now: datetime) -> None:
    """Send the signed PDF to whoever asks for it on the card."""
    to.require(Role.MARKETER)
    signature = store.signings.signature(signature_id)
    if signature is None:
        raise Refused("This signature is no longer here.")
    tell(store, signature, to=[to.slack_id], about=f"{now:%Y-%m-%dT%H:%M}", now=now)
    version = store.contracts.version(signature.contract_version_id)
    about = f"contract:{version.contract_id if version else 0}"
    store.audit.record("read the signed PDF", about, by=to.slack_id, now=now, signature=signature.id)


def content(store: Store, signature: Signature | None, version: ContractVersion) -> tuple[str, bytes] | None:
    """The PDF that a link leads to, with its name: the signed one if it counts, none where it was refused."""
    name = f"contract-{version.contract_id}-version-{version.number}"
    if signature is None or signature.is_waiting:
        return f"{name}.pdf", contract_documents.make(store, version.id)
    if signature.file_id is None:
        return None
    return f"{name}-signed.pdf", store.files.get(signature.file_id)[1]
