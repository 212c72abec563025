"""Amounts that nobody means are refused with a sentence, however long they are."""

import pytest

from bot.domain.money import MOST, parse_amount
from bot.domain.refused import Refused


@pytest.mark.parametrize("typed", ["9" * 17, "9" * 5_000, "1" + "0" * 16])
def test_more_money_than_anybody_has_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="more money than anybody has"):
        parse_amount(typed, "JPY", field="amount")


@pytest.mark.parametrize(("typed", "minor"), [("0", 0), ("000", 0), ("0" * 5_000 + "1", 1), (str(MOST), MOST)])
def test_zeros_before_an_amount_change_nothing(typed: str, minor: int) -> None:
    assert parse_amount(typed, "JPY", field="amount") == minor
