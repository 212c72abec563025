"""An invented campaign in the tables: a roster, its posts with metrics, clicks and orders, and the sums over them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from sqlalchemy import Table, insert

from bench.creators import fill
from bench.slack_stub import MEMBER, TEAM
from bot.services.results import results
from storage import Database, migrate
from storage.tables import campaign, click, collaboration, conversion, cost, post, post_metric

AT_ONCE = 10_000
DAYS = 30
CAMPAIGN = 1
NOBODY = 50
"""One of so many orders belongs to nobody."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class History:
    """A database with a campaign in it, and how long the summing up took for one collaboration, in seconds."""

    database: Database
    file: Path
    collaborations: int
    each: float


def history(
    folder: Path, *, collaborations: int, posts: int, events: int, now: datetime, days: int | None = None
) -> History:
    """A campaign of 30 days with so many posts, and so many clicks and orders, nine clicks to one order.

    With `days` it is of so many days, and what happened is spread over them evenly, one after the other: a longer
    history is one of more days, each as full.
    """
    file = folder / f"report-{collaborations}-{events}.db"
    migrate(f"sqlite:///{file}")
    database = Database(f"sqlite:///{file}")
    with database.transaction(TEAM) as store:
        store.members.install(name="Team", bot_user="U0BOT", now=now)
    fill(database.engine, workspace=TEAM, count=collaborations, now=now)
    rows = _Rows(collaborations, now, days)
    for table, made in rows.tables(posts, events):
        _write(database, table, made)
    started = perf_counter()
    with database.transaction(TEAM) as store:
        results.sum_up(store, range(1, collaborations + 1))
    return History(database, file, collaborations, (perf_counter() - started) / collaborations)


def _write(database: Database, table: Table, rows: Iterator[Row]) -> None:
    while batch := list(islice(rows, AT_ONCE)):
        with database.engine.begin() as connection:
            connection.execute(insert(table), [{"workspace_id": TEAM, **row} for row in batch])


class _Rows:
    """The rows, the same ones each time.

    A shorter history has fewer posts, clicks and orders on as many days, so that both have as many sums of a day:
    how many people and days there are is the campaign's size, not the length of what happened.
    """

    def __init__(self, collaborations: int, now: datetime, days: int | None) -> None:
        self._people = collaborations
        self._now = now
        self._days = days
        self._chance = Random(7)

    def tables(self, posts: int, events: int) -> Iterator[tuple[Table, Iterator[Row]]]:
        clicks, orders = events - events // 10, events // 10
        self._totals = {"post": posts, "click": clicks, "order": orders}
        yield campaign, iter([self._campaign()])
        yield collaboration, (self._collaboration(number) for number in range(1, self._people + 1))
        yield cost, (self._cost(number) for number in range(1, self._people + 1))
        yield post, (self._post(number) for number in range(posts))
        yield post_metric, (self._metric(number) for number in range(posts))
        yield click, (self._click(number) for number in range(clicks))
        yield conversion, (self._order(number) for number in range(orders))

    def _of(self, number: int) -> int:
        return number % self._people + 1

    def _moment(self, number: int, what: str) -> datetime:
        """Day after day for each collaboration in turn, or one after the other over the days there are; at any hour."""
        evenly = (number + 1) * (self._days or DAYS) // max(self._totals[what], 1)
        back = (self._days or DAYS) - max(evenly, 1) if self._days else number // self._people % DAYS
        return self._now - timedelta(days=back, minutes=self._chance.randrange(12 * 60))

    def _campaign(self) -> Row:
        texts = dict.fromkeys(("hashtags", "mentions", "places", "about"), "")
        today = self._now.date()
        plan = {"goal": "sales", "currency": "EUR", "window_days": 30, "round_cap": 2, "owner": MEMBER, "state": "open"}
        plan |= {"starts_on": today - timedelta(days=(self._days or DAYS) - 1), "ends_on": today}
        plan |= {"target_revenue": 10**9}
        made = {"created_by": MEMBER, "created_at": self._now}
        return {"id": CAMPAIGN, "name": "Launch", "name_key": "launch", **texts, **plan, **made}

    def _collaboration(self, number: int) -> Row:
        told = {"campaign_id": CAMPAIGN, "influencer_id": number, "stage": "live", "stage_since": self._now}
        return {"id": number, **told, "owner": MEMBER, "why": "", "added_by": MEMBER, "added_at": self._now}

    def _cost(self, number: int) -> Row:
        told = {"collaboration_id": number, "kind": "fees", "state": "spent", "amount": 50_000 + number}
        return {**told, "currency": "EUR", "note": "", "added_by": MEMBER, "added_at": self._now}

    def _post(self, number: int) -> Row:
        mine = {"profile_id": self._of(number), "collaboration_id": self._of(number), "title": "A post", "url": ""}
        day = self._moment(number, "post").date() if self._days else None
        return {"id": number + 1, **mine, "platform": "tiktok", "post_key": f"p{number}", "published_on": day}

    def _metric(self, number: int) -> Row:
        likes = self._chance.randrange(100, 9_000)
        counts = {"views": likes * 12, "likes": likes, "comments": likes // 30, "shares": likes // 40}
        seen = {"reach": likes * 9, "impressions": likes * 14, "saves": likes // 25}
        day = self._moment(number, "post").date() if self._days else date(2026, 11, 1)
        return {
            "post_id": number + 1,
            "day": day,
            **counts,
            **seen,
            "source": "CSV",
            "entered_at": self._now,
        }

    def _click(self, number: int) -> Row:
        is_robot = self._chance.random() < 0.1
        return {
            "collaboration_id": self._of(number),
            "token": f"t{number}",
            "at": self._moment(number, "click"),
            "is_robot": is_robot,
        }

    def _order(self, number: int) -> Row:
        is_ours = bool(number % NOBODY)
        mine = {"collaboration_id": self._of(number), "campaign_id": CAMPAIGN, "by": "code", "why": "code"}
        nobody = {"collaboration_id": None, "campaign_id": None, "by": None, "why": "click outside the window"}
        money = {"amount": self._chance.randrange(900, 20_000), "currency": "EUR", "refunded": 0}
        told = {"codes": [], "clicks": [], "links": [], "source": "shop", "entered_at": self._now}
        return {
            "order_key": f"o{number}",
            "at": self._moment(number, "order"),
            **money,
            **told,
            **(mine if is_ours else nobody),
        }
