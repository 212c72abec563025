"""Gifts, given by the real services."""

from bot.domain.gifts.gifts import GiftKind, Occasion
from bot.domain.money import Money
from bot.domain.team.roles import Member
from bot.services.gifts import gift_moves, gifts
from storage import Store
from tests.year.deeds import Deed
from tests.year.world import World


def _propose(_: World, store: Store, deed: Deed, by: Member) -> None:
    known = deed.known
    kind = GiftKind.PRODUCT if known["is_sent"] else GiftKind.VOUCHER
    given = gifts.Given(kind, "Bread", Occasion(known["occasion"]), Money(known["euros"] * 100, "EUR"))
    gifts.add(store, known["influencer"], given, campaign_id=known["campaign"], by=by, now=deed.at)


def _version(store: Store, deed: Deed) -> int:
    return gifts.found(store, deed.known["gift"]).version


def _order(_: World, store: Store, deed: Deed, by: Member) -> None:
    version = _version(store, deed)
    gift_moves.order(store, deed.known["gift"], shipping="", version=version, by=by, now=deed.at)


def _ship(world: World, store: Store, deed: Deed, by: Member) -> None:
    gift_moves.ship(
        store,
        deed.known["gift"],
        carrier="DHL",
        tracking="",
        on=world.today(by),
        shipping="4.90",
        version=_version(store, deed),
        by=by,
        now=deed.at,
    )


def _arrive(_: World, store: Store, deed: Deed, by: Member) -> None:
    version = _version(store, deed)
    gift_moves.deliver(store, deed.known["gift"], on=deed.known["on"], version=version, by=by, now=deed.at)


def _thank(_: World, store: Store, deed: Deed, by: Member) -> None:
    number, version = deed.known["gift"], _version(store, deed)
    if deed.known["is_posted"]:
        gift_moves.post(store, number, chosen=gift_moves.STORY, url="", version=version, by=by, now=deed.at)
    else:
        gift_moves.thank(store, number, note="", version=version, by=by, now=deed.at)


def _cancel(_: World, store: Store, deed: Deed, by: Member) -> None:
    gifts.cancel(store, deed.known["gift"], why="It is so", version=_version(store, deed), by=by, now=deed.at)


DOING = {
    "propose gift": _propose,
    "order gift": _order,
    "ship gift": _ship,
    "gift arrives": _arrive,
    "gift thanked": _thank,
    "cancel gift": _cancel,
}
