"""Like-for-like peers, and who of them is proposed for a reward."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.campaigns.campaigns import Goal
from bot.domain.explained import explain
from bot.domain.rewards.peers import Crowd, Standing
from bot.domain.rewards.performances import Measure, Performance, Period, engagements, public_rate, revenue
from bot.domain.rewards.suggesting import RewardKind, suggest
from bot.domain.rewards.top import Choice, choose
from tests.domain.performing import CAMPAIGN, DECEMBER, NOVEMBER, TODAY, crowd, performance

IN_NOVEMBER, IN_DECEMBER = Period(month=NOVEMBER), Period(month=DECEMBER)


def like(own: Performance, others: list[Performance]) -> list[Performance]:
    return Crowd(others).like(own)


def standing(own: Performance, others: list[Performance], *, measure: Measure) -> Standing:
    return Crowd(others).standing(own, measure)


def chosen(
    found: list[Performance], *, thanked: dict[int, date] | None = None, counted: dict[int, set[str]] | None = None
) -> Choice:
    return choose(found, thanked=thanked or {}, counted=counted or {}, today=TODAY)


def winners(choice: Choice) -> list[int]:
    return [one.performance.influencer_id for one in choice.winners]


def test_only_who_is_alike_is_a_peer() -> None:
    own = performance(1)
    strangers = [
        performance(1, collaboration=9),
        performance(2, platform="tiktok"),
        performance(3, followers=200_000),
        performance(4, period=IN_NOVEMBER),
        performance(5, currency="USD"),
        performance(6, goal=Goal.AWARENESS),
        performance(7, platform=None),
        performance(8, followers=None),
    ]
    alike = performance(9, followers=49_999)

    assert like(own, [own, *strangers, alike]) == [alike]
    assert like(performance(7, platform=None), [performance(8, platform=None)]) == []
    assert like(performance(7, followers=10), [performance(8, followers=10)]) == []


def test_a_standing_explains_itself() -> None:
    own, *others = crowd(90_00, 10_00, 20_00, 30_00, 40_00, 50_00)

    found = standing(own, others, measure=revenue)

    assert found.value == 100
    told = explain(found.percentile)
    assert told[0] == "Percentile of Revenue: 100"
    assert "Their peers' median Revenue: 30.00 EUR (like peers of our own roster, 23 November 2026)" in told
    assert "Compared with 5 micro profiles on Instagram in the same campaign." in told


def test_fewer_than_five_peers_are_not_enough_data() -> None:
    own, *others = crowd(90_00, 10_00, 20_00, 30_00, 40_00)

    found = standing(own, others, measure=revenue)

    assert found.value is None
    assert found.percentile.note == (
        "Not enough data: 4 other micro profiles on Instagram in the same campaign with this figure, at least 5 needed."
    )


def test_one_influencer_with_many_collaborations_is_one_peer() -> None:
    own = performance(1, revenue=90_00, period=IN_NOVEMBER)
    others = [performance(2, collaboration=at, period=IN_NOVEMBER) for at in range(20, 28)]

    assert standing(own, others, measure=revenue).value is None


def test_who_has_no_such_figure_is_not_counted_as_nought() -> None:
    own, *others = crowd(90_00, 10_00, 20_00, 30_00, 40_00)
    unknown = performance(6, revenue=None)

    assert standing(own, [*others, unknown], measure=revenue).value is None
    assert standing(unknown, others, measure=revenue).percentile.note == "Not enough data: attributed revenue missing."


def test_what_cannot_be_compared_says_why() -> None:
    scattered = standing(performance(1, platform=None), [], measure=revenue).percentile
    unknown = standing(performance(1, followers=None), [], measure=revenue).percentile

    assert "several profiles or on none" in scattered.note
    assert "followers of their profile are not known" in unknown.note


def test_engagements_leave_out_what_is_missing_and_say_so() -> None:
    known = engagements(performance(1, likes=100, comments=20))

    assert known.value == 120
    assert known.note == "Not counted, because missing: shares and saves."
    assert engagements(performance(1)).note == "Not enough data: likes, comments missing."
    assert public_rate(performance(1, likes=800, comments=0, measured=4)).value == 1


def test_the_best_of_a_campaign_is_proposed_with_evidence() -> None:
    choice = chosen(crowd(10, 20, 30, 40, 50, 60))

    assert winners(choice) == [6]
    assert choice.compared == 6
    (best,) = choice.winners
    assert best.score.value == 100
    assert [each.own.name for each in best.standings] == ["Revenue", "ROAS on total cost"]


def test_sales_are_judged_by_return_as_well_as_by_revenue() -> None:
    found = crowd(10, 20, 30, 40, 50)
    costly = performance(6, revenue=60, cost=5_000_000)
    assert winners(chosen([*found, costly])) == [5]


def test_awareness_is_about_engagements_and_impressions() -> None:
    found = [
        performance(who, goal=Goal.AWARENESS, likes=100 * who, comments=0, impressions=10_000) for who in range(1, 7)
    ]

    (best,) = chosen(found).winners

    assert best.performance.influencer_id == 6
    assert [each.own.name for each in best.standings] == ["ER by impressions", "Engagements"]


def test_at_most_a_tenth_is_proposed_and_at_least_one() -> None:
    assert winners(chosen(crowd(*range(1, 20)))) == [19]
    assert winners(chosen(crowd(*range(1, 31)))) == [30, 29, 28]


def test_nobody_below_the_upper_quarter_is_proposed() -> None:
    choice = chosen(crowd(7, 7, 7, 7, 7, 7))

    assert winners(choice) == []
    assert choice.note == "Nobody stands in the upper quarter of their peers."


def test_who_was_thanked_lately_is_passed_over_unless_there_is_nobody_else() -> None:
    found = crowd(*range(1, 9))
    lately, long_ago = TODAY - timedelta(days=89), TODAY - timedelta(days=90)

    passed = chosen(found, thanked={8: lately})
    assert winners(passed) == [7]
    assert [one.performance.influencer_id for one in passed.passed_over] == [8]
    assert winners(chosen(found, thanked={8: long_ago})) == [8]
    alone = chosen(found, thanked={8: lately, 7: lately})
    assert winners(alone) == [8]
    assert alone.winners[0].thanked_on == lately
    assert alone.passed_over == []


def test_nobody_wins_twice_for_the_same_result() -> None:
    found = crowd(*range(1, 9))
    mine = found[-1].sources

    assert mine == {"campaign:1", "8:2026-10", "8:2026-11"}
    assert winners(chosen(found, counted={8: {*mine}})) == []
    assert winners(chosen(found, counted={8: {"campaign:2", "88:2026-10"}})) == [8], "another campaign"
    assert winners(chosen(found, counted={7: {"8:2026-10"}})) == [8], "somebody else's"
    thirty = crowd(*range(1, 31))
    assert winners(chosen(thirty, counted={30: {*thirty[-1].sources}})) == [29, 28], "one of three is taken"
    every = {one.influencer_id: {*one.sources} for one in found}
    assert chosen(found, counted=every).note == "Whoever stands out was rewarded for this result before."


def test_a_result_counts_through_its_campaign_or_its_month_and_never_both() -> None:
    campaign = crowd(*range(1, 9))
    november, december = (crowd(*range(1, 9), period=one) for one in (IN_NOVEMBER, IN_DECEMBER))

    assert winners(chosen(campaign, counted={8: {*november[-1].sources}})) == [7]
    assert winners(chosen(november, counted={8: {*campaign[-1].sources}})) == [7]
    assert winners(chosen(december, counted={8: {*november[-1].sources}})) == [8], "other posts, other orders"
    assert winners(chosen(campaign, counted={8: {*december[-1].sources}})) == [8], "it was over by then"
    assert winners(chosen(november, counted={8: {"month:2026-11", "99:2026-11"}})) == [], "once a month is enough"


def test_with_too_little_data_nobody_is_proposed() -> None:
    assert chosen([]).note == "Nobody has results in this time."
    choice = chosen(crowd(1, 2, 3))
    assert winners(choice) == []
    assert choice.note.startswith("Not enough data")


@given(st.lists(st.integers(0, 50), max_size=40), st.sets(st.integers(1, 40)), st.sets(st.integers(1, 40)))
def test_whatever_happened_the_rules_of_a_choice_hold(revenues: list[int], thanked: set[int], before: set[int]) -> None:
    found = crowd(*revenues)

    choice = chosen(found, thanked=dict.fromkeys(thanked, TODAY), counted={who: {CAMPAIGN.key} for who in before})

    assert len(choice.winners) <= max(1, len(found) // 10)
    assert not before & set(winners(choice))
    assert all((one.score.value or Decimal()) >= 75 for one in choice.winners)
    assert bool(choice.note) == (not choice.winners)
    if set(winners(choice)) & thanked:
        assert len(choice.winners) == 1


def test_a_proposal_begins_with_a_tenth_of_the_fees_as_far_as_the_budget_goes() -> None:
    assert suggest(fees=50_000, left=6_000).amount == 5_000
    assert suggest(fees=50_000, left=None).kind is RewardKind.BONUS
    for fees, left in ((50_000, 4_999), (None, 9_000), (9, 9_000), (50_000, -1)):
        assert suggest(fees=fees, left=left).kind is RewardKind.THANKS
        assert suggest(fees=fees, left=left).amount == 0
