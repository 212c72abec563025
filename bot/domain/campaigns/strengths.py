"""Storyteller or seller by evidence: what an influencer's results say, beside the label that people gave.

A storyteller holds people (engagement, saves or shares in the top quarter of like peers) and sells little
(conversions in the lowest quarter). A seller's conversion rate or revenue per click is in the top quarter. All
thresholds are ours. Too few posts or peers are "not enough data".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.influencers.influencers import key_of
from bot.domain.results.benchmarks import LEAST_PEERS, percentile_of

_HOLDS = {"engagement_rate": "engagement rate", "save_rate": "saves", "share_rate": "shares"}
_SELLS = {"conversion_rate": "conversion rate", "revenue_per_click": "revenue per click"}


class Strength(StrEnum):
    """What an influencer is good at."""

    STORYTELLER = "storyteller"
    SELLER = "seller"


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody's posts came to; None is missing.

    Rates are in percent: engagement, saves and shares over the same audience for all who are compared,
    conversions over clicks. Revenue per click is in minor units of one and the same currency.
    """

    posts: int
    engagement_rate: Decimal | None = None
    save_rate: Decimal | None = None
    share_rate: Decimal | None = None
    conversion_rate: Decimal | None = None
    revenue_per_click: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where evidence counts: percentiles, and the least data. All ours, all can be edited."""

    high: Decimal = Decimal(75)
    low: Decimal = Decimal(25)
    posts: int = 3
    peers: int = LEAST_PEERS


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the results say. `strength` None is neither, or not enough data, which `is_enough` tells apart."""

    strength: Strength | None
    is_enough: bool
    sentence: str


def evidence(own: Work, peers: Sequence[Work], *, bounds: Bounds | None = None) -> Evidence:
    """Hold an influencer's work against that of like peers: same platform and tier, without their own."""
    told = bounds or Bounds()
    if own.posts < told.posts:
        return Evidence(None, False, f"Not enough data: {_count(own.posts, 'post')}, at least {told.posts} needed.")
    like = [peer for peer in peers if peer.posts >= told.posts]
    holds, sells = _places(own, like, _HOLDS, told), _places(own, like, _SELLS, told)
    missing = " and ".join(name for name, found in (("engagement", holds), ("conversions", sells)) if not found)
    compared = f"among {_count(len(like), 'like peer')} with {told.posts} posts or more"
    high = [name for name, place in sells.items() if place >= told.high]
    if high:
        return Evidence(Strength.SELLER, True, f"Seller: {_say(sells, high)} {compared}.")
    if missing:
        said = f"{missing} of this person and {told.peers} like peers needed, {len(like)} peers there"
        return Evidence(None, False, f"Not enough data: {said}.")
    holding = [name for name, place in holds.items() if place >= told.high]
    if holding and all(place <= told.low for place in sells.values()):
        said = f"{_say(holds, holding)}, and {_say(sells, sells)}"
        return Evidence(Strength.STORYTELLER, True, f"Storyteller: {said} {compared}.")
    return Evidence(None, True, f"Neither stands out: {_say(holds | sells, holds | sells)} {compared}.")


def say_beside(found: Evidence, labels: Iterable[str]) -> str:
    """The evidence beside the labels that people gave: whether both say the same."""
    given = [one for one in Strength if one in {key_of(label) for label in labels}]
    if not found.is_enough or found.strength is None or not given:
        return found.sentence
    if found.strength in given:
        return f"{found.sentence} The label says so too."
    return f"{found.sentence} The label says {' and '.join(given)}."


def _places(own: Work, peers: Sequence[Work], names: dict[str, str], bounds: Bounds) -> dict[str, Decimal]:
    """The percentile of each measure that is known of this person and of enough peers."""
    found = {}
    for name, said in names.items():
        value: Decimal | None = getattr(own, name)
        others = [rate for peer in peers if (rate := getattr(peer, name)) is not None]
        place = None if value is None else percentile_of(value, others, least=bounds.peers)
        if place is not None:
            found[said] = place
    return found


def _say(places: dict[str, Decimal], names: Iterable[str]) -> str:
    return ", ".join(f"{name} at percentile {places[name]:.0f}" for name in names)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
