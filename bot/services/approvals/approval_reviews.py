"""Reviewing what waits for a decision: all that the window shows, and the decision that comes back from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Any

from bot.domain.approvals.approvals import Approval, ApprovalState, Subject, Verdict
from bot.domain.approvals.thresholds import Needs
from bot.domain.contracts.contracts import BINDING, ContractVersion
from bot.domain.contracts.term_changes import TermChange
from bot.domain.contracts.terms import Terms
from bot.domain.refused import Denied, Refused
from bot.domain.team.roles import Member
from bot.services.approvals import approval_endings, approval_evidence, approval_limits, approvals
from bot.services.approvals.approval_evidence import Evidence
from bot.services.approvals.approval_matters import Matter
from bot.services.contracts import contract_versions, contracts
from bot.services.team import members
from storage import Store


@dataclass(frozen=True, slots=True)
class Review:
    """All that somebody sees who decides.

    `changes` is what is new since `since` (a version, or the last contract with this person), None where nothing was
    before: then `terms` is all there is. `approved` is how many approvals there are. `mark` tells whether the terms
    are still the same, `on_behalf_of` names for whom they decide.
    """

    approval: Approval
    matter: Matter
    note: str
    needs: Needs
    approved: int
    on_behalf_of: str | None
    since: str
    changes: Sequence[TermChange] | None
    terms: Terms | None
    evidence: Evidence
    mark: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody decides in the window, with what it had shown: the mark of the terms, and figures."""

    verdict: Verdict
    reason: str
    mark: str
    shown: Mapping[str, Any]


def load(store: Store, approval_id: int, *, by: Member, now: datetime) -> Review:
    """What there is to review; refuses whoever may not decide on it."""
    one = approvals.found(store, approval_id)
    standing = approvals.may_decide(store, one, by=by, now=now)
    matter = approval_endings.ending(one).matter(store, one)
    since, old = _before(store, one, matter)
    version = matter.written.version if matter.written and one.subject is Subject.CONTRACT else None
    terms = contracts.terms_of(version) if version else None
    decisions = store.approvals.decisions(one.id)
    return Review(
        approval=one,
        matter=matter,
        note=store.approvals.waiting(one.id).note,
        needs=approval_limits.needs_of(store, one, today=now.date()),
        approved=sum(each.verdict is Verdict.APPROVE for each in decisions),
        on_behalf_of=members.name_of(store, standing.on_behalf_of) if standing.on_behalf_of else None,
        since=since,
        changes=contract_versions.differences(store, old, version) if old and version and terms else None,
        terms=terms,
        evidence=approval_evidence.gather(store, one, now=now),
        mark=mark_of(one, matter),
    )


def _before(store: Store, one: Approval, matter: Matter) -> tuple[str, ContractVersion | None]:
    """What to compare with: the last version that was decided, else the last contract that was signed with them."""
    if one.subject is not Subject.CONTRACT or matter.written is None:
        return "", None
    contract, version = matter.written
    numbers = [
        each.version_number
        for each in store.approvals.of(Subject.CONTRACT, one.subject_id)
        if each.state not in (ApprovalState.OPEN, ApprovalState.WITHDRAWN) and each.id != one.id
    ]
    number = max((each for each in numbers if each and each <= version.number), default=None)
    if number is not None:
        said = f"version {number}, which was decided last"
        return said, contracts.numbered(store, contract, number)
    listed = store.contracts.of_influencer(matter.influencer.id)
    last = next((each for each in listed if each.stage in BINDING and each.id != contract.id), None)
    if last is None:
        return "", None
    return f"contract {last.id}, the last one with them", contracts.newest(store, last)


def mark_of(one: Approval, matter: Matter) -> str:
    """Tells two requests, versions, terms and amounts apart."""
    told: list[Any] = [one.id, matter.title, one.amount.minor, one.amount.currency]
    if matter.written:
        version = matter.written.version
        told += [version.id, version.number, version.terms]
    else:
        told += list(matter.details)
    return sha256(dumps(told, sort_keys=True).encode()).hexdigest()[:32]


def decide(store: Store, approval_id: int, judgement: Judgement, *, by: Member, now: datetime) -> ApprovalState:
    """Take the decision that the window brought; the evidence of this moment is frozen with it.

    Refuses a window that showed other terms, and an approval with words on what to change: it is not meant.
    """
    one = store.approvals.hold(approval_id) or approvals.found(store, approval_id)
    approvals.may_decide(store, one, by=by, verdict=judgement.verdict, now=now)
    _check_window(store, one, judgement)
    return approvals.decide(
        store,
        one.id,
        verdict=judgement.verdict,
        reason=judgement.reason,
        by=by,
        evidence=_frozen(store, one, judgement, now=now),
        now=now,
    )


def _check_window(store: Store, one: Approval, judgement: Judgement) -> None:
    """Refuse a window that showed other terms, and a reason that does not go with an approval."""
    if judgement.mark != mark_of(one, approval_endings.ending(one).matter(store, one)):
        sentence = (
            "This window shows other terms than those that are to be decided now. Close it and open Review again."
        )
        raise Denied(sentence, about=approvals.about(one), field="verdict")
    if judgement.verdict is Verdict.APPROVE and judgement.reason.strip():
        raise Refused(
            "You wrote what to change, but chose to approve. Choose what you mean, or empty this field.", field="reason"
        )


def _frozen(store: Store, one: Approval, judgement: Judgement, *, now: datetime) -> Evidence:
    """What is true now, with what changes the window showed, and the figures that it showed otherwise."""
    evidence = approval_evidence.gather(store, one, now=now)
    true = approval_evidence.figures_of(evidence)
    shown = {name: judgement.shown[name] for name in true if judgement.shown.get(name, true[name]) != true[name]}
    since, _ = _before(store, one, approval_endings.ending(one).matter(store, one))
    return {**evidence, "since": since, "mark": judgement.mark, "shown": shown}
