"""Two influencers who are one: their collaborations become one person's, and nothing that hangs on them vanishes."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table, func, insert, select

from storage import tables
from storage.tables import metadata
from tests.workspace import Person, View, Workspace

HANGS_ON = [table for table in metadata.sorted_tables if "collaboration_id" in table.c]


@pytest.fixture
def twins(workspace: Workspace) -> Workspace:
    """Noor twice (1 is kept, 2 goes), both in Autumn bread (1 and 2), the second alone in Spring bread (3)."""
    for name, handle in (("Noor Haddad", "noor.bakes"), ("Noor H.", "noor.sun")):
        workspace.person("maria").close(workspace.add("maria", name, f"https://www.tiktok.com/@{handle}"))
    for campaign, names in (("Autumn bread", ("Noor Haddad", "Noor H.")), ("Spring bread", ("Noor H.",))):
        number = workspace.campaign("maria", campaign)
        for name in names:
            workspace.collaboration("maria", number, name)
    with workspace.bot.database.transaction(workspace.team) as store:
        store.merges.offer([(1, 2, "the same name")])
    return workspace


def work_of(workspace: Workspace, collaboration_id: int, *, link: bool) -> dict[Table, dict[str, Any]]:
    """A row of everything that a collaboration can have."""
    now, day = workspace.clock(), workspace.clock().date()
    added = {"added_by": "U1", "added_at": now}
    rows: dict[Table, dict[str, Any]] = {
        tables.cost: {"kind": "fees", "state": "planned", "amount": 100, "currency": "EUR", "note": "", **added},
        tables.offer: {"side": "us", "fee": 1, "currency": "EUR", "terms": "", "state": "open", "at": now, "by": "U1"},
        tables.outreach: {"subject": "Hi", "body": "Hi", "reason": "you", "sent_at": now, "sent_by": "U1"},
        tables.deliverable: {"platform": "tiktok", "format": "video", "title": "", "due_on": day, "state": "planned"},
        tables.click: {"token": f"t{collaboration_id}", "at": now, "is_robot": False},
        tables.conversion: {"order_key": f"o{collaboration_id}", "at": now, "amount": 900, "currency": "EUR"},
        tables.post: {"profile_id": 2, "platform": "tiktok", "post_key": "p", "title": "", "url": "https://x.example"},
    }
    rows[tables.deliverable] |= added
    contract = {"stage": "draft", "stage_since": now, "owner": "U1", "current": 1, "created_by": "U1"}
    rows[tables.contract] = {**contract, "created_at": now}
    owed = {"kind": "answer", "about": f"offer:{collaboration_id}", "influencer_id": 2, "campaign_id": 1, "why": ""}
    rows[tables.promise] = {**owed, "owner": "U1", "text": "Answer", "due_at": now, "opened_at": now}
    rows[tables.conversion] |= {"codes": [], "clicks": [], "links": [], "why": "code", "source": "file"}
    rows[tables.conversion] |= {"entered_at": now, "campaign_id": 1, "by": "code"}
    if link:
        rows[tables.link] = {"alias": f"a{collaboration_id}", "target": "https://x.example", "made_at": now}
        rows[tables.link] |= {"code": f"C{collaboration_id}", "code_key": f"c{collaboration_id}"}
    return rows


def write(workspace: Workspace, collaboration_id: int, rows: dict[Table, dict[str, Any]]) -> None:
    """Put the rows into the database."""
    with workspace.bot.database.engine.begin() as connection:
        for table, row in rows.items():
            shared = {"workspace_id": workspace.team, "collaboration_id": collaboration_id}
            connection.execute(insert(table).values(**shared, **row))


def numbers(workspace: Workspace, *, of: int | None = None) -> dict[str, int]:
    """How many rows each table has that hangs on a collaboration: on any, or on one."""
    with workspace.bot.database.engine.connect() as connection:
        return {
            table.name: int(connection.scalar(_count(table, of=of)) or 0)
            for table in HANGS_ON
            if not table.name.startswith("result")
        }


def _count(table: Table, *, of: int | None) -> Any:
    query = select(func.count()).select_from(table)
    return query if of is None else query.where(table.c.collaboration_id == of)


def compared(person: Person) -> View:
    """The pair, side by side."""
    return person.click("Compare", person.command("/influencer show @noor.bakes")).view


def test_everything_moves_to_the_collaboration_that_stays(twins: Workspace) -> None:
    maria = twins.person("maria")
    rows = work_of(twins, 2, link=True)
    write(twins, 2, rows)
    with twins.bot.database.transaction(twins.team) as store:
        one = store.collaborations.get(2)
        assert one is not None
        until = twins.clock().date() + timedelta(days=9)
        assert store.collaborations.change(one, {"exclusive_category": "rye", "exclusive_until": until})
    before = numbers(twins)

    maria.close(maria.click("Same person: join", compared(maria)))

    assert numbers(twins) == before
    assert numbers(twins, of=2) == dict.fromkeys(before, 0)
    here = numbers(twins, of=1)
    assert all(here[table.name] == 1 for table in rows)
    assert here["stage_change"] == 2
    with twins.bot.database.reading(twins.team) as store:
        assert [one.influencer_id for one in store.promises.open_of_collaboration(1)] == [1]
    card = maria.command("/influencer show noor")
    for part in ("Autumn bread", "Spring bread", "exclusive: rye", "goes on as shortlisted, the other was shortlisted"):
        assert part in card.text


def test_two_links_that_are_out_are_never_made_one(twins: Workspace) -> None:
    maria = twins.person("maria")
    for number in (1, 2):
        rows = work_of(twins, number, link=True)
        write(twins, number, {tables.link: rows[tables.link]})
    before = numbers(twins)

    refused = maria.click("Same person: join", compared(maria))

    assert "Both have a tracking link of their own in Autumn bread" in refused.text
    assert numbers(twins) == before
    with twins.bot.database.reading(twins.team) as store:
        assert store.influencers.get(2) is not None
        assert store.merges.waiting() == 1
