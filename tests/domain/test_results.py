"""Cost and return (formulas.md, section 4)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.campaigns.collaborations import CostKind
from bot.domain.explained import explain, say_figure
from bot.domain.refused import Refused
from bot.domain.results.results import (
    Totals,
    average_order,
    conversion_rate,
    cpa,
    cpc,
    cpe,
    cpe_public,
    cpm,
    cpv,
    engagement_rate,
    results,
    roas,
    roas_on_paid,
    roi,
    total_cost,
)

DAY = date(2026, 11, 1)
PUBLISHED = Totals(
    "USD",
    DAY,
    revenue=18_000_00,
    costs={CostKind.FEES: 4_000_00, CostKind.PAID_AMPLIFICATION: 1_500_00},
    impressions=500_000,
    engagement=15_000,
    conversions=120,
)


def test_the_published_calculators_figures_come_out_as_printed() -> None:
    printed = {
        "ROI": say_figure(roi(PUBLISHED)),
        "ROAS": say_figure(roas(PUBLISHED)),
        "CPA": say_figure(cpa(PUBLISHED)),
        "CPE": say_figure(cpe(PUBLISHED)),
        "CPM": say_figure(cpm(PUBLISHED)),
        "conversions/impressions": say_figure(conversion_rate(PUBLISHED, by="impressions")),
        "ER by impressions": say_figure(engagement_rate(PUBLISHED, by="impressions")),
    }

    assert printed == {
        "ROI": "227.27%",
        "ROAS": "3.27",
        "CPA": "45.83 USD",
        "CPE": "0.367 USD",
        "CPM": "11.00 USD",
        "conversions/impressions": "0.024%",
        "ER by impressions": "3.00%",
    }


def test_the_total_cost_shows_its_parts() -> None:
    assert explain(total_cost(PUBLISHED))[0] == "Total cost: 5,500.00 USD"
    assert "Fees: 4,000.00 USD (manual, 1 November 2026)" in explain(total_cost(PUBLISHED))
    assert "Paid amplification: 1,500.00 USD (manual, 1 November 2026)" in explain(total_cost(PUBLISHED))


def test_each_other_figure_follows_its_formula() -> None:
    totals = Totals(
        "EUR", DAY, posts=2, views=40_000, likes=900, comments=100, shares=60, saves=40, clicks=500, conversions=20,
        orders=16, revenue=800_00, costs={CostKind.FEES: 300_00, CostKind.PAID_AMPLIFICATION: 100_00},
    )  # fmt: skip

    told = (roas_on_paid(totals), cpe(totals), cpe_public(totals), cpc(totals), cpv(totals))

    assert [say_figure(one) for one in told] == ["8.00", "0.364 EUR", "0.400 EUR", "0.80 EUR", "0.010 EUR"]
    assert [say_figure(one) for one in (conversion_rate(totals), average_order(totals))] == ["4.00%", "50.00 EUR"]


def test_a_loss_is_a_negative_return() -> None:
    assert say_figure(roi(Totals("USD", DAY, revenue=25_00, costs={CostKind.FEES: 100_00}))) == "-75.00%"
    assert say_figure(roi(Totals("USD", DAY, revenue=0, costs={CostKind.FEES: 100_00}))) == "-100.00%"


def test_revenue_in_another_currency_is_named_and_not_mixed_in() -> None:
    totals = Totals(
        "USD", DAY, revenue=200_00, costs={CostKind.FEES: 100_00}, revenue_elsewhere={"EUR": 900_00, "JPY": 5_000}
    )

    assert roi(totals).value == 100
    assert roi(totals).note == ("Not counted, because in another currency: revenue of 900.00 EUR and 5,000 JPY.")


def test_a_cost_in_another_currency_leaves_the_total_unknown_and_says_what_is_known() -> None:
    totals = Totals("USD", DAY, revenue=1, costs={CostKind.FEES: 100_00}, costs_elsewhere={"EUR": 50_00})

    assert total_cost(totals).note == (
        "Not enough data: the worth in USD of costs of 50.00 EUR missing. What is known comes to 100.00 USD."
    )
    assert roi(totals).value is None


def test_money_of_our_own_currency_cannot_hide_among_that_of_others() -> None:
    with pytest.raises(Refused, match="Money in USD"):
        Totals("USD", DAY, revenue_elsewhere={"USD": 1})


def test_a_cost_of_unknown_amount_is_not_zero() -> None:
    totals = Totals("USD", DAY, revenue=1, costs={CostKind.FEES: 100_00, CostKind.PRODUCT: None})

    assert roi(totals).note == "Not enough data: product missing."


def test_no_costs_at_all_are_missing_and_costs_of_zero_divide_nothing() -> None:
    assert roi(Totals("USD", DAY, revenue=1)).note == "Not enough data: costs missing."
    assert roi(Totals("USD", DAY, revenue=1, costs={CostKind.FEES: 0})).note == "Not enough data: total cost is 0."
    assert total_cost(Totals("USD", DAY, costs={CostKind.FEES: 0})).value == 0


def test_a_sum_over_partly_missing_metrics_says_of_how_many_posts_it_is_known() -> None:
    totals = Totals("USD", DAY, posts=5, views=1_000, known={"views": 3}, costs={CostKind.FEES: 10_00})

    assert cpv(totals).note == "Views: known of 3 of 5 posts."
    assert "Views: 1,000 (manual, 1 November 2026, known of 3 of 5 posts)" in explain(cpv(totals))


def test_engagements_without_saves_say_so() -> None:
    totals = Totals("USD", DAY, likes=8, comments=1, shares=1, costs={CostKind.FEES: 10_00})

    assert cpe(totals).value == 100
    assert cpe(totals).note == "Not counted, because missing: saves."


_NUMBER = st.none() | st.integers(min_value=0, max_value=10**12)


@settings(deadline=None)
@given(
    st.builds(
        Totals,
        currency=st.sampled_from(["USD", "JPY", "KWD"]),
        day=st.just(DAY),
        views=_NUMBER,
        likes=_NUMBER,
        comments=_NUMBER,
        engagement=_NUMBER,
        impressions=_NUMBER,
        clicks=_NUMBER,
        conversions=_NUMBER,
        orders=_NUMBER,
        revenue=_NUMBER,
        costs=st.dictionaries(st.sampled_from(list(CostKind)), _NUMBER),
    )
)
def test_any_totals_give_figures_that_explain_themselves(totals: Totals) -> None:
    for figure in results(totals):
        assert explain(figure)[0].startswith(figure.name)
        assert (figure.value is None) == figure.note.startswith("Not enough data")


def test_yen_have_no_hundredths() -> None:
    totals = Totals("JPY", DAY, costs={CostKind.FEES: 5_000}, clicks=3)

    assert say_figure(total_cost(totals)) == "5,000 JPY"
    assert say_figure(cpc(totals)) == "1,667 JPY"
    assert cpc(totals).value == Decimal(5_000) / 3
