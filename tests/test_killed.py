"""Killed (SIGKILL) at any moment, Rapport loses nothing and says nothing twice.

The bot is a real process here, killed around its n-th call of a method, or once an import got so far, and started
again. `make prove` kills it at all the points; a normal run at a few of them.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from sandbox.breaches import Breach
from sandbox.driver import Sandbox
from storage import migrate
from storage.tables import followup, job, outbox
from tests.conftest import MANIFEST
from tests.databases import SQLITE, fresh_database
from tests.process import Point, finish, is_finished, kill_at, looking, running, until
from tests.roster import Rows, portrait
from tests.workspace import Message, Workspace

ROWS = 6_000


IMPORT_POINTS = [
    *(Point("cursor", rows) for rows in (500, 1_500, 2_500, 3_500, 4_500, 6_000)),
    Point("chat.update", 1, "before"),
    Point("chat.update", 1, "after"),
    Point("files.getUploadURLExternal", 1, "after"),
    Point("files.completeUploadExternal", 1, "before"),
    Point("files.completeUploadExternal", 1, "after"),
]
PREVIEW_POINTS = [
    Point("conversations.open", 1, "after"),
    Point("chat.postMessage", 1, "before"),
    Point("chat.postMessage", 1, "after"),
]
REMINDER_POINTS = [
    *(Point("chat.postMessage", nth, phase) for nth in (1, 2, 3) for phase in ("before", "after")),
    Point("conversations.open", 1, "before"),
    Point("views.publish", 1, "after"),
]
SHORT = {"after cursor 2500", "before files.completeUploadExternal 1", "after chat.postMessage 1"}


def points(every: list[Point]) -> list[Any]:
    """The points as cases: most of them only where everything is to be proved."""
    return [pytest.param(one, id=str(one), marks=() if str(one) in SHORT else pytest.mark.prove) for one in every]


def spreadsheet() -> bytes:
    """Invented people: some on two platforms, some twice, with niches and addresses."""
    lines = ["Handle,Name,Platform,Followers,Likes avg.,Niche,Email"]
    for number in range(ROWS):
        platform = "Instagram" if number % 10 == 9 else "TikTok"
        who = number - 1 if number % 10 == 9 else number
        lines.append(f"maker.{who},Maker {who},{platform},{1000 + number},{number % 90},food,m{who}@example.com")
    lines += [lines[5], lines[905], "no handle here,,TikTok,many,,,"]
    return "\n".join(lines).encode()


def breaches(slack: Sandbox) -> list[Breach]:
    """What Slack complains of, beside that a dead process acknowledges nothing: events come again."""
    return [one for one in slack.problems if one.code not in ("event_not_acked", "event_unhandled")]


def keys_of(messages: list[Message]) -> Counter[str]:
    """How often each message was posted, by the key it carries."""
    return Counter(one.metadata["event_payload"]["key"] for one in messages if one.metadata)


def begun(slack: Sandbox, database: str, *, confirmed: bool) -> None:
    """Maria's file is in the bot's hands, or even her *Import*; nothing of it is done yet."""
    workspace = Workspace(slack, database)
    if confirmed:
        maria = workspace.person("maria")
        maria.click("Import", workspace.import_file("maria", "makers.csv", spreadsheet()))
    else:
        maria = workspace.person("maria")
        opened = maria.command("/influencer import")
        maria.close(maria.submit(opened, file=[maria.upload("makers.csv", spreadsheet())]))
    workspace.close()


@pytest.fixture(scope="module")
def undisturbed(shared: Path) -> dict[str, Rows]:
    """The roster after the same import in peace."""
    with fresh_database(SQLITE, shared=shared, migrate=migrate) as url, Sandbox(manifest=MANIFEST) as slack:
        workspace = Workspace(slack, url)
        workspace.import_all("maria", "makers.csv", spreadsheet())
        roster = portrait(workspace.bot.database.engine)
        workspace.close()
        return roster


@pytest.fixture
def sqlite(shared: Path) -> Iterator[str]:
    """The URL of an empty SQLite database."""
    with fresh_database(SQLITE, shared=shared, migrate=migrate) as url:
        yield url


def expect_import(slack: Sandbox, database: str, undisturbed: dict[str, Rows]) -> None:
    """Every row once, the counts right, the file of rejected rows there once, no message twice."""
    with looking(database) as engine:
        assert portrait(engine) == undisturbed
    told = slack.person("maria").dm()
    (done,) = [message for message in told if "Imported" in message.text_shown]
    assert "New\n5,400" in done.text_shown.replace("*", "")
    assert "Possible duplicates\n600" in done.text_shown.replace("*", "")
    assert [len(message.files) for message in told if message.files] == [1]
    assert set(keys_of(told).values()) == {1}
    assert breaches(slack) == []


@pytest.mark.parametrize("point", points(IMPORT_POINTS))
def test_an_import_that_is_killed_loses_and_doubles_no_row(
    slack: Sandbox, sqlite: str, undisturbed: dict[str, Rows], point: Point
) -> None:
    begun(slack, sqlite, confirmed=True)
    kill_at(slack, sqlite, point)

    finish(slack, sqlite)

    expect_import(slack, sqlite, undisturbed)


@pytest.mark.parametrize("point", points(PREVIEW_POINTS))
def test_an_import_that_is_killed_while_it_is_read_shows_its_preview_once(
    slack: Sandbox, sqlite: str, undisturbed: dict[str, Rows], point: Point
) -> None:
    begun(slack, sqlite, confirmed=False)
    kill_at(slack, sqlite, point)

    with running(slack, sqlite):
        until(sqlite, is_finished, what="the preview")
        maria = slack.person("maria")
        (preview,) = maria.dm()
        maria.click("Import", preview)
        until(sqlite, is_finished, what="the end of the import")

    expect_import(slack, sqlite, undisturbed)


@pytest.mark.parametrize("point", points(REMINDER_POINTS))
def test_a_reminder_that_is_killed_while_it_is_posted_is_posted_once(slack: Sandbox, sqlite: str, point: Point) -> None:
    reminders_due(slack, sqlite)
    kill_at(slack, sqlite, point)

    finish(slack, sqlite)

    expect_reminders(slack)


WORK = ("ask about rates", "send the brief", "thank her")


def reminders_due(slack: Sandbox, database: str) -> None:
    """Three follow-ups whose moment came while the bot was away."""
    workspace = Workspace(slack, database)
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    maria = workspace.person("maria")
    maria.home()
    for what in WORK:
        maria.submit(maria.command(f"/followup @noor.bakes in 2 hours {what}"))
    workspace.close()
    with looking(database) as engine, engine.begin() as connection:
        connection.execute(update(followup).values(due_at=datetime.now(UTC) - timedelta(seconds=1)))


def expect_reminders(slack: Sandbox) -> None:
    """Each reminder stands there once."""
    told = slack.person("maria").dm()
    assert [sum(what in message.text_shown for message in told) for what in WORK] == [1, 1, 1]
    assert set(keys_of(told).values()) == {1}
    assert breaches(slack) == []


@pytest.mark.parametrize(
    "point", points([Point("chat.postMessage", 2, "before"), Point("chat.postMessage", 1, "after")])
)
def test_a_server_hands_the_reminders_of_a_dead_process_to_the_next(
    slack: Sandbox, shared: Path, postgres: str, point: Point
) -> None:
    with fresh_database(postgres, shared=shared, migrate=migrate) as database:
        reminders_due(slack, database)
        kill_at(slack, database, point)
        lease_ends(database)

        finish(slack, database)

    expect_reminders(slack)


@pytest.mark.parametrize("point", points([Point("cursor", 2_500), Point("cursor", 4_500)]))
def test_a_server_hands_the_import_of_a_dead_process_to_the_next(
    slack: Sandbox, shared: Path, postgres: str, undisturbed: dict[str, Rows], point: Point
) -> None:
    with fresh_database(postgres, shared=shared, migrate=migrate) as database:
        begun(slack, database, confirmed=True)
        kill_at(slack, database, point)
        lease_ends(database)

        finish(slack, database)

        expect_import(slack, database, undisturbed)


def lease_ends(database: str) -> None:
    """A minute later."""
    with looking(database) as engine, engine.begin() as connection:
        connection.execute(update(job).where(job.c.due_at.is_not(None)).values(due_at=datetime.now(UTC)))
        connection.execute(update(outbox).values(held_by=None))
