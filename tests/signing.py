"""Signing for the tests: an approved contract, its link, and the influencer's browser."""

import re
import socket
from collections.abc import Mapping
from typing import Any

import httpx

from bot.domain.contracts import ContractStage
from bot.services import contracts
from sandbox.driver import Person, Seen
from tests.contracting import contract
from tests.outage import BROWSER
from tests.workspace import Workspace

PUBLIC = "https://sign.example"
NAME = "Noor Haddad"
_TOKEN = re.compile(rf"{PUBLIC}/c/([\w-]+)")


def free_port() -> int:
    """A port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def approved(workspace: Workspace, who: str = "maria", name: str = NAME, **fields: Any) -> int:
    """A contract that was approved, of somebody on the roster; gives its id."""
    profile = f"https://www.tiktok.com/@{name.split()[0].lower()}"
    workspace.person(who).close(workspace.add(who, name, profile, email="noor@bakes.example"))
    number = contract(workspace, who, name, **fields)
    approve(workspace, number)
    return number


def approve(workspace: Workspace, number: int) -> None:
    """Bring a draft to approved."""
    by = workspace.member("omar").slack_id
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = contracts.found(store, number)
        one = contracts.move(store, one, ContractStage.IN_REVIEW, by=by, now=workspace.clock())
        contracts.move(store, one, ContractStage.APPROVED, by=by, now=workspace.clock())


def card(workspace: Workspace, number: int, who: str = "maria") -> Seen:
    """The contract's card."""
    return workspace.person(who).command(f"/contract show {number}")


def send(
    workspace: Workspace, number: int, who: str = "maria", *, label: str = "Send for signature", days: str = "14"
) -> str:
    """Somebody makes the link; gives its token."""
    person = workspace.person(who)
    shown = person.submit(person.click(label, card(workspace, number, who)), days=days)
    token = token_in(shown)
    finished(person, shown)
    return token


def token_in(shown: Seen) -> str:
    """The token in the window that shows the link."""
    found = _TOKEN.search(shown.view.text)
    assert found is not None, shown.view.text
    return found[1]


def finished(person: Person, shown: Seen) -> Seen:
    """*Done* beneath the link."""
    return person.submit(shown)


class Page:
    """The influencer's browser, on one link."""

    def __init__(self, workspace: Workspace, token: str, *, port: int) -> None:
        self.workspace = workspace
        self.token = token
        self.address = f"http://127.0.0.1:{port}/c/{token}"

    def get(self, more: str = "", **headers: str) -> httpx.Response:
        """Open the page, as a person does."""
        return httpx.get(self.address + more, headers={**BROWSER, **headers})

    def post(self, fields: Mapping[str, str], **more: Any) -> httpx.Response:
        """Send a form; follows to the page after it."""
        return httpx.post(self.address, data=dict(fields), headers=BROWSER, follow_redirects=True, **more)

    def sign(self, name: str = NAME, *, consent: bool = True, **fields: str) -> httpx.Response:
        """Sign, with what is expected in `fields`."""
        ticked = {"consent": "yes"} if consent else {}
        return self.post({"do": "sign", "name": name, **ticked, **fields})

    def ask(self, **fields: str) -> httpx.Response:
        """Ask for a change."""
        return self.post({"do": "change", **fields})


def stage(workspace: Workspace, number: int) -> str:
    """How a contract stands."""
    with workspace.bot.deps.reading(workspace.team) as store:
        return str(contracts.found(store, number).stage)
