"""Promises: what *we* owe somebody by a date, and how often we keep our word."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.explained import Figure, Input, over

ANSWER_WITHIN = timedelta(hours=24)
"""How soon we answer (product.md, nudges)."""
FEEDBACK_WITHIN = timedelta(hours=24)
"""How soon we give feedback on a draft (product.md, nudges)."""

Key = TypeVar("Key", bound=Hashable)


class PromiseKind(StrEnum):
    """What we promised to do."""

    PAY = "pay"
    SHIP = "ship"
    ANSWER = "answer"
    FEEDBACK = "feedback"


class PromiseState(StrEnum):
    """How a promise stands."""

    OPEN = "open"
    OVERDUE = "overdue"
    KEPT = "kept on time"
    LATE = "kept late"
    CANCELLED = "cancelled"


class PromiseSource(StrEnum):
    """What a promise came from: the word before the number in `about`."""

    DRAFT = "draft"
    REPLY = "reply"
    OFFER = "offer"
    PROPOSAL = "proposal"
    PAYMENT = "payment"
    PRODUCT = "product"
    IDEA = "idea"
    GIFT = "gift"
    REWARD = "reward"


@dataclass(frozen=True, slots=True)
class Promise:
    """Something we owe an influencer. `about` names what it came from (`payment:12`); `owner` is a Slack id."""

    id: int
    kind: PromiseKind
    about: str
    influencer_id: int
    collaboration_id: int | None
    campaign_id: int | None
    owner: str
    text: str
    due_at: datetime
    kept_at: datetime | None
    cancelled_at: datetime | None

    @property
    def source(self) -> PromiseSource:
        """What it came from."""
        return PromiseSource(self.about.partition(":")[0])

    @property
    def source_id(self) -> int:
        """The number of what it came from."""
        return int(self.about.partition(":")[2])


def about(source: PromiseSource, number: int) -> str:
    """What a promise that came from a record is about."""
    return f"{source}:{number}"


def state(promise: Promise, *, now: datetime) -> PromiseState:
    """How a promise stands now. What was done in spite of being cancelled counts as done."""
    if promise.kept_at is not None:
        return PromiseState.KEPT if promise.kept_at <= promise.due_at else PromiseState.LATE
    if promise.cancelled_at is not None:
        return PromiseState.CANCELLED
    return PromiseState.OVERDUE if now > promise.due_at else PromiseState.OPEN


def on_time_rate(promises: Iterable[Promise], *, now: datetime) -> Figure:
    """How much of what fell due we did in time, in percent: kept on time / (kept on time + kept late + overdue).

    What was cancelled, or is open and not yet due, says nothing.
    """
    found = [state(one, now=now) for one in promises]
    on_time, late, overdue = (
        Input(name, found.count(one), "list of promises", now.date(), None)
        for name, one in (
            ("promises kept on time", PromiseState.KEPT),
            ("promises kept late", PromiseState.LATE),
            ("promises overdue", PromiseState.OVERDUE),
        )
    )
    figure = over(
        "Promises kept on time",
        [on_time],
        [on_time, late, overdue],
        formula="kept on time / (kept on time + kept late + overdue) × 100",
        source="Rapport's own rule",
        bottom_name="the number of promises kept or overdue",
    )
    return replace(figure, inputs=(on_time, late, overdue))


def rates_by_owner(promises: Iterable[Promise], *, now: datetime) -> dict[str, Figure]:
    """The on-time rate of each owner."""
    return _by(promises, lambda one: one.owner, now=now)


def rates_by_campaign(promises: Iterable[Promise], *, now: datetime) -> dict[int, Figure]:
    """The on-time rate of each campaign. Promises outside of campaigns are left out."""
    return _by(promises, lambda one: one.campaign_id, now=now)


def end_of_day(day: date, *, tz: str) -> datetime:
    """The last moment of a day in an IANA zone, in UTC: until then a promise for that day is kept in time.

    Raises ZoneInfoNotFoundError for a zone that does not exist.
    """
    next_day = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(tz))
    return next_day.astimezone(ZoneInfo("UTC")) - timedelta(microseconds=1)


def _by(promises: Iterable[Promise], key: Callable[[Promise], Key | None], *, now: datetime) -> dict[Key, Figure]:
    groups: dict[Key, list[Promise]] = {}
    for one in promises:
        found = key(one)
        if found is not None:
            groups.setdefault(found, []).append(one)
    return {found: on_time_rate(members, now=now) for found, members in groups.items()}
