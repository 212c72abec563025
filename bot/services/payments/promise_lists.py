"""Promises as people read them: what is open, by date, and how often we keep our word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.explained import Figure
from bot.domain.influencers.influencers import Influencer
from bot.domain.payments.promises import (
    Promise,
    PromiseSource,
    PromiseState,
    on_time_rate,
    rates_by_campaign,
    rates_by_owner,
)
from bot.domain.payments.promises import state as state_of
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.campaigns import campaigns
from storage import Store
from storage.promises import Owed

PAGE = 8
"""Promises on a page: each has its own buttons."""
ON_HOME = 5
"""Promises on Home; the rest is a command away."""
MOST_RATES = 15
"""Owners and campaigns whose rates *How?* shows."""
ALL, MINE, OVERDUE, CAMPAIGN = "all", "mine", "overdue", "campaign"


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise in a list. `contract_id` is the contract that settles it, where one does."""

    promise: Promise
    influencer: Influencer
    campaign: Campaign | None
    contract_id: int | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class PromisePage:
    """A page of what we owe. `which` is "mine", "all", "overdue" or "campaign:12"; `page` counts from 0."""

    which: str
    campaign: Campaign | None
    lines: Sequence[PromiseLine]
    page: int
    pages: int
    total: int
    overdue: int
    rate: Figure
    reader: Member


@dataclass(frozen=True, slots=True)
class Rates:
    """How often we keep our word: as a list shows it, and by owner and campaign, who owes most first."""

    figure: Figure
    owners: Sequence[tuple[str, Figure]]
    campaigns: Sequence[tuple[str, Figure]]


@dataclass(frozen=True, slots=True)
class MyPromises:
    """What Home shows: the first, and how many more."""

    lines: Sequence[PromiseLine]
    more: int


@dataclass(frozen=True, slots=True)
class Kept:
    """How promises stand in one campaign, or with one person."""

    rate: Figure
    open: int
    overdue: int


def meant(store: Store, typed: str) -> str:
    """Which promises a text means: nothing is mine; a word, or a campaign by its name."""
    word = typed.strip().casefold()
    if word in ("", MINE, ALL, OVERDUE):
        return word or MINE
    named = campaigns.named(store, typed)
    if len(named) > 1:
        names = ", ".join(one.name[:60] for one in named[:5])
        raise Refused(f"Several campaigns may be meant: {names}. Write more of the name.")
    return f"{CAMPAIGN}:{named[0].id}"


def load(store: Store, which: str, *, page: int, reader: Member, now: datetime) -> PromisePage:
    """A page of what is open. Raises Refused where the campaign is gone."""
    of = _owed(which, reader=reader, now=now)
    total = store.promises.count(of)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    listed = store.promises.page(of, limit=PAGE, skip=page * PAGE)
    return PromisePage(
        which=which,
        campaign=campaigns.found(store, of.campaign_id) if of.campaign_id else None,
        lines=lines(store, listed, now=now),
        page=page,
        pages=pages,
        total=total,
        overdue=store.promises.count(Owed(of.owner, of.campaign_id, overdue_at=now)),
        rate=on_time_rate(store.promises.every(of), now=now),
        reader=reader,
    )


def on_home(store: Store, member: Member, *, now: datetime) -> MyPromises:
    """The first of a member's promises, and how many more there are."""
    of = Owed(owner=member.slack_id)
    listed = store.promises.page(of, limit=ON_HOME)
    return MyPromises(lines(store, listed, now=now), more=max(0, store.promises.count(of) - ON_HOME))


def _owed(which: str, *, reader: Member, now: datetime) -> Owed:
    word, _, number = which.partition(":")
    if word == CAMPAIGN:
        return Owed(campaign_id=int(number))
    if word == OVERDUE:
        return Owed(overdue_at=now)
    return Owed(owner=reader.slack_id) if word == MINE else Owed()


def lines(store: Store, listed: Sequence[Promise], *, now: datetime) -> list[PromiseLine]:
    """Promises with whom and what they are about, in the order given."""
    people = store.influencers.many({one.influencer_id for one in listed})
    found = {number: store.campaigns.get(number) for number in {one.campaign_id for one in listed} if number}
    contracts = _contracts(store, listed)
    return [
        PromiseLine(
            promise=one,
            influencer=people[one.influencer_id],
            campaign=found.get(one.campaign_id or 0),
            contract_id=contracts.get(one.id),
            is_overdue=state_of(one, now=now) is PromiseState.OVERDUE,
        )
        for one in listed
    ]


def _contracts(store: Store, listed: Sequence[Promise]) -> Mapping[int, int]:
    """The contract that each promise hangs on, by the promise's id: the newest of its collaboration."""
    hanging = [one for one in listed if one.source in _BY_CONTRACT and one.collaboration_id]
    newest: dict[int, int] = {}
    for contract in store.contracts.of({one.collaboration_id for one in hanging if one.collaboration_id}):
        newest[contract.collaboration_id] = max(contract.id, newest.get(contract.collaboration_id, 0))
    named = {one.id: newest[one.collaboration_id] for one in hanging if one.collaboration_id in newest}
    return named | {one.id: one.source_id for one in hanging if one.source is PromiseSource.PRODUCT}


_BY_CONTRACT = (PromiseSource.PAYMENT, PromiseSource.PRODUCT, PromiseSource.PROPOSAL)


def rates(store: Store, which: str, *, reader: Member, now: datetime) -> Rates:
    """What *How?* shows: the figure of a list, and the same by owner and by campaign."""
    listed = store.promises.every(Owed())
    figure = on_time_rate(store.promises.every(_owed(which, reader=reader, now=now)), now=now)
    owners = [(owner, rate) for owner, rate in rates_by_owner(listed, now=now).items() if rate.value is not None]
    by_campaign = rates_by_campaign(listed, now=now).items()
    named = [(number, rate) for number, rate in by_campaign if rate.value is not None]
    named.sort(key=_weight, reverse=True)
    found = [(store.campaigns.get(number), rate) for number, rate in named[:MOST_RATES]]
    return Rates(
        figure=figure,
        owners=sorted(owners, key=_weight, reverse=True)[:MOST_RATES],
        campaigns=[(one.name, rate) for one, rate in found if one],
    )


def _weight(one: tuple[object, Figure]) -> int:
    """How many promises a rate is made of."""
    return sum(int(part.number or 0) for part in one[1].inputs)


def of_campaign(store: Store, campaign_id: int, *, now: datetime) -> Kept | None:
    """How our promises stand in a campaign; None where we never made one."""
    listed = store.promises.every(Owed(campaign_id=campaign_id))
    if not listed:
        return None
    states = [state_of(one, now=now) for one in listed]
    overdue = states.count(PromiseState.OVERDUE)
    return Kept(on_time_rate(listed, now=now), open=states.count(PromiseState.OPEN) + overdue, overdue=overdue)
