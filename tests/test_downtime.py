"""The bot is away and comes back as another process: what fell due meanwhile is told once, as it stands by now."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.clock import Clock
from bot.services.influencers import concerns, followups
from sandbox.driver import Sandbox
from storage.tables import nudge
from tests.digesting import begin, digests, launch, monday, told
from tests.hours import ALWAYS, keep_open, let_digest_come
from tests.test_nudges import write_to
from tests.workspace import Workspace

OFFICE = {**ALWAYS, "days": [0, 1, 2, 3, 4], "start": "09:00", "end": "18:00"}
Restart = Callable[[datetime], Workspace]


@pytest.fixture
def running(slack: Sandbox, database: str) -> Iterator[tuple[Workspace, Restart]]:
    """A workspace with the bot in it, and a way to have the bot stop, time pass, and another process start."""
    all_of_them = [Workspace(slack, database)]

    def restart(at: datetime) -> Workspace:
        all_of_them[-1].close()
        slack.clock.travel_to(at)
        clock = Clock()
        clock.travel_to(at)
        all_of_them.append(Workspace(slack, database, clock=clock))
        keep_open(all_of_them[-1].bot, OFFICE)
        let_digest_come(all_of_them[-1].bot)
        all_of_them[-1].settle()
        return all_of_them[-1]

    yield all_of_them[0], restart
    problems = slack.problems
    all_of_them[-1].close()
    assert problems == []


def open_matters(workspace: Workspace) -> None:
    """Maria has written to two people, worries about one, and wants to be reminded of the other."""
    begin(workspace)
    launch(workspace)
    keep_open(workspace.bot, OFFICE)
    write_to(workspace, "Noor Haddad", "Sam Ortiz")
    by, now = workspace.member("maria"), workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        concerns.note(store, 1, text="She is late", by=by, now=now)
        due_at = now + timedelta(days=2)
        followups.add(store, 2, due_at=due_at, what="Ask about rates", owner=by.slack_id, by=by, now=now)
    workspace.settle()


def shown(workspace: Workspace) -> Counter[tuple[str, int]]:
    """How often each matter stands in front of somebody, by the table of nudges."""
    with workspace.bot.database.engine.connect().execution_options(reading=True) as connection:
        rows = connection.execute(nudge.select().where(nudge.c.shown_at.is_not(None))).all()
    return Counter((row.kind, row.number) for row in rows)


def said(workspace: Workspace) -> Counter[str]:
    """How often Maria was told of each matter, by what stands in her direct message."""
    texts = [one.text.replace("*", "") for one in workspace.told("maria")]
    names = ("Noor Haddad has not replied", "Sam Ortiz has not replied", "Follow up with Sam Ortiz", "concern")
    return Counter({name: sum(name.lower() in text.lower() for text in texts) for name in names})


ONCE = Counter(
    {
        "Noor Haddad has not replied": 1,
        "Sam Ortiz has not replied": 1,
        "Follow up with Sam Ortiz": 1,
        "concern": 1,
    }
)


def test_away_over_monday_morning_one_digest_of_the_right_week_and_each_open_matter_once(
    running: tuple[Workspace, Restart],
) -> None:
    workspace, restart = running
    open_matters(workspace)
    week = workspace.clock().date().isocalendar()[1]

    workspace = restart(monday(workspace, at=time(14)))

    (only,) = digests(workspace)
    assert f"week {week}" in only.text
    assert len(told(workspace)) == 1
    assert said(workspace) == ONCE
    workspace = restart(workspace.clock() + timedelta(minutes=5))
    assert len(digests(workspace)) == 1
    assert said(workspace) == ONCE


def test_away_for_a_month_one_digest_of_the_last_week_and_each_open_matter_once(
    running: tuple[Workspace, Restart],
) -> None:
    workspace, restart = running
    open_matters(workspace)

    workspace = restart(monday(workspace, weeks=4, at=time(14)))

    last = workspace.clock().date() - timedelta(days=7)
    (only,) = digests(workspace)
    assert f"week {last.isocalendar()[1]}" in only.text
    assert said(workspace) == ONCE
    assert set(shown(workspace).values()) == {1}
    workspace = restart(workspace.clock() + timedelta(hours=1))
    workspace.travel(days=3)
    assert len(digests(workspace)) == 1
    assert said(workspace) == ONCE


def test_back_in_the_night_it_is_quiet_until_the_morning(running: tuple[Workspace, Restart]) -> None:
    workspace, restart = running
    open_matters(workspace)
    night = datetime.combine(monday(workspace, weeks=2).date() + timedelta(days=1), time(2), UTC)

    workspace = restart(night)

    assert said(workspace) == Counter(dict.fromkeys(ONCE, 0))
    workspace.travel(hours=10)
    assert said(workspace) == ONCE
