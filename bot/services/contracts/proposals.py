"""Proposals: an influencer asks for other terms, and we take them over or decline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot import words
from bot.domain.contracts import proposals as rules
from bot.domain.contracts import term_changes, term_checks, term_forms
from bot.domain.contracts.contracts import Contract, ContractVersion
from bot.domain.contracts.proposals import Proposal, ProposalState
from bot.domain.contracts.term_changes import TermChange
from bot.domain.contracts.terms import Instalment, TermDeliverable, Terms
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.touches import TouchKind
from bot.domain.money import Money
from bot.domain.payments.promises import ANSWER_WITHIN, PromiseKind
from bot.domain.private_links import Lost
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.messages import Message
from bot.services.contracts import contract_writing, contracts, signing_ends, signings
from bot.services.contracts.contract_writing import Written
from bot.services.payments import promises
from bot.services.team import members
from storage import Store

LONGEST_ANSWER = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal with what it would change, and whose it is."""

    proposal: Proposal
    contract: Contract
    version: ContractVersion
    influencer: Influencer
    terms: Terms
    changes: Sequence[TermChange]


def ask(store: Store, token_hash: str, typed: Mapping[str, Any], *, now: datetime) -> Proposal:
    """Keep what an influencer asks for, tell the owner, and promise an answer within a day.

    Raises Refused with every fault on its field, and Lost for a link that cannot be used (any more).
    """
    one = signings.sheet(store, token_hash)
    if one is not None:
        store.signings.hold(one.link.id)
    if one is None or not signings.is_open(one, now=now) or (terms := contracts.terms_of(one.version)) is None:
        raise Lost("This link cannot be used to ask.")
    known = store.signings.newest_proposal(one.contract.id)
    if known and known.state is ProposalState.OPEN:
        raise Refused("What you asked for before is with us still: we answer it first.", field="words")
    rules.read(typed, terms, today=now.date())
    kept = rules.kept(typed, terms)
    asked = load(store, store.signings.propose(one.link, kept, rules.words_of(typed), now=now))
    _note(store, asked, now=now)
    return asked.proposal


def _note(store: Store, asked: Asked, *, now: datetime) -> None:
    """Write it into timeline and audit log, promise an answer, and tell the owner."""
    one, contract, said = asked.proposal, asked.contract, asked.proposal.words
    collaboration, campaign, influencer = contracts.parties(store, contract)
    text = f"{campaign.name}: asks for a change of contract {contract.id}, version {asked.version.number}"
    text += f": {said}" if said else ""
    store.touches.add(influencer.id, TouchKind.REPLY, text, by=contract.owner, at=now)
    store.influencers.touched(influencer.id, at=now)
    store.outreaches.replied(influencer.id, at=now)
    detail = {"proposal": one.id, "number": asked.version.number}
    store.audit.record("propose", contracts.about(contract), by=signings.PAGE, now=now, **detail)
    promises.note(
        store,
        PromiseKind.ANSWER,
        signing_ends.promise_about(one.id),
        collaboration_id=collaboration.id,
        text=f"Answer what {influencer.name} asks for about contract {contract.id}",
        due_at=now + ANSWER_WITHIN,
        now=now,
        owner=contract.owner,
    )
    key, values = signing_ends.proposal_key(one.id), message_values(store, asked)
    store.outbox.add(Message("proposal_asked", key=key, to=contract.owner, values=values), now=now)


def load(store: Store, proposal_id: int) -> Asked:
    """A proposal with what it would change; refuses one that is gone."""
    one = store.signings.proposal(proposal_id)
    version = store.contracts.version(one.contract_version_id) if one else None
    terms = contracts.terms_of(version) if version else None
    if one is None or version is None or terms is None:
        raise Refused("This proposal is no longer here.")
    contract = contracts.found(store, version.contract_id)
    _, _, influencer = contracts.parties(store, contract)
    proposed = rules.read({**one.typed, "words": one.words}, terms, today=one.at.date())
    return Asked(one, contract, version, influencer, proposed, term_changes.changes(terms, proposed))


def waiting(store: Store, proposal_id: int, *, by: Member) -> Asked:
    """A proposal that waits for an answer; refuses with who answered it already."""
    by.require(Role.MARKETER)
    asked = load(store, proposal_id)
    if asked.proposal.state is not ProposalState.OPEN:
        raise Refused(_answered(store, asked.proposal))
    return asked


def decline(store: Store, proposal_id: int, *, answer: str, by: Member, now: datetime) -> Contract:
    """Say no, with words for the influencer: the page shows them, and the contract stays as it is."""
    asked = waiting(store, proposal_id, by=by)
    if not answer.strip():
        raise Refused("Write an answer: it is shown on the page.", field="answer")
    one, said = asked.proposal, answer.strip()[:LONGEST_ANSWER]
    if not store.signings.answer(one.id, ProposalState.DECLINED, answer=said, by=by.slack_id, now=now):
        raise Refused(_answered(store, load(store, one.id).proposal))
    promises.keep(store, signing_ends.promise_about(one.id), by=by.slack_id, at=now)
    _, campaign, influencer = contracts.parties(store, asked.contract)
    text = f"{campaign.name}: we declined what they asked for about contract {asked.contract.id}: {said}"
    store.touches.add(influencer.id, TouchKind.MESSAGE, text, by=by.slack_id, at=now)
    store.influencers.touched(influencer.id, at=now)
    about = contracts.about(asked.contract)
    store.audit.record("answer", about, by=by.slack_id, now=now, proposal=one.id, state=ProposalState.DECLINED)
    values = message_values(store, load(store, one.id))
    store.outbox.change(signing_ends.proposal_key(one.id), kind="proposal_answered", values=values, now=now)
    return contracts.found(store, asked.contract.id)


def take_over(store: Store, proposal_id: int, *, by: Member, now: datetime) -> Contract:
    """Write the next version with what was asked for; gives the contract, a draft again.

    Whatever does not agree with the rest then is missing in the draft, and says so on the card.
    """
    asked = waiting(store, proposal_id, by=by)
    typed = term_forms.plain(term_checks.typed_of(asked.terms))
    written = Written(typed=typed, note=f"Asked for by {asked.influencer.name}")
    version = contracts.found(store, asked.contract.id).version
    changed, is_new = contract_writing.change(store, asked.contract.id, written, version=version, by=by, now=now)
    if not is_new:
        raise Refused("They changed no field: press *Edit* on the card, and write what you agree to.")
    return changed


def message_values(store: Store, asked: Asked) -> dict[str, Any]:
    """What messages and the card say of a proposal."""
    one = asked.proposal
    _, campaign, influencer = contracts.parties(store, asked.contract)
    return {
        "proposal_id": one.id,
        "contract_id": asked.contract.id,
        "number": asked.version.number,
        "influencer": influencer.name,
        "campaign": campaign.name,
        "at": one.at.isoformat(),
        "due_at": (one.at + ANSWER_WITHIN).isoformat(),
        "changes": lines(asked),
        "words": one.words,
        "state": str(one.state),
        "answer": one.answer,
        "answered_by": one.answered_by,
    }


def wishes(store: Store, proposal: Proposal) -> list[dict[str, str]]:
    """What an open proposal would change; nothing once it was answered."""
    return lines(load(store, proposal.id)) if proposal.state is ProposalState.OPEN else []


def lines(asked: Asked) -> list[dict[str, str]]:
    """What a proposal would change, as people read it."""
    return [_line(change) for change in asked.changes]


def _line(change: TermChange) -> dict[str, str]:
    """A change as people read it."""
    row = change.row
    which = f": {row.title}" if isinstance(row, TermDeliverable) else ""
    if isinstance(row, Instalment):
        which = f" on {words.day(row.on) if row.on else row.trigger}"
    return {
        "label": f"{change.label}{which}",
        "before": _said(change.before),
        "after": _said(change.after),
    }


def _said(value: object) -> str:
    if isinstance(value, Money):
        return words.money(value.minor, value.currency)
    return words.day(value) if isinstance(value, date) else str(value if value is not None else "–")


def _answered(store: Store, one: Proposal) -> str:
    """The sentence that tells the slower of two what became of a proposal."""
    if one.state is ProposalState.DROPPED:
        return f"There is nothing to answer any more: {one.answer}."
    return f"{members.name_of(store, one.answered_by or '')} answered this already: {one.state}."
