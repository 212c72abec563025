"""Earned media value (formulas.md, section 3)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.domain.explained import explain, say_figure
from bot.domain.results.emv import DUEL, NOT_REVENUE, Rates, by_cpm, by_cpm_and_cpc, by_metric
from bot.domain.results.results import Totals

DAY = date(2026, 11, 1)
TOTALS = Totals("EUR", DAY, posts=2, impressions=100_000, views=50_000, likes=900, comments=100)
OWN = replace(DUEL, cpc=Decimal(20))


def test_variant_a_takes_impressions_at_the_standard_cpm() -> None:
    figure = by_cpm(TOTALS)

    assert say_figure(figure) == "650.00 USD"
    assert figure.name == "EMV, variant A (CPM)"
    assert figure.note == f"Rates: CPM 6.50 USD (Upfluence's standard CPM [U3]). {NOT_REVENUE}"


def test_variant_b_adds_clicks_to_views() -> None:
    assert say_figure(by_cpm_and_cpc(TOTALS, OWN)) == "740.00 USD"


def test_variant_b_says_nothing_until_somebody_sets_a_cpc() -> None:
    assert by_cpm_and_cpc(TOTALS).note == f"Not enough data: CPC missing. {NOT_REVENUE}"


def test_without_views_variant_b_takes_followers_by_rate_for_each_post() -> None:
    figure = by_cpm_and_cpc(replace(TOTALS, views=None), OWN, followers=100_000, public_rate=Decimal(5))

    assert say_figure(figure) == "308.00 USD"
    assert figure.formula.startswith("posts × followers × public ER / 1000 × CPM")


def test_without_views_and_followers_variant_b_is_not_enough_data() -> None:
    assert by_cpm_and_cpc(replace(TOTALS, views=None), OWN).note.startswith("Not enough data: views missing.")


def test_variant_d_counts_what_is_known_and_names_what_is_not() -> None:
    rates = Rates("EUR", "our team", DAY, per_metric={"likes": Decimal(10), "saves": Decimal(50)})

    figure = by_metric(TOTALS, rates)

    assert say_figure(figure) == "90.00 EUR"
    assert figure.note.endswith("Not counted, because missing: saves.")
    assert "rate of likes 0.10 EUR" in figure.note


def test_variant_d_without_rates_or_metrics_is_not_enough_data() -> None:
    assert by_metric(TOTALS, Rates("EUR", "our team", DAY)).note.startswith("Not enough data: rates missing.")
    saves = Rates("EUR", "our team", DAY, per_metric={"saves": Decimal(50)})
    assert by_metric(TOTALS, saves).note.startswith("Not enough data: saves missing.")


def test_missing_impressions_are_never_zero() -> None:
    assert by_cpm(replace(TOTALS, impressions=None)).value is None
    assert by_cpm(replace(TOTALS, impressions=0)).value == 0


def test_every_variant_prints_its_rates_and_that_it_is_not_revenue() -> None:
    rates = Rates("EUR", "our team", DAY, per_metric={"likes": Decimal(10)})

    for figure in (by_cpm(TOTALS), by_cpm_and_cpc(TOTALS, OWN), by_metric(TOTALS, rates)):
        assert any("Rates: " in line and NOT_REVENUE in line for line in explain(figure))


def test_a_sum_over_some_posts_says_so() -> None:
    assert by_cpm(replace(TOTALS, known={"impressions": 1})).note.endswith("Impressions: known of 1 of 2 posts.")
