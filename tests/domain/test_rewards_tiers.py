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
    check_rules,
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
    assert earned(RULES, facts(completed=2)) == "Silver"
    assert earned(RULES, facts(completed=5, revenue=75, on_time=90)) == "Gold"
    assert earned(RULES, facts(completed=5, revenue=74, on_time=90)) == "Silver"
    assert earned(Rules(), facts(completed=5)) is None


def test_what_is_not_known_is_not_met_and_says_why() -> None:
    found = conditions(GOLD, facts(completed=4, revenue=80))

    assert [one.is_met for one in found] == [False, True, False]
    assert [one.why for one in found] == ["4, at least 5 needed.", "", "Nothing known."]
    assert earned(RULES, facts(completed=9, revenue=99)) == "Silver"


def test_a_higher_tier_may_skip_the_lower_one() -> None:
    rules = Rules((TierRule("Silver", {Fact.MONTHS: 12}), TierRule("Gold", {Fact.COMPLETED: 1})))
    assert earned(rules, facts(completed=1)) == "Gold"


def test_moving_up_happens_at_once() -> None:
    assert move(None, to="Silver", rules=RULES, today=DAY) == Held("Silver", DAY)
    assert move(Held("Silver", DAY), to="Gold", rules=RULES, today=DAY + timedelta(days=3)).tier == "Gold"


def test_moving_down_waits_for_the_grace_period() -> None:
    held = Held("Gold", DAY)
    later = DAY + timedelta(days=30)

    below = move(held, to="Silver", rules=RULES, today=later)
    assert below == Held("Gold", DAY, later)
    still = move(below, to=None, rules=RULES, today=later + timedelta(days=59))
    assert still == Held("Gold", DAY, later)
    assert move(still, to=None, rules=RULES, today=later + timedelta(days=60)) == Held(None, later + timedelta(days=60))


def test_who_recovers_begins_anew() -> None:
    below = Held("Gold", DAY, DAY + timedelta(days=30))

    again = move(below, to="Gold", rules=RULES, today=DAY + timedelta(days=80))

    assert again == Held("Gold", DAY)
    assert move(again, to=None, rules=RULES, today=DAY + timedelta(days=95)).tier == "Gold"


def test_without_a_grace_period_somebody_moves_down_at_once() -> None:
    assert move(Held("Gold", DAY), to=None, rules=Rules(RULES.tiers, 0), today=DAY).tier is None


def test_a_tier_that_is_gone_is_left_at_once() -> None:
    assert move(Held("Bronze", DAY), to=None, rules=RULES, today=DAY + timedelta(days=1)).tier is None
    assert move(Held("Bronze", DAY), to="Silver", rules=RULES, today=DAY).tier == "Silver"


@given(st.lists(st.sampled_from([None, "Silver", "Gold"]), min_size=1, max_size=30), st.integers(0, 90))
def test_nobody_ever_holds_less_than_they_earned(path: list[str | None], grace: int) -> None:
    rules = Rules(RULES.tiers, grace)
    held: Held | None = None
    for at, to in enumerate(path):
        held = move(held, to=to, rules=rules, today=DAY + timedelta(days=10 * at))
        assert rules.rank(held.tier) >= rules.rank(to)
        assert (held.below_since is not None) == (rules.rank(held.tier) > rules.rank(to))


def test_the_next_tier_is_the_one_above() -> None:
    assert next_above(RULES, None) == SILVER
    assert next_above(RULES, "Silver") == GOLD
    assert next_above(RULES, "Gold") is None


def test_rules_are_kept_and_read_again() -> None:
    assert from_json(to_json(RULES)) == RULES
    assert from_json(None) == Rules()


def test_every_fault_of_the_rules_stands_on_its_field() -> None:
    tiers = (
        TierRule(" ", {Fact.COMPLETED: 1}),
        TierRule("Gold", {}),
        TierRule("GOLD", {Fact.REVENUE: 101}),
        TierRule("x" * 31, {Fact.MONTHS: 0}),
    )

    with pytest.raises(Refused) as told:
        check_rules(Rules(tiers, grace_days=400))

    faults = {one.field: one.sentence for one in (told.value, *told.value.others)}
    assert faults == {
        "name_1": "Give the tier a name.",
        "least_2": "Say what Gold needs: at least one rule.",
        "name_3": "Another tier has this name. Choose a name that is not taken.",
        "least_3": "Revenue: a number from 1 to 100.",
        "name_4": "That is 31 characters; 30 is the most.",
        "least_4": "Months: a number from 1 to 600.",
        "grace_days": "Write a number of days from 0 to 365.",
    }
    check_rules(RULES)
    with pytest.raises(Refused, match="6 tiers are the most"):
        check_rules(Rules(tuple(TierRule(f"T{at}", {Fact.COMPLETED: 1}) for at in range(7))))
