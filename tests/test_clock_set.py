"""A clock that somebody sets stops nothing, doubles nothing, and changes nothing about what Slack asks for."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock, Jumps
from bot.gate import Paces
from bot.scheduler import Every
from sandbox.driver import Sandbox
from storage.claims import LEASE
from tests.telling import heard, sender_beside, tell
from tests.workspace import Workspace

PACED = Paces()


class Unset(Clock):
    """A clock that is set while time goes on as ever."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong = timedelta(0)

    def __call__(self) -> datetime:
        """What the clock on the wall says."""
        return super().__call__() + self.wrong


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_stops_nothing_and_doubles_nothing(slack: Sandbox, database: str, hours: int) -> None:
    workspace = Workspace(slack, database, paces=PACED, clock=(clock := Unset()))
    slack.slack.limits.time = slack.slack.clock.time
    slack.faults.add("chat.postMessage", error=500)
    tell(workspace, "a", "b", "c")
    workspace.settle()
    assert heard(workspace) == []

    clock.wrong = timedelta(hours=hours)
    for _ in range(8):
        workspace.travel(to=slack.clock.now() + timedelta(seconds=1))

    assert heard(workspace) == ["a", "b", "c"]
    assert slack.problems == []
    workspace.close()


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_does_not_shorten_or_lengthen_what_slack_asks_for(
    slack: Sandbox, database: str, hours: int
) -> None:
    workspace = Workspace(slack, database, paces=PACED, clock=(clock := Unset()))
    slack.slack.limits.time = slack.slack.clock.time
    slack.faults.add("chat.postMessage", error=429, retry_after=120)
    tell(workspace, "a")
    workspace.settle()

    clock.wrong = timedelta(hours=hours)
    for _ in range(5):
        workspace.travel(to=slack.clock.now() + timedelta(seconds=20))
    assert heard(workspace) == []
    for _ in range(3):
        workspace.travel(to=slack.clock.now() + timedelta(seconds=20))

    assert heard(workspace) == ["a"]
    assert slack.problems == []
    workspace.close()


def test_a_message_on_its_way_stays_with_its_sender_when_the_clock_is_set_forward(
    slack: Sandbox, database: str
) -> None:
    """One sender is in the middle of posting when the clock jumps an hour; another one looks for work meanwhile."""
    workspace = Workspace(slack, database, clock=(clock := Unset()))
    other = sender_beside(workspace)
    looked: list[bool] = []

    def on_call(call: object, phase: str) -> None:
        if getattr(call, "method", "") == "chat.postMessage" and phase == "before" and not looked:
            clock.wrong = timedelta(hours=1)
            looked.append(other.send_due())

    slack.on_call = on_call
    tell(workspace, "a", "b")
    workspace.settle()

    assert looked == [False]
    assert heard(workspace) == ["a", "b"]
    workspace.close()


def test_what_a_dead_sender_held_is_looked_for_after_an_hour_ahead_or_back(slack: Sandbox, database: str) -> None:
    workspace = Workspace(slack, database, clock=(clock := Unset()))
    tell(workspace, "a")
    with workspace.bot.database.claiming() as claims:
        assert claims.message(now=workspace.clock(), token="dead") is not None
    clock.wrong = timedelta(hours=-1)

    workspace.settle()
    workspace.travel(to=slack.clock.now() + LEASE - timedelta(seconds=5))
    assert heard(workspace) == []
    workspace.travel(to=slack.clock.now() + timedelta(seconds=10))

    assert heard(workspace) == ["a"]
    workspace.close()


def test_a_clock_that_was_set_has_everything_looked_at_at_once() -> None:
    clock, hurried = Unset(), list[int]()
    jumps = Jumps(clock, hurry=lambda: hurried.append(1))

    seen = [jumps.look()]
    clock.wrong = timedelta(hours=-1)
    seen += [jumps.look(), jumps.look()]

    assert seen == [False, True, False]
    assert hurried == [1]


def test_a_clock_that_is_set_a_year_forward_asks_for_one_tick_and_not_for_every_missed_second() -> None:
    every, now = Every(1), datetime.now(UTC)
    ticks = [now - timedelta(days=365)]
    while ticks[-1] <= now and len(ticks) < 10:
        ticks.append(every.get_next_fire_time(ticks[-1], now))
    assert ticks[1:] == [now, now + timedelta(seconds=1)]
