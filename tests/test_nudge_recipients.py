"""To whom a nudge goes: its owner, a manager, a channel; and to somebody else where whoever it was for has left."""

from dataclasses import replace

from bot.domain.approvals.approvals import ApprovalState, Decision, Subject, Verdict
from bot.domain.nudges.nudges import Seat
from bot.domain.team.roles import Role
from tests.collaborating import make_viewer
from tests.content import begin, plan
from tests.keeping import signed
from tests.test_nudge_kinds import LATE, START, june, nudged, on_day
from tests.workspace import Workspace

__all__ = ["june"]

DUE = "“Bread post” by Noor Haddad is due"


def leave(workspace: Workspace, name: str) -> None:
    """Somebody's account was deactivated."""
    one = workspace.member(name)
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.members.keep(replace(one, is_welcome=False), now=workspace.clock())


def lead(workspace: Workspace, *names: str) -> None:
    """These are managers."""
    for name in names:
        one = workspace.member(name)
        with workspace.bot.deps.transaction(workspace.team) as store:
            store.members.set_role(one.slack_id, Role.MANAGER)


def give(workspace: Workspace, to: str) -> None:
    """Somebody else looks after the collaboration."""
    owner = workspace.member(to).slack_id
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = store.collaborations.get(1)
        assert one is not None
        assert store.collaborations.change(one, {"owner": owner})


def on_the_third(workspace: Workspace) -> None:
    """Content of Noor's is due in three days."""
    plan(begin(workspace), due_on=START.date().replace(day=7))


def test_where_the_owner_has_left_it_goes_to_who_runs_the_campaign(june: Workspace) -> None:
    on_the_third(june)
    give(june, "lee")
    june.settle()
    leave(june, "lee")
    on_day(june, 2)
    assert len(nudged(june, DUE, "maria")) == 1
    assert nudged(june, DUE, "lee") == []


def test_where_they_have_left_too_it_goes_to_a_manager(june: Workspace) -> None:
    on_the_third(june)
    leave(june, "maria")
    on_day(june, 2)
    assert len(nudged(june, DUE, "omar")) == 1
    assert nudged(june, DUE, "maria") == []


def test_somebody_who_only_reads_is_told_nothing_that_they_could_not_do(june: Workspace) -> None:
    on_the_third(june)
    june.settle()
    make_viewer(june, "maria")
    on_day(june, 2)
    assert nudged(june, DUE, "maria") == []
    told = [name for name in ("omar", "ada") if nudged(june, DUE, name)]
    assert len(told) == 1


def test_a_late_payment_is_told_to_the_manager_who_approved_the_contract(june: Workspace) -> None:
    lead(june, "ada", "omar", "lee")
    number = signed(june)
    approved_by(june, number, "lee")
    on_day(june, 14)
    on_day(june, 15)
    assert len(nudged(june, LATE, "lee")) == 1
    assert nudged(june, LATE, "omar") + nudged(june, LATE, "ada") == []


def approved_by(workspace: Workspace, number: int, name: str) -> None:
    """Somebody approves a contract, as a record of the time before its signature."""
    by = workspace.member(name)
    with workspace.bot.deps.transaction(workspace.team) as store:
        fields = {"subject": Subject.CONTRACT, "subject_id": number, "number": 1, "amount": 1, "currency": "EUR"}
        people = {"requested_by": "U1", "owner": "U1", "written_by": "U1", "preferred": None, "note": ""}
        asked = store.approvals.add({**fields, **people}, now=workspace.clock())
        decision = Decision(by.slack_id, None, by.role, Verdict.APPROVE, "", workspace.clock())
        store.approvals.decide(asked, decision, evidence={})
        assert store.approvals.end(asked, ApprovalState.APPROVED, now=workspace.clock())


def test_money_never_reaches_a_channel_whatever_was_set(june: Workspace) -> None:
    signed(june)
    seats(june, "payment_due", Seat.CHANNEL)
    channel(june, "#launch")
    on_day(june, 11)
    assert len(nudged(june, "Pay Noor Haddad")) == 1
    assert all("€" not in one.text_shown for one in june.person("maria").messages("#launch"))


def test_a_channel_is_told_of_content_and_nothing_of_what_passed_between_us(june: Workspace) -> None:
    on_the_third(june)
    seats(june, "deliverable_due", Seat.CHANNEL)
    channel(june, "#launch")
    maria = june.person("maria")
    maria.command("/influencer log noor Asked for more money, in confidence")
    on_day(june, 2)
    [told] = [one for one in maria.messages("#launch") if DUE in one.text.replace("*", "")]
    assert "confidence" not in told.text_shown
    assert nudged(june, DUE) == []


def seats(workspace: Workspace, kind: str, *chosen: Seat) -> None:
    """A kind of nudge is for these."""
    now = workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        value = {"is_on": True, "seats": list(chosen)}
        store.settings.set(f"nudges:rule:{kind}", value, since=now.date(), source="the test", by="U1", now=now)


def channel(workspace: Workspace, name: str) -> None:
    """The campaign's channel."""
    number = workspace.slack.ask(lambda slack: slack.workspace.conversation(name).id)
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = store.campaigns.get(1)
        assert one is not None
        assert store.campaigns.change(one, {"channel": number})


def test_the_same_person_in_two_seats_is_told_once(june: Workspace) -> None:
    signed(june)
    june.settle()
    on_day(june, 14)
    leave(june, "maria")
    on_day(june, 15)
    assert len(nudged(june, LATE, "omar")) == 1
