"""Killed again and again, with Slack, the database and the clock failing: every message once, in its order.

Three copies on PostgreSQL and one on SQLite. Each storm has a seed, which is printed when it fails: `CHAOS_SEED=… make
prove` has it again, as far as the machine's own timing goes. `make prove` kills more than a hundred times.
"""

import os
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from sandbox.driver import Sandbox
from storage import migrate
from storage.tables import outbox
from tests.chaos.storm import Storm, looking
from tests.databases import SQLITE, fresh_database
from tests.workspace import Workspace

CHANNELS = ("#launch", "#general")
PEOPLE = ("maria", "omar", "ada")
BY_DEATH = {"event_not_acked", "event_unhandled", "never_acked", "retry_after_ignored"}
"""What a process that dies, or one that asks in the moment in which another one is refused, cannot help."""


def storms() -> list[Any]:
    """Which copies, how many, how many kills, and for how many seconds the database is away."""
    proof, long = pytest.mark.prove, pytest.mark.timeout(3_000)
    short = pytest.mark.timeout(600)
    return [
        pytest.param(SQLITE, 1, 3, 3.0, id="sqlite", marks=short),
        pytest.param("postgres", 3, 5, 3.0, id="postgres", marks=short),
        pytest.param(SQLITE, 1, 30, 10.0, id="sqlite-long", marks=(proof, long)),
        pytest.param("postgres", 3, 100, 10.0, id="postgres-long", marks=(proof, long)),
    ]


@pytest.mark.parametrize(("server", "copies", "kills", "away"), storms())
def test_every_message_is_said_once_and_in_its_order_whatever_happens(
    request: pytest.FixtureRequest, shared: Path, tmp_path: Path, server: str, copies: int, kills: int, away: float
) -> None:
    seed = int(os.environ.get("CHAOS_SEED") or random.SystemRandom().randrange(1_000_000))
    print(f"CHAOS_SEED={seed}")
    base = SQLITE if server == SQLITE else request.getfixturevalue("postgres")
    with fresh_database(base, shared=shared, migrate=migrate) as database, Sandbox(manifest=MANIFEST) as slack:
        places = known_places(slack, database)
        storm = Storm(slack, database, tmp_path / "clock", seed=seed, copies=copies, kills=kills, away=away)
        storm.rage(slack.slack.workspace.team_id, list(places))

        assert {where: said(slack, name) for where, name in places.items()} == {
            where: storm.expected[where] for where in places
        }
        assert in_doubt(database) == []
        assert storm.killed == kills
        assert [one for one in slack.problems if one.code not in BY_DEATH] == []


MANIFEST = Path(__file__).parent.parent / "app_manifest.yaml"


def known_places(slack: Sandbox, database: str) -> dict[str, str]:
    """The conversations, by what the bot calls them: it knows the people, and is in the channels."""
    workspace = Workspace(slack, database)
    places = {workspace.member(name).slack_id: name for name in PEOPLE}
    workspace.settle()
    workspace.close()

    def joined(state: Any) -> dict[str, str]:
        found = {name: state.workspace.conversation(name) for name in CHANNELS}
        for one in found.values():
            if state.workspace.bot_user not in one.members:
                one.members.append(state.workspace.bot_user)
        return {one.id: name for name, one in found.items()}

    return places | slack.ask(joined)


def said(slack: Sandbox, where: str) -> list[str]:
    """What stands in a conversation, oldest first."""
    maria = slack.person("maria")
    messages = maria.messages(where) if where in CHANNELS else slack.person(where).dm()
    return [one.text.removeprefix("Reading ") for one in messages if one.text.startswith("Reading ")]


def in_doubt(database: str) -> list[Any]:
    """Messages of which it is not known what became of them."""
    with looking(database) as engine, engine.connect() as connection:
        query = select(outbox.c.key, outbox.c.due_at, outbox.c.failure, outbox.c.held_by, outbox.c.kept)
        rows = connection.execute(query).all()
    return [row for row in rows if any(value is not None for value in row[1:])]
