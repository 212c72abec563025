"""`/rapport settings`: how it stands in words, and what a person changes for themselves or for everybody."""

from datetime import timedelta

import pytest

from bot.domain.team.roles import Role
from tests.deciding import give_role
from tests.hours import keep_open
from tests.minding import close, reminders, unanswered
from tests.workspace import View, Workspace

OFFICE = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    """A workspace that set nothing yet."""
    keep_open(workspace.bot, {})
    return workspace


def test_settings_say_in_words_how_it_stands_now(workspace: Workspace) -> None:
    seen = workspace.person("maria").command("/rapport settings").view

    assert "Monday to Friday, 9:00 to 18:00" in seen.text
    assert "Berlin time" in seen.text
    assert "Holidays of Germany (next: " in seen.text
    assert "10 nudges a day, the rest in one message" in seen.text
    assert "Everybody's hours" not in seen.text


def test_somebodys_own_hours_hold_for_them_alone_until_they_take_the_teams_again(workspace: Workspace) -> None:
    maria, lee = workspace.person("maria"), workspace.person("lee")

    form = maria.click("Change", maria.command("/rapport settings").view).view
    assert form.field("country").value == "Germany"
    seen = maria.submit(form, days=["Monday", "Tuesday"], start="08:30", end="12:00", country="us", cap="3")

    assert "Monday and Tuesday, 8:30 to 12:00" in seen.view.text
    assert "Holidays of United States (next: " in seen.view.text
    assert "3 nudges a day" in seen.view.text
    assert "Monday to Friday, 9:00 to 18:00" in lee.command("/rapport settings").view.text
    again = maria.click("Use the team's hours", seen.view)
    assert "Monday to Friday, 9:00 to 18:00" in again.view.text


def test_a_manager_sets_the_hours_of_whoever_set_none(workspace: Workspace) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    omar.command("/rapport settings")
    give_role(workspace, "omar", Role.MANAGER)
    maria.submit(maria.click("Change", maria.command("/rapport settings").view), cap="7")

    seen = omar.command("/rapport settings").view
    form = omar.click(on=seen, action_id="settings.team")
    saved = omar.submit(form, days=[*OFFICE, "Saturday"], end="20:00", country="No holidays", cap="2").view

    assert "Monday to Saturday, 9:00 to 20:00" in saved.text
    assert "2 nudges a day" in workspace.person("lee").command("/rapport settings").view.text
    assert "7 nudges a day" in maria.command("/rapport settings").view.text


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"start": "22:00", "end": "06:00"}, {"end": "Hours cannot go past midnight"}),
        ({"country": "Atlantis <!channel>"}, {"country": "I don't know this country"}),
        ({"cap": "51"}, {"cap": "Type a whole number from 1 to 50"}),
        ({"country": "x", "cap": "1000", "start": "18:00"}, {"country": "", "cap": "", "end": "no time at all"}),
    ],
)
def test_a_fault_stands_on_its_field_and_nothing_is_changed(
    workspace: Workspace, typed: dict[str, str], fault: dict[str, str]
) -> None:
    maria = workspace.person("maria")

    seen = maria.submit(maria.click("Change", maria.command("/rapport settings").view), **typed)

    assert set(seen.errors) == set(fault)
    assert all(words in seen.errors[field] for field, words in fault.items())
    assert "Monday to Friday, 9:00 to 18:00" in maria.command("/rapport settings").view.text


def no_reply(workspace: Workspace) -> None:
    """Somebody has not replied to Maria for three days and a half."""
    keep_open(workspace.bot)
    unanswered(workspace, ["Ilse Okafor"], sent_at=workspace.clock() - timedelta(days=3, hours=12))
    workspace.settle()


def rule(workspace: Workspace, name: str) -> View:
    """The form of a nudge that a manager opens."""
    person = workspace.person(name)
    view = person.command("/rapport settings").view
    return person.click(on=view, action_id="settings.rule:no_reply").view


def test_a_nudge_that_somebody_does_not_want_reaches_nobody_and_the_others_still_come(workspace: Workspace) -> None:
    no_reply(workspace)
    maria = workspace.person("maria")

    form = maria.click(on=maria.command("/rapport settings").view, action_id="settings.wishes").view
    seen = maria.submit(form, wanted_1=[name for name in form.field("wanted_1").options if name != "No reply"]).view

    assert "Off for me: No reply" in seen.text
    assert "Nothing is planned." in maria.command("/rapport upcoming").text
    workspace.travel(days=1)
    assert reminders(workspace, "maria") == []


def test_a_manager_turns_a_nudge_off_for_everybody_and_on_again(workspace: Workspace) -> None:
    no_reply(workspace)
    give_role(workspace, "omar", Role.MANAGER)
    omar, maria = workspace.person("omar"), workspace.person("maria")

    off = omar.submit(rule(workspace, "omar"), is_on=[]).view
    assert "No reply* · :no_bell: off" in off.text
    workspace.settle()
    assert "Nothing is planned." in maria.command("/rapport upcoming").text

    on = omar.submit(rule(workspace, "omar"), is_on=["On"]).view
    assert "No reply* · 4 days after and 9 days after (the outreach) · to the owner" in on.text
    workspace.settle()
    assert "has not replied" in maria.command("/rapport upcoming").text


def test_when_and_to_whom_is_chosen_in_words_and_is_what_happens(workspace: Workspace) -> None:
    no_reply(workspace)
    give_role(workspace, "omar", Role.MANAGER)
    omar = workspace.person("omar")

    form = rule(workspace, "omar")
    assert "4 days after and 9 days after" in form.text
    saved = omar.submit(form, steps=["5 days after"], to="The owner and a manager").view

    assert "No reply* · 5 days after (the outreach) · to the owner and a manager" in saved.text
    workspace.travel(hours=13)
    assert reminders(workspace, "maria") == []
    workspace.travel(days=1)
    assert "has not replied" in reminders(workspace, "maria")[-1].text_shown
    leads = [one.text_shown for name in ("omar", "ada") for one in workspace.told(name)]
    assert len([text for text in leads if "has not replied" in text]) == 1


def test_an_earlier_step_of_a_new_rule_is_not_told_after_a_later_one_that_was(workspace: Workspace) -> None:
    no_reply(workspace)
    give_role(workspace, "omar", Role.MANAGER)
    workspace.travel(days=6)
    assert len(reminders(workspace, "maria")) == 1

    close(workspace, closed=True)
    workspace.travel(minutes=2)
    workspace.person("omar").submit(rule(workspace, "omar"), steps=["3 days after", "7 days after"])
    close(workspace, closed=False)
    workspace.travel(days=1)

    assert len(reminders(workspace, "maria")) == 1


def test_the_slower_of_two_managers_is_told_who_changed_it(workspace: Workspace) -> None:
    for name in ("omar", "lee"):
        give_role(workspace, name, Role.MANAGER)
    slower = rule(workspace, "lee")
    workspace.person("omar").submit(rule(workspace, "omar"), steps=["3 days after"])

    seen = workspace.person("lee").submit(slower, steps=["7 days after"])

    assert seen.errors == {"to": "omar changed this nudge a moment ago. Close this and look at it again."}


def test_a_nudge_that_is_on_has_a_moment(workspace: Workspace) -> None:
    give_role(workspace, "omar", Role.MANAGER)

    seen = workspace.person("omar").submit(rule(workspace, "omar"), steps=[])

    assert seen.errors == {"steps": "Choose at least one moment, or turn the nudge off."}


def test_what_is_private_is_not_offered_to_a_channel(workspace: Workspace) -> None:
    give_role(workspace, "omar", Role.MANAGER)
    omar = workspace.person("omar")

    assert "The campaign's channel" in rule(workspace, "omar").field("to").options
    view = omar.click(on=omar.command("/rapport settings").view, action_id="settings.rule:approval_waiting").view
    assert "The campaign's channel" not in view.field("to").options
    assert "When it comes is set elsewhere: 1 day after." in view.text


def test_a_viewer_changes_their_own_and_sees_nothing_of_everybodys(workspace: Workspace) -> None:
    lee = give_role(workspace, "lee", Role.VIEWER)

    seen = lee.command("/rapport settings").view

    assert [button.label for button in seen.buttons].count("Change") == 2
    assert "Everybody's" not in seen.text
    assert lee.submit(lee.click("Change", seen), cap="4").view.text.count("4 nudges a day") == 1
