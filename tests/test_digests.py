"""The weekly digest: once a week, on its day and hour, for the right week, to the right people, whatever happened."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update

from bot.chores import digest_week
from storage import Store
from storage.tables import job, outbox
from storage.tables import workspace as workspaces
from tests.at_once import at_once
from tests.digesting import (
    LAUNCH,
    begin,
    cast,
    details,
    digests,
    launch,
    live,
    monday,
    place,
    set_schedule,
    told,
)
from tests.workspace import Workspace


def sunday(year: int, month: int, *, number: int) -> datetime:
    """The so manieth Sunday of a month (-1 is the last), at noon UTC."""
    first = datetime(year, month, 1, 12, tzinfo=UTC)
    every = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == month]
    return [day for day in every if day.weekday() == 6][number]


def test_on_monday_each_campaigns_channel_and_each_manager_read_what_the_week_brought(workspace: Workspace) -> None:
    begin(workspace)
    autumn = launch(workspace, target_revenue=400_000, budget=300_000)
    noor = cast(workspace, autumn, ["Noor"])[0]
    live(noor)
    noor.clicks(7)
    noor.orders([12_000, 3_000])
    noor.sum_up()

    workspace.travel(to=monday(workspace) - timedelta(minutes=30))
    assert digests(workspace) == []
    assert told(workspace) == []
    workspace.travel(minutes=30)

    (in_channel,) = digests(workspace)
    assert "€150.00 revenue, none before · 2 orders, none before · 7 clicks, none before" in in_channel.text_shown
    assert "Revenue €150.00 of €4,000.00 (4%) · :warning: behind the pace" in in_channel.text_shown
    (to_ada,) = told(workspace)
    assert "€150.00 revenue" in to_ada.text_shown
    assert "€0.00 committed or spent of €3,000.00 (0%)" in to_ada.text_shown
    assert "€3,000.00" not in in_channel.text_shown
    assert not told(workspace, "maria"), "a marketer reads the channel"
    workspace.travel(days=6)
    assert len(digests(workspace)) == len(told(workspace)) == 1


@pytest.mark.parametrize("tz", ["Europe/Berlin", "America/New_York", "Asia/Kolkata"])
@pytest.mark.parametrize("change", ["spring", "autumn"])
def test_it_comes_at_nine_on_the_workspaces_own_clock_on_both_sides_of_a_change(
    workspace: Workspace, tz: str, change: str
) -> None:
    begin(workspace)
    launch(workspace)
    year = workspace.clock().year + 1
    months = {"Europe/Berlin": (3, 10, -1, -1), "America/New_York": (3, 11, 1, 0)}.get(tz, (3, 10, -1, -1))
    number, month = (months[2], months[0]) if change == "spring" else (months[3], months[1])
    turned = sunday(year, month, number=number)
    workspace.slack.clock.travel_to(turned - timedelta(days=11))
    set_schedule(workspace, tz=tz)
    workspace.settle()
    before = len(digests(workspace))

    zone = ZoneInfo(tz)
    for weeks in (-1, 0, 1):
        local = (turned + timedelta(days=1, weeks=weeks)).astimezone(zone).date()
        nine = datetime.combine(local, time(9), zone).astimezone(UTC)
        workspace.travel(to=nine - timedelta(minutes=30))
        assert len(digests(workspace)) == before
        workspace.travel(to=nine)
        before += 1
        assert len(digests(workspace)) == before
        assert f"week {(local - timedelta(days=7)).isocalendar()[1]}" in digests(workspace)[-1].text


def test_down_over_monday_morning_means_one_digest_at_two_for_the_right_week(workspace: Workspace) -> None:
    begin(workspace)
    launch(workspace)
    week = workspace.clock().date().isocalendar()[1]

    workspace.slack.clock.travel_to(monday(workspace, at=time(14)))
    workspace.settle()
    workspace.travel(minutes=5)

    (only,) = digests(workspace)
    assert f"week {week}" in only.text
    assert len(told(workspace)) == 1


def test_down_over_a_month_means_one_digest_for_the_last_week_and_not_four(workspace: Workspace) -> None:
    begin(workspace)
    launch(workspace)

    workspace.slack.clock.travel_to(monday(workspace, weeks=3, at=time(14)))
    workspace.settle()
    last = workspace.clock().date() - timedelta(days=7)

    (only,) = digests(workspace)
    assert f"week {last.isocalendar()[1]}" in only.text
    workspace.travel(to=monday(workspace))
    assert len(digests(workspace)) == 2


def test_a_bot_that_came_in_the_middle_of_a_week_tells_of_no_week_before(workspace: Workspace) -> None:
    begin(workspace, weeks=0)
    launch(workspace)
    with workspace.bot.database.engine.begin() as connection:
        came = monday(workspace) + timedelta(days=1)
        connection.execute(update(workspaces).where(workspaces.c.id == workspace.team).values(added_at=came))

    workspace.travel(to=monday(workspace) + timedelta(days=2))
    assert digests(workspace) == []

    workspace.travel(to=monday(workspace))
    assert len(digests(workspace)) == 1


def test_a_campaign_that_was_planned_later_is_told_of_from_its_own_first_week_on(workspace: Workspace) -> None:
    begin(workspace)
    workspace.travel(to=monday(workspace, at=time(8)))
    workspace.campaign("maria", "Brand new", channel=place(workspace, LAUNCH))

    workspace.travel(hours=1)
    assert digests(workspace) == []
    workspace.travel(to=monday(workspace))
    assert len(digests(workspace)) == 1


def test_a_week_with_nothing_says_so_in_one_line(workspace: Workspace) -> None:
    begin(workspace)
    launch(workspace)

    workspace.travel(to=monday(workspace))

    (only,) = digests(workspace)
    assert only.text_shown.count("\n") <= 1
    assert "nothing came in, nothing is due, and nothing waits" in only.text_shown
    assert [one["type"] for one in only.blocks] == ["section"]
    assert len(workspace.person("maria").thread(only)) == 1
    (whole,) = told(workspace)
    assert "nothing came in in 1 open campaign, and nothing waits" in whole.text_shown


def test_where_no_campaign_is_open_nobody_is_told_anything(workspace: Workspace) -> None:
    begin(workspace)

    workspace.travel(to=monday(workspace))

    assert told(workspace) == []


def test_two_bots_that_plan_and_work_at_once_tell_it_once(workspace: Workspace) -> None:
    begin(workspace)
    launch(workspace)
    workspace.slack.clock.travel_to(monday(workspace))

    def plan(store: Store) -> None:
        digest_week.run(store, workspace.clock())

    at_once(workspace, plan, plan)
    workspace.settle()

    assert len(digests(workspace)) == len(told(workspace)) == 1
    with workspace.bot.database.engine.connect() as connection:
        assert len(connection.execute(select(job).where(job.c.kind == "digest")).all()) <= 2


def test_it_goes_to_the_channel_that_a_manager_chose_instead_of_each_of_them(workspace: Workspace) -> None:
    begin(workspace)
    launch(workspace)
    set_schedule(workspace, to="#general")

    workspace.travel(to=monday(workspace))

    assert told(workspace) == []
    assert [one for one in workspace.person("lee").messages("#general") if "The programme" in one.text_shown]


def test_what_a_campaign_costs_stands_in_no_channel_and_few_peoples_costs_not_even_in_the_managers(
    workspace: Workspace,
) -> None:
    begin(workspace)
    set_schedule(workspace, to="#general")
    autumn = launch(workspace, budget=7_654_300)
    noor, sam = cast(workspace, autumn, ["Noor", "Sam"])
    for one, fee in ((noor, 123_400), (sam, 100)):
        live(one, likes=5, comments=1)
        one.cost(fee)
        one.clicks(3)
        one.sum_up()

    workspace.travel(to=monday(workspace))

    (in_channel,) = digests(workspace)
    (whole,) = [one for one in workspace.person("lee").messages("#general") if "The programme" in one.text_shown]
    for shown in (in_channel, details(workspace, in_channel), whole, details(workspace, whole, "lee")):
        everything = shown.text_shown + str(shown.blocks)
        assert "1,234" not in everything
        assert "1,235" not in everything
    assert "76,543" not in in_channel.text_shown + str(details(workspace, in_channel).blocks)
    assert "Shown in direct messages alone" in whole.text_shown

    set_schedule(workspace)
    noor.clicks(3)
    noor.sum_up()
    workspace.travel(to=monday(workspace))
    (direct,) = told(workspace)
    assert "€1,235.00 committed or spent of €76,543.00 (2%)" in direct.text_shown


def test_an_answer_of_slack_that_was_lost_posts_neither_the_digest_nor_its_thread_twice(workspace: Workspace) -> None:
    begin(workspace)
    autumn = launch(workspace)
    noor = cast(workspace, autumn, ["Noor"])[0]
    live(noor, likes=5, comments=1)
    noor.sum_up()
    workspace.slack.faults.add("chat.postMessage", error="lost", times=3)

    workspace.travel(to=monday(workspace))
    for _ in range(4):
        workspace.travel(minutes=6)

    (only,) = digests(workspace)
    assert "Noor" in str(details(workspace, only).blocks)
    with workspace.bot.database.engine.connect() as connection:
        waiting = select(func.count()).select_from(outbox).where(outbox.c.due_at.is_not(None))
        assert connection.scalar(waiting) == 0
