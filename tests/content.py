"""Steps on content that several tests take: a creator in a campaign, and a deliverable on its way to live."""

from datetime import timedelta

import pytest

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.team.roles import Role
from sandbox.driver import Message, Seen
from tests.workspace import Workspace

TIKTOK = "https://www.tiktok.com/@noor.bakes"
VIDEO = f"{TIKTOK}/video/7301234567890123456"
GOOD = "#ad Sourdough day with @crumb.co"
BAD = "Sourdough day, thanks @crumb.co"


def begin(workspace: Workspace, **fields: object) -> Workspace:
    """Noor is in the campaign Autumn bread: collaboration 1 of campaign 1, both maria's; omar is a manager."""
    workspace.person("maria").close(workspace.add("maria", "Noor Haddad", TIKTOK))
    campaign_id = workspace.campaign("maria", "Autumn bread", **{"mentions": "@crumb.co", "places": "US", **fields})
    workspace.collaboration("maria", campaign_id, "Noor Haddad")
    workspace.member("omar")
    lines = [BriefLine(LineKind.MUST, "Show the crust"), BriefLine(LineKind.MUST, "Name the bakery")]
    lines += [BriefLine(LineKind.MAY, "Film outside"), BriefLine(LineKind.FREE, "The music")]
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.campaigns.set_brief(campaign_id, lines)
        store.members.set_role(workspace.person("omar").id, Role.MANAGER)
    return workspace


def hub(workspace: Workspace, who: str = "maria") -> Seen:
    """The collaboration's card, opened from the campaign's."""
    person = workspace.person(who)
    return person.click("Open", person.command("/campaign show Autumn bread"))


def plan(workspace: Workspace, title: str = "Bread post", **fields: object) -> Seen:
    """Maria plans content on the collaboration's card."""
    maria = workspace.person("maria")
    day = workspace.clock().date() + timedelta(days=7)
    form = maria.click("Plan content", hub(workspace))
    return maria.submit(form, **{"platform": "tiktok", "format": "post", "title": title, "due_on": day, **fields})


def card(workspace: Workspace, who: str = "maria") -> Seen:
    """The first deliverable's card."""
    return workspace.person(who).click("Open", hub(workspace, who))


def submit(workspace: Workspace, who: str = "lee", **fields: object) -> Seen:
    """Somebody submits a draft of the first deliverable."""
    person = workspace.person(who)
    shown = card(workspace, who)
    labels = [button.label for button in shown.messages[-1].buttons]
    label = next(one for one in ("Submit a draft", "Submit another draft") if one in labels)
    return person.submit(person.click(label, shown), **{"text": GOOD, **fields})


def waiting(workspace: Workspace, who: str = "maria") -> Message:
    """The last message that asks somebody to review a draft."""
    return workspace.told(who)[-1]


def approve(workspace: Workspace, who: str = "maria", **fields: object) -> Seen:
    """Somebody approves the draft that waits, with every must-line ticked."""
    person = workspace.person(who)
    form = person.click("Review", card(workspace, who))
    return person.submit(form, **{"decision": "approved", "must_0": ["0", "1"], **fields})


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """Noor owes a post in Autumn bread: collaboration and campaign are maria's; omar is a manager."""
    plan(begin(workspace))
    return workspace
