"""Whoever has no business with contracts gets nowhere with any of their buttons and windows, whatever they send."""

from typing import Any

import pytest

from bot.domain.team.roles import Role
from handlers.approvals import approval_settings, approvals, delegations
from handlers.contracts import contract_texts, contract_writing, contracts, signings
from handlers.payments import payments
from tests.keeping import begin
from tests.tampering import Tampering, is_private, nothing_changes, refused
from tests.workspace import Seen, View, Workspace

NOUNS = (approval_settings, approvals, contract_texts, contract_writing, contracts, delegations, payments, signings)
BUTTONS = {name: needs for noun in NOUNS for name, (_, needs) in noun.ROUTES.clicks.items()}
WINDOWS = {name: needs for noun in NOUNS for name, (_, needs) in noun.ROUTES.forms.items()}
BELOW = {Role.MARKETER: Role.VIEWER, Role.MANAGER: Role.MARKETER, Role.ADMIN: Role.MANAGER}
INTRUDERS = {"a guest": ("gus", None), "a member of another workspace": ("omar", "T0ELSEWHERE")}


class Counter:
    """Maria's card of a contract and a window of it: whatever is pressed there arrives as somebody else's press."""

    def __init__(self, workspace: Workspace, who: str, home: str | None = None) -> None:
        begin(workspace)
        workspace.person(who).command("/rapport help")
        self.workspace, self.who, self.home = workspace, who, home
        self.maria, self.tampering = workspace.person("maria"), Tampering(workspace)
        self.card = self.maria.command("/contract show 1").messages[-1]
        self.window: View = self.maria.click("Terminate", self.card).view

    def press(self, button: str) -> Seen:
        """Press any button there is."""
        return self._refused(lambda: self.maria.click("Versions", self.card), action=f"{button}:1", value="1")

    def submit(self, window: str) -> Seen:
        """Submit any window there is."""
        return self._refused(lambda: self.maria.submit(self.window, why="x"), form=window, about={"id": 1})

    def _refused(self, act: Any, **changed: Any) -> Seen:
        with refused(self.workspace, self.who), self.tampering.changing(who=self.who, home=self.home, **changed):
            seen: Seen = act()
        return seen


@pytest.mark.parametrize("intruder", INTRUDERS)
def test_no_button_and_no_window_serves(workspace: Workspace, intruder: str) -> None:
    counter = Counter(workspace, *INTRUDERS[intruder])

    with nothing_changes(workspace):
        for name in BUTTONS:
            assert is_private(counter.press(name), "members of th"), name
        for name in WINDOWS:
            assert is_private(counter.submit(name), "members of th"), name


@pytest.mark.parametrize("needed", BELOW)
def test_the_role_below_gets_nothing_of_what_needs(workspace: Workspace, needed: Role) -> None:
    counter = Counter(workspace, "lee")
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.members.set_role(workspace.person("lee").id, BELOW[needed])

    with nothing_changes(workspace):
        for name in (one for one, needs in BUTTONS.items() if needs is needed):
            assert is_private(counter.press(name), f"That needs the role {needed}"), name
        for name in (one for one, needs in WINDOWS.items() if needs is needed):
            assert is_private(counter.submit(name), f"That needs the role {needed}"), name
