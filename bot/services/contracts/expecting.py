"""What influencers expect of us, as they said when they signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.contracts.expectations import Kind, read
from storage import Store


@dataclass(frozen=True, slots=True)
class Expected:
    """What somebody asked for, each as (`pay`, `within 14 days`, their own words), and when they said so."""

    wishes: Sequence[tuple[str, str, str]]
    stated_at: datetime


def of(store: Store, influencer_id: int) -> Expected | None:
    """What an influencer expects, as they said last; None where they never signed or asked for nothing."""
    stated = store.contracts.stated(influencer_id)
    if stated is None:
        return None
    told, nothing = read(stated[0]), read({})
    wishes = []
    for kind in Kind:
        wish, words = getattr(told, kind), getattr(told, f"{kind}_words")
        is_asked = wish != getattr(nothing, kind)
        if is_asked or words:
            wishes.append((str(kind), str(wish) if is_asked else "", words))
    return Expected(wishes, stated[1]) if wishes else None
