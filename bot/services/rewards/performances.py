"""Performances as they are kept: everybody's results in a campaign or in a month, ready to be compared."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.campaigns.campaigns import Campaign, Goal
from bot.domain.campaigns.collaborations import GIVEN_UP
from bot.domain.influencers.influencers import Profile
from bot.domain.influencers.stages import Stage
from bot.domain.results.results import Totals
from bot.domain.results.sums import Order, ResultLine, added
from bot.domain.rewards.performances import Performance, Period
from bot.services.results import results
from storage import Store
from storage.performances import Posted

MOST = 5_000
"""Collaborations of one campaign that are compared."""


def of_period(store: Store, period: Period, *, day: date) -> list[Performance]:
    """Everybody's results in a period, as known on a day; who asked not to be contacted is left out."""
    if period.month is not None:
        return of_month(store, period.month, day=day)
    found = store.campaigns.get(period.campaign_id or 0)
    return of_campaign(store, found, day=day) if found else []


def of_campaign(store: Store, campaign: Campaign, *, day: date) -> list[Performance]:
    """What a campaign came to for everybody who stayed in it."""
    listed = store.results.lines(campaign.id, order=Order.REVENUE, limit=MOST)
    lines = [one for one in listed if one.stage not in GIVEN_UP]
    ids = [one.collaboration_id for one in lines]
    costs, posted = results.costs_of(store.collaborations.costs(ids)), store.performances.posted(ids)
    sold = store.performances.months(ids)
    has_orders = store.results.has_orders()
    totals = {
        one.collaboration_id: results.totals_of(
            one.sums,
            costs.get(one.collaboration_id, {}),
            currency=campaign.currency,
            has_orders=has_orders,
            day=day,
        )
        for one in lines
    }
    period = Period(campaign_id=campaign.id)
    return _performances(store, period, lines, totals, {campaign.id: campaign}, posted=posted, sold=sold)


def of_month(store: Store, month: date, *, day: date) -> list[Performance]:
    """What a month came to: posts that went live in it, its clicks and orders. Costs have no month."""
    first, last = month.replace(day=1), month.replace(day=monthrange(month.year, month.month)[1])
    lines = store.performances.within(first, last)
    campaigns = store.campaigns.many({one.campaign_id for one in lines})
    posted = store.performances.posted([one.collaboration_id for one in lines], first=first, last=last)
    has_orders = store.results.has_orders()
    totals = {
        one.collaboration_id: results.totals_of(
            one.sums, {}, currency=campaigns[one.campaign_id].currency, has_orders=has_orders, day=day
        )
        for one in lines
    }
    return _performances(store, Period(month=first), lines, totals, campaigns, posted=posted, sold={})


def since(store: Store, first: date, *, day: date) -> list[Performance]:
    """What everybody came to in the campaigns that ended from a day on or still run, for each of their profiles."""
    lines = store.performances.ending_since(first)
    campaigns = store.campaigns.many({one.campaign_id for one in lines})
    has_orders, merged = store.results.has_orders(), _merged(lines, campaigns)
    totals = {
        one.collaboration_id: results.totals_of(
            one.sums, {}, currency=campaigns[one.campaign_id].currency, has_orders=has_orders, day=day
        )
        for one in merged
    }
    found = _performances(store, Period(since=first), merged, totals, campaigns, posted={}, sold={})
    return [replace(one, goal=Goal.SALES) for one in found]


def _merged(lines: Sequence[ResultLine], campaigns: Mapping[int, Campaign]) -> list[ResultLine]:
    """One line for each influencer, profile and currency, under the first of its collaborations."""
    together: dict[tuple[int, int | None, str], list[ResultLine]] = {}
    for one in lines:
        key = (one.influencer_id, one.profile_id, campaigns[one.campaign_id].currency)
        together.setdefault(key, []).append(one)
    return [replace(mine[0], sums=added([one.sums for one in mine])) for mine in together.values()]


def _performances(
    store: Store,
    period: Period,
    lines: Sequence[ResultLine],
    totals: Mapping[int, Totals],
    campaigns: Mapping[int, Campaign],
    *,
    posted: Mapping[int, Posted],
    sold: Mapping[int, Iterable[date]],
) -> list[Performance]:
    people = store.influencers.many({one.influencer_id for one in lines})
    profiles = {one.id: one for mine in store.profiles.of(people).values() for one in mine}
    return [
        _performance(
            period,
            one,
            totals[one.collaboration_id],
            campaigns[one.campaign_id],
            profiles.get(one.profile_id or 0),
            posted=posted.get(one.collaboration_id, Posted(0, ())),
            sold=sold.get(one.collaboration_id, ()),
        )
        for one in lines
        if people[one.influencer_id].stage is not Stage.DO_NOT_CONTACT
    ]


def _performance(
    period: Period,
    line: ResultLine,
    totals: Totals,
    campaign: Campaign,
    profile: Profile | None,
    *,
    posted: Posted,
    sold: Iterable[date],
) -> Performance:
    months = {day.replace(day=1) for day in posted.days} | set(sold)
    return Performance(
        period=period,
        influencer_id=line.influencer_id,
        collaboration_id=line.collaboration_id,
        goal=campaign.goal,
        platform=profile.platform if profile else None,
        followers=profile.followers if profile else None,
        totals=totals,
        measured=posted.measured,
        first_on=posted.days[0] if posted.days else None,
        months=tuple(sorted(months)),
    )
