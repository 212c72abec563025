"""A workspace that takes orders, and what tests of orders do in it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot.domain.results.signatures import sign
from sandbox.driver import Sandbox
from storage.tables import conversion
from tests.connections import free_port
from tests.test_links import add, link_of
from tests.workspace import Message, View, Workspace

ALIAS = "autumn-bread-noor-haddad"


@contextmanager
def open_shop(slack: Sandbox, database: str, folder: Path) -> Iterator[Workspace]:
    """A workspace that serves the web, with a campaign whose Noor has a link and the code NOOR15."""
    whole = Workspace(slack, database, extra={"PORT": str(free_port()), "RAPPORT_DATA": str(folder)})
    add(whole, "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    number = whole.campaign("maria", "Autumn bread", landing_page="https://shop.example/bread")
    whole.collaboration("maria", number, "Noor Haddad")
    link = link_of(whole, "maria", "Noor Haddad")
    assert whole.person("maria").submit(link, code="NOOR15").closed
    whole.settle()
    yield whole
    whole.close()
    assert slack.problems == []


def desk(workspace: Workspace, who: str = "maria") -> View:
    """*Orders* on the campaign's card."""
    person = workspace.person(who)
    return person.click("Orders", person.command("/campaign show autumn").messages[-1]).view


def secret_of(workspace: Workspace) -> str:
    """A new secret, made by ada; she closes what she opened."""
    ada = workspace.person("ada")
    shown = ada.click("New secret", desk(workspace, "ada")).view
    word = next(word for word in shown.text.replace("`", " ").split() if word.startswith("rapport_"))
    ada.close(ada.close(shown).view)
    return word


def order(workspace: Workspace, key: str = "1001", **changes: object) -> dict[str, object]:
    """An order of just now with Noor's code."""
    at = workspace.clock().isoformat()
    told = {"order": key, "at": at, "amount": "49.90", "currency": "EUR", "code": "noor-15"}
    return {**told, **changes}


def send(
    workspace: Workspace,
    secret: str,
    told: object,
    *,
    at: datetime | None = None,
    headers: Mapping[str, str] | None = None,
) -> httpx.Response:
    """Our own webhook, signed."""
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    signature = sign(body, secret=secret, at=at or workspace.clock())
    sent = {"Content-Type": "application/json", "X-Rapport-Signature": signature, **(headers or {})}
    return httpx.post(f"{base(workspace)}/orders", content=body, headers=sent)


def base(workspace: Workspace) -> str:
    """Where the webhooks are, on this machine."""
    return f"http://127.0.0.1:{workspace.bot.settings.port}/hooks/{workspace.team}"


def rows(workspace: Workspace) -> list[Mapping[str, Any]]:
    """The orders as the table has them."""
    with workspace.bot.database.engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(select(conversion).order_by(conversion.c.order_key))]


def import_orders(workspace: Workspace, name: str, content: bytes) -> Message:
    """Maria drops a file into *Import a file*; gives the preview."""
    maria = workspace.person("maria")
    form = maria.click("Import a file", desk(workspace)).view
    maria.close(maria.submit(form, file=[maria.upload(name, content)]))
    return workspace.told("maria")[-1]


def confirmed(workspace: Workspace, preview: Message) -> Message:
    """She presses *Import*; gives the message as it is then."""
    workspace.person("maria").click("Import", preview)
    workspace.settle()
    return workspace.person("maria").message(preview.channel, preview.ts)


@pytest.fixture
def shop(slack: Sandbox, database: str, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace that takes orders, with Noor's link and code."""
    with open_shop(slack, database, tmp_path) as whole:
        yield whole
