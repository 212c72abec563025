"""What a campaign's *Orders* shows: where orders come in, the last ones, and those that belong to nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.campaigns.campaigns import Campaign
from bot.services.campaigns import campaigns
from bot.services.results import conversions, webhooks
from bot.services.results.conversions import OrderLine
from bot.services.results.webhooks import Hook, Secret
from storage import Store

SHOWN = 8
PAGE = 8


@dataclass(frozen=True, slots=True)
class OrderDesk:
    """Where a campaign's orders come in, and the last of them. Addresses and secrets are by webhook."""

    campaign: Campaign
    addresses: Mapping[Hook, str]
    secrets: Mapping[Hook, Secret | None]
    lines: Sequence[OrderLine]
    unattributed: int
    waiting: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Nobody:
    """A page of the orders that belong to nobody. `page` counts from 0."""

    lines: Sequence[OrderLine]
    page: int
    pages: int
    total: int


def load(store: Store, campaign_id: int, *, public_url: str, now: datetime) -> OrderDesk:
    """The orders of a campaign."""
    return OrderDesk(
        campaign=campaigns.found(store, campaign_id),
        addresses={hook: f"{public_url}/hooks/{store.workspace}/{hook}" for hook in Hook},
        secrets={hook: webhooks.secret(store, hook, now=now) for hook in Hook},
        lines=conversions.lines(store, store.conversions.of_campaign(campaign_id, limit=SHOWN)),
        unattributed=store.conversions.count_unattributed(),
        waiting=store.conversions.waiting(),
        now=now,
    )


def unattributed(store: Store, *, page: int) -> Nobody:
    """A page of the orders that belong to nobody, the last ones first."""
    total = store.conversions.count_unattributed()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    listed = store.conversions.unattributed(limit=PAGE, skip=page * PAGE)
    return Nobody(conversions.lines(store, listed), page, pages, total)
