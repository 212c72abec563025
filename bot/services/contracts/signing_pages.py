"""What the page of a link shows: the terms in plain words, the forms, and how far things have come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.contracts import proposals as rules
from bot.domain.contracts.contracts import ContractStage
from bot.domain.contracts.expectations import CHOICES
from bot.domain.contracts.proposals import ProposalState
from bot.domain.contracts.signed import CONSENT, Signature
from bot.domain.contracts.terms import Terms
from bot.domain.payments import commissions
from bot.domain.refused import Refused
from bot.services.contracts import contract_documents, contracts, proposals, signing_ends
from bot.services.contracts.proposals import Asked
from bot.services.contracts.signings import Sheet
from bot.services.team import members
from storage import Store

LEGENDS = {
    "pay": "How you would like to be paid",
    "treatment": "How you would like us to work with you",
    "communication": "How you would like us to talk with you",
    "autonomy": "How free you would like to be",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was sent, and what is wrong with it: the sentence by field, "" for what belongs to none."""

    form: str
    fields: Mapping[str, Any]
    faults: Mapping[str, str]


NOTHING = Typed("", {}, {})


def values(store: Store, one: Sheet, *, typed: Typed = NOTHING) -> dict[str, Any]:
    """What the page of a contract that can be signed shows."""
    terms = _terms(one)
    asked = _asked(store, one)
    return {
        **about(store, one),
        "blocks": contract_documents.blocks(store, one.version),
        "typed": typed,
        "wishes": {**rules.fields_of(terms), "words": "", **(typed.fields if typed.form == "change" else {})},
        "signing": typed.fields if typed.form == "sign" else {},
        "choices": [(str(kind), LEGENDS[kind], [str(each) for each in choices]) for kind, choices in CHOICES.items()],
        "consent": CONSENT.format(number=one.version.number),
        "expires_at": one.link.expires_at,
        "asked": asked,
        "lines": proposals.lines(asked) if asked else [],
        "answer_by": _answer_by(store, asked),
    }


def signed_values(store: Store, one: Sheet) -> dict[str, Any]:
    """What the page says to whoever signed by its link."""
    signature = store.signings.of_link(one.link.id)
    return {
        **about(store, one),
        "signature": signature,
        "standing": _standing(one, signature),
        "ended_at": one.contract.stage_since,
        "expires_at": one.link.expires_at,
    }


def about(store: Store, one: Sheet) -> dict[str, Any]:
    """Between whom it is, which version of what, and what it says."""
    _, campaign, influencer = contracts.parties(store, one.contract)
    terms = _terms(one)
    return {
        "terms": terms,
        "span": commissions.span(terms, window_days=campaign.window_days),
        "team": store.members.workspace_name(),
        "owner": members.full_name_of(store, one.contract.owner),
        "influencer": influencer.name,
        "campaign": campaign.name,
        "contract_id": one.contract.id,
        "number": one.version.number,
        "sha256": one.version.sha256,
    }


def _terms(one: Sheet) -> Terms:
    terms = contracts.terms_of(one.version)
    if terms is None:
        raise Refused("This contract is not complete.")
    return terms


def _asked(store: Store, one: Sheet) -> Asked | None:
    """The last thing that was asked about this version, unless a signature overtook it."""
    last = store.signings.newest_proposal(one.contract.id)
    is_mine = last is not None and last.contract_version_id == one.version.id
    if last is None or not is_mine or last.state is ProposalState.DROPPED:
        return None
    return proposals.load(store, last.id)


def _answer_by(store: Store, asked: Asked | None) -> datetime | None:
    """Until when we promised to answer, while it is open."""
    promise = store.promises.open_about(signing_ends.promise_about(asked.proposal.id)) if asked else None
    return promise.due_at if promise else None


def _standing(one: Sheet, signature: Signature | None) -> str:
    if signature is None or signature.refused_at is not None:
        return "refused"
    if one.contract.stage is ContractStage.TERMINATED:
        return "ended"
    return "counts" if signature.counted_at is not None else "waits"


def faults(refused: Refused) -> dict[str, str]:
    """Each sentence by the field that it belongs to, the first for each."""
    found: dict[str, str] = {}
    every: Sequence[Refused] = (refused, *refused.others)
    for one in every:
        found.setdefault(one.field or "", one.sentence)
    return found
