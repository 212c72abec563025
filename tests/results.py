"""Rows of results for tests, written as posts, clicks and orders come in, and summed up."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import insert, update

from bot.services.results import results
from storage.tables import click, conversion, cost, link, post, post_metric
from storage.tables import member as members_table
from tests.workspace import Message, View, Workspace

_NUMBERS = count(1)


class Happening:
    """What happens to one collaboration. Call `sum_up` when all is in."""

    def __init__(self, workspace: Workspace, collaboration_id: int) -> None:
        self.workspace = workspace
        self.id = collaboration_id

    def post(self, *days: Mapping[str, int | None], on: str = "tiktok", profile: int | None = None) -> int:
        """A post with its metrics day by day, the last one today; on the influencer's first profile."""
        with self.workspace.bot.deps.reading(self.workspace.team) as store:
            one = store.collaborations.get(self.id)
            assert one is not None
            profile_id = profile or store.profiles.of([one.influencer_id])[one.influencer_id][0].id
        number = next(_NUMBERS)
        row = {"profile_id": profile_id, "platform": on, "post_key": f"p{number}", "title": f"Post {number}"}
        row |= {"url": f"https://www.tiktok.com/p/{number}", "collaboration_id": self.id}
        post_id = self._put(post, [row])
        today = self.workspace.clock().date()
        rows = [
            {"post_id": post_id, "day": today - timedelta(days=back), **metrics, "source": "manual"}
            for back, metrics in zip(range(len(days) - 1, -1, -1), days, strict=True)
        ]
        for one_row in rows:
            self._put(post_metric, [{**one_row, "entered_at": self.workspace.clock()}])
        return post_id

    def clicks(self, people: int, *, robots: int = 0, at: datetime | None = None) -> None:
        """Clicks on the link."""
        moment = at or self.workspace.clock()
        flags = [False] * people + [True] * robots
        self._put(
            click,
            [
                {"collaboration_id": self.id, "token": f"t{next(_NUMBERS)}", "at": moment, "is_robot": flag}
                for flag in flags
            ],
        )

    def orders(
        self, amounts: Iterable[int], *, currency: str = "EUR", refunded: int = 0, at: datetime | None = None
    ) -> None:
        """Orders that are the influencer's, each with so much of it given back."""
        with self.workspace.bot.deps.reading(self.workspace.team) as store:
            one = store.collaborations.get(self.id)
            assert one is not None
        mine = {"collaboration_id": self.id, "campaign_id": one.campaign_id, "by": "code", "why": "code"}
        put_orders(self.workspace, amounts, currency=currency, refunded=refunded, at=at, **mine)

    def link(self) -> None:
        """A link and a code, by which clicks and orders can be told at all."""
        number = next(_NUMBERS)
        row = {"collaboration_id": self.id, "alias": f"noor-{number}", "target": "https://shop.example/"}
        codes = {"code": f"NOOR{number}", "code_key": f"noor{number}", "made_at": self.workspace.clock()}
        self._put(link, [{**row, **codes}])

    def cost(self, amount: int, *, kind: str = "fees", state: str = "committed", currency: str = "EUR") -> None:
        """What it cost."""
        row = {"collaboration_id": self.id, "kind": kind, "state": state, "amount": amount, "currency": currency}
        by = self.workspace.person("maria").id
        self._put(cost, [{**row, "note": "", "added_by": by, "added_at": self.workspace.clock()}])

    def sum_up(self) -> None:
        """Bring the sums up to date, as every service does that writes such rows."""
        with self.workspace.bot.deps.transaction(self.workspace.team) as store:
            results.sum_up(store, [self.id])

    def _put(self, table: Any, rows: list[dict[str, Any]]) -> int:
        return put(self.workspace, table, rows)


def put(workspace: Workspace, table: Any, rows: list[dict[str, Any]]) -> int:
    """Write rows; gives the id of the last one where there is one row."""
    full = [{"workspace_id": workspace.team, **row} for row in rows]
    with workspace.bot.database.engine.begin() as connection:
        if len(full) == 1:
            key = connection.execute(insert(table).values(**full[0])).inserted_primary_key
            return int(key[0]) if key and isinstance(key[0], int) else 0
        if full:
            connection.execute(insert(table), full)
    return 0


def put_orders(
    workspace: Workspace,
    amounts: Iterable[int],
    *,
    currency: str = "EUR",
    refunded: int = 0,
    at: datetime | None = None,
    **given: object,
) -> None:
    """Orders, by default with no collaboration and no trace."""
    moment = at or workspace.clock()
    row = {"currency": currency, "refunded": refunded, "at": moment, "entered_at": moment, "source": "csv"}
    row |= {"codes": [], "clicks": [], "links": [], "why": "no trace", **given}
    put(workspace, conversion, [{**row, "order_key": f"o{next(_NUMBERS)}", "amount": amount} for amount in amounts])


def figures(message: Message) -> dict[str, str]:
    """The figures of a report by their names."""
    fields = [field["text"] for block in message.blocks for field in block.get("fields", ())]
    return {name.strip("*"): said for name, _, said in (text.partition("\n") for text in fields)}


def report(workspace: Workspace, *, who: str = "maria", name: str = "Autumn bread") -> Message:
    """The report as somebody gets it."""
    return workspace.person(who).command(f"/campaign report {name}").messages[-1]


def table(message: Message) -> list[dict[str, str]]:
    """The rows of the report's table by heading."""
    blocks = [block for block in message.blocks if block["type"] == "data_table"]
    first, *rest = [[cell["text"] for cell in row] for row in blocks[0]["rows"]] if blocks else [[]]
    return [dict(zip(first, row, strict=True)) for row in rest]


def make_viewer(workspace: Workspace, name: str) -> None:
    """Let somebody only read."""
    workspace.member(name)
    mine = members_table.c.slack_id == workspace.person(name).id
    with workspace.bot.database.engine.begin() as connection:
        connection.execute(update(members_table).where(mine).values(role="viewer"))


def thank(workspace: Workspace, who: str, campaign: str = "autumn") -> View:
    """The thank-you note as somebody gets it."""
    person = workspace.person(who)
    return person.click("Thank-you note", person.click("Open", person.command(f"/campaign show {campaign}"))).view


def campaign_of(workspace: Workspace) -> int:
    """The id of Autumn bread."""
    with workspace.bot.deps.reading(workspace.team) as store:
        return store.campaigns.named("Autumn bread")[0].id


@pytest.fixture
def noor(workspace: Workspace) -> Happening:
    """Noor in the campaign Autumn bread, with nothing happened yet."""
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    autumn = workspace.campaign("maria", "Autumn bread")
    return Happening(workspace, workspace.collaboration("maria", autumn, "Noor Haddad"))
