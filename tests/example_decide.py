"""What the templates of decisions are given, as services and handlers give it."""

from collections.abc import Callable, Mapping

from bot.domain.approvals.approvals import Verdict
from bot.domain.approvals.delegations import Delegation
from bot.domain.approvals.thresholds import Needs, Thresholds
from bot.domain.contracts.term_changes import changes
from bot.domain.money import Money
from bot.domain.team.roles import Role
from bot.services.approvals.approval_matters import Matter, Written
from bot.services.approvals.approval_reviews import Review
from bot.services.approvals.approval_settings import Rules
from bot.services.approvals.delegations import Standing
from handlers.approvals.approvals import verdicts
from storage.delegations import KeptDelegation
from tests.contracting import terms_for
from tests.example_campaigns import campaign, collaboration
from tests.example_contracts import contract, contract_terms, contract_version
from tests.example_records import MARIA, NOW, OMAR, Said, influencer, member
from tests.example_requests import FEE, Values, approval, evidence, requests, taken

Example = Callable[[Said, int], Values]


def message(said: Said, many: int, *, state: str = "open", verdict: Verdict | None = None) -> Values:
    """What a message about a request says: with many of everything a second approval is missing."""
    money = evidence(said, many)
    return {
        "approval_id": 5,
        "subject": "contract",
        "contract_id": 12,
        "opens": {"action": "contract.open", "value": 12},
        "version_id": 31 if many else None,
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
    return message(said, many, state=state, verdict=verdict)


def _progress(said: Said, many: int) -> Values:
    state, verdict = ("rejected", Verdict.REJECT) if many else ("open", Verdict.APPROVE)
    return message(said, many, state=state, verdict=verdict)


def _list(said: Said, many: int) -> Values:
    reader = member(role=Role.MANAGER)
    return {"waiting": [message(said, 1)] * min(many, 10), "is_more": many > 10, "reader": reader}


def _review(said: Said, many: int) -> Values:
    """With 0 of everything a first contract, with many one of which every field changed."""
    new = contract_terms(said, max(1, many))
    old = terms_for(NOW.date(), titles=["Old reel"], fee=Money(100_000, "EUR"), round_cap=1)
    written = Written(contract(said, many), contract_version(said, many))
    details = [said("what")[:200]] * min(many, 5)
    review = Review(
        approval=approval(),
        matter=Matter(
            title="Contract 12, version 2",
            owner=MARIA,
            influencer=influencer(said, many),
            opens=("contract.open", 12),
            collaboration=collaboration(said, many),
            campaign=campaign(said, many),
            written=written,
            details=details,
        ),
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


def _away(said: Said, many: int) -> Values:
    day = NOW.date()
    listed = [KeptDelegation(n, Delegation(MARIA, OMAR, day, day)) for n in range(many)]
    return {"standing": Standing(listed, listed), "today": day, "note": said("name")[:100] if many else ""}


def _rules(said: Said, many: int) -> Values:
    codes = ["EUR"] * max(1, many)
    listed = [Thresholds(code, 1_000_000 if many else None, 5_000_000) for code in codes[:1]]
    others = [Thresholds(f"X{number:02}", None, 0) for number in range(many - 1)]
    return {"rules": Rules([*listed, *others], 24, 48), "note": "Saved for EUR." if many else ""}


def _limit(said: Said, many: int) -> Values:
    amounts = {"admin_from": "10,000.00" if many else "", "two_from": "none" if many else ""}
    return {"currency": "EUR" if many else "", "typed": amounts}


def _told(said: Said, many: int) -> Values:
    return {"manager": OMAR, "starts_on": NOW.date().isoformat(), "ends_on": NOW.date().isoformat()}


MESSAGES: Mapping[str, Example] = {
    "approval_asked": message,
    "approval_list": _list,
    "approval_progress": _progress,
    "approval_settled": _settled,
    "approval_told": _progress,
    "delegation_told": _told,
}
OUTBOX = frozenset({"approval_asked", "approval_progress", "approval_settled", "approval_told", "delegation_told"})

MODALS: Mapping[str, Example] = {
    "approval_evidence": _evidence,
    "approval_history": lambda said, many: {"contract": contract(said, many), "requests": requests(said, many) * 9},
    "approval_hours": _rules,
    "approval_limit": _limit,
    "approval_rules": _rules,
    "delegation_add": _away,
    "approval_review": _review,
    "contract_submit": _submit,
}
