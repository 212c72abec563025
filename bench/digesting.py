"""The digest of a week over a long history, against its bare SQL, and against a tenth of the history.

`bare SQL` is what one would write by hand for the same figures from the same tables: what came in by person and by
day, posts that went live and engagements that grew in this week and the one before, totals, costs, what is due and
owed, who is quiet, and the evidence among like peers of those who stand out. It runs through Python's sqlite3 cursor
on the same file, and must find the same. Ours is the whole that comes before the template, for the campaign and for
the programme. Ten times the history is ten times as many days, each as full.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bench.campaign_rows import CAMPAIGN, History, history
from bench.ratios import Ratio, in_turn, timed
from bench.reporting import EACH, LIKE, bare_connection
from bench.sizes import Sizes
from bench.slack_stub import TEAM
from bot.domain.digests.schedule import Week
from bot.services.digests import digests
from storage.tables import METRICS, campaign

BAR = 1.5
FLAT = 1.2
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WEEK = Week(2026, 47)
DAYS = 840
"""Days of the long history: as many as the chart shows of the short one, ten times."""

_NAMES = [*("posts", *METRICS), *(f"{name}_known" for name in METRICS)]
_NAMES += ["clicks", "robot_clicks", "conversions", "revenue", "refunded"]
_MINE = "JOIN collaboration c ON c.id = {0}.collaboration_id WHERE {0}.workspace_id = ?1 AND c.campaign_id = ?2"
_READ = (
    "(SELECT m.{0} FROM post_metric m WHERE m.post_id = p.id AND m.{0} IS NOT NULL AND m.day {1} "
    "ORDER BY m.day DESC LIMIT 1)"
)
_GREW = " + ".join(
    f"coalesce({_READ.format(name, '<= ?4')} - coalesce({_READ.format(name, '< ?3')}, 0), 0)"
    for name in ("likes", "comments", "shares", "saves")
)
PEOPLE = (
    "SELECT c.id, coalesce(r.posts, 0), l.id, coalesce(w.clicks, 0), coalesce(w.orders, 0), coalesce(w.revenue, 0) "
    "FROM collaboration c LEFT JOIN result r ON r.collaboration_id = c.id "
    "LEFT JOIN link l ON l.collaboration_id = c.id "
    "LEFT JOIN (SELECT d.collaboration_id, sum(d.clicks) clicks, sum(d.conversions) orders, sum(d.revenue) revenue "
    f"FROM result_day d {_MINE.format('d')} AND d.day BETWEEN ?3 AND ?4 GROUP BY 1) w ON w.collaboration_id = c.id "
    "WHERE c.workspace_id = ?1 AND c.campaign_id = ?2 AND (r.posts > 0 OR w.clicks IS NOT NULL) ORDER BY c.id"
)
BY_DAY = (
    f"SELECT d.day, sum(d.clicks), sum(d.conversions), sum(d.revenue) FROM result_day d {_MINE.format('d')} "
    "AND d.day BETWEEN ?3 AND ?4 GROUP BY 1 ORDER BY 1"
)
PUBLISHED = (
    f"SELECT p.collaboration_id, count(*) FROM post p {_MINE.format('p')} "
    "AND p.id IN (SELECT id FROM post WHERE workspace_id = ?1 AND published_on BETWEEN ?3 AND ?4) GROUP BY 1"
)
GAINED = (
    f"SELECT p.collaboration_id, sum({_GREW}) FROM post p {_MINE.format('p')} AND p.id IN (SELECT DISTINCT post_id "
    "FROM post_metric WHERE workspace_id = ?1 AND day BETWEEN ?3 AND ?4) GROUP BY 1"
)
WHOLE = (
    "SELECT * FROM campaign WHERE workspace_id = ?1 AND state = 'open' AND ?2",
    "SELECT id FROM conversion WHERE workspace_id = ?1 AND ?2 LIMIT 1",
    f"SELECT {', '.join(f'sum(r.{name})' for name in _NAMES)} FROM result r {_MINE.format('r')}",
    f"SELECT r.foreign_revenue FROM result r {_MINE.format('r')} AND r.foreign_revenue IS NOT NULL",
    f"SELECT DISTINCT c.campaign_id FROM link l {_MINE.format('l')}",
    f"SELECT k.currency, k.state, sum(k.amount) FROM cost k {_MINE.format('k')} GROUP BY 1, 2",
    f"SELECT count(DISTINCT k.collaboration_id) FROM cost k {_MINE.format('k')} AND k.state != 'planned'",
    f"SELECT d.title, d.due_on FROM deliverable d {_MINE.format('d')} AND d.state != 'published' ORDER BY d.due_on",
    "SELECT campaign_id, count(*) FROM promise WHERE workspace_id = ?1 AND kept_at IS NULL AND ?2 GROUP BY 1",
    "SELECT * FROM promise WHERE workspace_id = ?1 AND kept_at IS NULL AND ?2 ORDER BY due_at LIMIT 500",
    "SELECT c.id, i.name, i.quiet_since FROM collaboration c JOIN influencer i ON i.id = c.influencer_id "
    "WHERE c.workspace_id = ?1 AND c.campaign_id = ?2 AND i.quiet_since < '2026-11-09' ORDER BY i.quiet_since LIMIT 12",
    "SELECT count(*) FROM collaboration c JOIN influencer i ON i.id = c.influencer_id "
    "WHERE c.workspace_id = ?1 AND c.campaign_id = ?2 AND i.quiet_since < '2026-11-09'",
    "SELECT count(*) FROM approval WHERE workspace_id = ?1 AND state = 'open' AND ?2",
    "SELECT count(*) FROM campaign WHERE workspace_id = ?1 AND state = 'closed' AND ?2",
)
"""Statements about the whole campaign or workspace, each of the workspace and the campaign."""

NAMED = (
    "SELECT c.id, i.name FROM collaboration c JOIN influencer i ON i.id = c.influencer_id WHERE c.id IN ({})",
    "SELECT * FROM result r JOIN collaboration c ON c.id = r.collaboration_id WHERE c.id IN ({})",
)

Found = tuple[dict[str, int], list[int]]


def run(sizes: Sizes, folder: Path) -> Iterator[Ratio]:
    """Ratios of the digest, to its bare SQL and to a tenth of the history."""
    posts, events = sizes.report_posts, sizes.report_events
    people, now = sizes.report_people, NOW - timedelta(hours=10)
    whole = history(folder, collaborations=people, posts=posts, events=events, days=DAYS, now=now)
    tenth = {"posts": posts // 10, "events": events // 10, "days": DAYS // 10}
    thin = history(folder, collaborations=people, now=now, **tenth)
    with closing(whole.database), closing(thin.database), closing(bare_connection(whole)) as bare:
        for one in (whole, thin):
            _give_channel(one)
        check(whole, bare)
        ours, by_hand = timed(_ours(whole), times=sizes.calls), timed(_by_hand(bare), times=sizes.calls)
        name = f"digest: {posts:,} posts, {events:,} events / bare SQL"
        yield in_turn(name, ours, by_hand, bar=BAR, rounds=sizes.rounds)
        name = f"digest: {DAYS} days of history / {DAYS // 10} of them"
        yield in_turn(name, ours, timed(_ours(thin), times=sizes.calls), bar=FLAT, rounds=sizes.rounds)


def _give_channel(stand: History) -> None:
    """A campaign without a channel is told of to nobody."""
    with stand.database.engine.begin() as connection:
        connection.execute(update(campaign).values(channel="C0LAUNCH"))


def _ours(stand: History) -> Callable[[], Found]:
    """The digest as the job works it out; gives the figures of the campaign's week and who stands in its table."""

    def load() -> Found:
        with stand.database.reading(TEAM) as store:
            messages = digests.compose(store, WEEK, now=NOW)
        told = next(one for one in messages if one.kind == "digest_campaign").values["digest"]
        return {one["name"]: one["now"] for one in told["figures"] if one["now"]}, [row["id"] for row in told["rows"]]

    return load


def _by_hand(bare: sqlite3.Connection) -> Callable[[], Found]:
    """The same by hand."""
    spans = [(WEEK.first - timedelta(days=back), WEEK.last - timedelta(days=back)) for back in (0, 7)]
    week, before = ((TEAM, CAMPAIGN, first.isoformat(), last.isoformat()) for first, last in spans)
    chart = (TEAM, CAMPAIGN, (WEEK.first - timedelta(weeks=11)).isoformat(), NOW.date().isoformat())

    def load() -> Found:
        bare.execute("BEGIN")
        for one in WHOLE:
            bare.execute(one, (TEAM, CAMPAIGN)).fetchall()
        people = bare.execute(PEOPLE, week).fetchall()
        days = [row for row in bare.execute(BY_DAY, chart) if _is_in(row[0], spans[0])]
        posts, gained = ([bare.execute(one, span).fetchall() for span in (week, before)] for one in (PUBLISHED, GAINED))
        grown = dict(gained[0])
        order = sorted(people, key=lambda row: (-row[5], -row[4], -row[3], -grown.get(row[0], 0), row[0]))[:20]
        ids = [row[0] for row in order]
        marks = ", ".join("?" * len(ids))
        for one in NAMED:
            bare.execute(one.format(marks), ids).fetchall()
        _stand_out(bare, grown)
        bare.execute("COMMIT")
        names = ("clicks", "conversions", "revenue")
        sums = {name: sum(row[at] for row in days) for at, name in enumerate(names, 1)}
        sums |= {"engagements": sum(grown.values()), "posts": sum(count for _, count in posts[0])}
        return {name: number for name, number in sums.items() if number}, ids

    return load


def _is_in(day: str, span: tuple[date, date]) -> bool:
    return span[0].isoformat() <= day <= span[1].isoformat()


def _stand_out(bare: sqlite3.Connection, grown: dict[int, int]) -> None:
    """Those at either end, with all that their evidence takes."""
    ordered = sorted(grown, key=lambda number: grown[number])
    ids: list[Any] = [*ordered[:3], *ordered[-3:]]
    bare.execute(LIKE, (TEAM,)).fetchall()
    for one in EACH:
        bare.execute(one.format(", ".join("?" * len(ids))), ids).fetchall()


def check(stand: History, bare: sqlite3.Connection) -> None:
    """Raise ValueError unless both find the same."""
    ours, theirs = _ours(stand)(), _by_hand(bare)()
    if ours != theirs:
        raise ValueError(f"{ours} by the digest, {theirs} by hand")
