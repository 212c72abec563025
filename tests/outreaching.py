"""What the tests of outreach and offers share: Noor, shortlisted for Autumn bread, and what people do about her."""

import pytest

from bot.domain.team.roles import Role
from bot.services.team import members
from sandbox.driver import Person
from tests.workspace import Message, Seen, View, Workspace

REASON = "Your film about sourdough & <rye> made three of us bake at midnight."


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """A workspace where Noor is shortlisted for Autumn bread, with all that a message may say."""
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes", email="noor@bakes.example"))
    autumn = workspace.campaign("maria", "Autumn bread", about="Bread for slow mornings.", hashtags="#slowbread")
    workspace.collaboration("maria", autumn, "Noor Haddad")
    return workspace


def card(workspace: Workspace, who: str = "maria") -> Message:
    """Noor's collaboration, as somebody opens it."""
    person = workspace.person(who)
    return person.click("Open", person.command("/campaign show autumn")).messages[-1]


def templates(workspace: Workspace, who: str = "maria") -> Message:
    """The list of templates."""
    person = workspace.person(who)
    return person.click("Outreach templates", person.command("/campaign show autumn")).messages[-1]


def previewed(workspace: Workspace, who: str = "maria", reason: str = REASON) -> View:
    """A message that somebody is about to send."""
    person = workspace.person(who)
    return person.submit(person.click("Write", card(workspace, who)), reason=reason).view


def written(workspace: Workspace, who: str = "maria") -> Seen:
    """A message that went out."""
    return workspace.person(who).submit(previewed(workspace, who))


def make_viewer(workspace: Workspace, name: str) -> Person:
    """Somebody who only reads."""
    ada, one = workspace.member("ada"), workspace.member(name)
    with workspace.bot.deps.transaction(workspace.team) as store:
        members.give_role(store, workspace.bot.deps, to=one, role=Role.VIEWER, by=ada)
    return workspace.person(name)


def link_in(view: View) -> str:
    """The mail link of a modal, as a mail program gets it."""
    texts = [block["text"]["text"] for block in view.blocks if block["type"] == "section"]
    (link,) = [text.partition("<mailto:")[2].partition("|")[0] for text in texts if "<mailto:" in text]
    return "mailto:" + str(link).replace("&amp;", "&")
