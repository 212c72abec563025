"""The demo's gifts: a small catalogue, a parcel that is to be sent, and one that arrived without a post so far."""

from bot.demo.plots import People, Plot
from bot.domain.gifts.gifts import GiftKind, Occasion
from bot.domain.influencers.influencers import key_of
from bot.domain.money import Money
from bot.services.gifts import catalogue, gift_moves, gifts
from bot.services.gifts.gifts import Given

ITEMS = (
    ("Bread box with three flours", GiftKind.PRODUCT, 4_500),
    ("Baking class for two", GiftKind.INVITATION, 18_000),
    ("Early access to the autumn range", GiftKind.EARLY_ACCESS, 0),
)


def plant(plot: Plot, people: People) -> None:
    """Offer a few things, and let two gifts come to where they stand. `ada` keeps the catalogue."""
    for name, kind, minor in ITEMS:
        value = Money(minor, "EUR")
        catalogue.add(plot.store, name=name, kind=kind, value=value, by=people["ada"], now=plot.at(-90))
    _give(plot, "Bruno Feld", Occasion.THANKS, days=-2)
    number = _give(plot, "Ilse Okafor", Occasion.SEEDING, days=-9)
    _arrive(plot, number)


def _give(plot: Plot, name: str, occasion: Occasion, *, days: int) -> int:
    store, (what, kind, minor) = plot.store, ITEMS[0]
    influencer = store.searches.by_name(key_of(name), limit=1)[0]
    given = Given(kind, what, occasion, Money(minor, "EUR"), item_id=_offered(plot))
    return gifts.add(store, influencer.id, given, by=plot.by, now=plot.at(days)).id


def _offered(plot: Plot) -> int | None:
    """The line of the catalogue that both were chosen from."""
    return next((one.id for one in catalogue.offered(plot.store) if one.name == ITEMS[0][0]), None)


def _arrive(plot: Plot, number: int) -> None:
    one, sent = gifts.found(plot.store, number), plot.at(-8)
    shipped = gift_moves.ship(
        plot.store,
        number,
        carrier="DHL",
        tracking="JD014600003182",
        on=sent.date(),
        shipping="4.90",
        version=one.version,
        by=plot.by,
        now=sent,
    )
    came = plot.at(-5)
    gift_moves.deliver(plot.store, number, on=came.date(), version=shipped.version, by=plot.by, now=came)
