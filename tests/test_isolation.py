"""Two workspaces in one database see nothing of each other."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from bot.domain.influencers.influencers import LabelKind
from bot.domain.influencers.search import parse_search
from bot.domain.influencers.touches import TouchKind
from storage import Store
from storage.tables import metadata
from tests.workspace import Workspace

OTHER = "T_OTHER"
TABLES = [table.name for table in metadata.tables.values() if "workspace_id" in table.c]
NAMED = re.compile(r"\b(?:FROM|UPDATE|INTO)\s+(\w+)")
QUEUES = {"outbox", "job", "lane"}


@contextmanager
def statements(workspace: Workspace) -> Iterator[list[str]]:
    """The SQL that the bot runs meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(workspace.bot.database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(workspace.bot.database.engine, "before_cursor_execute", note)


def fill_other(workspace: Workspace) -> Store:
    """Another workspace with an influencer, a touch, a follow-up, a saved search and a message to say."""
    now = workspace.clock()
    with workspace.bot.database.transaction(OTHER) as store:
        store.members.install(name="Other", bot_user="U0", now=now)
        labels = {LabelKind.TAG: ["vegan"]}
        number = store.influencers.add({"name": "Noor Other", "stage": "prospect"}, labels=labels, now=now)
        handle = {"handle": "noor.bakes", "handle_key": "noor.bakes", "url": "https://www.tiktok.com/@noor.bakes"}
        assert store.profiles.add(number, platform="tiktok", **handle)
        store.influencers.index(number)
        store.touches.add(number, TouchKind.NOTE, "other touch", by="U1", at=now)
        store.followups.add(number, owner="U1", due_at=now + timedelta(days=900), what="other", by="U1", now=now)
        store.searches.save("other search", "noor", by="U1")
        return store


def story(workspace: Workspace) -> str:
    """Everything that a team does; gives all that maria sees of it."""
    maria, omar = workspace.person("maria"), workspace.person("omar")
    seen = []
    view = workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes", tags="vegan")
    seen.append(view.text)
    maria.close(view)
    maria.home()
    for typed in (
        "/influencer find noor tag:vegan platform:tiktok owner:me -stage:active idle:<9d has:profile followers:<1m",
        "/influencer find er:>0% sort:er",
        "/influencer show noor",
        "/influencer log @noor.bakes had a call",
        "/rapport status",
        "/rapport roles",
        "/influencer export csv",
    ):
        seen.append(maria.command(typed).text)
    card = maria.command("/influencer show noor").messages[-1]
    seen.append(maria.click("Full timeline", card).text)
    seen.append(maria.submit(maria.click("Add figures", card), followers="12k", comments="90", shares="10").text)
    seen.append(maria.submit(maria.click("Edit", card), tags="vegan, summer").text)
    seen.append(maria.submit(maria.click("Change stage", card), stage="contacted").text)
    maria.submit(maria.command("/followup noor in 1 hour ask"))
    workspace.travel(hours=1, minutes=1)
    reminder = next(message for message in workspace.told("maria") if "ask" in message.text_shown)
    maria.submit(maria.click("Reassign", reminder), owner=omar.id)
    omar.submit(omar.click("Done", workspace.told("omar")[-1]), note="done")
    workspace.import_all("maria", "more.csv", b"Name,Instagram,Followers\nNoor Haddad,@noor.sun,9000\nZoe,@zoe,1\n")
    form = maria.click("Save this search", maria.command("/influencer find noor"))
    seen.append(maria.submit(form, name="mine").text)
    return "\n".join([*seen, maria.home().text, *(message.text_shown for message in workspace.told("maria"))])


def test_nothing_of_another_workspace_is_seen_or_changed(workspace: Workspace) -> None:
    fill_other(workspace)

    seen = story(workspace)

    assert "Noor Haddad" in seen
    for private in ("Noor Other", "other touch", "other search", "Who is meant?"):
        assert private not in seen
    with workspace.bot.database.reading(OTHER) as store:
        assert store.searches.all(parse_search("", me="U1"), now=workspace.clock()) == [1]
        assert [touch.text for touch in store.touches.of(1, limit=9)] == ["other touch"]
        assert store.influencers.get(2) is None
        assert store.followups.count_open("U1") == 1


def test_every_statement_names_the_workspace_of_every_table_it_touches(workspace: Workspace) -> None:
    """Claims alone look at the queues of all workspaces: whoever sends, sends for everybody."""
    with statements(workspace) as seen:
        story(workspace)

    assert len(seen) > 200
    forgotten = [one for one in seen if not names_workspace(one)]
    assert forgotten == []


def names_workspace(statement: str) -> bool:
    """Whether each table of a workspace in this statement is asked for, or given, the workspace.

    A joined table is reached through the key of one that is.
    """
    plain = statement.replace('"', "")
    if plain.startswith("INSERT"):
        return "workspace_id" in plain or not set(NAMED.findall(plain)) & set(TABLES)
    tables = (set(NAMED.findall(plain)) & set(TABLES)) - QUEUES
    return all(re.search(rf"\b{table}(?:_\d+)?\.workspace_id (?:=|IN)", plain) for table in tables)
