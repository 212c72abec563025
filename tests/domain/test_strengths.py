"""Storyteller or seller by evidence."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.campaigns.strengths import Bounds, Strength, Work, evidence, say_beside

PEERS = [Work(3, Decimal(n), Decimal(n), Decimal(n), Decimal(n), Decimal(n * 10)) for n in range(1, 6)]
MIDDLE = Work(3, Decimal(3), Decimal(3), Decimal(3), Decimal(3), Decimal(30))


def test_much_engagement_and_few_conversions_tell_a_storyteller() -> None:
    found = evidence(Work(4, Decimal(9), Decimal(3), None, Decimal("0.5"), Decimal(1)), PEERS)

    assert found.strength is Strength.STORYTELLER
    assert found.sentence == (
        "Storyteller: engagement rate at percentile 100, and conversion rate at percentile 0, "
        "revenue per click at percentile 0 among 5 like peers with 3 posts or more."
    )


def test_many_conversions_tell_a_seller() -> None:
    found = evidence(replace(MIDDLE, conversion_rate=Decimal(9)), PEERS)

    assert found.strength is Strength.SELLER
    assert found.sentence.startswith("Seller: conversion rate at percentile 100 among 5 like peers")


def test_revenue_per_click_alone_tells_a_seller() -> None:
    assert evidence(Work(3, revenue_per_click=Decimal(99)), PEERS).strength is Strength.SELLER


def test_who_sells_is_no_storyteller_however_much_is_engaged() -> None:
    assert evidence(replace(MIDDLE, engagement_rate=Decimal(9)), PEERS).strength is None
    both = replace(MIDDLE, engagement_rate=Decimal(9), conversion_rate=Decimal(9))
    assert evidence(both, PEERS).strength is Strength.SELLER


def test_the_middle_is_neither_with_enough_data() -> None:
    found = evidence(MIDDLE, PEERS)

    assert (found.strength, found.is_enough) == (None, True)
    assert found.sentence.startswith("Neither stands out: engagement rate at percentile 50")


def test_too_few_posts_are_not_enough_data() -> None:
    assert evidence(replace(MIDDLE, posts=2), PEERS).sentence == "Not enough data: 2 posts, at least 3 needed."


def test_too_few_peers_or_peers_with_too_few_posts_are_not_enough_data() -> None:
    new = [replace(peer, posts=1) for peer in PEERS]

    for peers in (PEERS[:4], [*PEERS[:4], *new]):
        found = evidence(MIDDLE, peers)
        assert not found.is_enough
        assert found.sentence == (
            "Not enough data: engagement and conversions of this person and 5 like peers needed, 4 peers there."
        )


def test_unknown_conversions_never_make_a_storyteller() -> None:
    found = evidence(Work(5, engagement_rate=Decimal(9)), PEERS)

    assert (found.strength, found.is_enough) == (None, False)


def test_bounds_can_be_edited() -> None:
    assert evidence(MIDDLE, PEERS, bounds=Bounds(high=Decimal(50))).strength is Strength.SELLER


def test_the_evidence_stands_beside_the_label() -> None:
    seller = evidence(replace(MIDDLE, conversion_rate=Decimal(9)), PEERS)

    assert say_beside(seller, ["Seller", "kind"]).endswith(". The label says so too.")
    assert say_beside(seller, ["storyteller"]).endswith(". The label says storyteller.")
    assert say_beside(seller, []) == seller.sentence


_RATE = st.none() | st.decimals(0, 100, places=2)
_WORK = st.builds(
    Work,
    posts=st.integers(0, 9),
    engagement_rate=_RATE,
    save_rate=_RATE,
    share_rate=_RATE,
    conversion_rate=_RATE,
    revenue_per_click=_RATE,
)


@given(_WORK, st.lists(_WORK, max_size=12))
def test_a_strength_is_only_told_with_enough_data(own: Work, peers: list[Work]) -> None:
    found = evidence(own, peers)

    assert found.is_enough == (not found.sentence.startswith("Not enough data"))
    if found.strength is not None:
        assert found.is_enough
        assert own.posts >= 3
        assert len([peer for peer in peers if peer.posts >= 3]) >= 5
