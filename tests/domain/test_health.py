"""Relationship health: three parts of named facts (Rapport's own rule)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.explained import Figure, explain
from bot.domain.influencers import health_facts as facts
from bot.domain.influencers.health import WEIGHTS, Band, Fact, Part, band_of, check_weights, health
from bot.domain.influencers.health_facts import Share
from bot.domain.refused import Refused

TODAY = date(2026, 11, 23)


def fact(part: Part, points: int | None, name: str = "a fact") -> Fact:
    """A fact that is worth so many points."""
    value = None if points is None else Decimal(points)
    return Fact(part, "It is so.", Figure(name, value, "", "", (), "", ""))


def test_each_part_counts_alike_however_many_facts_it_has() -> None:
    found = health(
        [
            fact(Part.COMMUNICATION, 100),
            fact(Part.COMMUNICATION, 50),
            fact(Part.COLLABORATION, 90),
            fact(Part.COMMITMENT, 60),
        ]
    )

    assert [one.score for one in found.parts] == [75, 90, 60]
    assert (found.score, found.band, found.coverage) == (Decimal("75.0"), Band.STRONG, Decimal(100))


def test_what_is_unknown_lowers_the_coverage_and_not_the_score() -> None:
    found = health(
        [
            fact(Part.COMMUNICATION, 80),
            fact(Part.COMMUNICATION, None),
            fact(Part.COLLABORATION, None),
            fact(Part.COMMITMENT, 40),
        ]
    )

    assert (found.score, found.band) == (Decimal("60.0"), Band.STEADY)
    assert found.coverage == Decimal(50)
    assert found.parts[1].score is None


def test_nothing_known_is_not_enough_data() -> None:
    found = health([fact(part, None) for part in Part])

    assert (found.score, found.band, found.drag, found.coverage) == (None, None, None, Decimal(0))
    assert "not enough data" in explain(found.figure(day=TODAY))[0]


def test_the_fact_that_costs_the_most_points_is_named() -> None:
    found = health(
        [
            fact(Part.COMMUNICATION, 0, "one of two"),
            fact(Part.COMMUNICATION, 100),
            fact(Part.COLLABORATION, 30, "the only one"),
            fact(Part.COMMITMENT, 100),
        ]
    )

    assert found.drag is not None
    assert found.drag.name == "the only one"
    assert health([fact(part, 100) for part in Part]).drag is None


def test_a_team_may_weigh_the_parts_differently_and_leave_one_out() -> None:
    weights = {Part.COMMUNICATION: Decimal(3), Part.COLLABORATION: Decimal(1), Part.COMMITMENT: Decimal(0)}
    found = health(
        [fact(Part.COMMUNICATION, 100), fact(Part.COLLABORATION, 0), fact(Part.COMMITMENT, 0)], weights=weights
    )

    assert found.score == Decimal("75.0")
    left_out = health([fact(Part.COMMITMENT, 0)], weights=weights)
    assert (left_out.score, left_out.drag) == (None, None)


@pytest.mark.parametrize("weight", ["-1", "101", "NaN", "Infinity"])
def test_a_weight_that_is_none_is_refused_on_its_field(weight: str) -> None:
    with pytest.raises(Refused) as refused:
        check_weights({**WEIGHTS, Part.COLLABORATION: Decimal(weight)})
    assert refused.value.field == "collaboration"


def test_weights_that_are_all_nothing_are_refused() -> None:
    with pytest.raises(Refused, match="at least one part"):
        check_weights(dict.fromkeys(Part, Decimal(0)))


@pytest.mark.parametrize(
    ("score", "band"),
    [("100", "strong"), ("75", "strong"), ("74.9", "steady"), ("50", "steady"), ("49.9", "needs care")],
)
def test_bands_begin_where_they_say(score: str, band: str) -> None:
    assert band_of(Decimal(score)) == band


@given(st.lists(st.tuples(st.sampled_from(list(Part)), st.none() | st.integers(0, 100))))
def test_a_score_lies_among_its_facts_and_coverage_is_a_percentage(drawn: list[tuple[Part, int | None]]) -> None:
    found = health([fact(part, points) for part, points in drawn])
    known = [points for _, points in drawn if points is not None]

    assert 0 <= found.coverage <= 100
    assert (found.score is None) == (not known)
    if found.score is not None:
        assert min(known) - 1 < found.score < max(known) + 1


@pytest.mark.parametrize(
    ("touched_on", "points"),
    [
        (date(2026, 11, 23), 100),
        (date(2026, 11, 3), 100),
        (date(2026, 10, 24), 50),
        (date(2026, 9, 1), 0),
        (None, None),
    ],
)
def test_a_touch_is_fresh_up_to_the_ideal_gap_and_stale_at_the_longest(
    touched_on: date | None, points: int | None
) -> None:
    found = facts.last_touch(touched_on, ideal=20, longest=40, today=TODAY)

    assert found.points == points
    assert "gap" in found.sentence or points is None


def test_our_answers_count_by_their_median_and_an_early_one_is_as_good_as_it_gets() -> None:
    found = facts.our_answers([Decimal(2), Decimal(30), Decimal(96)], today=TODAY)

    assert found.points == Decimal(138) / 144 * 100
    assert found.sample == 3
    assert facts.our_answers([Decimal(1)], today=TODAY).points == 100
    assert facts.our_answers([Decimal(500)], today=TODAY).points == 0
    assert facts.our_answers([], today=TODAY).points is None


@pytest.mark.parametrize(("rounds", "points"), [([1, 1], 100), ([1, 2], 75), ([3], 0), ([9], 0), ([], None)])
def test_rounds_are_held_against_their_cap(rounds: list[int], points: int | None) -> None:
    assert facts.review_rounds([(one, 2) for one in rounds], today=TODAY).points == points


@pytest.mark.parametrize(("number", "points"), [(None, None), (0, 100), (1, 50), (2, 0), (9, 0)])
def test_open_concerns_take_points_away_and_none_ever_noted_says_nothing(
    number: int | None, points: int | None
) -> None:
    assert facts.open_concerns(number, today=TODAY).points == points


def test_a_share_of_nothing_is_unknown_and_every_fact_explains_itself() -> None:
    of = Share(3, 4, "promises that fell due", "kept on time", "list of promises", TODAY)
    found = facts.share(Part.COMMITMENT, "our promises", of)

    assert found.points == 75
    assert explain(found.figure) == [
        "Our promises: 75",
        "Formula: kept on time / promises that fell due × 100",
        "Kept on time: 3 (list of promises, 23 November 2026)",
        "Promises that fell due: 4 (list of promises, 23 November 2026)",
        "Sample: 4 promises that fell due.",
        "Source of the formula: Rapport's own rule",
    ]
    nothing = facts.share(Part.COMMITMENT, "our promises", Share(0, 0, "promises", "kept on time", "", TODAY))
    assert nothing.points is None
    assert "Not enough data: there are no promises yet." in explain(nothing.figure)
