"""The facts of a week, read for many campaigns at once: what came in, who stands out, what waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.campaigns.campaigns import Campaign, Goal, Target
from bot.domain.campaigns.goals import Progress, progress
from bot.domain.digests.comparing import QUIET_AFTER, Ends, Measure, ends
from bot.domain.digests.schedule import Week
from bot.domain.local_time import moment_at
from bot.domain.results.results import Totals
from bot.domain.results.sums import DaySums
from bot.services.campaigns.campaign_sums import targets_first
from bot.services.results import results
from storage import Store
from storage.digest_matters import DuePiece, Overdue, PromiseSums, QuietPeople
from storage.digests import PersonWeek, Spent

WEEKS = 12
"""Weeks that a chart goes back."""
MOST_OVERDUE = 500
"""Overdue promises that are read: of more, the oldest are named and all are counted."""
MOST_QUIET = 12
"""People of a campaign who are named as quiet; all are counted."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a week that a digest is about, in the zone `tz`. `last` is its Sunday, or today while it runs."""

    week: Week
    last: date
    tz: str

    @property
    def first(self) -> date:
        """The Monday."""
        return self.week.first

    @property
    def is_whole(self) -> bool:
        """Whether the week is over."""
        return self.last == self.week.last

    @property
    def before(self) -> tuple[date, date]:
        """The same days of the week before."""
        return self.first - timedelta(days=7), self.last - timedelta(days=7)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From when until when (UTC)."""
        return moment_at(self.first, time(), tz=self.tz), moment_at(self.last + timedelta(days=1), time(), tz=self.tz)

    @property
    def next_sunday(self) -> date:
        """The last day of the week after it: what is due until then is due next."""
        return self.week.next().last


@dataclass(frozen=True, slots=True)
class Figures:
    """What came in on some days; None is not known. Revenue is in minor units."""

    posts: int
    engagements: int | None
    clicks: int | None
    conversions: int | None
    revenue: int | None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing came in."""
        return not any((self.posts, self.engagements, self.clicks, self.conversions, self.revenue))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's week. `engagements` None: their posts were not read."""

    of: PersonWeek
    posts: int
    engagements: int | None


@dataclass(frozen=True)
class CampaignWeek:
    """One campaign in a week. `days` are those of the chart, up to today."""

    campaign: Campaign
    span: Span
    today: date
    totals: Totals
    now: Figures
    before: Figures
    days: Sequence[DaySums]
    people: Sequence[Person]
    due: Sequence[DuePiece]
    late: Sequence[DuePiece]
    promises: PromiseSums
    overdue: Sequence[Overdue]
    quiet: QuietPeople
    spent: Spent

    @cached_property
    def goals(self) -> list[Progress]:
        """How far each target is reached today: revenue first where something is sold, then what the goal counts."""
        campaign = self.campaign
        found = progress(
            campaign.targets,
            results.reached(self.totals),
            starts_on=campaign.starts_on,
            ends_on=campaign.ends_on,
            today=self.today,
        )
        order: list[Target] = targets_first(campaign.goal)
        return sorted(found, key=lambda one: (not self._sells(one.target), order.index(one.target)))

    def _sells(self, target: Target) -> bool:
        return self.campaign.goal is Goal.SALES and target is Target.REVENUE

    @cached_property
    def ends(self) -> Ends:
        """Who stands out: those with something live, by what is known of each."""
        known: dict[Measure, dict[int, int]] = {measure: {} for measure in Measure}
        for one in self.people:
            if not one.of.posts:
                continue
            number = one.of.collaboration_id
            if one.engagements is not None:
                known[Measure.ENGAGEMENTS][number] = one.engagements
            if one.of.is_tracked and self.now.clicks is not None:
                known[Measure.CLICKS][number] = one.of.clicks
            if one.of.is_tracked and self.now.revenue is not None:
                known[Measure.REVENUE][number] = one.of.revenue
        return ends(self.campaign.goal, known)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say: nothing came in, and nothing waits."""
        return self.now.is_nothing and not (self.due or self.late or self.promises.open or self.quiet.count)


def load(store: Store, campaigns: Sequence[Campaign], span: Span, *, now: datetime) -> list[CampaignWeek]:
    """The week of each of these campaigns, in the order given."""
    return _Reading(store, campaigns, span, now=now).weeks() if campaigns else []


class _Reading:
    """All that is read, each of all campaigns in one statement."""

    def __init__(self, store: Store, campaigns: Sequence[Campaign], span: Span, *, now: datetime) -> None:
        digests, ids = store.digests, [one.id for one in campaigns]
        week, before = {"first": span.first, "last": span.last}, dict(zip(("first", "last"), span.before, strict=True))
        starts, ends_at = span.moments
        self._span, self._campaigns = span, campaigns
        self._today = now.astimezone(ZoneInfo(span.tz)).date()
        self._has_orders = store.results.has_orders()
        self._totals = digests.totals(ids)
        self._days = digests.days(ids, first=span.first - timedelta(weeks=WEEKS - 1), last=max(now.date(), self._today))
        self._people = _by_campaign(digests.people(ids, **week))
        self._posts = digests.published(ids, **week), digests.published(ids, **before)
        self._gained = digests.gained(ids, **week), digests.gained(ids, **before)
        self._due = _by_campaign(digests.due(ids, until=span.next_sunday))
        self._promises = digests.promises(first=starts, last=ends_at, now=now)
        self._overdue = _by_campaign(digests.overdue(now=now, limit=MOST_OVERDUE))
        self._quiet = digests.quiet(ids, before=now - QUIET_AFTER, most=MOST_QUIET)
        self._spent = digests.spent(ids)

    def weeks(self) -> list[CampaignWeek]:
        """The week of each."""
        return [self._week(one) for one in self._campaigns]

    def _week(self, campaign: Campaign) -> CampaignWeek:
        number, span = campaign.id, self._span
        sums, days, due = self._totals[number], self._days.get(number, []), self._due.get(number, [])
        totals = results.totals_of(sums, {}, currency=campaign.currency, has_orders=self._has_orders, day=self._today)
        return CampaignWeek(
            campaign=campaign,
            span=span,
            today=self._today,
            totals=totals,
            now=self._figures(number, totals, days, at=0),
            before=self._figures(number, totals, days, at=1),
            days=days,
            people=self._everybody(number),
            due=[one for one in due if one.due_on >= self._today],
            late=[one for one in due if one.due_on < self._today],
            promises=self._promises.get(number, PromiseSums(0, 0, 0)),
            overdue=self._overdue.get(number, []),
            quiet=self._quiet.get(number, QuietPeople(0, [])),
            spent=self._spent.get(number, Spent({}, 0)),
        )

    def _figures(self, number: int, totals: Totals, days: Sequence[DaySums], *, at: int) -> Figures:
        """Those of the week (`at` 0) or of the same days of the week before (1)."""
        first, last = ((self._span.first, self._span.last), self._span.before)[at]
        mine = [one for one in days if first <= one.day <= last]
        gained = self._gained[at].get(number)
        return Figures(
            posts=sum(self._posts[at].get(number, {}).values()),
            engagements=None if gained is None else sum(gained.values()),
            clicks=None if totals.clicks is None else sum(one.clicks for one in mine),
            conversions=None if totals.conversions is None else sum(one.conversions for one in mine),
            revenue=None if totals.revenue is None else sum(one.revenue for one in mine),
        )

    def _everybody(self, number: int) -> list[Person]:
        posts, gained = self._posts[0].get(number, {}), self._gained[0].get(number, {})
        return [
            Person(one, posts.get(one.collaboration_id, 0), gained.get(one.collaboration_id))
            for one in self._people.get(number, ())
        ]


Row = TypeVar("Row", PersonWeek, DuePiece, Overdue)


def _by_campaign(rows: Iterable[Row]) -> dict[int | None, list[Row]]:
    found: dict[int | None, list[Row]] = {}
    for one in rows:
        found.setdefault(one.campaign_id, []).append(one)
    return found
