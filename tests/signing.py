"""Signing for the tests: a bot that serves pages, an approved contract, its link, and the influencer's browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.contracts.contracts import ContractStage
from bot.services.contracts import contracts
from sandbox.driver import Message, Person, Sandbox, Seen
from tests.connections import free_port
from tests.contracting import contract
from tests.outage import BROWSER
from tests.workspace import Workspace

PUBLIC = "https://sign.example"
NOOR = "Noor Haddad"
STRICT = (BriefLine(LineKind.MUST, "Name the brand"),)
"""A brief that leaves nothing free."""
FREE = {"autonomy": "free in how I make it"}
"""An expectation that a strict brief does not meet."""
_TOKEN = re.compile(rf"{PUBLIC}/c/([\w-]+)")


class Page:
    """The influencer's browser, on one link."""

    def __init__(self, token: str, *, port: int) -> None:
        self.token = token
        self.address = f"http://127.0.0.1:{port}/c/{token}"

    def get(self, more: str = "", **headers: str) -> httpx.Response:
        """Open the page, as a person does."""
        return httpx.get(self.address + more, headers={**BROWSER, **headers})

    def post(self, **fields: str) -> httpx.Response:
        """Send a form, and follow to the page after it."""
        return httpx.post(self.address, data=fields, headers=BROWSER, follow_redirects=True, timeout=30)

    def sign(self, name: str = NOOR, consent: str = "yes", **fields: str) -> httpx.Response:
        """Sign, with what is expected in `fields`."""
        return self.post(do="sign", name=name, consent=consent, **fields)

    def ask(self, **fields: str) -> httpx.Response:
        """Ask for a change."""
        return self.post(do="change", **fields)


class Desk:
    """A workspace whose bot serves pages, and what its people do about signatures."""

    def __init__(self, workspace: Workspace, *, port: int) -> None:
        self.workspace = workspace
        self.port = port

    def person(self, name: str = "maria") -> Person:
        """Somebody of the team."""
        return self.workspace.person(name)

    def approved(self, name: str = NOOR, *, who: str = "maria", **fields: Any) -> int:
        """A contract that was approved, of somebody new on the roster; gives its id."""
        profile = f"https://www.tiktok.com/@c{len(name)}"
        self.person(who).close(self.workspace.add(who, name, profile, email="noor@bakes.example"))
        number = contract(self.workspace, who, name, **fields)
        self.approve(number)
        return number

    def approve(self, number: int) -> None:
        """Bring a draft to approved."""
        by, now = self.workspace.member("omar").slack_id, self.workspace.clock()
        with self.workspace.bot.deps.transaction(self.workspace.team) as store:
            one = contracts.move(store, contracts.found(store, number), ContractStage.IN_REVIEW, by=by, now=now)
            contracts.move(store, one, ContractStage.APPROVED, by=by, now=now)

    def card(self, number: int, who: str = "maria") -> Seen:
        """The contract's card."""
        return self.person(who).command(f"/contract show {number}")

    def send(self, number: int, *, label: str = "Send for signature", days: str = "14") -> Page:
        """Maria makes the link; gives the page that it leads to."""
        maria = self.person()
        shown = maria.submit(maria.click(label, self.card(number)), days=days)
        found = _TOKEN.search(shown.view.text)
        assert found is not None, shown.view.text
        maria.submit(shown)
        return Page(found[1], port=self.port)

    def page(self, token: str) -> Page:
        """The page of some token."""
        return Page(token, port=self.port)

    def told(self, who: str = "maria") -> Message:
        """The last thing the bot told somebody."""
        return self.workspace.told(who)[-1]

    def stage(self, number: int) -> str:
        """How a contract stands."""
        with self.workspace.bot.deps.reading(self.workspace.team) as store:
            return str(contracts.found(store, number).stage)

    def audit(self, number: int) -> list[str]:
        """What the audit log says was done to a contract."""
        with self.workspace.bot.deps.reading(self.workspace.team) as store:
            return [entry["verb"] for entry in store.audit.of(f"contract:{number}")]


@contextmanager
def serving(slack: Sandbox, database_url: str, *, public: str = PUBLIC) -> Iterator[Desk]:
    """A bot that serves pages; fails if it broke one of Slack's rules."""
    port = free_port()
    whole = Workspace(slack, database_url, extra={"PORT": str(port), "RAPPORT_URL": public})
    yield Desk(whole, port=port)
    problems = slack.problems
    whole.close()
    assert problems == []


@pytest.fixture
def desk(slack: Sandbox, database: str) -> Iterator[Desk]:
    """A workspace whose bot serves pages."""
    with serving(slack, database) as one:
        yield one
