"""An amount says who decides on it; where nobody has said what is much, the most there is."""

from dataclasses import replace

import pytest

from bot.domain.approvals.thresholds import Needs, needs, thresholds_for
from bot.domain.money import Money
from bot.domain.team.roles import Role

EUR = thresholds_for("EUR", chosen={})


@pytest.mark.parametrize(
    ("minor", "currency", "role", "people"),
    [
        (0, "EUR", Role.MANAGER, 1),
        (9_999_99, "USD", Role.MANAGER, 1),
        (10_000_00, "GBP", Role.ADMIN, 1),
        (49_999_99, "CHF", Role.ADMIN, 1),
        (50_000_00, "EUR", Role.ADMIN, 2),
        (0, "JPY", Role.ADMIN, 2),
    ],
)
def test_an_amount_says_who_decides(minor: int, currency: str, role: Role, people: int) -> None:
    found = needs(Money(minor, currency), thresholds=thresholds_for(currency, chosen={}))

    assert (found.role, found.people) == (role, people)


def test_a_currency_without_limits_asks_for_the_most_and_says_what_to_set() -> None:
    unset = needs(Money(1, "SEK"), thresholds=thresholds_for("SEK", chosen={}))
    other = needs(Money(1, "SEK"), thresholds=EUR)

    assert unset == other
    assert unset.why.startswith("No limits are set for SEK, so two admins decide. An admin sets them")


def test_limits_that_were_taken_away_leave_it_to_a_manager() -> None:
    found = needs(Money(10**12, "EUR"), thresholds=replace(EUR, admin_from=None, two_from=None))

    assert (found.role, found.people) == (Role.MANAGER, 1)


def test_what_a_workspace_chose_holds_before_the_default() -> None:
    chosen = replace(EUR, admin_from=None, two_from=1_000_00)

    found = needs(Money(1_000_00, "EUR"), thresholds=thresholds_for("EUR", chosen={"EUR": chosen}))

    assert found == Needs(
        Role.MANAGER, 2, "1,000.00 EUR is at or above the limit of 1,000.00 EUR, so two managers decide."
    )


def test_nobody_approves_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="at least zero"):
        needs(Money(-1, "EUR"), thresholds=EUR)
