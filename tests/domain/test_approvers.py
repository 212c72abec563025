"""Who is asked can decide; whoever is away is spared, nobody gets them all, and after a while the next is asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.approvals.approvals import Approval, ApprovalState, Decision
from bot.domain.approvals.approvers import Ask, Circle, is_escalation_due, next_to_ask, whom_to_ask
from bot.domain.approvals.authority import check
from bot.domain.approvals.delegations import Delegation
from bot.domain.team.roles import Member
from tests.domain.test_authority import (
    ADA,
    ADMINS,
    ALI,
    ALL,
    DELEGATIONS,
    EUR,
    KIM,
    LEE,
    MAYA,
    MO,
    NOW,
    OPEN,
    TODAY,
    TWO,
    VIC,
    approved,
    away,
)


def circle(*delegations: Delegation, people: Sequence[Member] = ALL) -> Circle:
    return Circle({one.slack_id: one for one in people}, delegations, TODAY)


def asked(
    approval: Approval, around: Circle, *, preferred: str | None = None, decisions: Sequence[Decision] = ()
) -> list[str]:
    asks = whom_to_ask(approval, circle=around, thresholds=EUR, preferred=preferred, decisions=decisions)
    return [one.slack_id for one in asks]


def test_the_chosen_one_is_asked_and_told_why() -> None:
    asks = whom_to_ask(OPEN, circle=circle(), thresholds=EUR, preferred="ada")

    assert asks == [Ask("ada", "you were chosen to decide")]


@pytest.mark.parametrize("preferred", ["kim", "vic", "nobody", "asker", None])
def test_a_choice_that_may_not_decide_is_passed_over(preferred: str | None) -> None:
    assert asked(OPEN, circle(), preferred=preferred) in (["maya"], ["mo"])


def test_managers_come_before_admins_and_take_turns() -> None:
    turns = [asked(replace(OPEN, id=at), circle())[0] for at in range(8)]

    assert set(turns) == {"maya", "mo"}
    assert turns == turns[:4] * 2


def test_while_somebody_is_away_the_stand_in_is_asked() -> None:
    asks = whom_to_ask(OPEN, circle=circle(away(MAYA, KIM, ends=7)), thresholds=EUR, preferred="maya")

    assert asks == [Ask("kim", "you stand in for Maya until 30 November 2026")]


@pytest.mark.parametrize("stand_in", [VIC, replace(KIM, slack_id="asker"), replace(KIM, slack_id="gone")])
def test_a_stand_in_who_may_not_decide_is_not_asked(stand_in: Member) -> None:
    people = [*ALL, replace(KIM, slack_id="asker")]

    assert asked(OPEN, circle(away(MAYA, stand_in), people=people), preferred="maya") == ["mo"]


def test_nobody_is_asked_about_their_own() -> None:
    assert asked(replace(ADMINS, owner="ada"), circle(), preferred="ada") == ["ali"]


def test_two_are_asked_where_two_decide_and_one_where_one_has() -> None:
    assert asked(TWO, circle(), preferred="ali") == ["ali", "ada"]
    assert asked(TWO, circle(), preferred="ali", decisions=[approved("ali")]) == ["ada"]
    assert asked(TWO, circle(), decisions=[approved("kim", for_="ada")]) == ["ali"]
    assert asked(TWO, circle(away(ADA, KIM), away(ALI, KIM))) in (["kim", "ada"], ["kim", "ali"])
    assert asked(TWO, circle(away(ADA, ALI)), preferred="ada") == ["ali", "ada"]


def test_where_nobody_may_decide_nobody_is_asked() -> None:
    assert asked(OPEN, circle(people=[KIM, LEE, VIC])) == []
    assert asked(TWO, circle(people=[ADA, MAYA])) == ["ada"]


def test_the_next_is_the_stand_in_and_then_the_next_in_line_until_all_were_asked() -> None:
    around, names = circle(away(MAYA, KIM)), ["maya"]
    while found := next_to_ask(OPEN, circle=around, thresholds=EUR, asked=names):
        names.append(found.slack_id)

    assert names[:3] == ["maya", "kim", "mo"]
    assert sorted(names[3:]) == ["ada", "ali"]


def test_a_manager_whose_stand_in_was_asked_is_the_last_to_be_asked() -> None:
    around = circle(away(MAYA, KIM), people=[MAYA, MO, KIM])

    assert next_to_ask(OPEN, circle=around, thresholds=EUR, asked=["kim"]) == Ask(
        "mo", "you are next in line to decide"
    )
    found = next_to_ask(OPEN, circle=around, thresholds=EUR, asked=["kim", "mo"])
    assert found
    assert found.slack_id == "maya"


@given(DELEGATIONS, st.sampled_from([OPEN, ADMINS, TWO]), st.integers(1, 50), st.sampled_from(ALL))
def test_whoever_is_asked_may_decide_in_the_order_asked(
    delegations: list[Delegation], approval: Approval, number: int, owner: Member
) -> None:
    approval = replace(approval, id=number, owner=owner.slack_id)
    around = circle(*delegations)
    taken: list[Decision] = []
    for ask in whom_to_ask(approval, circle=around, thresholds=EUR, preferred=None):
        standing = check(
            approval,
            by=around.members[ask.slack_id],
            decisions=taken,
            delegations=delegations,
            members=around.members,
            thresholds=EUR,
            today=TODAY,
        )
        taken.append(approved(ask.slack_id, for_=standing.on_behalf_of, role=standing.role, minutes=len(taken)))
    assert len(taken) >= 1


def test_somebody_else_is_asked_after_two_days() -> None:
    for hours, escalates in ((24, False), (47, False), (48, True)):
        now = NOW + timedelta(hours=hours)
        assert is_escalation_due(OPEN, thresholds=EUR, now=now) is escalates
        assert not is_escalation_due(replace(OPEN, state=ApprovalState.WITHDRAWN), thresholds=EUR, now=now)


def test_the_role_asked_for_is_the_role_that_decides() -> None:
    assert all(one in ("ada", "ali") for at in range(9) for one in asked(replace(ADMINS, id=at), circle()))
