"""Ambassador tiers: what a team can ask for, who holds which, and when somebody moves."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.explained import Figure
from bot.domain.refused import Refused
from bot.domain.rewards.tiers import (
    Fact,
    Held,
    Rules,
    TierRule,
    check_grace,
    check_tier,
    conditions,
    earned,
    from_json,
    move,
    next_above,
    to_json,
)

DAY = date(2026, 11, 1)
SILVER = TierRule("Silver", {Fact.COMPLETED: 2})
GOLD = TierRule("Gold", {Fact.COMPLETED: 5, Fact.REVENUE: 75, Fact.ON_TIME: 90})
RULES = Rules((SILVER, GOLD), grace_days=60)


def facts(**known: int) -> dict[Fact, Figure]:
    """Figures of a person; what is not named is unknown."""
    values = {fact: Decimal(known[fact]) if fact in known else None for fact in Fact}
    return {fact: Figure(fact, values[fact], "", "", (), "Nothing known.", "", places=0) for fact in Fact}


def test_the_highest_tier_whose_rules_all_hold_is_earned() -> None:
    assert earned(RULES, facts(completed=1)) is None
    assert earned(RULES, facts(completed=2)) == "silver"
    assert earned(RULES, facts(completed=5, revenue=75, on_time=90)) == "gold"
    assert earned(RULES, facts(completed=5, revenue=74, on_time=90)) == "silver"
    assert earned(Rules(), facts(completed=5)) is None


def test_what_is_not_known_is_not_met_and_says_why() -> None:
    found = conditions(GOLD, facts(completed=4, revenue=80))

    assert [one.is_met for one in found] == [False, True, False]
    assert [one.why for one in found] == ["4, at least 5 needed.", "", "Nothing known."]
    assert earned(RULES, facts(completed=9, revenue=99)) == "silver"


def test_a_higher_tier_may_skip_the_lower_one() -> None:
    rules = Rules((TierRule("Silver", {Fact.MONTHS: 12}), TierRule("Gold", {Fact.COMPLETED: 1})))
    assert earned(rules, facts(completed=1)) == "gold"


def test_moving_up_happens_at_once() -> None:
    assert move(None, to="silver", rules=RULES, today=DAY) == Held("silver", DAY)
    assert move(Held("silver", DAY), to="gold", rules=RULES, today=DAY + timedelta(days=3)).tier == "gold"


def test_moving_down_waits_for_the_grace_period() -> None:
    held = Held("gold", DAY)
    later = DAY + timedelta(days=30)

    below = move(held, to="silver", rules=RULES, today=later)
    assert below == Held("gold", DAY, later)
    still = move(below, to=None, rules=RULES, today=later + timedelta(days=59))
    assert still == Held("gold", DAY, later)
    assert move(still, to=None, rules=RULES, today=later + timedelta(days=60)) == Held(None, later + timedelta(days=60))


def test_who_recovers_begins_anew() -> None:
    below = Held("gold", DAY, DAY + timedelta(days=30))

    again = move(below, to="gold", rules=RULES, today=DAY + timedelta(days=80))

    assert again == Held("gold", DAY)
    assert move(again, to=None, rules=RULES, today=DAY + timedelta(days=95)).tier == "gold"


def test_without_a_grace_period_somebody_moves_down_at_once() -> None:
    assert move(Held("gold", DAY), to=None, rules=Rules(RULES.tiers, 0), today=DAY).tier is None


def test_a_tier_that_is_gone_is_left_at_once() -> None:
    assert move(Held("bronze", DAY), to=None, rules=RULES, today=DAY + timedelta(days=1)).tier is None
    assert move(Held("bronze", DAY), to="silver", rules=RULES, today=DAY).tier == "silver"


@given(st.lists(st.sampled_from([None, "silver", "gold"]), min_size=1, max_size=30), st.integers(0, 90))
def test_nobody_ever_holds_less_than_they_earned(path: list[str | None], grace: int) -> None:
    rules = Rules(RULES.tiers, grace)
    held: Held | None = None
    for at, to in enumerate(path):
        held = move(held, to=to, rules=rules, today=DAY + timedelta(days=10 * at))
        assert rules.rank(held.tier) >= rules.rank(to)
        assert (held.below_since is not None) == (rules.rank(held.tier) > rules.rank(to))


def test_the_next_tier_is_the_one_above() -> None:
    assert next_above(RULES, None) == SILVER
    assert next_above(RULES, "silver") == GOLD
    assert next_above(RULES, "gold") is None


def test_rules_are_kept_and_read_again() -> None:
    assert from_json(to_json(RULES)) == RULES
    assert from_json(None) == Rules()


@pytest.mark.parametrize(
    ("rule", "faults"),
    [
        (TierRule(" ", {Fact.COMPLETED: 1}), {"name": "Give the tier a name."}),
        (TierRule("x" * 31, {Fact.COMPLETED: 1}), {"name": "That is 31 characters; 30 is the most."}),
        (TierRule("a\nb", {Fact.COMPLETED: 1}), {"name": "Write the name on one line."}),
        (TierRule("GOLD", {}), {"name": "Another tier has this name", "completed": "Say what it needs"}),
        (
            TierRule("Star", {Fact.REVENUE: 101, Fact.MONTHS: 0}),
            {"revenue": "Write a number from 1 to 100.", "months": "Write a number from 1 to 600."},
        ),
    ],
)
def test_every_fault_of_a_tier_stands_on_its_field(rule: TierRule, faults: dict[str, str]) -> None:
    with pytest.raises(Refused) as told:
        check_tier(rule, RULES)

    found = {str(one.field): one.sentence for one in (told.value, *told.value.others)}
    assert found.keys() == faults.keys()
    assert all(found[field].startswith(faults[field]) for field in faults)


def test_six_tiers_are_the_most() -> None:
    rules = Rules(tuple(TierRule(f"T{at}", {Fact.COMPLETED: 1}) for at in range(6)))
    with pytest.raises(Refused, match="6 tiers are the most"):
        check_tier(TierRule("Gold", {Fact.COMPLETED: 1}), rules)
    check_tier(SILVER, Rules())


def test_a_grace_period_is_a_number_of_days() -> None:
    assert check_grace(0) == 0
    for days in (None, -1, 366):
        with pytest.raises(Refused, match="from 0 to 365"):
            check_grace(days)


def test_tiers_are_put_in_their_place() -> None:
    star = TierRule("Star", {Fact.MONTHS: 1})

    assert [one.name for one in RULES.placed(star, 1, instead_of=None).tiers] == ["Star", "Silver", "Gold"]
    assert [one.name for one in RULES.placed(star, 9, instead_of=None).tiers] == ["Silver", "Gold", "Star"]
    assert [one.name for one in RULES.placed(star, 1, instead_of="gold").tiers] == ["Star", "Silver"]
    assert [one.name for one in RULES.without("silver").tiers] == ["Gold"]
    assert RULES.named("gold") == GOLD
    assert RULES.named("bronze") is None
