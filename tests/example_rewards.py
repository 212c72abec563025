"""What the templates of rewards, underperformers and ambassador tiers are given, as services and handlers give it."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.money import Money
from bot.domain.rewards.rewards import Reward, RewardStage
from bot.domain.rewards.suggesting import RewardKind
from bot.domain.rewards.tiers import Fact
from bot.domain.rewards.under import PerformanceNote, Response
from bot.domain.team.roles import Role
from bot.services.rewards.performance import Judged, Performances
from bot.services.rewards.reward_cards import CampaignRewards, PersonRewards, RewardCard, RewardLine
from bot.services.rewards.tiers import Condition, Explained
from handlers.rewards.rewards import KINDS
from tests.example_campaigns import campaign
from tests.example_decide import message as decision
from tests.example_records import MARIA, NOW, OMAR, Said, influencer, member
from tests.example_requests import Values, requests

Example = Callable[[Said, int], Values]


def standings(said: Said, many: int) -> list[dict[str, Any]]:
    """Figures against like peers; the first without enough data."""
    lines = [said("what")[:200]] * max(1, many)
    one = {"name": "Revenue", "said": "€4,200.00", "percentile": "95", "note": "", "is_theirs": False, "lines": lines}
    missing = {**one, "name": "Engagements", "said": "not enough data", "percentile": None, "is_theirs": True}
    missing["note"] = "Not enough data: 3 other micro profiles on Instagram in the same campaign, at least 5 needed."
    return [missing, *[one] * min(many, 4)]


def _evidence(said: Said, many: int) -> dict[str, Any]:
    return {
        "standings": standings(said, many),
        "score": "95",
        "compared": many,
        "thanked_on": "2026-11-01" if many else None,
        "passed_over": [said("name")] * min(many, 5),
        "suggestion": "A tenth of their fees, which the campaign's budget has left.",
    }


def reward(said: Said, many: int) -> Reward:
    """A bonus that was approved, or a note that is proposed."""
    stage = RewardStage.APPROVED if many else RewardStage.PROPOSED
    kind = RewardKind.BONUS if many else RewardKind.THANKS
    return Reward(
        id=3,
        influencer_id=1,
        collaboration_id=7,
        campaign_id=4,
        result_key="month:2026-10",
        kind=kind,
        amount=Money(12_000 if many else 0, "EUR"),
        what=said("what")[:1500] if many else "",
        stage=stage,
        owner=MARIA,
        proposed_at=NOW,
        evidence=_evidence(said, many),
        decided_at=NOW if many else None,
        decided_by=OMAR if many else None,
        why=said("note")[:500] if many else "",
        cost_id=9,
        gift_id=4 if many > 1 else None,
        given_at=None,
        version=2,
    )


def line(said: Said, many: int) -> RewardLine:
    """A reward in a list."""
    shown = campaign(said, many)
    return RewardLine(reward(said, many), influencer(said, many), shown, f"October 2026, in {shown.name}")


def _card(said: Said, many: int) -> Values:
    return {
        "card": RewardCard(
            line=line(said, many),
            sentences=[said("what")] * min(many, 6),
            requests=requests(said, many),
            may_review=None if many else 5,
            thanked={"by": MARIA, "at": NOW.isoformat()} if many > 1 else None,
            reader=member(role=Role.MANAGER),
            note=said("what") if many else "",
        )
    }


def message(said: Said, many: int) -> Values:
    """What the message to whoever sees to it says."""
    one = reward(said, max(1, many))
    return {
        "reward_id": one.id,
        "influencer_id": 1,
        "influencer": said("name"),
        "campaign": said("name")[:100],
        "result": f"October 2026, in {said('name')[:100]}",
        "kind": one.kind,
        "amount": one.amount.minor,
        "currency": "EUR",
        "what": one.what,
        "stage": ("approved", "given", "cancelled")[min(many, 2)],
        "why": one.why,
        "evidence": dict(one.evidence),
        "gift_id": 4 if many > 1 else None,
        "thanked": {"by": MARIA, "at": NOW.isoformat()} if many > 1 else None,
    }


def _list(said: Said, many: int) -> Values:
    lines = [line(said, many)] * min(many, 10)
    note = "" if many else "Not enough data: nobody has at least 5 like peers with the same figures."
    return {"list": CampaignRewards(campaign(said, many), lines, bool(many), note, bool(many))}


def _person(said: Said, many: int) -> Values:
    return {"list": PersonRewards(influencer(said, many), [line(said, many)] * min(many, 10), many, member())}


def _change(said: Said, many: int) -> Values:
    return {"line": line(said, many), "kinds": KINDS, "typed": "120.00" if many else None}


def _thank(said: Said, many: int) -> Values:
    thanked = {"by": MARIA, "at": NOW.isoformat()} if many > 1 else None
    return {"line": line(said, many), "thanked": thanked, "sender": said("name")}


def _how(said: Said, many: int) -> Values:
    compared = many or None
    return {"name": said("name"), "result": said("name"), "compared": compared, "standings": standings(said, many)}


def nudge(said: Said, many: int) -> Values:
    """What the words of the nudge about an underperformer are made of, without the person."""
    return {"campaign": said("name"), "note_id": 3, "month": "2026-10", "evidence": _judged(said, many)}


def _judged(said: Said, many: int) -> dict[str, Any]:
    return {
        "among": "in the same campaign",
        "missing": [] if many else ["2 live posts have figures, at least 3 needed."],
        "standings": standings(said, many),
        "low": ["Revenue", "Clicks"],
        "suggestion": "coach" if many else None,
    }


def _answer(said: Said, many: int) -> Values:
    response = list(Response)[min(many, 3)]
    return {
        "response": response,
        "name": said("name"),
        "campaign": said("name"),
        "standings": standings(said, many),
    }


def _performance(said: Said, many: int) -> Values:
    choice = Response.COACH if many > 1 else None
    note = PerformanceNote(3, 1, 7, "month:2026-10", choice, said("note"), {}, MARIA, NOW, OMAR, NOW, 1)
    judged = [Judged(said("name"), _judged(said, number)) for number in range(min(many, 5))]
    return {"found": Performances(influencer(said, many), judged, [note] * min(many, 5))}


def _tiers(said: Said, many: int) -> Values:
    least = dict.fromkeys(Fact, 75)
    listed = [{"key": f"t{at}", "name": said("name")[:30], "least": least, "holders": at} for at in range(min(many, 6))]
    note = said("what") if many else ""
    set_by = MARIA if many else None
    return {"tiers": listed, "grace_days": 60, "set_by": set_by, "note": note, "may_change": many != 1}


def _tier(said: Said, many: int) -> Values:
    least = {str(fact): 75 if many else None for fact in Fact}
    name = said("name")[:30] if many else None
    return {"typed": {"key": "gold" if many else None, "name": name, "place": 1, **least}}


def _tier_how(said: Said, many: int) -> Values:
    condition = Condition(Fact.REVENUE, 75, "not enough data", False, "Not enough data: " + said("what")[:200])
    return {
        "one": Explained(
            name=said("name"),
            tier="Gold" if many else None,
            since=NOW.date(),
            below_since=NOW.date() if many > 1 else None,
            grace_days=60,
            checked_at=NOW,
            next=None if many > 1 else "Star",
            conditions=[condition] * min(many, 5),
            lines=[[said("what")] * 9] * min(many, 5),
        )
    }


def _asked(said: Said, many: int) -> Values:
    return {**decision(said, many), "subject": "reward", "opens": {"action": "reward.open", "value": 3}}


MESSAGES: Mapping[str, Example] = {
    "approval_asked:reward": _asked,
    "reward_approved": message,
    "reward_card": _card,
    "reward_list": _list,
    "reward_person": _person,
}
OUTBOX = frozenset({"reward_approved"})
MODALS: Mapping[str, Example] = {
    "reward_change": _change,
    "reward_thank": _thank,
    "reward_paid": _change,
    "reward_cancel": _change,
    "reward_how": _how,
    "under_answer": _answer,
    "performance": _performance,
    "tier_list": _tiers,
    "tier_edit": _tier,
    "tier_how": _tier_how,
}
