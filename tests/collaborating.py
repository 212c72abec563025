"""What a person does around rosters and collaborations, for the tests of both."""

import pytest

from tests.workspace import Message, Person, Seen, View, Workspace


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """Noor on the roster of one campaign."""
    workspace.person("maria").close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    workspace.collaboration("maria", workspace.campaign("maria", "Autumn bread"), "Noor Haddad")
    return workspace


@pytest.fixture
def bakery(workspace: Workspace) -> Workspace:
    """Two influencers and a campaign with nobody in it."""
    for name, handle in (("Noor Haddad", "noor.bakes"), ("Sam Ode", "sam.ode")):
        workspace.person("maria").close(workspace.add("maria", name, f"https://www.tiktok.com/@{handle}"))
    workspace.campaign("maria", "Autumn bread", category="bread")
    return workspace


def card(person: Person) -> Message:
    """The collaboration's card, from the influencer's."""
    return person.click("Open", person.command("/influencer show noor")).messages[-1]


def move(person: Person, stage: str, why: str = "") -> Message:
    """Somebody brings the collaboration to another stage; gives the card."""
    return person.submit(person.click("Change stage", card(person)), stage=stage, why=why).messages[-1]


def make_viewer(workspace: Workspace, name: str) -> Person:
    """Somebody who only reads."""
    ada, viewer = workspace.person("ada"), workspace.person(name)
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=viewer.id, role="viewer")
    return viewer


def submit(person: Person, form: View | Seen, /, *, campaign: str, **typed: object) -> Seen:
    """Somebody searches the campaign as they type, and submits."""
    view = form.view if isinstance(form, Seen) else form
    assert person.suggest("campaign", campaign, in_=view) == [campaign]
    return person.submit(view, campaign=campaign, **typed)


def exclusive(workspace: Workspace, campaign_id: int, name: str, **fields: object) -> None:
    """Somebody is in a campaign and bound to it."""
    number = workspace.collaboration("maria", campaign_id, name)
    with workspace.bot.database.transaction(workspace.team) as store:
        one = store.collaborations.get(number)
        assert one is not None
        assert store.collaborations.change(one, fields)
