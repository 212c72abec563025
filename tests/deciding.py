"""What people do around decisions, for the tests: managers, a contract in review, and the message that asks."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.influencers.handles import parse_profile
from bot.domain.team.roles import Role
from bot.services.influencers import influencers
from bot.services.influencers.influencers import Details
from bot.services.team import members
from storage.tables import audit
from tests.contracting import contract
from tests.workspace import Message, Person, Seen, View, Workspace


def give_role(workspace: Workspace, name: str, role: Role) -> Person:
    """Somebody gets another role, from an admin."""
    ada, to = workspace.member("ada"), workspace.member(name)
    with workspace.bot.deps.transaction(workspace.team) as store:
        members.give_role(store, workspace.bot.deps, to=to, role=role, by=ada)
    return workspace.person(name)


def on_roster(workspace: Workspace, name: str, handle: str) -> None:
    """Maria puts somebody on the roster."""
    details = Details({"name": name}, profiles=[("profile_1", parse_profile(handle, platform="tiktok"))])
    by = workspace.member("maria")
    with workspace.bot.deps.transaction(workspace.team) as store:
        influencers.add(store, details, by=by, now=workspace.clock())


def with_noor(workspace: Workspace) -> Workspace:
    """Noor on the roster, and Omar a manager."""
    on_roster(workspace, "Noor Haddad", "noor.bakes")
    give_role(workspace, "omar", Role.MANAGER)
    return workspace


def submitted(workspace: Workspace, *, approver: str | None = "omar", note: str = "", **terms: Any) -> int:
    """Maria writes a contract with Noor and submits it; gives its number."""
    number = contract(workspace, "maria", **terms)
    submit(workspace, number, approver=approver, note=note)
    return number


def submit(workspace: Workspace, number: int, *, approver: str | None = "omar", note: str = "") -> Seen:
    """Maria submits a contract from its card."""
    maria = workspace.person("maria")
    form = maria.click("Submit", maria.command(f"/contract show {number}"))
    chosen = {"approver": workspace.person(approver).id} if approver else {}
    seen = maria.submit(form, note=note, **chosen)
    assert not seen.errors, seen.errors
    return seen


def asked(workspace: Workspace, name: str = "omar") -> Message:
    """The message that asks somebody last, or says what became of it."""
    return [one for one in workspace.told(name) if one.thread_ts in (None, one.ts)][-1]


def window(workspace: Workspace, name: str = "omar") -> View:
    """The window in which somebody decides."""
    return workspace.person(name).click("Review", asked(workspace, name)).view


def decide(workspace: Workspace, verdict: str = "approve", reason: str = "", *, name: str = "omar") -> Seen:
    """Somebody decides on what they were asked last."""
    return workspace.person(name).submit(window(workspace, name), verdict=verdict, reason=reason)


def stage(workspace: Workspace, number: int) -> str:
    """Where a contract stands."""
    with workspace.bot.deps.reading(workspace.team) as store:
        one = store.contracts.get(number)
    assert one is not None
    return str(one.stage)


def refused(workspace: Workspace) -> list[tuple[str, str]]:
    """Who was refused what, by the audit log: pairs of Slack id and thing."""
    with workspace.bot.database.engine.connect() as connection:
        rows = connection.execute(select(audit).where(audit.c.verb == "refused").order_by(audit.c.id))
        return [(row.by, row.about) for row in rows]


def labels(message: Message) -> list[str]:
    """What the buttons of a message say."""
    return [one.label for one in message.buttons]


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """Noor on the roster, and Omar a manager."""
    return with_noor(workspace)
