"""Messages in the thread of another: they wait until it stands, and are said once."""

from bot.messages import Message as Outgoing
from sandbox.driver import Message
from tests.telling import row, tell
from tests.workspace import Workspace


def tell_beneath(workspace: Workspace, name: str, *, first: str) -> None:
    """Put a message into the outbox that belongs into the thread of another."""
    who = workspace.person("maria").id
    with workspace.bot.database.transaction(workspace.team) as store:
        message = Outgoing("import_reading", key=name, to=who, values={"name": name}, thread_of=first)
        store.outbox.add(message, now=workspace.clock())


def beneath(workspace: Workspace) -> list[Message]:
    """What stands in the thread of the first message."""
    first = workspace.person("maria").dm()[0]
    return [one for one in workspace.person("maria").thread(first) if one.ts != first.ts]


def test_a_message_is_posted_into_the_thread_of_another(workspace: Workspace) -> None:
    tell(workspace, "a.csv")
    workspace.settle()
    tell_beneath(workspace, "b.csv", first="a.csv")
    workspace.settle()

    assert [one.text for one in beneath(workspace)] == ["Reading b.csv"]
    assert len(workspace.person("maria").dm()) == 1


def test_it_waits_until_the_first_message_stands(workspace: Workspace) -> None:
    workspace.slack.faults.add("chat.postMessage", error=500)
    tell(workspace, "a.csv")
    tell_beneath(workspace, "b.csv", first="a.csv")

    workspace.settle()
    assert workspace.person("maria").dm() == []
    assert row(workspace, "b.csv")["attempts"] == 0
    workspace.travel(seconds=10)
    workspace.travel(seconds=10)

    assert [one.text for one in beneath(workspace)] == ["Reading b.csv"]


def test_one_whose_answer_was_lost_is_found_in_its_thread_and_not_posted_again(workspace: Workspace) -> None:
    tell(workspace, "a.csv")
    workspace.settle()
    workspace.slack.faults.add("chat.postMessage", error="lost")
    tell_beneath(workspace, "b.csv", first="a.csv")

    workspace.settle()
    workspace.travel(minutes=10)
    workspace.travel(minutes=10)

    assert [one.text for one in beneath(workspace)] == ["Reading b.csv"]
    assert row(workspace, "b.csv")["failure"] is None


def test_where_there_is_no_first_message_it_stands_by_itself(workspace: Workspace) -> None:
    tell_beneath(workspace, "b.csv", first="never")

    workspace.settle()

    assert [one.text for one in workspace.person("maria").dm()] == ["Reading b.csv"]
