"""The report of a campaign: what it brought in and what it cost, in all and per influencer, for one reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.goals import Progress, progress
from bot.domain.explained import Figure
from bot.domain.gifts import gift_rates
from bot.domain.gifts.gift_rates import GiftSum
from bot.domain.results import emv
from bot.domain.results import results as formulas
from bot.domain.results.emv import Rates
from bot.domain.results.results import Totals
from bot.domain.results.sums import DaySums, Order, Unattributed
from bot.domain.team.roles import Member
from bot.services.campaigns import campaigns
from bot.services.results import benchmarks, results
from bot.services.results.report_lines import ReportLine, lines_of
from storage import Store

PAGE = 15
"""Lines of a report that are shown at once."""
WEEKS = 12
"""Weeks that the chart goes back."""


@dataclass(frozen=True, slots=True)
class Week:
    """Sums of a week from a Monday on, or of seven days. Revenue is in minor units."""

    begins: date
    clicks: int
    conversions: int
    revenue: int


@dataclass(frozen=True)
class Report:
    """A campaign's results on a day. `page` counts from 0. Costs are in it only for who may see private things."""

    campaign: Campaign
    day: date
    reader: Member
    totals: Totals
    goals: Sequence[Progress]
    days: Sequence[DaySums]
    lines: Sequence[ReportLine]
    people: int
    order: Order
    page: int
    unattributed: Sequence[Unattributed]
    emv_rates: Rates = emv.UPFLUENCE
    gifts: Sequence[GiftSum] = ()

    @property
    def pages(self) -> int:
        """How many pages of lines there are."""
        return max(1, -(-self.people // PAGE))

    @cached_property
    def engagements(self) -> int | None:
        """All engagements that are known."""
        return results.engagement_sum(self.totals)

    @cached_property
    def figures(self) -> list[Figure]:
        """Cost and return in all."""
        whole = self.totals
        money = [formulas.total_cost(whole), formulas.roi(whole), formulas.roas(whole), formulas.cpm(whole)]
        return [*money, formulas.cpe(whole), formulas.cpc(whole), formulas.cpa(whole)]

    @cached_property
    def worth(self) -> list[Figure]:
        """What tells nothing of costs: EMV, and rates over clicks and impressions."""
        whole = self.totals
        rates = [formulas.conversion_rate(whole), formulas.conversion_rate(whole, by="impressions")]
        rates.append(formulas.engagement_rate(whole, by="impressions"))
        return [emv.by_cpm(whole, self.emv_rates), *rates]

    def gift_figures(self, *, with_cost: bool) -> list[Figure]:
        """What came back of the campaign's gifts; empty where none was delivered."""
        return gift_rates.figures(self.gifts, day=self.day, with_cost=with_cost)

    def last_days(self, *, back: int) -> Week:
        """The sums of seven days: those up to today (`back` 0), or those before."""
        begins = self.day - timedelta(days=7 * back + 6)
        mine = [one for one in self.days if begins <= one.day < begins + timedelta(days=7)]
        return _week(begins, mine)

    @property
    def weeks(self) -> list[Week]:
        """The weeks since the first day with any result, Monday to Sunday, those without any too."""
        mondays: dict[date, list[DaySums]] = {}
        for one in self.days:
            mondays.setdefault(_monday(one.day), []).append(one)
        if not mondays:
            return []
        count = (_monday(self.day) - min(mondays)).days // 7 + 1
        return [_week(day, mondays.get(day, ())) for day in (min(mondays) + timedelta(weeks=n) for n in range(count))]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(begins: date, days: Iterable[DaySums]) -> Week:
    mine = list(days)
    return Week(begins, *(sum(getattr(one, name) for one in mine) for name in ("clicks", "conversions", "revenue")))


def load(
    store: Store,
    campaign_id: int,
    *,
    reader: Member,
    now: datetime,
    order: Order = Order.REVENUE,
    page: int = 0,
) -> Report:
    """The report of a campaign; raises Refused when it is gone. Who may not see costs gets no order by ROI."""
    campaign, day = campaigns.found(store, campaign_id), now.astimezone(UTC).date()
    order = order if reader.sees_private or order is not Order.ROI else Order.REVENUE
    has_orders = store.results.has_orders()
    totals = totals_in_all(store, campaign, has_orders=has_orders, day=day)
    lines = store.results.lines(campaign_id, order=order, limit=PAGE, skip=max(0, page) * PAGE)
    return Report(
        campaign=campaign,
        day=day,
        reader=reader,
        totals=totals,
        goals=_goals(campaign, totals, day),
        days=_days(store, campaign, day),
        lines=lines_of(store, campaign, lines, day=day, has_orders=has_orders),
        people=store.results.count_lines(campaign_id),
        order=order,
        page=max(0, page),
        unattributed=_unattributed(store, campaign),
        emv_rates=benchmarks.worth(store, "a", day=day).rates,
        gifts=store.gifts.sums(campaign_id=campaign_id),
    )


def totals_in_all(store: Store, campaign: Campaign, *, has_orders: bool, day: date) -> Totals:
    """The sums and costs of a whole campaign, as the formulas take them."""
    sums, costs = store.results.of_campaign(campaign.id), store.results.costs(campaign.id)
    return results.totals_of(sums, costs, currency=campaign.currency, has_orders=has_orders, day=day)


def _days(store: Store, campaign: Campaign, day: date) -> list[DaySums]:
    """The days of the chart, and of this week and the one before."""
    since = max(campaign.starts_on, _monday(day) - timedelta(weeks=WEEKS - 1))
    return store.results.days(campaign.id, from_day=min(since, day - timedelta(days=13)), to_day=day)


def _goals(campaign: Campaign, totals: Totals, day: date) -> list[Progress]:
    span = {"starts_on": campaign.starts_on, "ends_on": campaign.ends_on}
    return progress(campaign.targets, results.reached(totals), **span, today=day)


def _unattributed(store: Store, campaign: Campaign) -> list[Unattributed]:
    """Orders of the campaign's time and window that belong to nobody."""
    since = datetime.combine(campaign.starts_on, time(), UTC)
    until = datetime.combine(campaign.ends_on + timedelta(days=campaign.window_days + 1), time(), UTC)
    return store.results.unattributed(since=since, until=until)
