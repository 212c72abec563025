"""Everything the bot says passes through the outbox, and is said once, whatever Slack and the network do."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.messages import Message as Outgoing
from sandbox.driver import Sandbox
from storage import Database, migrate
from storage.claims import LEASE
from storage.tables import outbox
from tests.at_once import together
from tests.databases import fresh_database
from tests.telling import NO_LIMITS, change, heard, posts, row, sender_beside, tell
from tests.workspace import Workspace


@pytest.fixture
def patient(workspace: Workspace) -> Workspace:
    """A workspace whose Slack measures its pauses by the clock that the tests move."""
    workspace.slack.slack.limits.time = workspace.slack.slack.clock.time
    return workspace


def test_a_pause_that_slack_asks_for_is_kept_for_every_message(patient: Workspace) -> None:
    patient.slack.faults.add("chat.postMessage", error=429, retry_after=30)
    tell(patient, "a.csv", "b.csv", "c.csv")

    patient.settle()
    assert heard(patient) == []
    assert posts(patient) == 1, "nothing else was tried in the pause"
    patient.travel(seconds=29)
    assert posts(patient) == 1
    patient.travel(seconds=2)

    assert heard(patient) == ["a.csv", "b.csv", "c.csv"]
    assert posts(patient) == 4


def test_a_message_that_slack_failed_on_is_posted_once_a_little_later(workspace: Workspace) -> None:
    workspace.slack.faults.add("chat.postMessage", error=500, times=2)
    tell(workspace, "a.csv")

    workspace.settle()
    assert heard(workspace) == []
    assert row(workspace, "a.csv")["failure"]
    workspace.travel(seconds=3)
    workspace.travel(seconds=5)

    assert heard(workspace) == ["a.csv"]
    assert row(workspace, "a.csv")["failure"] is None


def test_a_message_whose_answer_was_lost_is_found_and_not_posted_again(workspace: Workspace) -> None:
    workspace.slack.faults.add("chat.postMessage", error="lost")
    tell(workspace, "a.csv")

    workspace.settle()
    assert heard(workspace) == ["a.csv"]
    workspace.travel(seconds=3)

    assert heard(workspace) == ["a.csv"]
    assert posts(workspace) == 1
    assert row(workspace, "a.csv")["sent_at"] is not None


def test_a_change_of_a_message_whose_answer_was_lost_reaches_the_message(workspace: Workspace) -> None:
    workspace.slack.faults.add("chat.postMessage", error="lost")
    tell(workspace, "a.csv")
    workspace.settle()

    change(workspace, "a.csv", name="b.csv")
    workspace.travel(seconds=3)

    assert heard(workspace) == ["b.csv"]


def test_a_lost_answer_is_found_behind_two_hundred_later_messages(workspace: Workspace) -> None:
    workspace.slack.slack.limits.factor = NO_LIMITS
    workspace.slack.faults.add("chat.postMessage", error="lost")
    tell(workspace, "a.csv")
    workspace.settle()
    tell(workspace, *(f"{number}.csv" for number in range(230)))
    for _ in range(3):
        workspace.travel(minutes=1)

    assert heard(workspace).count("a.csv") == 1
    assert len(heard(workspace)) == 231


def test_a_lost_change_is_made_again_and_stays_one_message(workspace: Workspace) -> None:
    tell(workspace, "a.csv")
    workspace.settle()
    workspace.slack.faults.add("chat.update", error="lost")

    change(workspace, "a.csv", name="b.csv")
    workspace.settle()
    workspace.travel(seconds=3)

    assert heard(workspace) == ["b.csv"]
    assert row(workspace, "a.csv")["due_at"] is None


def test_a_message_that_slack_never_answered_is_posted_once(workspace: Workspace) -> None:
    workspace.slack.faults.add("conversations.open", error="lost")
    workspace.slack.faults.add("chat.postMessage", error="timeout")
    tell(workspace, "a.csv")
    sender_beside(workspace, timeout=1).send_due()
    workspace.clock.offset += timedelta(seconds=5)
    sender_beside(workspace, timeout=1).send_due()
    assert heard(workspace) == []

    workspace.travel(minutes=1)

    assert heard(workspace) == ["a.csv"]


def test_a_dropped_socket_loses_no_message(workspace: Workspace) -> None:
    workspace.slack.faults.add("chat.postMessage", error="drop_socket")
    tell(workspace, "a.csv", "b.csv")
    workspace.settle()

    assert heard(workspace) == ["a.csv", "b.csv"]


def test_a_message_to_a_place_that_is_gone_is_given_up_with_slacks_reason(slack: Sandbox, database: str) -> None:
    workspace = Workspace(slack, database)
    tell(workspace, "a.csv", to="C0NOWHERE")
    tell(workspace, "b.csv")
    workspace.settle()

    assert row(workspace, "a.csv")["failure"] == "channel_not_found"
    assert row(workspace, "a.csv")["due_at"] is None
    assert heard(workspace) == ["b.csv"], "the others go on"
    workspace.travel(days=1)
    assert sum(call.arguments.get("channel") == "C0NOWHERE" for call in slack.calls) == 1
    workspace.close()


def test_a_message_to_an_archived_channel_is_given_up_with_slacks_reason(slack: Sandbox, database: str) -> None:
    workspace = Workspace(slack, database)
    launch = slack.ask(lambda state: state.workspace.conversation("#launch"))
    launch.archived = True
    tell(workspace, "a.csv", to=launch.id)
    workspace.settle()
    workspace.close()

    assert row_of(database, "a.csv")["failure"] == "is_archived"


def row_of(database: str, key: str) -> dict[str, object]:
    """The same for a workspace that is closed."""
    opened = Database(database)
    with opened.engine.connect() as connection:
        found = dict(connection.execute(select(outbox).where(outbox.c.key == key)).mappings().one())
    opened.close()
    return found


def test_a_change_while_its_message_is_on_the_way_is_shown_in_the_end(workspace: Workspace) -> None:
    seen: list[str] = []

    def on_call(call: object, phase: str) -> None:
        if getattr(call, "method", "") == "chat.postMessage" and phase == "after" and not seen:
            seen.append("posted")
            change(workspace, "a.csv", name="b.csv")

    workspace.slack.on_call = on_call
    tell(workspace, "a.csv")
    workspace.settle()

    assert seen == ["posted"]
    assert heard(workspace) == ["b.csv"]
    assert row(workspace, "a.csv")["shown_revision"] == 2


def test_a_file_whose_last_answer_was_lost_is_shared_once(workspace: Workspace) -> None:
    workspace.slack.faults.add("files.completeUploadExternal", error="lost")
    send_file(workspace)

    for _ in range(3):
        workspace.travel(minutes=1)

    assert shared(workspace) == ["list.csv"]
    assert row(workspace, "file")["due_at"] is None


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_a_file_that_slack_did_not_take_is_shared_once_a_little_later(workspace: Workspace, method: str) -> None:
    workspace.slack.faults.add(method, error=500)
    send_file(workspace)

    for _ in range(3):
        workspace.travel(minutes=1)

    assert shared(workspace) == ["list.csv"]


def send_file(workspace: Workspace) -> None:
    """Put a file for maria into the outbox."""
    with workspace.bot.database.transaction(workspace.team) as store:
        file_id = store.files.add("list.csv", b"Name\nNoor\n", now=workspace.clock())
        values = {"count": 1, "filters": ""}
        message = Outgoing("export_ready", key="file", to=workspace.person("maria").id, values=values, file_id=file_id)
        store.outbox.add(message, now=workspace.clock())
    workspace.settle()


def shared(workspace: Workspace) -> list[str]:
    """The files that maria got."""
    return [file["name"] for message in workspace.person("maria").dm() for file in message.files]


def test_the_same_key_is_said_once(workspace: Workspace) -> None:
    tell(workspace, "a.csv")
    tell(workspace, "a.csv")
    workspace.settle()
    tell(workspace, "a.csv")
    workspace.settle()

    assert heard(workspace) == ["a.csv"]


def test_a_claim_whose_holder_died_is_taken_over_after_its_lease(workspace: Workspace) -> None:
    tell(workspace, "a.csv")
    with workspace.bot.database.claiming() as claims:
        claimed = claims.message(now=workspace.clock(), token="somebody")
        assert claimed is not None
        assert claimed.key == "a.csv"

    workspace.settle()
    workspace.travel(seconds=LEASE.total_seconds() - 5)
    assert heard(workspace) == []
    workspace.travel(seconds=10)

    assert heard(workspace) == ["a.csv"]


def test_a_holder_who_was_too_slow_does_not_post_what_another_took_over(workspace: Workspace) -> None:
    """One process claims two messages and is slow with the first; by the time of the second its lease is over."""
    tell(workspace, "a.csv", "b.csv")
    other: list[int] = []

    def on_call(call: object, phase: str) -> None:
        if getattr(call, "method", "") == "chat.postMessage" and phase == "after" and not other:
            other.append(1)
            workspace.clock.offset += LEASE + timedelta(seconds=1)
            sender_beside(workspace).send_due()

    workspace.slack.on_call = on_call
    workspace.settle()

    assert other == [1]
    assert sorted(heard(workspace)) == ["a.csv", "b.csv"]


def test_two_senders_on_one_server_send_each_message_once(slack: Sandbox, shared: Path, postgres: str) -> None:
    with fresh_database(postgres, shared=shared, migrate=migrate) as url:
        slack.slack.limits.factor = NO_LIMITS
        one, two = Workspace(slack, url), Workspace(slack, url)
        names = [f"{number}.csv" for number in range(120)]
        tell(one, *names)
        together(one.bot.scheduler.send, two.bot.scheduler.send)
        told = Counter(heard(one))
        one.close()
        two.close()

    assert told == Counter(names)
    assert slack.problems == []
