"""Have the cards of open campaigns say, once a day, what the new day changed: what runs, and what is late."""

from datetime import datetime

from bot.domain.campaigns.campaigns import CampaignState, card_key
from bot.services.campaigns import campaigns
from storage import Store

MOST = 1_000
"""Open campaigns whose cards are kept up to date by the day."""


def run(store: Store, now: datetime) -> None:
    """Refresh the cards that were last shown before today."""
    cards = {
        card_key(one.id): one.id for one in store.campaigns.all(state=CampaignState.OPEN, limit=MOST) if one.channel
    }
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for key in store.outbox.shown_before(cards, moment=today) if cards else ():
        campaigns.refresh_card(store, cards[key], now=now)
