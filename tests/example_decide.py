"""What the templates of decisions are given, as services and handlers give it."""

from collections.abc import Callable, Mapping

from bot.domain.approvals import Verdict
from bot.domain.money import Money
from bot.domain.roles import Role
from bot.domain.term_changes import changes
from bot.domain.thresholds import Needs
from bot.services.approval_matters import Matter
from bot.services.approval_reviews import Review
from handlers.approvals import verdicts
from tests.contracting import terms_for
from tests.example_campaigns import campaign, collaboration
from tests.example_contracts import contract, contract_terms, contract_version
from tests.example_records import MARIA, NOW, Said, influencer, member
from tests.example_requests import FEE, Values, approval, evidence, taken

Example = Callable[[Said, int], Values]


def _message(said: Said, many: int, *, state: str = "open", verdict: Verdict | None = None) -> Values:
    """What a message about a request says: with many of everything a second approval is missing."""
    money = evidence(said, many)
    return {
        "approval_id": 5,
        "subject": "contract",
        "contract_id": 12,
        "title": "Contract 12, version 2",
        "influencer": said("name"),
        "campaign": said("name")[:100],
        "amount": FEE.minor,
        "currency": FEE.currency,
        "requested_by": MARIA,
        "requested_at": NOW.isoformat(),
        "state": state,
        "approved": [taken(said, many)] * min(many, 2),
        "taken": taken(said, many, verdict) if verdict else None,
        "withdrawn_by": said("name")[:80],
        "is_reminder": many > 1,
        "note": said("note")[:500] if many else "",
        "details": [said("what")[:200]] * min(many, 5),
        "needs": {"people": 2 if many > 1 else 1, "why": "€1,200.00 is below the limits, so one manager decides."},
        "because": "you are next in line to decide",
        "budget": money["budget"],
        "before": money["before"],
    }


def _settled(said: Said, many: int) -> Values:
    states = [("withdrawn", None), ("approved", Verdict.APPROVE), ("changes asked", Verdict.CHANGES)]
    state, verdict = states[min(many, 2)]
    return _message(said, many, state=state, verdict=verdict)


def _progress(said: Said, many: int) -> Values:
    state, verdict = ("rejected", Verdict.REJECT) if many else ("open", Verdict.APPROVE)
    return _message(said, many, state=state, verdict=verdict)


def _list(said: Said, many: int) -> Values:
    reader = member(role=Role.MANAGER)
    return {"waiting": [_message(said, 1)] * min(many, 10), "is_more": many > 10, "reader": reader}


def _review(said: Said, many: int) -> Values:
    """With 0 of everything a first contract, with many one of which every field changed."""
    new = contract_terms(said, max(1, many))
    old = terms_for(NOW.date(), titles=["Old reel"], fee=Money(100_000, "EUR"), round_cap=1)
    people = (collaboration(said, many), campaign(said, many), influencer(said, many))
    details = [said("what")[:200]] * min(many, 5)
    review = Review(
        approval=approval(),
        matter=Matter("Contract 12, version 2", contract(said, many), contract_version(said, many), *people, details),
        note=said("note")[:1_000] if many else "",
        needs=Needs(Role.MANAGER, 2 if many > 1 else 1, "One manager decides."),
        approved=1 if many > 1 else 0,
        on_behalf_of=said("name")[:80] if many > 1 else None,
        since="version 1, which was decided last",
        changes=changes(old, new) if many else None,
        terms=new,
        evidence=evidence(said, many),
        mark="0" * 32,
    )
    return {"review": review, "verdicts": verdicts(review.approval)}


def _evidence(said: Said, many: int) -> Values:
    decision = taken(said, many, Verdict.REJECT if many else Verdict.APPROVE)
    return {"title": "Contract 12, version 2", "amount": FEE, "taken": decision, "evidence": evidence(said, many)}


def _submit(said: Said, many: int) -> Values:
    people = [(f"U{number}", f"{said('name')[:80]} (manager)") for number in range(min(many, 100))]
    return {"contract": contract(said, many), "approvers": people, "why": "€1,200.00 is below the limits."}


MESSAGES: Mapping[str, Example] = {
    "approval_asked": _message,
    "approval_list": _list,
    "approval_progress": _progress,
    "approval_settled": _settled,
    "approval_told": _progress,
}
OUTBOX = frozenset({"approval_asked", "approval_progress", "approval_settled", "approval_told"})

MODALS: Mapping[str, Example] = {
    "approval_evidence": _evidence,
    "approval_review": _review,
    "contract_submit": _submit,
}
