"""Home: what waits for me, kept up to date without being opened anew, and a way on from every button."""

from bot.services.team.home import SHOWN
from sandbox.driver import Person
from tests.workspace import View, Workspace


def follow_up(workspace: Workspace, who: str, what: str, *, when: str = "in 2 hours") -> None:
    """Ask by command, and agree to the echo."""
    person = workspace.person(who)
    person.submit(person.command(f"/followup @noor.bakes {when} {what}"))


def noor(workspace: Workspace) -> None:
    """Put Noor on the roster."""
    workspace.person("maria").close(workspace.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes"))


def shown_to(workspace: Workspace, person: Person) -> View:
    """Home as Slack shows it by now, without opening it anew."""
    body = workspace.slack.ask(lambda slack: slack.workspace.homes[person.id].body)
    return View(body, person.reader())


def test_home_shows_mine_overdue_first_and_follows_every_action(workspace: Workspace) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    noor(workspace)
    opened = maria.home()
    assert "Nothing waits for you." in opened.text
    follow_up(workspace, "maria", "ask later", when="in 5 hours")
    follow_up(workspace, "maria", "ask soon")
    follow_up(workspace, "omar", "not mine")
    workspace.settle()
    assert "ask later" in shown_to(workspace, maria).text
    assert "not mine" not in shown_to(workspace, maria).text

    workspace.travel(hours=2, minutes=1)
    shown = shown_to(workspace, maria).text
    assert shown.index("Overdue") < shown.index("ask soon") < shown.index("Ahead") < shown.index("ask later")

    omar.home()
    maria.submit(maria.click("Reassign", maria.home()), owner=omar.id)
    workspace.settle()
    assert "ask soon" not in shown_to(workspace, maria).text
    assert "ask soon" in shown_to(workspace, omar).text
    maria.click("Snooze for 3 days", maria.home())
    workspace.settle()
    assert "ask later" in shown_to(workspace, maria).text
    maria.submit(maria.click("Done", maria.home()), note="asked")
    workspace.settle()
    assert "Nothing waits for you." in shown_to(workspace, maria).text
    assert "asked" in maria.command("/influencer show noor").text


def test_home_shows_so_many_and_says_how_to_see_the_rest(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    noor(workspace)
    for number in range(SHOWN + 2):
        follow_up(workspace, "maria", f"ask {number:02}", when=f"in {number + 1} hours")

    shown = maria.home().text

    assert "ask 14" in shown
    assert "ask 15" not in shown
    assert "and 2 more: `/followup list`" in shown


def test_one_can_go_from_home_to_a_card_and_on_as_far_as_one_likes(workspace: Workspace) -> None:
    """Slack stacks three modals: what is only read takes the place of what was only read."""
    maria = workspace.person("maria")
    noor(workspace)
    for number in range(20):
        maria.command(f"/influencer log noor note {number:02}")
    follow_up(workspace, "maria", "ask about rates")

    view = maria.click("Open", maria.home()).view
    for label in ("Full timeline", "Older", "Older", "Newer", "Back to the card", "Full timeline", "Back to the card"):
        view = maria.click(label, view).view
    for number in range(4):
        form = maria.click("Log a touch", view).view
        view = maria.submit(form, note=f"from home {number}").view
        assert f"from home {number}" in view.text
    view = maria.submit(maria.click("Edit", view), notes="answers at night").view

    assert "answers at night" in view.text
    assert maria.close(view).has_view is False


def test_home_refuses_guests_with_a_sentence(workspace: Workspace) -> None:
    assert "for full members" in workspace.person("gus").home().text


def test_every_button_of_home_leads_somewhere(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    workspace.campaign("maria", "Autumn bread")

    for label in [button.label for button in maria.home().buttons]:
        seen = maria.click(label, maria.home())
        assert seen.has_view, label
        assert "Something went wrong" not in seen.text, label
        maria.close(seen)
