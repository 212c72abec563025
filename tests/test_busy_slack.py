"""Where Slack is asked too much at once, whoever pressed is told so, and it is left alone for as long as it wants."""

import logging
from collections.abc import Iterator

import pytest

from sandbox.driver import Sandbox
from tests.workspace import Workspace

BUSY = "Slack is busy right now. Try again in a moment."
SECONDS = 30


@pytest.fixture
def timed(slack: Sandbox, database: str) -> Iterator[Workspace]:
    """A workspace whose Slack measures its limits by the clock that the tests move."""
    slack.slack.limits.time = slack.slack.clock.time
    workspace = Workspace(slack, database)
    yield workspace
    assert slack.problems == []
    workspace.close()


def limit(workspace: Workspace, method: str) -> None:
    """Let Slack refuse a method once, and want peace from it for a while."""
    workspace.slack.faults.add(method, error=429, retry_after=SECONDS)


def calls(workspace: Workspace, method: str) -> int:
    """How often a method was called."""
    return len([one for one in workspace.slack.calls if one.method == method])


def test_who_opens_a_window_is_told_and_slack_is_left_alone_until_it_may_be_asked_again(
    timed: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    maria, omar = timed.person("maria"), timed.person("omar")
    limit(timed, "views.open")
    caplog.set_level(logging.WARNING)

    assert BUSY in maria.command("/influencer add").text
    timed.travel(seconds=SECONDS - 1)
    assert BUSY in omar.command("/influencer add").text
    assert calls(timed, "views.open") == 1

    assert [(one.levelname, one.exc_info) for one in caplog.records] == [("WARNING", None)]
    assert "views.open rests for 30 s: ratelimited" in caplog.text
    timed.travel(seconds=2)
    assert maria.command("/influencer add").has_view


def test_who_presses_a_button_is_told_beneath_it(timed: Workspace) -> None:
    maria = timed.person("maria")
    maria.close(timed.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes"))
    card = maria.command("/influencer show noor")
    limit(timed, "views.open")

    assert BUSY in maria.click("Log a touch", card).text

    timed.travel(seconds=SECONDS + 1)
    assert maria.click("Log a touch", card).has_view


def test_where_nothing_can_be_shown_at_once_it_comes_as_a_message(timed: Workspace) -> None:
    maria = timed.person("maria")
    card = timed.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes")
    limit(timed, "views.push")
    assert not maria.click("Log a touch", card).error
    maria.close(card)
    assert BUSY in timed.told("maria")[-1].text_shown

    limit(timed, "views.open")
    assert not maria.shortcut("Add influencer").error
    assert not maria.shortcut("Add influencer").error

    assert [BUSY in one.text_shown for one in timed.told("maria")] == [True] * 3
    assert calls(timed, "views.open") == 2, "the first opened the window in which Noor was added"


def test_what_was_done_is_shown_in_its_own_window_where_the_one_beneath_cannot_change(timed: Workspace) -> None:
    maria = timed.person("maria")
    opened = maria.click("Add influencer", maria.home())
    card = maria.submit(opened, name="Noor", profile_1="https://www.tiktok.com/@noor.bakes")
    form = maria.click("Log a touch", card)
    limit(timed, "views.update")

    done = maria.submit(form, note="Called about the launch")

    assert not done.errors
    assert "Called about the launch" in done.view.text


def test_a_home_that_slack_does_not_take_comes_when_it_does(timed: Workspace) -> None:
    maria = timed.person("maria")
    maria.home()
    timed.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes")
    timed.settle()
    limit(timed, "views.publish")
    before = calls(timed, "views.publish")

    maria.home()
    timed.travel(seconds=SECONDS - 1)
    assert calls(timed, "views.publish") == before + 1
    timed.travel(seconds=2)

    assert calls(timed, "views.publish") == before + 2


def test_a_link_is_not_shown_while_slack_wants_to_be_left_alone_and_nothing_fails(
    timed: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    maria = timed.person("maria")
    limit(timed, "chat.unfurl")
    caplog.set_level(logging.WARNING)

    for _ in range(2):
        maria.say("See https://www.tiktok.com/@noor.bakes", channel="#launch")

    assert calls(timed, "chat.unfurl") == 1
    assert [one.levelname for one in caplog.records] == ["WARNING"]


def test_what_slack_is_to_be_asked_about_a_person_waits_as_well(timed: Workspace) -> None:
    limit(timed, "users.info")

    assert BUSY in timed.person("omar").command("/rapport status").text
    assert BUSY in timed.person("ada").command("/rapport status").text
    assert calls(timed, "users.info") == 1
