"""Gifts: which changes exist, when somebody else decides, and what came back of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from bot.domain.explained import say_figure
from bot.domain.gifts import gift_rates
from bot.domain.gifts.addresses import MOST, compose
from bot.domain.gifts.gift_rates import GiftSum
from bot.domain.gifts.gifts import (
    Gift,
    GiftKind,
    GiftStage,
    Occasion,
    check_change,
    check_words,
    is_ghosted,
    limit_of,
    needs_approval,
    next_stages,
)
from bot.domain.money import Money
from bot.domain.refused import Refused

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = NOW.date()
G = GiftStage


def gift(stage: GiftStage = G.PROPOSED, kind: GiftKind = GiftKind.PRODUCT, **fields: object) -> Gift:
    """A gift of 45 euros."""
    names = dict.fromkeys(Gift.__dataclass_fields__)
    known = {"id": 1, "influencer_id": 1, "kind": kind, "what": "Bread box", "occasion": Occasion.THANKS, "note": ""}
    known |= {"value": Money(4_500, "EUR"), "stage": stage, "owner": "U1", "added_by": "U1", "added_at": NOW}
    return Gift(**{**names, **known, "why": "", "version": 1, **fields})  # type: ignore[arg-type]


def test_a_parcel_goes_its_whole_way_and_no_other() -> None:
    way = (G.PROPOSED, G.APPROVED, G.ORDERED, G.SHIPPED, G.DELIVERED, G.THANKED, G.POSTED)
    for old, new in pairwise(way):
        check_change(gift(old), new)
    allowed = {(old, new) for old in G for new in next_stages(gift(old))}
    assert allowed == {
        *pairwise(way),
        (G.APPROVED, G.SHIPPED),
        (G.DELIVERED, G.POSTED),
        *((stage, G.CANCELLED) for stage in (G.PROPOSED, G.APPROVED, G.ORDERED, G.SHIPPED)),
    }
    with pytest.raises(Refused, match="This gift is posted: the next stage can be nothing more: it is over"):
        check_change(gift(G.POSTED), G.CANCELLED)


@pytest.mark.parametrize("kind", [one for one in GiftKind if one is not GiftKind.PRODUCT])
def test_what_no_carrier_brings_goes_from_approved_to_delivered(kind: GiftKind) -> None:
    assert next_stages(gift(G.APPROVED, kind)) == (G.DELIVERED, G.CANCELLED)


def test_above_the_limit_somebody_else_decides_in_each_currency_by_its_own_units() -> None:
    assert limit_of("EUR", chosen=None) == 10_000
    assert limit_of("JPY", chosen=None) == 100
    assert limit_of("KWD", chosen=None) == 100_000
    assert not needs_approval(Money(10_000, "EUR"), limit=10_000)
    assert needs_approval(Money(10_001, "EUR"), limit=10_000)
    assert needs_approval(Money(1, "EUR"), limit=limit_of("EUR", chosen=0))


def test_each_fault_of_a_gift_stands_on_its_field() -> None:
    with pytest.raises(Refused) as refused:
        check_words(what=" ", note="x" * 1_001, wanted_on=DAY - timedelta(days=1), today=DAY)
    found = (refused.value, *refused.value.others)
    assert [one.field for one in found] == ["what", "note", "wanted_on"]


def test_a_gift_without_a_post_is_given_up_after_fourteen_days() -> None:
    delivered = gift(G.DELIVERED, delivered_at=NOW)
    assert not is_ghosted(delivered, now=NOW + timedelta(days=14, seconds=-1))
    assert is_ghosted(delivered, now=NOW + timedelta(days=14))
    assert not is_ghosted(replace(delivered, stage=G.POSTED), now=NOW + timedelta(days=90))


def sums(*rows: tuple[GiftStage, str, int, int, int, int]) -> list[GiftSum]:
    """Sums of gifts."""
    return [GiftSum(*row) for row in rows]


def test_post_rate_and_cost_of_silence_count_what_they_have() -> None:
    found = sums(
        (G.POSTED, "EUR", 3, 9_000, 1_500, 0),
        (G.DELIVERED, "EUR", 1, 4_000, 0, 1),
        (G.THANKED, "EUR", 1, 2_000, 500, 0),
        (G.DELIVERED, "USD", 1, 1_000, 200, 0),
        (G.SHIPPED, "EUR", 7, 70_000, 700, 0),
    )
    rate, euros, dollars = gift_rates.figures(found, day=DAY, with_cost=True)
    assert say_figure(rate) == "50.00%"
    assert (euros.value, euros.currency) == (Decimal(6_500), "EUR")
    assert euros.note == "Shipping of 1 of them was not noted, and is left out."
    assert (dollars.value, dollars.currency, dollars.note) == (Decimal(1_200), "USD", "")
    assert [one.name for one in gift_rates.figures(found, day=DAY, with_cost=False)] == ["Post rate"]


def test_without_a_delivered_gift_there_is_no_rate() -> None:
    found = sums((G.SHIPPED, "EUR", 7, 70_000, 700, 0))
    assert gift_rates.figures(found, day=DAY, with_cost=True) == []
    assert say_figure(gift_rates.post_rate(found, day=DAY)) == "not enough data"


GOOD = {"name": "Noor Haddad", "lines": "Baker Lane 12\n10115 Berlin", "country": "Germany", "phone": ""}


def test_an_address_is_kept_as_on_an_envelope() -> None:
    assert compose(GOOD) == "Noor Haddad\nBaker Lane 12\n10115 Berlin\nGermany"
    spaced = {
        **GOOD,
        "name": " Noor\u202e\n Haddad ",
        "lines": "Baker  Lane 12\r\n\r\n10115 Berlin\x07",
        "phone": "+49 30",
    }
    with pytest.raises(Refused, match="no telephone number"):
        compose(spaced)
    assert compose({**spaced, "phone": "+49 30 12345"}) == f"{compose(GOOD)}\nTelephone: +49 30 12345"


def test_every_fault_of_an_address_stands_on_its_field() -> None:
    with pytest.raises(Refused) as refused:
        compose({"name": "x" * 101, "lines": "1\n2\n3\n4\n5\n6\n7", "country": " ", "phone": "call me"})
    found = {one.field: one.sentence for one in (refused.value, *refused.value.others)}
    assert set(found) == {"name", "lines", "country", "phone"}
    assert found["lines"] == "That is 7 lines; 6 is the most."
    with pytest.raises(Refused, match="too short for a parcel"):
        compose({**GOOD, "lines": "here"})


def test_the_longest_address_fits_where_addresses_are_kept() -> None:
    longest = {name: "9" * most for name, most in MOST.items()}
    assert len(compose(longest)) <= 500
