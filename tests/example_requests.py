"""Decisions as templates are given them: evidence, what was decided, and requests."""

from typing import Any

from bot.domain.approvals.approvals import Approval, ApprovalState, Subject, Verdict
from bot.domain.money import Money
from bot.services.approvals.approval_lists import Request
from storage.approvals import Asked
from tests.example_records import MARIA, NOW, OMAR, Said

Values = dict[str, Any]
FEE = Money(120_000, "EUR")


def evidence(said: Said, many: int) -> Values:
    """Evidence as it is frozen: with 0 of everything nothing is known."""
    shown = min(many, 3)
    result = {"collaboration_id": 4, "campaign": said("name")[:100], "currency": "EUR", "posts": 2, "clicks": 120}
    result |= {"engagements": 5_400, "conversions": 31, "revenue": 310_000}
    profile = {"platform": "instagram", "handle": "noor.bakes", "followers": 84_000, "rate": "3.12", "judged": "good"}
    budget = {"currency": "EUR", "total": 1_000_000 if many else None, "planned": 0, "committed": 520_000}
    budget |= {"spent": 500_000, "left": -20_000 if many > 1 else 480_000, "is_counted": many < 2}
    last = {"contract": 7, "fee": 100_000, "currency": "EUR"} if many else None
    concern = {"id": 3, "text": said("note")[:300], "by": OMAR}
    return {
        "at": NOW.isoformat(),
        "budget": budget,
        "before": {"sums": [[240_000, "EUR"]] * shown, "last": last},
        "fit": {"score": "72.5" if many else None, "band": "good" if many else None, "coverage": 80},
        "profiles": [profile] * shown,
        "results": [result] * shown,
        "concerns": [concern] * shown,
        "more_concerns": max(0, many - 3),
        "since": "version 1" if many else "",
        "mark": "0" * 32,
        "shown": {"budget": [0, 0, 0, 0]} if many > 1 else {},
    }


def taken(said: Said, many: int, verdict: Verdict = Verdict.APPROVE) -> Values:
    """A decision as messages carry it."""
    reason = "" if verdict is Verdict.APPROVE else said("note")[:2_000]
    for_whom = said("name")[:80] if many > 1 else None
    return {"by": OMAR, "on_behalf_of": for_whom, "verdict": verdict, "reason": reason, "at": NOW.isoformat()}


def approval(state: ApprovalState = ApprovalState.OPEN) -> Approval:
    """A request for a decision on a contract."""
    return Approval(5, Subject.CONTRACT, 12, 2, FEE, MARIA, MARIA, MARIA, NOW, state)


def requests(said: Said, many: int) -> list[Request]:
    """Requests on a contract's card."""
    decision = {**taken(said, many, Verdict.CHANGES), "id": 8}
    asked = [Asked(OMAR, "you were chosen to decide", NOW)]
    one = Request(
        approval(ApprovalState.CHANGES),
        asked * min(many, 8),
        [{**decision, "id": 8 + number} for number in range(min(many, 4))],
    )
    return [one] * min(many, 4)
