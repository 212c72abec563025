"""Underperformers: told with enough data alone, answered once with a reason, and nothing happens by itself."""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.influencers.stages import Stage
from bot.domain.refused import Refused
from bot.domain.rewards.performances import Period
from bot.domain.rewards.under import Response
from bot.services.rewards import answering, performance
from sandbox.driver import Message
from storage import Store
from tests.at_once import at_once
from tests.deciding import labels
from tests.rewarding import NAMES, crew, roster
from tests.test_reward_months import month_begins
from tests.test_rewards import HOSTILE
from tests.workspace import Workspace

LOWEST = "Finn Ojala"
"""Who sold least of all."""


@pytest.fixture
def low(workspace: Workspace) -> Workspace:
    """A campaign in which Finn is far below everybody else, once the month is over."""
    roster(workspace)
    crew(workspace)
    workspace.travel(to=month_begins(workspace))
    return workspace


def told(workspace: Workspace) -> list[Message]:
    """What Maria is told about underperformers."""
    return [one for one in workspace.told("maria") if "below like peers" in one.text]


def choice(workspace: Workspace) -> Response | None:
    with workspace.bot.deps.reading(workspace.team) as store:
        note = store.performance_notes.get(1)
    assert note is not None
    return note.choice


def test_the_owner_is_told_once_with_the_figures_and_a_suggestion(low: Workspace) -> None:
    (one,) = told(low)
    assert LOWEST in one.text_shown
    assert "Revenue: *€100.00* · better than 0% of their peers" in one.text_shown
    assert "Suggested: coach. Nothing happens by itself." in one.text_shown
    assert {"Coach", "Change role", "Pause", "End", "Not now", "How?"} <= set(labels(one))
    assert "Revenue: 100.00 EUR" in low.person("maria").click("How?", one).view.text
    low.travel(days=3)
    assert len(told(low)) == 1
    with low.bot.deps.reading(low.team) as store:
        stage = store.influencers.get(7)
    assert stage is not None
    assert stage.stage is not Stage.PAUSED


def test_coaching_asks_why_and_keeps_it_in_the_timeline_and_the_message(low: Workspace) -> None:
    maria = low.person("maria")
    form = maria.click("Coach", told(low)[0])
    assert maria.submit(form, why=" ").errors == {"why": "Say why: whoever works with them next must know."}
    assert maria.submit(form, why="x" * 501).errors == {"why": "That is 501 characters; 500 is the most."}
    maria.submit(form, why=HOSTILE)

    assert choice(low) is Response.COACH
    (one,) = told(low)
    assert f"coach: {HOSTILE}" in one.text_shown
    assert "Coach" not in labels(one)
    timeline = maria.click("Full timeline", maria.command("/influencer show finn")).text
    assert f"We coach them after their results in Autumn bread: {HOSTILE}" in timeline
    shown = maria.click("Performance", maria.command("/influencer show finn"))
    assert "Coach" in shown.view.text
    assert HOSTILE in shown.view.text


def test_pausing_and_ending_move_the_stage_as_the_rules_allow(low: Workspace) -> None:
    maria = low.person("maria")
    assert "only who is active can be paused" in maria.click("Pause", told(low)[0]).text
    with low.bot.deps.transaction(low.team) as store:
        one = store.influencers.get(7)
        assert one is not None
        assert store.influencers.change(one, {"stage": Stage.ACTIVE})
    maria.submit(maria.click("Pause", told(low)[0]), why="Three jobs at once")
    with low.bot.deps.reading(low.team) as store:
        one = store.influencers.get(7)
    assert one is not None
    assert one.stage is Stage.PAUSED


def test_ending_drops_the_collaboration_with_the_reason(low: Workspace) -> None:
    maria = low.person("maria")
    maria.submit(maria.click("End", told(low)[0]), why="It does not fit")
    with low.bot.deps.reading(low.team) as store:
        one = store.collaborations.get(7)
        stages = store.collaborations.stages(7)
    assert one is not None
    assert one.stage is CollaborationStage.DROPPED
    assert stages[-1].why == "It does not fit"


def test_not_now_closes_it_without_a_word_and_without_counting(low: Workspace) -> None:
    maria = low.person("maria")
    maria.click("Not now", told(low)[0])
    low.settle()
    assert choice(low) is Response.NOT_NOW
    assert "not now" in told(low)[0].text_shown
    with low.bot.deps.reading(low.team) as store:
        assert store.performance_notes.answered([7]) == {}


def test_the_slower_of_two_is_told_who_answered(low: Workspace) -> None:
    maria = low.person("maria")
    first, second = maria.click("End", told(low)[0]), maria.click("Coach", told(low)[0])
    maria.submit(second, why="Talk first")
    refused = maria.submit(first, why="Enough")
    assert "maria answered this already: coach. Nothing was changed by you." in refused.text
    assert refused.view.field("why").value == "Enough"


def test_of_many_answers_at_once_one_counts(low: Workspace) -> None:
    people = [low.member(name) for name in ("maria", "omar")] * 2
    responses = [Response.COACH, Response.END, Response.CHANGE_ROLE, Response.NOT_NOW]

    def press(store: Store, at: int) -> None:
        answering.answer(store, 1, responses[at], why="Because", by=people[at], now=low.clock())

    said = at_once(low, *(partial(press, at=at) for at in range(4)))

    assert said.count("won") == 1
    assert choice(low) is responses[said.index("won")]
    with low.bot.deps.reading(low.team) as store:
        one = store.collaborations.get(7)
    assert one is not None
    assert (one.stage is CollaborationStage.DROPPED) == (responses[said.index("won")] is Response.END)


def test_only_its_owner_or_a_manager_answers(low: Workspace) -> None:
    lee = low.member("lee")
    with (
        pytest.raises(Refused, match=r"Only who looks after it \(maria\) or a manager"),
        low.bot.deps.transaction(low.team) as store,
    ):
        answering.answer(store, 1, Response.COACH, why="x", by=lee, now=low.clock())


def test_an_open_concern_stands_before_any_judgement(workspace: Workspace) -> None:
    roster(workspace)
    crew(workspace)
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.concerns.add(
            7, "We sent her the wrong brief", by=workspace.member("maria").slack_id, now=workspace.clock()
        )
    workspace.travel(to=month_begins(workspace))
    assert told(workspace) == []
    maria = workspace.person("maria")
    shown = maria.click("Performance", maria.command("/influencer show finn")).view.text
    assert "Not enough data" in shown
    assert "A concern is open: settle it first." in shown


def test_too_little_data_says_what_is_missing(workspace: Workspace) -> None:
    roster(workspace, NAMES[:2])
    day = workspace.clock().date() - timedelta(days=3)
    crew(workspace, names=NAMES[:2], revenues=(90_000, 100), posts=2, published=day)
    maria = workspace.person("maria")
    shown = maria.click("Performance", maria.command("/influencer show sam")).view.text
    assert "2 live posts have figures, at least 3 needed." in shown
    assert "The first went live 3 days ago, at least 14 days needed." in shown
    assert "1 other micro profiles on TikTok in the same campaign, at least 5 needed." in shown


def test_a_month_is_looked_at_once_also_by_two_bots(workspace: Workspace) -> None:
    roster(workspace)
    crew(workspace)
    by, month = workspace.member("omar").slack_id, Period(month=workspace.clock().date().replace(day=1))

    def look(store: Store) -> None:
        performance.look(store, month, by=by, now=workspace.clock())

    assert at_once(workspace, look, look) == ["won"] * 2
    with workspace.bot.deps.reading(workspace.team) as store:
        assert len(store.performance_notes.of_influencer(7)) == 1
