"""Orders, refunds and clicks as they arrive, in whatever order, and whose each order is.

What is decided depends on what is known alone: whenever a click, a code or a refund arrives late, the orders that it
can change are judged again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.deps import Deps
from bot.domain.campaigns.campaigns import Campaign
from bot.domain.results.attribution import (
    Attribution,
    KnownClick,
    KnownCode,
    KnownLink,
    Order,
    Window,
    attribute,
    code_key,
)
from bot.domain.results.revenue import Net, net, standing
from bot.domain.results.shop_orders import Sent
from bot.services.campaigns import campaign_cards
from bot.services.payments import commissions
from bot.services.results import results
from storage import Store
from storage.claims import LEASE, Job
from storage.conversions import Conversion, Trace
from storage.links import Click

CHUNK = 200
"""Orders that are judged at a time: each may name several codes, clicks and links."""

_DECIDE = ("starts_on", "ends_on", "window_days")
"""What of a campaign decides whose an order is."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many orders were new, how many changed, how many were known as they are, and how many refunds were new."""

    new: int = 0
    changed: int = 0
    known: int = 0
    refunds: int = 0


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order for people to read: after its refunds, and why it belongs to somebody or to nobody."""

    conversion: Conversion
    after: Net
    sentence: str
    name: str | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of all that some orders name."""

    codes: dict[str, KnownCode]
    clicks: dict[str, KnownClick]
    links: dict[str, KnownLink]
    windows: dict[int, Window]

    def judge(self, order: Order) -> Attribution:
        return attribute(order, codes=self.codes, clicks=self.clicks, links=self.links, windows=self.windows)

    def campaign_of(self, collaboration_id: int | None) -> int | None:
        every = _all(self.codes, self.clicks, self.links)
        return next((one.campaign_id for one in every if one.collaboration_id == collaboration_id), None)


def take(store: Store, sent: Sequence[Sent], *, source: str, by: str | None, now: datetime) -> Taken:
    """Write orders and refunds, each once however often it is sent, and decide whose they are."""
    store.conversions.hold()
    orders = [one.order for one in sent if one.order is not None]
    before = store.conversions.kept(one.key for one in orders)
    stand = {key: one.order for key, one in before.items()}
    for order in orders:
        stand[order.key] = standing(stand.get(order.key, order), order)
    moved = [one for key, one in stand.items() if key not in before or before[key].order != one]
    if moved:
        store.conversions.put(moved, source=source, by=by, now=now)
    refunds = [refund for one in sent for refund in one.refunds]
    refunded = store.conversions.put_refunds(refunds, source=source, now=now) if refunds else []
    judge(store, {*(one.key for one in moved), *refunded}, now=now)
    new = sum(1 for key in stand if key not in before)
    return Taken(new, len(moved) - new, len(stand) - len(moved), len(refunded))


def count_clicks(store: Store, clicks: Sequence[Click], *, now: datetime) -> None:
    """Write clicks, each once by its token; orders that named one of them before it was known are judged again."""
    store.conversions.hold()
    living = store.links.living({one.collaboration_id for one in clicks})
    kept = [one for one in clicks if one.collaboration_id in living]
    store.links.record(kept)
    judge(store, store.conversions.naming(Trace.CLICK, [one.token for one in kept]), now=now)
    results.sum_up(store, sorted({one.collaboration_id for one in kept}))


def link_changed(store: Store, *, codes: Iterable[str], aliases: Iterable[str], now: datetime) -> None:
    """Judge the orders again that name one of these codes (as compared) or aliases."""
    named = {*store.conversions.naming(Trace.CODE, codes), *store.conversions.naming(Trace.LINK, aliases)}
    judge(store, named, now=now)


def campaign_changed(store: Store, campaign: Campaign, *, by: str, now: datetime) -> None:
    """Have the orders judged again if `campaign` has other dates or another window by now: long work."""
    after = store.campaigns.get(campaign.id)
    if after is None or all(getattr(after, name) == getattr(campaign, name) for name in _DECIDE):
        return
    values = {"campaign": campaign.id, "name": campaign.name}
    store.jobs.add("attribution", step="judge", values=values, by=by, now=now)


def step(deps: Deps, job: Job) -> None:
    """Judge the orders of a campaign again, and those that name its codes and links; some in each transaction."""
    with deps.reading(job.workspace) as store:
        keys = _of_campaign(store, int(job.values["campaign"]))
    for start in range(0, len(keys), CHUNK):
        with deps.transaction(job.workspace) as store:
            store.conversions.hold()
            judge(store, keys[start : start + CHUNK], now=deps.now())
            if not store.jobs.move(job, step="judge", due_at=deps.now() + LEASE):
                raise RuntimeError(f"job {job.id} is in other hands")
    with deps.transaction(job.workspace) as store:
        store.jobs.move(job, step="done", due_at=None)


def _of_campaign(store: Store, campaign_id: int) -> list[str]:
    found = set(store.conversions.keys_of_campaign(campaign_id))
    codes, aliases = store.links.traces_of(campaign_id)
    for start in range(0, len(codes), CHUNK):
        part = slice(start, start + CHUNK)
        found.update(store.conversions.naming(Trace.CODE, codes[part]))
        found.update(store.conversions.naming(Trace.LINK, aliases[part]))
    return sorted(found)


def judge(store: Store, order_keys: Iterable[str], *, now: datetime) -> None:
    """Decide whose these orders are, and bring up to date whatever shows it."""
    touched: set[int] = set()
    shown: set[int] = set()
    for keys in _chunks(order_keys):
        kept = list(store.conversions.kept(keys).values())
        refunds = store.conversions.refunds(keys)
        known = _known(store, [one.order for one in kept])
        for one in kept:
            found = known.judge(one.order)
            campaign_id = known.campaign_of(found.collaboration_id)
            after = net(one.order, refunds.get(one.order.key, ()))
            store.conversions.give(one, found, campaign_id=campaign_id, refunded=after.refunded)
            touched |= {number for number in (one.collaboration_id, found.collaboration_id) if number}
            shown |= {number for number in (one.campaign_id, campaign_id) if number}
    results.sum_up(store, sorted(touched))
    commissions.bring_up_to_date(store, sorted(touched), now=now)
    for number in sorted(shown):
        campaign_cards.refresh(store, number, now=now)


def lines(store: Store, listed: Sequence[Conversion]) -> list[OrderLine]:
    """Orders for people to read, in the order given."""
    known = _known(store, [one.order for one in listed])
    refunds = store.conversions.refunds(one.order.key for one in listed)
    names = _names(store, {one.collaboration_id for one in listed if one.collaboration_id})
    return [
        OrderLine(
            conversion=one,
            after=net(one.order, refunds.get(one.order.key, ())),
            sentence=known.judge(one.order).sentence,
            name=names.get(one.collaboration_id or 0),
        )
        for one in listed
    ]


def _known(store: Store, orders: Sequence[Order]) -> _Known:
    codes = store.links.known_codes({code_key(code) for one in orders for code in one.codes})
    clicks = store.links.known_clicks({token for one in orders for token in one.clicks})
    links = store.links.known_links({alias for one in orders for alias in one.links})
    campaigns = {one.campaign_id for one in _all(codes, clicks, links)}
    return _Known(codes, clicks, links, store.links.windows(campaigns))


def _all(
    codes: dict[str, KnownCode], clicks: dict[str, KnownClick], links: dict[str, KnownLink]
) -> list[KnownCode | KnownClick | KnownLink]:
    return [*codes.values(), *clicks.values(), *links.values()]


def _names(store: Store, collaboration_ids: Iterable[int]) -> dict[int, str]:
    """Whose collaborations these are."""
    found = {number: store.collaborations.get(number) for number in collaboration_ids}
    people = store.influencers.many(one.influencer_id for one in found.values() if one)
    return {number: people[one.influencer_id].name for number, one in found.items() if one}


def _chunks(order_keys: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(sorted(set(order_keys)))
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
