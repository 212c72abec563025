"""A decision is taken only by who may take it; whatever is not clearly allowed is refused."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.approvals.authority import (
    Approval,
    ApprovalState,
    Decision,
    Delegation,
    Needs,
    NotOpen,
    Standing,
    Subject,
    Verdict,
    check,
    check_reason,
    needs,
    outcome,
    thresholds_for,
)
from bot.domain.approvals.delegations import check_delegation, stand_in
from bot.domain.money import Money
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
EUR = thresholds_for("EUR", chosen={})


def member(slack_id: str, role: Role, *, is_welcome: bool = True) -> Member:
    return Member(slack_id, slack_id.capitalize(), role, "UTC", is_welcome)


MAYA, MO, ADA, ALI = (
    member("maya", Role.MANAGER),
    member("mo", Role.MANAGER),
    member("ada", Role.ADMIN),
    member("ali", Role.ADMIN),
)
KIM, LEE, VIC = member("kim", Role.MARKETER), member("lee", Role.MARKETER), member("vic", Role.VIEWER)
ALL = (MAYA, MO, ADA, ALI, KIM, LEE, VIC)
OPEN = Approval(7, Subject.CONTRACT, 3, 1, Money(900_00, "EUR"), "asker", "owner", "writer", NOW, ApprovalState.OPEN)
ADMINS = replace(OPEN, amount=Money(10_000_00, "EUR"))
TWO = replace(OPEN, amount=Money(50_000_00, "EUR"))


def approved(by: str, *, for_: str | None = None, role: Role = Role.ADMIN, minutes: int = 0) -> Decision:
    return Decision(by, for_, role, Verdict.APPROVE, "", NOW + timedelta(minutes=minutes))


def away(manager: Member, delegate: Member, *, starts: int = 0, ends: int = 0) -> Delegation:
    days = timedelta(days=1)
    return Delegation(manager.slack_id, delegate.slack_id, TODAY + starts * days, TODAY + ends * days)


def decide(
    by: Member,
    approval: Approval = OPEN,
    *,
    decisions: Sequence[Decision] = (),
    delegations: Sequence[Delegation] = (),
    people: Sequence[Member] = ALL,
    verdict: Verdict = Verdict.APPROVE,
) -> Standing:
    return check(
        approval,
        by=by,
        decisions=decisions,
        delegations=delegations,
        members={one.slack_id: one for one in people},
        thresholds=thresholds_for(approval.amount.currency, chosen={}),
        today=TODAY,
        verdict=verdict,
    )


@pytest.mark.parametrize("by", [MAYA, ADA])
def test_a_manager_decides_below_the_limit(by: Member) -> None:
    assert decide(by) == Standing(None, by.role)


@pytest.mark.parametrize("state", [one for one in ApprovalState if one is not ApprovalState.OPEN])
def test_what_is_over_is_not_decided_again(state: ApprovalState) -> None:
    with pytest.raises(NotOpen) as caught:
        decide(MAYA, replace(OPEN, state=state), decisions=[approved("mo")])

    assert caught.value.state is state
    assert caught.value.by == (None if state is ApprovalState.WITHDRAWN else "mo")


def test_a_rejection_that_has_just_arrived_ends_it() -> None:
    rejected = replace(approved("mo"), verdict=Verdict.REJECT)

    with pytest.raises(NotOpen) as caught:
        decide(MAYA, decisions=[rejected])

    assert (caught.value.state, caught.value.by) == (ApprovalState.REJECTED, "mo")


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("requested_by", "You asked for this decision yourself"),
        ("owner", "This contract is your own"),
        ("written_by", "You wrote this version"),
    ],
)
@pytest.mark.parametrize("verdict", list(Verdict))
def test_nobody_decides_on_their_own_not_even_for_somebody_else(field: str, sentence: str, verdict: Verdict) -> None:
    for who in (ADA, KIM):
        own = replace(OPEN, **dict[str, Any]({field: who.slack_id}))
        with pytest.raises(Refused, match=sentence):
            decide(who, own, delegations=[away(MO, who)], verdict=verdict)


@pytest.mark.parametrize(
    ("by", "approval", "sentence"),
    [
        (KIM, OPEN, "900.00 EUR is below the limits, so one manager decides. Your role is marketer, so ask a manager"),
        (VIC, OPEN, "Your role is viewer"),
        (MAYA, ADMINS, "so an admin decides. Your role is manager, so ask an admin to decide."),
        (MAYA, TWO, "so two admins decide. Your role is manager"),
        (replace(ADA, is_welcome=False), OPEN, "Only full members"),
    ],
)
def test_too_low_a_role_is_told_what_is_needed(by: Member, approval: Approval, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        decide(by, approval)


def test_a_stand_in_decides_with_the_role_of_who_named_them() -> None:
    assert decide(KIM, delegations=[away(MAYA, KIM)]) == Standing("maya", Role.MANAGER)
    assert decide(KIM, ADMINS, delegations=[away(MAYA, KIM), away(ADA, KIM)]) == Standing("ada", Role.ADMIN)
    assert decide(MO, delegations=[away(MAYA, MO)]) == Standing(None, Role.MANAGER)


@pytest.mark.parametrize(
    ("approval", "delegations", "people", "sentence"),
    [
        (OPEN, [away(MAYA, KIM, starts=1, ends=2)], ALL, "Your role is marketer, so ask a manager"),
        (OPEN, [away(MAYA, KIM, starts=-2, ends=-1)], ALL, "Your role is marketer, so ask a manager"),
        (OPEN, [away(MAYA, LEE), away(LEE, KIM)], ALL, "stand in for Lee, whose role is marketer"),
        (OPEN, [away(KIM, KIM)], ALL, "Your role is marketer"),
        (ADMINS, [away(MAYA, KIM)], ALL, "stand in for Maya, whose role is manager, so ask an admin"),
        (OPEN, [away(MAYA, KIM)], [replace(MAYA, role=Role.MARKETER)], "whose role is marketer"),
        (OPEN, [away(MAYA, KIM)], [replace(MAYA, is_welcome=False)], "no longer here"),
        (OPEN, [away(MAYA, KIM)], [], "no longer here"),
        (replace(OPEN, owner="maya"), [away(MAYA, KIM)], ALL, "stand in for Maya, and this is their own"),
    ],
)
def test_a_stand_in_has_no_more_than_the_manager_has_now(
    approval: Approval, delegations: Sequence[Delegation], people: Sequence[Member], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        decide(KIM, approval, delegations=delegations, people=people)


def test_a_viewer_stands_in_for_nobody() -> None:
    with pytest.raises(Refused, match="Standing in needs at least the role marketer, and yours is viewer"):
        decide(VIC, delegations=[away(MAYA, VIC)])


def test_a_delegation_holds_on_its_first_and_its_last_day() -> None:
    held = Delegation("maya", "kim", TODAY, TODAY + timedelta(days=2))
    days = [stand_in("maya", [held], today=TODAY + timedelta(days=at)) for at in range(-1, 4)]

    assert days == [None, "kim", "kim", "kim", None]


@pytest.mark.parametrize(
    ("by", "decisions", "sentence"),
    [
        (ADA, [approved("ada")], "You have approved this already"),
        (ADA, [approved("kim", for_="ada")], "Your stand-in has approved this for you"),
        (KIM, [approved("ada")], "Ada, for whom you stand in, is counted already"),
        (KIM, [approved("lee", for_="ada")], "Ada, for whom you stand in, is counted already"),
        (KIM, [approved("kim", for_="ali")], "You have approved this already"),
    ],
)
def test_the_second_approval_is_another_persons(by: Member, decisions: Sequence[Decision], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        decide(by, TWO, decisions=decisions, delegations=[away(ADA, KIM)])


def test_two_admins_and_two_stand_ins_of_different_admins_make_two() -> None:
    assert decide(ALI, TWO, decisions=[approved("ada")]) == Standing(None, Role.ADMIN)
    both = [away(ADA, LEE), away(ALI, KIM)]
    assert decide(KIM, TWO, decisions=[approved("lee", for_="ada")], delegations=both) == Standing("ali", Role.ADMIN)


def test_who_has_approved_may_still_stop_it() -> None:
    assert decide(ADA, TWO, decisions=[approved("ada")], verdict=Verdict.REJECT) == Standing(None, Role.ADMIN)


def test_one_decision_too_few_leaves_it_open_and_any_no_ends_it() -> None:
    two = Needs(Role.ADMIN, 2, "")
    first, second = approved("ada"), approved("ali", minutes=1)

    assert outcome([], needs=two) is ApprovalState.OPEN
    assert outcome([first], needs=two) is ApprovalState.OPEN
    assert outcome([first, second], needs=two) is ApprovalState.APPROVED
    assert outcome([first, replace(second, verdict=Verdict.CHANGES)], needs=two) is ApprovalState.CHANGES
    assert outcome([first, replace(second, verdict=Verdict.REJECT)], needs=two) is ApprovalState.REJECTED


@pytest.mark.parametrize("again", [approved("ada"), approved("kim", for_="ada"), approved("ada", for_="ali")])
def test_however_it_came_there_a_persons_second_approval_does_not_count(again: Decision) -> None:
    decisions = [approved("ada"), replace(again, at=NOW + timedelta(minutes=1))]

    assert outcome(decisions, needs=Needs(Role.ADMIN, 2, "")) is ApprovalState.OPEN


def test_an_approval_with_a_role_that_is_too_low_by_now_does_not_count() -> None:
    decisions = [approved("maya", role=Role.MANAGER), approved("ada", minutes=1)]

    assert outcome(decisions, needs=Needs(Role.MANAGER, 2, "")) is ApprovalState.APPROVED
    assert outcome(decisions, needs=Needs(Role.ADMIN, 2, "")) is ApprovalState.OPEN


PEOPLE = st.sampled_from(ALL)
DELEGATIONS = st.lists(st.builds(away, PEOPLE, PEOPLE, starts=st.integers(-1, 1), ends=st.integers(-1, 1)), max_size=4)


@given(PEOPLE, PEOPLE, PEOPLE, DELEGATIONS, st.sampled_from([OPEN, ADMINS, TWO]))
def test_whatever_the_delegations_nobody_counts_twice_and_each_has_the_role(
    first: Member, second: Member, asker: Member, delegations: list[Delegation], approval: Approval
) -> None:
    approval = replace(approval, requested_by=asker.slack_id)
    roles = {one.slack_id: one.role for one in ALL}
    need = needs(approval.amount, thresholds=EUR)
    taken: list[Decision] = []
    for at, by in enumerate((first, second)):
        try:
            standing = decide(by, approval, decisions=taken, delegations=delegations)
        except Refused:
            continue
        decision = approved(by.slack_id, for_=standing.on_behalf_of, role=standing.role, minutes=at)
        assert roles[standing.on_behalf_of or by.slack_id].covers(need.role)
        assert not decision.people & approval.involved
        assert not any(decision.people & one.people for one in taken)
        taken.append(decision)
    assert (outcome(taken, needs=need) is ApprovalState.APPROVED) == (len(taken) >= need.people)


def test_only_an_approval_goes_without_a_reason() -> None:
    check_reason(Verdict.APPROVE, reason="")
    check_reason(Verdict.REJECT, reason="x" * 2_000)
    for verdict, reason in ((Verdict.CHANGES, " "), (Verdict.REJECT, ""), (Verdict.APPROVE, "x" * 2_001)):
        with pytest.raises(Refused) as caught:
            check_reason(verdict, reason=reason)
        assert caught.value.field == "reason"


def test_a_delegation_that_gives_nothing_is_refused_on_its_fields() -> None:
    check_delegation(MAYA, delegate=KIM, starts_on=TODAY, ends_on=TODAY, today=TODAY)
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(Refused) as caught:
        check_delegation(MAYA, delegate=VIC, starts_on=TODAY, ends_on=yesterday, today=TODAY)
    assert [one.field for one in (caught.value, *caught.value.others)] == ["delegate", "ends_on"]
    with pytest.raises(Refused, match="nobody stands in for themselves"):
        check_delegation(MAYA, delegate=MAYA, starts_on=TODAY, ends_on=TODAY, today=TODAY)
    with pytest.raises(Refused, match="has passed"):
        check_delegation(MAYA, delegate=KIM, starts_on=yesterday, ends_on=yesterday, today=TODAY)
    with pytest.raises(Refused, match="needs the role manager"):
        check_delegation(KIM, delegate=LEE, starts_on=TODAY, ends_on=TODAY, today=TODAY)
