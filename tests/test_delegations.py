"""Deciding for a manager who is away, and the rules of approval that admins set."""

from datetime import timedelta

from bot.domain.money import Money
from bot.domain.team.roles import Role
from tests.deciding import asked, decide, give_role, noor, refused, stage, submitted, window
from tests.deciding_forged import press_decide
from tests.workspace import Seen, View, Workspace

__all__ = ["noor"]


def away_form(workspace: Workspace, name: str = "omar") -> View:
    """*While I'm away*."""
    person = workspace.person(name)
    return person.click("While I'm away", person.command("/contract approvals")).view


def leave(workspace: Workspace, to: str = "lee", *, days: int = 3, name: str = "omar") -> Seen:
    """A manager names who decides for some days from today."""
    today = workspace.clock().date()
    fields = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=days)).isoformat()}
    return workspace.person(name).submit(away_form(workspace, name), delegate=workspace.person(to).id, **fields)


def test_whoever_stands_in_is_told_asked_and_decides_for_the_manager(noor: Workspace) -> None:
    assert "lee decides for you then." in leave(noor).text
    (told,) = noor.told("lee")
    assert "you decide for @omar" in told.text_shown
    number = submitted(noor)
    assert "You are asked because you stand in for omar until" in asked(noor, "lee").text_shown
    assert noor.told("omar") == []
    assert "You decide for omar" in window(noor, "lee").text

    decide(noor, name="lee")

    assert stage(noor, number) == "approved"
    assert "@lee approved for omar" in asked(noor, "lee").text_shown
    assert "@lee approved for omar" in noor.told("maria")[-1].text_shown


def test_whoever_stands_in_sees_what_the_manager_was_asked_before(noor: Workspace) -> None:
    number = submitted(noor)
    leave(noor)
    lee = noor.person("lee")

    listed = lee.command("/contract approvals")

    assert "Contract 1, version 1" in listed.text
    lee.submit(lee.click("Review", listed))
    assert stage(noor, number) == "approved"


def test_an_end_takes_the_authority_at_once(noor: Workspace) -> None:
    leave(noor)
    number = submitted(noor)
    form = window(noor, "lee")
    omar = noor.person("omar")
    shown = omar.click("End it", away_form(noor))
    assert "It has ended." in shown.text
    assert "End it" not in [one.label for one in shown.view.buttons]

    assert "Your role is marketer" in press_decide(noor, "lee", form)["verdict"]
    assert stage(noor, number) == "in review"
    assert (noor.person("lee").id, "contract:1") in refused(noor)


def test_a_delegation_gives_nothing_after_its_last_day_or_once_the_manager_lost_the_role(noor: Workspace) -> None:
    leave(noor, days=1)
    number = submitted(noor)
    form = window(noor, "lee")
    give_role(noor, "omar", Role.MARKETER)
    assert "whose role is marketer" in press_decide(noor, "lee", form)["verdict"]
    give_role(noor, "omar", Role.MANAGER)

    noor.travel(days=2)

    assert "Your role is marketer" in press_decide(noor, "lee", form)["verdict"]
    assert stage(noor, number) == "in review"


def test_a_request_of_the_manager_is_not_decided_by_who_stands_in_for_them(noor: Workspace) -> None:
    number = submitted(noor)
    form = window(noor)
    give_role(noor, "maria", Role.MANAGER)
    leave(noor, name="maria")

    assert "this is their own" in press_decide(noor, "lee", form)["verdict"]
    assert stage(noor, number) == "in review"


def test_each_fault_of_a_delegation_stands_on_its_field(noor: Workspace) -> None:
    omar, today = noor.person("omar"), noor.clock().date()
    form = away_form(noor)
    days = {"starts_on": today.isoformat(), "ends_on": (today - timedelta(days=1)).isoformat()}

    own = omar.submit(form, delegate=omar.id, **days).errors
    guest = omar.submit(form, delegate=noor.person("gus").id, **days).errors

    assert own["delegate"].startswith("Choose somebody else")
    assert set(own) == {"delegate", "ends_on"}
    assert guest["delegate"].startswith("Choose a full member")
    omar.close(form, all_=True)
    leave(noor)
    omar.close(noor.person("omar").seen().view, all_=True)
    assert "stands in for you on those days already" in leave(noor).errors["starts_on"]


def test_a_marketer_names_nobody(noor: Workspace) -> None:
    assert "While I'm away" not in noor.person("maria").command("/contract approvals").text


def test_nobody_answers_so_whoever_stands_in_by_then_is_asked(noor: Workspace) -> None:
    submitted(noor)
    leave(noor, days=5)

    noor.travel(hours=49)

    assert "nobody has decided for 48 hours, and you stand in for omar" in asked(noor, "lee").text_shown


def rules(workspace: Workspace) -> View:
    """*Approvals* beside the roles, as the admin sees it."""
    ada = workspace.person("ada")
    return ada.click("Approvals", ada.command("/rapport roles")).view


def test_an_admin_sets_limits_and_hours_and_they_hold_at_once(noor: Workspace) -> None:
    ada = noor.person("ada")
    shown = rules(noor)
    assert "*EUR* · an admin decides from €10,000.00 on · two people from €50,000.00 on" in shown.text
    form = ada.click(action_id="approval.limit:EUR", on=shown)
    assert form.view.field("admin_from").value == "10,000.00"
    assert set(ada.submit(form, admin_from="a lot", two_from="-3").errors) == {"admin_from", "two_from"}

    saved = ada.submit(form, admin_from="1000", two_from="none")

    assert "*EUR* · an admin decides from €1,000.00 on · two people never" in saved.text
    number = submitted(noor, approver="ada")
    assert "so an admin decides" in asked(noor, "ada").text_shown
    assert "so an admin decides" in press_decide(noor, "omar", window(noor, "ada"))["verdict"]
    assert stage(noor, number) == "in review"


def test_limits_of_another_currency_are_set_by_its_name(noor: Workspace) -> None:
    ada = noor.person("ada")
    form = ada.click("Another currency", rules(noor))

    assert list(ada.submit(form, currency="gold", admin_from="1", two_from="2").errors) == ["currency"]
    saved = ada.submit(form, currency="sek", admin_from="100,000", two_from="none")

    assert "*SEK* · an admin decides from" in saved.text
    noor.person("ada").close(saved.view, all_=True)
    number = submitted(noor, fee=Money(9_000_00, "SEK"))
    assert stage(noor, number) == "in review"


def test_hours_are_whole_and_the_reminder_comes_first(noor: Workspace) -> None:
    ada = noor.person("ada")
    form = ada.click("Change the hours", rules(noor))

    assert list(ada.submit(form, remind="soon", escalate="48").errors) == ["remind"]
    assert list(ada.submit(form, remind="24", escalate="12").errors) == ["escalate"]
    saved = ada.submit(form, remind="2", escalate="4")

    assert "is reminded after 2 hours; after 4 hours" in saved.text
    submitted(noor)
    noor.travel(hours=2, minutes=1)
    assert len(noor.told("omar")) == 2


def test_only_admins_see_and_change_the_rules(noor: Workspace) -> None:
    assert "Approvals" not in [one.label for one in noor.person("omar").command("/rapport roles").messages[-1].buttons]
