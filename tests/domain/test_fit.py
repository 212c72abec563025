"""Brand fit (formulas.md, section 6)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.campaigns.fit import (
    PUBLISHED_WEIGHTS,
    WEIGHTS,
    Band,
    Part,
    audience,
    band_of,
    conversion_potential,
    engagement,
    fit,
    overlap,
    safety,
    say_missing,
    strengths_missing,
)
from bot.domain.explained import explain
from bot.domain.refused import Refused
from bot.domain.results.benchmarks import benchmark

EXAMPLE = dict(zip(PUBLISHED_WEIGHTS, (80, 75, 70, 85, 70, 90, 75, 80), strict=True))


def test_the_published_example_comes_out() -> None:
    found = fit([Part(name, Decimal(score), "") for name, score in EXAMPLE.items()], weights=PUBLISHED_WEIGHTS)

    assert (found.score, found.coverage, found.band) == (Decimal("78.0"), Decimal(100), Band.GOOD)


def test_an_unknown_part_lowers_the_coverage_and_not_the_score() -> None:
    found = fit([Part("niche", Decimal(90), ""), Part("audience", Decimal(90), ""), Part("values", None, "")])

    assert found.score == 90
    assert found.coverage.quantize(Decimal(1)) == 73


def test_with_nothing_known_there_is_no_score() -> None:
    for found in (fit([]), fit([Part("niche", None, "")])):
        assert (found.score, found.coverage, found.band) == (None, Decimal(0), None)
        assert found.figure(day=date(2026, 11, 1)).note.startswith("Not enough data")


@pytest.mark.parametrize(
    ("score", "band"),
    [
        ("100", Band.STRONG),
        ("80", Band.STRONG),
        ("79.9", Band.GOOD),
        ("65", Band.GOOD),
        ("64.9", Band.REVIEW),
        ("45", Band.REVIEW),
        ("44.9", Band.WEAK),
        ("0", Band.WEAK),
    ],
)
def test_bands_begin_where_they_were_published(score: str, band: Band) -> None:
    assert band_of(Decimal(score)) is band


def test_the_default_weights_make_a_whole() -> None:
    assert sum(WEIGHTS.values()) == 1


@pytest.mark.parametrize("weights", [{"niche": Decimal(-1)}, {"niche": Decimal(0)}, {"niche": Decimal("NaN")}, {}])
def test_weights_that_weigh_nothing_are_refused(weights: dict[str, Decimal]) -> None:
    with pytest.raises(Refused, match="weight"):
        fit([Part("niche", Decimal(50), "")], weights=weights)


def test_a_score_beyond_100_is_refused() -> None:
    with pytest.raises(Refused, match="between 0 and 100"):
        Part("niche", Decimal(101), "")


_SCORES = st.none() | st.decimals(0, 100, places=1)
_WEIGHTS = st.decimals("0.01", 10, places=2)


@given(st.lists(st.tuples(_SCORES, _WEIGHTS), min_size=1, max_size=8))
def test_the_score_lies_between_its_parts_and_the_coverage_within_0_and_100(
    told: list[tuple[Decimal | None, Decimal]],
) -> None:
    parts = [Part(str(n), score, "") for n, (score, _) in enumerate(told)]

    found = fit(parts, weights={str(n): weight for n, (_, weight) in enumerate(told)})

    known = [score for score, _ in told if score is not None]
    assert 0 <= found.coverage <= 100
    assert (found.score is None) == (not known)
    if found.score is not None:
        assert min(known) <= found.score <= max(known)


def test_an_overlap_says_what_is_there_and_what_is_missing() -> None:
    found = overlap("values", ["vegan", "local", "zero-waste"], ["Local", " VEGAN", "fair"])

    assert found.sentence == "2 of 3 values: vegan, local; missing: zero-waste."
    assert found.score is not None
    assert found.score.quantize(Decimal(1)) == 67


@pytest.mark.parametrize(("wanted", "present"), [([], ["vegan"]), (["vegan"], [])])
def test_labels_that_nobody_recorded_are_unknown(wanted: list[str], present: list[str]) -> None:
    assert overlap("values", wanted, present).score is None


def test_no_label_in_common_is_zero() -> None:
    assert overlap("niche", ["beauty"], ["games"], noun="themes") == Part(
        "niche", Decimal(0), "0 of 1 themes; missing: beauty."
    )


@pytest.mark.parametrize(
    ("audience_country", "country", "score"),
    [("DE", "FR", 100), (None, "DE", 100), ("FR", "DE", 0), (None, None, None)],
)
def test_the_audience_counts_before_the_influencers_own_country(
    audience_country: str | None, country: str | None, score: int | None
) -> None:
    assert audience(["DE", "AT"], audience_country=audience_country, country=country).score == score


def test_engagement_is_the_percentile_or_else_the_tiers_verdict() -> None:
    micro = benchmark("instagram", followers=20_000)

    assert engagement(percentile=Decimal(70), public_rate=Decimal(1), benchmark=micro).score == 70
    assert [engagement(public_rate=Decimal(n), benchmark=micro).score for n in (4, 2, 1)] == [100, 60, 20]
    assert engagement(public_rate=Decimal(4)).score is None


def test_conversions_and_concerns_may_be_unknown() -> None:
    assert (conversion_potential(None).score, conversion_potential(Decimal(30)).score) == (None, Decimal(30))
    assert [safety(n).score for n in (None, 0, 1, 2, 9)] == [None, 100, 50, 0, 0]


def test_a_fit_explains_itself() -> None:
    found = fit([overlap("niche", ["beauty", "food"], ["food"]), conversion_potential(None)])

    lines = explain(found.figure(day=date(2026, 11, 1)))

    assert lines[0] == "Brand fit: 50.0"
    assert "Niche: 50.00 (1 of 2 niche: food; missing: beauty, 1 November 2026)" in lines
    assert "Conversion potential: missing (There are no past conversions to compare, 1 November 2026)" in lines
    assert "Known parts have 67% of the weight." in lines


def test_strengths_that_nobody_has_are_named() -> None:
    assert strengths_missing(["seller", "storyteller"], ["Storyteller"]) == ("seller",)
    assert say_missing(("seller",)) == "no seller in this launch"
    assert say_missing(strengths_missing(["seller"], ["seller"])) == ""
