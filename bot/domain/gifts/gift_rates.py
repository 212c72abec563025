"""What came back of gifts: how many led to a post, and what the others cost (formulas.md, section 7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.explained import Figure, Input, over
from bot.domain.gifts.gifts import ARRIVED, SILENT, GiftStage

SOURCE = "our list of gifts"


@dataclass(frozen=True, slots=True)
class GiftSum:
    """Gifts of one stage and currency that they have: how many, what they cost, and of how many shipping is missing.

    Money is in minor units. `without_shipping` counts parcels alone: what no carrier brings costs no shipping.
    """

    stage: GiftStage
    currency: str
    number: int
    value: int
    shipping: int
    without_shipping: int


def post_rate(sums: Iterable[GiftSum], *, day: date) -> Figure:
    """How many of the gifts that they have led to a post, in percent. What is on its way says nothing."""
    listed = list(sums)
    posted = sum(one.number for one in listed if one.stage is GiftStage.POSTED)
    arrived = sum(one.number for one in listed if one.stage in ARRIVED)
    return over(
        "Post rate",
        [Input("gifts with a post", posted, SOURCE, day, None)],
        [Input("delivered gifts", arrived, SOURCE, day, None)],
        formula="gifts with a post / delivered gifts × 100",
        source="Traackr's survey on gifting, as reported: most marketers see fewer than half post",
    )


def costs_of_silence(sums: Iterable[GiftSum], *, day: date) -> list[Figure]:
    """What the gifts cost that they have and did not post about: product and shipping, by currency.

    Currencies are never added up. Shipping that nobody noted is left out, and the note says so.
    """
    silent = [one for one in sums if one.stage in SILENT]
    return [_silence([one for one in silent if one.currency == code], code, day=day) for code in _codes(silent)]


def _codes(sums: Sequence[GiftSum]) -> list[str]:
    return sorted({one.currency for one in sums})


def _silence(sums: Sequence[GiftSum], currency: str, *, day: date) -> Figure:
    value, shipping = sum(one.value for one in sums), sum(one.shipping for one in sums)
    missing = sum(one.without_shipping for one in sums)
    inputs = (
        Input("delivered gifts without a post", sum(one.number for one in sums), SOURCE, day, None),
        Input("their value", value, SOURCE, day, None, currency),
        Input("their shipping", shipping, SOURCE, day, None, currency),
    )
    note = f"Shipping of {missing} of them was not noted, and is left out." if missing else ""
    formula = "value + shipping of delivered gifts without a post"
    source = "Seedlane's guide to following up on seeding"
    return Figure("Cost of silence", Decimal(value + shipping), "", formula, inputs, note, source, currency)


def figures(sums: Iterable[GiftSum], *, day: date, with_cost: bool) -> list[Figure]:
    """All of it, for who may see what gifts cost or not; empty where nothing was delivered yet."""
    listed = [one for one in sums if one.number]
    if not any(one.stage in ARRIVED for one in listed):
        return []
    return [post_rate(listed, day=day), *(costs_of_silence(listed, day=day) if with_cost else ())]
