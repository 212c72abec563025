"""What the templates of links and orders are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.deps import Web
from bot.domain.results.attribution import By, Order, Why
from bot.domain.results.links import TrackingLink
from bot.domain.results.revenue import Refund, net
from bot.domain.team.roles import Role
from bot.services.results.conversions import OrderLine
from bot.services.results.links import LinkCard
from bot.services.results.order_desk import Nobody, OrderDesk
from bot.services.results.webhooks import Hook, Secret
from storage.conversions import Conversion
from tests.example_campaigns import campaign
from tests.example_records import MARIA, NOW, Said, member

Values = dict[str, Any]
Example = Callable[[Said, int], Values]


def link_card(said: Said, many: int) -> Values:
    """A link: without a click, or with orders that used its code."""
    link = TrackingLink(4, 5, "autumn-bread-noor", "https://shop.example/autumn", "NOOR15", "noor15", NOW)
    utm = {f"utm_{name}": "autumn-bread-noor" for name in ("source", "medium", "campaign", "content")}
    card = LinkCard(
        link=link,
        campaign=campaign(said, many),
        name=said("name"),
        address="https://links.example/l/autumn-bread-noor",
        leads_to="https://shop.example/autumn?a=1&b=2" if many else "",
        utm=utm,
        used=many // 2,
        clicks=many * 100,
        robots=many,
    )
    web = Web(is_served=many > 0, is_local=many == 1)
    return {"card": card, "web": web, "can_change": many < 2, "is_sent": many > 1}


def link_qr(said: Said, many: int) -> Values:
    """The line beside a QR picture."""
    address = "https://links.example/l/autumn-bread-noor"
    return {"name": said("name"), "campaign": said("name")[:100], "address": address, "code": "NOOR15"}


def order_line(said: Said, number: int) -> OrderLine:
    """An order: of somebody, of nobody, given back in part, in another currency, or more than was paid."""
    order = Order(said("saved"), NOW, 4_990, "EUR", (said("saved"),))
    given = [Refund("r1", order.key, NOW, 1_000 * number, "EUR"), Refund("r2", order.key, NOW, 5, "USD")]
    after = net(order, given[: number % 3])
    is_given = number % 2 == 1
    conversion = Conversion(
        id=number,
        order=order,
        refunded=after.refunded,
        collaboration_id=5 if is_given else None,
        campaign_id=3 if is_given else None,
        by=By.CODE if is_given else None,
        why=Why.CODE if is_given else Why.UNKNOWN_CODE,
        source="webhook",
    )
    return OrderLine(conversion, after, f"The order used the code {said('saved')}.", said("name") if is_given else None)


def order_desk(said: Said, many: int) -> Values:
    """A campaign's orders: with nothing set yet, or with secrets of which one was just changed."""
    secret = Secret("s" * 40, NOW, MARIA, "old", NOW + timedelta(hours=3))
    desk = OrderDesk(
        campaign=campaign(said, many),
        addresses={hook: f"https://links.example/hooks/T0/{hook}" for hook in Hook},
        secrets=dict.fromkeys(Hook, secret if many else None),
        lines=[order_line(said, number) for number in range(1, min(many, 8) + 1)],
        unattributed=many,
        waiting=many,
        now=NOW,
    )
    reader = member(role=Role.ADMIN if many else Role.VIEWER)
    return {"desk": desk, "web": Web(is_served=many > 0, is_local=many == 1), "reader": reader}


def order_nobody(said: Said, many: int) -> Values:
    """A page of orders that belong to nobody."""
    lines = [order_line(said, number * 2) for number in range(1, min(many, 8) + 1)]
    return {"page": Nobody(lines, min(many, 1), max(1, -(-many // 8)), many), "reader": member()}


def order_preview(said: Said, many: int) -> Values:
    """What a file of orders would change."""
    return {
        "name": said("file"),
        "job_id": 5,
        "rows": many,
        "new": many,
        "known": many,
        "refunds": many,
        "rejected": many // 2,
        "first": "2026-11-01" if many else None,
        "last": "2026-11-22" if many else None,
        "sums": [{"currency": "EUR", "amount": 499_000}] * many,
        "columns": [{"heading": said("heading"), "use": "amount"} for _ in range(many)],
        "reasons": [{"row": number, "reason": said("sentence")} for number in range(min(many, 5))],
    }


def order_done(said: Said, many: int) -> Values:
    """What came of it."""
    names = ("new", "changed", "known", "refunds", "rejected")
    return {"name": said("file"), "campaign_id": 3, **dict.fromkeys(names, many)}


MESSAGES: Mapping[str, Example] = {
    "link_qr": link_qr,
    "order_done": order_done,
    "order_preview": order_preview,
}
MODALS: Mapping[str, Example] = {
    "link_card": link_card,
    "link_landing": lambda said, many: {"campaign": campaign(said, many)},
    "order_desk": order_desk,
    "order_file": lambda _said, _many: {},
    "order_nobody": order_nobody,
    "order_secret": lambda _said, _many: {"secret": "rapport_" + "s" * 43},
    "order_shop_secret": lambda _said, _many: {},
}
