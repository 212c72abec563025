"""Underperformers: what is not enough data, and what is suggested when there is."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.refused import Refused
from bot.domain.rewards.peers import Crowd
from bot.domain.rewards.performances import Performance
from bot.domain.rewards.under import Judgement, Response, check_why, judge, suggested
from tests.domain.performing import TODAY, crowd, performance

PEERS = crowd(*range(20_000, 20_008))


def judged(own: Performance | None = None, *, hindrances: tuple[str, ...] = (), before: int = 0) -> Judgement:
    one = own or performance(99, revenue=100)
    return judge(one, Crowd(PEERS), hindrances=hindrances, before=before, today=TODAY)


def test_below_the_peers_lower_quarter_in_two_figures_is_underperforming() -> None:
    found = judged()

    assert found.is_under
    assert [each.own.name for each in found.low] == ["Revenue", "ROAS on total cost"]
    assert found.suggestion is Response.COACH


def test_one_figure_alone_may_be_chance() -> None:
    found = judged(performance(99, revenue=100, cost=1))

    assert not found.is_under
    assert len(found.low) == 1
    assert found.missing == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"measured": 2}, "2 live posts have figures, at least 3 needed."),
        ({"measured": 1}, "1 live post has figures, at least 3 needed."),
        ({"measured": 0, "first_on": None}, "0 live posts have figures, at least 3 needed."),
        ({"first_on": TODAY - timedelta(days=13)}, "The first went live 13 days ago, at least 14 days needed."),
        ({"first_on": None}, "The day of the first live post is not known."),
        ({"followers": None}, "The followers of their profile are not known, so nobody is like them."),
        ({"platform": None}, "Their posts stand on several profiles or on none, so nobody is like them."),
        (
            {"platform": "tiktok"},
            "0 other micro profiles on TikTok in the same campaign, at least 5 needed.",
        ),
    ],
)
def test_not_enough_data_comes_before_anything_else(changed: dict[str, Any], sentence: str) -> None:
    found = judged(performance(99, revenue=100, **changed))

    assert not found.is_under
    assert sentence in found.missing


def test_the_guardrails_end_where_they_say() -> None:
    own = performance(99, revenue=100, measured=3, first_on=TODAY - timedelta(days=14))
    assert judge(own, Crowd(PEERS[:5]), hindrances=(), before=0, today=TODAY).is_under
    assert not judge(own, Crowd(PEERS[:4]), hindrances=(), before=0, today=TODAY).is_under


def test_what_was_our_own_fault_is_nobody_elses() -> None:
    found = judged(hindrances=("A concern about us is open.",))

    assert not found.is_under
    assert found.missing == ["A concern about us is open."]


def test_figures_that_cannot_be_compared_are_not_enough_data() -> None:
    found = judged(performance(99, revenue=None))

    assert found.missing == [
        "2 figures that can be compared are needed. Not enough data: attributed revenue missing.",
    ]


def test_the_suggestion_grows_with_how_often_it_happened() -> None:
    assert [suggested(times) for times in range(6)] == [
        *(Response.COACH, Response.CHANGE_ROLE, Response.PAUSE, Response.END, Response.END, Response.END)
    ]


def test_every_answer_has_a_reason() -> None:
    check_why("They had three jobs at once.")
    for why in ("", "  ", "x" * 501):
        with pytest.raises(Refused):
            check_why(why)


def test_a_day_is_one_day() -> None:
    own = performance(99, first_on=date(2026, 11, 22))
    assert "The first went live 1 day ago, at least 14 days needed." in judged(own).missing
