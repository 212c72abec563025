"""Signing: what the influencer signs on the page, and whether it counts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.domain.contracts import expectations
from bot.domain.contracts.contracts import Contract, ContractStage, ContractVersion
from bot.domain.contracts.expectations import Difference
from bot.domain.contracts.signed import CONSENT, Signature
from bot.domain.contracts.signing import SigningLink, check_signature
from bot.domain.influencers.touches import TouchKind
from bot.domain.private_links import LinkState, Lost
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member, Role
from bot.messages import Message
from bot.services.contracts import contract_signed, contracts, signed_documents, signing_ends
from bot.services.team import members
from storage import Store

PAGE = "the signing page"
"""Who acts in the audit log where an influencer does: they are no member."""

LONGEST_WHY = 1_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a link leads to: the one version that it was made for. `is_wanted`: the collaboration still stands."""

    contract: Contract
    version: ContractVersion
    link: SigningLink
    is_wanted: bool


def sheet(store: Store, token_hash: str) -> Sheet | None:
    """What a token's link leads to, whether it can still be used or not; None for a token that nobody made."""
    link = store.signings.with_hash(token_hash)
    version = store.contracts.version(link.contract_version_id) if link else None
    contract = store.contracts.get(version.contract_id) if version else None
    if link is None or version is None or contract is None:
        return None
    return Sheet(contract, version, link, contracts.is_wanted(store, contract))


def is_open(one: Sheet, *, now: datetime) -> bool:
    """Whether the contract can be signed by this link now."""
    is_newest = one.contract.stage is ContractStage.SENT and one.contract.current == one.version.number
    return is_newest and one.is_wanted and one.link.state(now=now) is LinkState.OPEN


def sign(store: Store, token_hash: str, typed: Mapping[str, Any], *, now: datetime) -> Signature:
    """Keep the signature of whoever came by a link, once; without differences it counts at once.

    Raises Refused with every fault on its field, and Lost for a link that cannot be used (any more).
    """
    one = sheet(store, token_hash)
    if one is None or not is_open(one, now=now):
        raise Lost("This link cannot be used to sign.")
    name, stated = _read(typed)
    terms = contracts.terms_of(one.version)
    # The contract's row comes first, as in every other act: two who wait for each other's rows would never end.
    if terms is None or not store.contracts.change(one.contract, {}) or not store.signings.use(one.link.id, now=now):
        raise Lost("The link was used, or the contract changed, a moment ago.")
    differences = expectations.differences(stated, terms)
    consent = CONSENT.format(number=one.version.number)
    fields: dict[str, Any] = {"name": name, "consent": consent, "expectations": expectations.to_json(stated)}
    fields["differences"] = [_difference(each) for each in differences]
    signature_id = store.signings.sign(one.link, fields, now=now)
    _note(store, one, name, signature_id, waits=bool(differences), now=now)
    signing_ends.drop_proposal(store, one.contract, why="signed as it was", by=one.contract.owner, now=now)
    if differences:
        _tell_differences(store, found(store, signature_id), now=now)
    else:
        _count(store, found(store, signature_id), by=one.contract.owner, now=now)
    return found(store, signature_id)


def found(store: Store, signature_id: int) -> Signature:
    """The signature, or a refusal."""
    one = store.signings.signature(signature_id)
    if one is None:
        raise Refused("This signature is no longer here.")
    return one


def waiting(store: Store, signature_id: int, *, by: Member) -> tuple[Signature, Contract]:
    """A signature that waits for a word, and its contract; refuses with who gave it already."""
    by.require(Role.MARKETER)
    one = found(store, signature_id)
    contract = contract_of(store, one)
    if by.slack_id != contract.owner and not by.role.covers(Role.MANAGER):
        owner = members.name_of(store, contract.owner)
        raise Refused(f"Only {owner}, who looks after this contract, or a manager decides whether it counts.")
    if not one.is_waiting:
        raise Refused(_settled(store, one))
    return one, contract


def contract_of(store: Store, signature: Signature) -> Contract:
    """The contract that a signature is under."""
    version = store.contracts.version(signature.contract_version_id)
    return contracts.found(store, version.contract_id if version else 0)


def let_count(store: Store, signature_id: int, *, by: Member, now: datetime) -> Contract:
    """Let a signature count in spite of its differences; gives the contract, signed."""
    one, _ = waiting(store, signature_id, by=by)
    signed = _count(store, one, by=by.slack_id, now=now)
    values = values_of(store, found(store, one.id)) | {"outcome": "counts", "by": by.slack_id}
    store.outbox.change(signing_ends.signature_key(one.id), kind="signing_settled", values=values, now=now)
    return signed


def refuse(store: Store, signature_id: int, *, why: str, by: Member, now: datetime) -> Contract:
    """Not let a signature count, because the terms are to change; the contract is a draft again."""
    _, contract = waiting(store, signature_id, by=by)
    why = why.strip()
    if not why:
        raise Refused("Say what is to change: it is kept with the signature.", field="why")
    return contracts.move(store, contract, ContractStage.DRAFT, why=why[:LONGEST_WHY], by=by.slack_id, now=now)


def values_of(store: Store, signature: Signature) -> dict[str, Any]:
    """What messages about a signature say."""
    contract = contract_of(store, signature)
    _, campaign, influencer = contracts.parties(store, contract)
    return {
        "contract_id": contract.id,
        "signature_id": signature.id,
        "influencer": influencer.name,
        "campaign": campaign.name,
        "name": signature.name,
        "signed_at": signature.signed_at.isoformat(),
        "differences": list(signature.differences),
        "words": [text for kind, text in signature.expectations.items() if kind.endswith("_words") and text],
        "why": signature.why,
    }


def _read(typed: Mapping[str, Any]) -> tuple[str, expectations.Expectations]:
    """The name and what they expect; refuses with every fault of the form on its field."""
    faults = Faults()
    stated = expectations.Expectations()
    name = " ".join(str(typed.get("name") or "").split())
    with faults.noting():
        stated = expectations.read(typed)
    with faults.noting():
        check_signature(name, consent=bool(typed.get("consent")))
    faults.check()
    return name, stated


def _difference(one: Difference) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(one).items()}


def _note(store: Store, one: Sheet, name: str, signature_id: int, *, waits: bool, now: datetime) -> None:
    """Write the signature into the timeline and the audit log."""
    collaboration, campaign, _ = contracts.parties(store, one.contract)
    what = f"signed contract {one.contract.id}, version {one.version.number}, as {name}"
    text = f"{campaign.name}: {what}{', with expectations that differ from it' if waits else ''}"
    store.touches.add(collaboration.influencer_id, TouchKind.REPLY, text, by=one.contract.owner, at=now)
    store.influencers.touched(collaboration.influencer_id, at=now)
    store.outreaches.replied(collaboration.influencer_id, at=now)
    detail = {"signature": signature_id, "number": one.version.number}
    store.audit.record("sign", contracts.about(one.contract), by=PAGE, now=now, **detail)


def _tell_differences(store: Store, signature: Signature, *, now: datetime) -> None:
    key, to = signing_ends.signature_key(signature.id), contract_of(store, signature).owner
    store.outbox.add(Message("signing_differs", key=key, to=to, values=values_of(store, signature)), now=now)


def _count(store: Store, signature: Signature, *, by: str, now: datetime) -> Contract:
    """Let a signature count, once, with all that follows; tell the owner and who approved the terms."""
    contract = contract_of(store, signature)
    version = contracts.newest(store, contract)
    if version.id != signature.contract_version_id or contract.stage is not ContractStage.SENT:
        raise Refused("The terms changed since it was signed, so this signature cannot count. Send a new link.")
    signed = contract_signed.follow(store, contract, by=by, signed_at=signature.signed_at, now=now)
    if not store.signings.count(signature.id, by=by, now=now):
        raise Refused(_settled(store, found(store, signature.id)))
    store.audit.record("signature counts", contracts.about(contract), by=by, now=now, signature=signature.id)
    signed_documents.keep(store, signature, version, now=now)
    _tell_signed(store, found(store, signature.id), version, owner=contract.owner, now=now)
    return signed


def _tell_signed(store: Store, signature: Signature, version: ContractVersion, *, owner: str, now: datetime) -> None:
    """Tell the owner, and who approved the terms, with the signed PDF."""
    values = values_of(store, signature)
    whom = list(dict.fromkeys((owner, *store.signings.approvers(version.contract_id, version.number))))
    for one in whom:
        key = f"signature:{signature.id}:counts:{one}"
        store.outbox.add(Message("contract_signed", key=key, to=one, values=values), now=now)
    signed_documents.tell(store, signature, to=whom, about="signed", now=now)


def _settled(store: Store, one: Signature) -> str:
    """The sentence that tells the slower of two what became of a signature."""
    if one.counted_at is not None:
        return f"{members.name_of(store, one.counted_by or '')} let this signature count already."
    return f"{members.name_of(store, one.refused_by or '')} did not let this signature count: {one.why}"
