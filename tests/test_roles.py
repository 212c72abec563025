"""Who may do what: roles, guests, people of other workspaces, and rights that change half-way."""

import json

from slack_bolt import BoltRequest

from bot.domain.team.roles import Role
from sandbox.driver import Person, Seen, View
from tests.workspace import Workspace

REFUSED = "Rapport is for full members of this workspace."
COMMANDS = (
    "/influencer add @noor.bakes",
    "/influencer find",
    "/influencer import",
    "/followup list",
    "/rapport roles",
    "",
)


def role_of(workspace: Workspace, name: str) -> Role | None:
    """Somebody's role, if they were ever met."""
    with workspace.bot.database.reading(workspace.team) as store:
        found = store.members.get(workspace.person(name).id)
        return found.role if found else None


def give(workspace: Workspace, by: str, to: str, role: str) -> Seen:
    """Change somebody's role by the button under `/rapport roles`."""
    person = workspace.person(by)
    form = person.click("Change a role", person.command("/rapport roles"))
    return person.submit(form, who=workspace.person(to).id, role=role)


def test_slack_admins_are_admins_and_everybody_else_starts_as_a_marketer(workspace: Workspace) -> None:
    for name in ("ada", "maria"):
        workspace.person(name).command("/rapport status")

    assert (role_of(workspace, "ada"), role_of(workspace, "maria")) == (Role.ADMIN, Role.MARKETER)
    shown = workspace.person("ada").command("/rapport roles").text
    assert "@ada · admin" in shown
    assert "@maria · marketer" in shown


def test_only_an_admin_changes_roles_and_never_takes_their_own_key(workspace: Workspace) -> None:
    maria, ada = workspace.person("maria"), workspace.person("ada")

    assert "Change a role" not in maria.command("/rapport roles").text
    assert "@omar · manager" in give(workspace, "ada", "omar", "manager").text
    assert give(workspace, "ada", "ada", "viewer").errors == {
        "role": "You cannot take the role admin from yourself. Ask another admin to."
    }
    ada.close(opened(ada))
    assert list(give(workspace, "ada", "gus", "marketer").errors) == ["who"]
    assert role_of(workspace, "omar") is Role.MANAGER


def test_a_viewer_reads_and_changes_nothing(workspace: Workspace) -> None:
    maria, lee = workspace.person("maria"), workspace.person("lee")
    maria.close(workspace.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes"))
    give(workspace, "ada", "lee", "viewer")

    card = lee.command("/influencer show noor").messages[-1]
    assert "Noor" in card.text_shown
    assert "Noor" in lee.command("/influencer find noor").text
    for label in ("Log a touch", "Follow up", "Edit", "Change stage", "Add figures"):
        seen = lee.click(label, card)
        assert "That needs the role marketer, and yours is viewer." in seen.text
        assert not seen.has_view
    for typed in ("/influencer add @x", "/influencer log noor hi", "/followup noor friday call"):
        assert "That needs the role marketer" in lee.command(typed).text
    assert "That needs the role marketer" in lee.shortcut("Log a touch").text


def test_a_role_taken_away_while_a_form_is_open_refuses_it(workspace: Workspace) -> None:
    lee = workspace.person("lee")
    form = lee.command("/influencer add").view
    give(workspace, "ada", "lee", "viewer")

    refused = lee.submit(form, name="Noor", profile_1="https://www.tiktok.com/@noor.bakes")

    assert "That needs the role marketer" in refused.errors["name"]
    assert refused.view.field("name").value == "Noor"
    with workspace.bot.database.reading(workspace.team) as store:
        assert store.searches.size() == 0


def test_guests_are_refused_everywhere(workspace: Workspace) -> None:
    gus, maria = workspace.person("gus"), workspace.person("maria")
    pasted = maria.say("https://www.tiktok.com/@noor.bakes")

    for typed in COMMANDS:
        seen = gus.command(typed or "/rapport")
        assert REFUSED in seen.text
        assert not seen.has_view
    assert REFUSED in gus.click("Add to roster", gus.messages()[0]).text
    assert REFUSED in gus.shortcut("Add influencer").text
    gus.close(opened(gus))
    assert REFUSED in gus.message_shortcut("Save to timeline", pasted).text
    assert REFUSED in gus.home().text
    gus.say("hello", channel=gus.dm_with("rapport"))
    assert REFUSED in workspace.told("gus")[-1].text_shown
    assert "@gus" not in maria.command("/rapport roles").text


def test_people_of_other_workspaces_are_refused(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    form = maria.command("/influencer add").view
    user = {"id": maria.id, "name": "maria", "team_id": "T0ELSEWHERE"}
    body = {"type": "view_submission", "team": {"id": workspace.team}, "user": user, "view": form.raw, "token": "x"}

    answer = workspace.bot.bolt.dispatch(BoltRequest(mode="socket_mode", body=body))

    errors = json.loads(answer.body)["errors"]
    assert errors == {"name": "Rapport is only for members of the workspace it is installed in."}


def test_rights_that_change_in_slack_change_here(workspace: Workspace) -> None:
    lee, maria = workspace.person("lee"), workspace.person("maria")
    lee.command("/rapport status")

    workspace.slack.change_person("lee", is_admin=True)
    assert role_of(workspace, "lee") is Role.ADMIN
    workspace.slack.change_person("lee", is_guest=True, is_admin=False)
    assert REFUSED in lee.command("/influencer find").text
    assert "@lee" not in maria.command("/rapport roles").text


def opened(person: Person) -> View:
    """The modal that is open."""
    view = person.view()
    assert view is not None
    return view
