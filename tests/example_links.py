"""What the templates of links and orders are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.deps import Web
from bot.domain.links import TrackingLink
from bot.services.links import LinkCard
from tests.example_campaigns import campaign
from tests.example_records import NOW, Said

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


MESSAGES: Mapping[str, Example] = {"link_qr": link_qr}
MODALS: Mapping[str, Example] = {
    "link_card": link_card,
    "link_landing": lambda said, many: {"campaign": campaign(said, many)},
}
