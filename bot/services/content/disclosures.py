"""The disclosure check on our content: what is recorded of a collaboration, held against a caption."""

from typing import Any

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import CostKind
from bot.domain.content.deliverables import Deliverable, Format
from bot.domain.content.disclosure import Connection, Content, check
from storage import Store

ASSUMED = "A disclosure is needed: no fee, offer or product is recorded here, so a payment is assumed."

_CONNECTIONS = {
    CostKind.FEES: Connection.PAYMENT,
    CostKind.BONUSES: Connection.PAYMENT,
    CostKind.USAGE_RIGHTS: Connection.PAYMENT,
    CostKind.COMMISSIONS: Connection.COMMISSION,
    CostKind.PRODUCT: Connection.PRODUCT,
}

Kept = dict[str, Any]
"""A verdict with what it was given on, as it is kept (`Verdict.to_json`)."""


def check_content(
    store: Store,
    one: Deliverable,
    campaign: Campaign,
    *,
    caption: str,
    on_screen: str | None = None,
    spoken: str | None = None,
) -> Kept:
    """Check a caption, and the words in a video where somebody noted them (None is "nobody did")."""
    connections = _recorded(store, one.collaboration_id)
    verdict = check(
        Content(
            caption=caption,
            platform=one.platform,
            format=Format(one.format.value),
            connections=connections or frozenset({Connection.PAYMENT}),
            brands=_brands(campaign),
            spoken=spoken,
            on_screen=on_screen,
            places=campaign.places,
        )
    )
    kept = verdict.to_json()
    return kept if connections else {**kept, "why": ASSUMED}


def faults(kept: Kept) -> list[Kept]:
    """What must be mended."""
    return [finding for finding in kept["findings"] if finding["severity"] == "fault"]


def _recorded(store: Store, collaboration_id: int) -> frozenset[Connection]:
    """The connections that costs and offers stand for."""
    costs = store.collaborations.costs([collaboration_id])
    found = {_CONNECTIONS[one.kind] for one in costs if one.kind in _CONNECTIONS and one.amount}
    if store.live.has_paid_offer(collaboration_id):
        found.add(Connection.PAYMENT)
    return frozenset(found)


def _brands(campaign: Campaign) -> tuple[str, ...]:
    """The brand's handles: those that the campaign wants mentioned."""
    return tuple(campaign.mentions.replace(",", " ").split())[:20]
