"""What a collaboration came to in one campaign or one month, and which figures say how good that was."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.campaigns.campaigns import Goal
from bot.domain.campaigns.collaboration_rates import public_rate_of_posts
from bot.domain.explained import Figure, Input
from bot.domain.results.benchmarks import Tier, tier_of
from bot.domain.results.results import Totals, count_of, engagement_rate, engagements_of, roas

OURS = "Rapport's own rule"
PRIVATE = ("Revenue", "ROAS on total cost")
"""Figures that say what we earn or pay: nothing to say to influencers."""


@dataclass(frozen=True, slots=True)
class Period:
    """What is judged: a whole campaign, or all campaigns in one month (`month` is its first day) or since a day."""

    campaign_id: int | None = None
    month: date | None = None
    since: date | None = None

    @property
    def key(self) -> str:
        """`campaign:12` or `month:2026-11`."""
        return f"campaign:{self.campaign_id}" if self.month is None else f"month:{self.month:%Y-%m}"

    @property
    def words(self) -> str:
        """Among whom somebody is compared, as the end of a sentence."""
        if self.since:
            return "in the last 12 months"
        return "in the same month" if self.month else "in the same campaign"

    @classmethod
    def of(cls, key: str) -> "Period":
        """The period of a key. Raises ValueError for anything else."""
        kind, _, rest = key.partition(":")
        return cls(campaign_id=int(rest)) if kind == "campaign" else cls(month=date.fromisoformat(f"{rest}-01"))


@dataclass(frozen=True, slots=True)
class Performance:
    """The results of one collaboration in a period. `platform` None: its posts stand on several profiles, or none.

    `measured` is how many of its live posts have metrics, `first_on` when the first went live, `months` in which
    months (their first days) there were results.
    """

    period: Period
    influencer_id: int
    collaboration_id: int
    goal: Goal
    platform: str | None
    followers: int | None
    totals: Totals
    measured: int
    first_on: date | None
    months: tuple[date, ...] = ()

    @property
    def sources(self) -> frozenset[str]:
        """What of this result counts once: its period, and each month of the collaboration that is in it.

        So a campaign and a month share what stands in both, and two months share nothing.
        """
        months = {self.period.month} if self.period.month else set(self.months)
        return frozenset({self.period.key, *(f"{self.collaboration_id}:{month:%Y-%m}" for month in months)})

    @property
    def tier(self) -> Tier | None:
        """How large the profile is, None where that is not known."""
        return tier_of(self.followers)


Measure = Callable[[Performance], Figure]
"""Reads one figure from a performance."""


def revenue(one: Performance) -> Figure:
    """Attributed revenue, net of refunds."""
    totals = one.totals
    told = Input(
        "attributed revenue", totals.revenue, totals.source, totals.day, totals.entered_by, currency=totals.currency
    )
    note = "" if totals.revenue is not None else "Not enough data: attributed revenue missing."
    value = None if totals.revenue is None else Decimal(totals.revenue)
    return Figure("Revenue", value, "", "attributed revenue, net of refunds", (told,), note, OURS, totals.currency)


def revenue_per_cost(one: Performance) -> Figure:
    """Attributed revenue over total cost."""
    return roas(one.totals)


def engagements(one: Performance) -> Figure:
    """All engagements that are known of."""
    counted, note = engagements_of(one.totals)
    missing = [told.name for told in counted if told.number is None]
    value = None if missing else Decimal(sum(told.number or 0 for told in counted))
    note = f"Not enough data: {', '.join(missing)} missing." if missing else note
    formula = " + ".join(told.name for told in counted)
    return Figure("Engagements", value, "", formula, tuple(counted), note, OURS, places=0)


def engagements_per_impression(one: Performance) -> Figure:
    """All engagements over impressions."""
    return engagement_rate(one.totals, by="impressions")


def engagements_per_view(one: Performance) -> Figure:
    """All engagements over views."""
    return engagement_rate(one.totals, by="views")


def public_rate(one: Performance) -> Figure:
    """The public engagement rate of the posts."""
    return public_rate_of_posts(one.totals, followers=one.followers)


def clicks(one: Performance) -> Figure:
    """Clicks on their links."""
    told = count_of(one.totals, "clicks")
    note = "" if told.number is not None else "Not enough data: clicks missing."
    value = None if told.number is None else Decimal(told.number)
    return Figure("Clicks", value, "", "clicks", (told,), note, OURS, places=0)


ABOUT: Mapping[Goal, tuple[Measure, ...]] = {
    Goal.SALES: (revenue, revenue_per_cost),
    Goal.AWARENESS: (engagements_per_impression, engagements),
    Goal.CONTENT: (public_rate, engagements_per_view),
}
"""What a goal is about: top performers are found by these."""

WATCHED: Mapping[Goal, tuple[Measure, ...]] = {
    Goal.SALES: (revenue, revenue_per_cost, clicks, public_rate),
    Goal.AWARENESS: (engagements_per_impression, engagements, public_rate),
    Goal.CONTENT: (public_rate, engagements_per_view, engagements),
}
"""What somebody is held against before anybody is told that it went badly."""


def about(one: Performance) -> tuple[Measure, ...]:
    """What top performers of this goal are found by. Costs have no month, so a month says nothing of return."""
    return _measured(ABOUT, one)


def watched(one: Performance) -> tuple[Measure, ...]:
    """What somebody is held against before anybody is told that it went badly."""
    return _measured(WATCHED, one)


def _measured(table: Mapping[Goal, tuple[Measure, ...]], one: Performance) -> tuple[Measure, ...]:
    return tuple(each for each in table[one.goal] if one.period.month is None or each is not revenue_per_cost)
