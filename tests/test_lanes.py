"""What is said to one conversation keeps its order, and Slack's limits are kept without holding anybody else up."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import insert, select, update

from bot.gate import Paces
from sandbox.driver import Sandbox
from storage.tables import lane, outbox
from tests.telling import change, heard, posts, row, sender_beside, tell
from tests.workspace import Workspace

PACED = Paces()


@pytest.fixture
def paced(slack: Sandbox, database: str) -> Iterator[Workspace]:
    """A workspace with Slack's own limits, by the clock that the tests move, and a bot that keeps to them."""
    slack.slack.limits.factor = 1.0
    slack.slack.limits.time = slack.slack.clock.time
    workspace = Workspace(slack, database, paces=PACED)
    yield workspace
    assert slack.problems == []
    workspace.close()


def place(workspace: Workspace, name: str) -> str:
    """A channel's id; the bot is in it."""

    def joined(slack: object) -> str:
        found = slack.workspace.conversation(name)  # type: ignore[attr-defined]
        bot = slack.workspace.bot_user  # type: ignore[attr-defined]
        if bot not in found.members:
            found.members.append(bot)
        return str(found.id)

    return workspace.slack.ask(joined)


def said(workspace: Workspace, name: str) -> list[str]:
    """What the bot posted into a channel, by the names told."""
    told = (one.text for one in workspace.person("maria").messages(name))
    return [text.removeprefix("Reading ") for text in told if text.startswith("Reading ")]


def pass_seconds(workspace: Workspace, seconds: int) -> None:
    """Let time pass second by second."""
    for _ in range(seconds):
        workspace.travel(seconds=1)


def test_one_message_a_second_goes_into_a_conversation(paced: Workspace) -> None:
    tell(paced, "a", "b", "c")

    for _ in range(8):
        paced.travel(seconds=0.5)

    assert heard(paced) == ["a", "b", "c"]
    at = [float(one.ts) for one in paced.person("maria").dm()]
    assert all(later - earlier > 0.99 for earlier, later in pairwise(at))


def test_several_conversations_go_on_at_once(paced: Workspace) -> None:
    tell(paced, "a", "b")
    tell(paced, "c", "d", to=place(paced, "#launch"))

    paced.settle()
    assert (heard(paced)[:1], said(paced, "#launch")[:1]) == (["a"], ["c"])
    paced.travel(seconds=1.1)

    assert (heard(paced), said(paced, "#launch")) == (["a", "b"], ["c", "d"])


@pytest.mark.parametrize("error", [429, 500, "lost"])
def test_a_later_message_never_overtakes_one_that_has_to_wait(paced: Workspace, error: int | str) -> None:
    tell(paced, "a", "b", "c")
    paced.slack.faults.add("chat.postMessage", error=error, retry_after=3)  # type: ignore[arg-type]

    pass_seconds(paced, 12)

    assert heard(paced) == ["a", "b", "c"]


def test_a_channels_429_rests_that_channel_alone(paced: Workspace) -> None:
    launch, general = place(paced, "#launch"), place(paced, "#general")
    tell(paced, "a", to=launch)
    paced.settle()
    paced.slack.faults.add("chat.postMessage", error=429, retry_after=30, channel=launch)
    tell(paced, "b", "c", to=launch)
    paced.travel(seconds=2)
    tell(paced, "d", to=general)

    paced.travel(seconds=2)
    assert (said(paced, "#launch"), said(paced, "#general")) == (["a"], ["d"])
    paced.travel(seconds=25)
    assert said(paced, "#launch") == ["a"]
    pass_seconds(paced, 5)

    assert said(paced, "#launch") == ["a", "b", "c"]


def test_the_workspaces_429_rests_all_posts_for_every_process(paced: Workspace) -> None:
    launch, general = place(paced, "#launch"), place(paced, "#general")
    paced.slack.faults.add("chat.postMessage", error=429, retry_after=120)
    tell(paced, "a", to=launch)
    paced.settle()
    tell(paced, "b", to=general)
    other = sender_beside(paced, paces=PACED)

    for _ in range(5):
        paced.slack.clock.travel_to(paced.clock() + timedelta(seconds=20))
        other.send_due()
        paced.settle()
    assert posts(paced) == 1
    for _ in range(8):
        paced.slack.clock.travel_to(paced.clock() + timedelta(seconds=20))
        other.send_due()
        paced.settle()

    assert (said(paced, "#launch"), said(paced, "#general")) == (["a"], ["b"])


def test_changes_go_on_while_posts_rest_and_posts_while_changes_rest(paced: Workspace) -> None:
    launch, general = place(paced, "#launch"), place(paced, "#general")
    tell(paced, "a", to=launch)
    paced.settle()
    paced.slack.faults.add("chat.postMessage", error=429, retry_after=30)
    tell(paced, "b", to=general)
    paced.travel(seconds=2)
    change(paced, "a", name="A")
    paced.travel(seconds=1)
    assert (said(paced, "#launch"), said(paced, "#general")) == (["A"], [])

    paced.travel(seconds=30)
    paced.slack.faults.add("chat.update", error=429, retry_after=30)
    change(paced, "a", name="B")
    paced.settle()
    tell(paced, "c", to=general)
    paced.travel(seconds=2)

    assert (said(paced, "#launch"), said(paced, "#general")) == (["A"], ["b", "c"])
    paced.travel(seconds=30)
    assert said(paced, "#launch") == ["B"]


def test_many_conversations_stay_below_the_workspaces_limit_and_use_it(paced: Workspace) -> None:
    """The sandbox takes 300 at once and 5 a second; nothing is refused, and after the first burst 5 a second go out."""
    channels = [place(paced, name) for name in ("#launch", "#general", "#random")]
    people = ("maria", "omar", "ada", "lee")
    for name in people:
        paced.member(name)
    for number in range(12):
        for where in (*channels, *people):
            tell(paced, f"{where}-{number}", to=where)

    paced.settle()
    pass_seconds(paced, 14)

    sent = Counter(call.answer["ok"] for call in paced.slack.calls if call.method == "chat.postMessage" and call.answer)
    assert sent == {True: 12 * 7}
    assert said(paced, "#launch") == [f"{channels[0]}-{number}" for number in range(12)]


def test_what_a_template_cannot_print_lets_the_others_go_first(workspace: Workspace) -> None:
    tell(workspace, "a", "b")
    spoil(workspace, "a")

    workspace.settle()
    assert heard(workspace) == ["b"]
    change(workspace, "a", name="mended")
    workspace.travel(minutes=6)

    assert heard(workspace) == ["b", "mended"]


def spoil(workspace: Workspace, key: str) -> None:
    """Take away what a message's template needs."""
    with workspace.bot.database.engine.begin() as connection:
        connection.execute(update(outbox).where(outbox.c.key == key).values(values={}))


def test_a_rest_and_a_pace_of_another_workspace_hold_nobody_up_here(workspace: Workspace) -> None:
    with workspace.bot.database.transaction("T0OTHER") as store:
        store.members.install(name="Other", bot_user="U0", now=workspace.clock())
    with workspace.bot.database.engine.begin() as connection:
        rest = {"name": "chat.postMessage", "free_at": workspace.clock(), "rest": "t", "rest_seconds": 300}
        connection.execute(insert(lane).values(workspace_id="T0OTHER", **rest))
    tell(workspace, "a")

    workspace.settle()

    assert heard(workspace) == ["a"]


def test_a_change_while_a_message_is_kept_in_its_order_is_shown_when_it_is_posted(paced: Workspace) -> None:
    tell(paced, "a", "b")
    paced.settle()
    change(paced, "b", name="B")
    paced.travel(seconds=2)

    assert heard(paced) == ["a", "B"]
    assert row(paced, "b")["shown_revision"] == 2


def test_nothing_is_held_in_the_end(paced: Workspace) -> None:
    tell(paced, "a", "b")
    pass_seconds(paced, 3)

    with paced.bot.database.engine.connect() as connection:
        held = connection.execute(select(outbox.c.key).where(outbox.c.held_by.is_not(None))).all()
    assert held == []
