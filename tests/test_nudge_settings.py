"""`/rapport settings`: how it stands in words, and what a person changes for themselves or for everybody."""

import pytest

from bot.domain.team.roles import Role
from tests.deciding import give_role
from tests.hours import keep_open
from tests.workspace import Workspace

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
