"""The report of a campaign on a long history, against its bare SQL, and against a tenth of the history.

`bare SQL` is what one would write by hand for the same report from the same tables of sums: the totals, costs,
days, orders that belong to nobody, the first page of influencers with their names, profiles, labels and costs, and
the like peers. It runs through Python's sqlite3 cursor on the same file, and must find the same. Ours is all that
comes before the template: reading, the formulas of every figure, evidence among peers, and how it is all said.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.campaign_rows import CAMPAIGN, History, history
from bench.ratios import Ratio, in_turn, timed
from bench.sizes import Sizes
from bench.slack_stub import MEMBER, TEAM
from bot.domain.results.sums import Order
from bot.domain.team.roles import Member, Role
from bot.services.results import report_values, reports
from storage.database import PRAGMAS
from storage.results import PEERS
from storage.tables import METRICS

BAR = 1.5
FLAT = 1.2
READER = Member(slack_id=MEMBER, name="Maria", role=Role.MARKETER, tz="Europe/Berlin", is_welcome=True, dm_channel=None)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

_OURS = "JOIN collaboration c ON c.id = r.collaboration_id WHERE r.workspace_id = ?1 AND c.campaign_id = ?2"
_NAMES = [*("posts", *METRICS), *(f"{name}_known" for name in METRICS)]
_NAMES += ["clicks", "robot_clicks", "conversions", "revenue", "refunded"]
_TOLD = "(c.stage IN ('accepted', 'contracted', 'producing', 'live', 'completed') OR r.posts > 0 OR r.clicks > 0)"
_LINES = f"FROM collaboration c LEFT JOIN result r ON r.collaboration_id = c.id WHERE c.workspace_id = ?1 AND {_TOLD}"
_COSTS = _OURS.replace("r.", "k.") + " AND k.state IN ('committed', 'spent')"

WHOLE = (
    "SELECT * FROM campaign WHERE workspace_id = ?1 AND id = ?2",
    "SELECT id FROM conversion WHERE workspace_id = ?1 AND ?2 LIMIT 1",
    f"SELECT {', '.join(f'sum(r.{name})' for name in _NAMES)} FROM result r {_OURS}",
    f"SELECT r.foreign_revenue FROM result r {_OURS} AND r.foreign_revenue IS NOT NULL",
    f"SELECT k.kind, k.currency, sum(k.amount) FROM cost k {_COSTS} GROUP BY 1, 2",
    f"SELECT count(*) {_LINES} AND c.campaign_id = ?2",
    "SELECT why, currency, count(*), sum(amount - refunded) FROM conversion WHERE workspace_id = ?1 AND by IS NULL "
    "AND ?2 AND at BETWEEN ?3 AND ?4 GROUP BY 1, 2 ORDER BY 3 DESC",
)
"""Statements about the whole campaign, each of the workspace and the campaign."""

DAYS = (
    f"SELECT r.day, sum(r.clicks), sum(r.conversions), sum(r.revenue) FROM result_day r {_OURS} GROUP BY 1 ORDER BY 1"
)
PAGE = f"SELECT c.influencer_id, c.id, r.* {_LINES} AND c.campaign_id = ?2 ORDER BY r.revenue DESC, c.id LIMIT 15"
LIKE = (
    "SELECT c.influencer_id, p.platform, p.followers, r.* FROM result r "
    "JOIN collaboration c ON c.id = r.collaboration_id JOIN campaign m ON m.id = c.campaign_id "
    "JOIN profile p ON p.id = r.profile_id WHERE r.workspace_id = ?1 AND m.currency = 'EUR' AND r.posts > 0 "
    f"ORDER BY r.collaboration_id DESC LIMIT {PEERS}"
)
EACH = (
    "SELECT * FROM influencer WHERE id IN ({})",
    "SELECT * FROM label WHERE influencer_id IN ({}) ORDER BY key",
    "SELECT * FROM profile WHERE influencer_id IN ({}) ORDER BY id",
    "SELECT * FROM cost WHERE collaboration_id IN ({}) ORDER BY id",
)
"""Statements about the influencers of a page; influencers and their collaborations have the same numbers here."""

Found = tuple[dict[str, Any], list[Any], list[int]]


def run(sizes: Sizes, folder: Path) -> Iterator[Ratio]:
    """Ratios of the report, and what it costs to bring the sums of one collaboration up to date."""
    counts = {"posts": sizes.report_posts, "events": sizes.report_events}
    whole = history(folder, collaborations=sizes.report_people, **counts, now=NOW)
    tenth = {name: count // 10 for name, count in counts.items()}
    thin = history(folder, collaborations=sizes.report_people, **tenth, now=NOW)
    with closing(whole.database), closing(thin.database), closing(bare_connection(whole)) as bare:
        check(whole, bare)
        ours, by_hand = timed(_ours(whole), times=sizes.calls), timed(_by_hand(bare), times=sizes.calls)
        name = f"report: {sizes.report_people:,} people, {counts['posts']:,} posts / bare SQL"
        yield in_turn(name, ours, by_hand, bar=BAR, rounds=sizes.rounds)
        name = f"report: {counts['events']:,} clicks and orders / a tenth of it all"
        yield in_turn(name, ours, timed(_ours(thin), times=sizes.calls), bar=FLAT, rounds=sizes.rounds)
        reading = ours()
        yield Ratio("sums: one touched collaboration anew / reading a report", None, (whole.each / reading,))


def _ours(stand: History) -> Callable[[], Found]:
    """The report as the command loads it; gives its totals, its days and whom it shows first."""

    def load() -> Found:
        with stand.database.reading(TEAM) as store:
            report = reports.load(store, CAMPAIGN, reader=READER, now=NOW, order=Order.REVENUE)
            shown = report_values.private(report)
        days = [(one.day.isoformat(), one.clicks, one.conversions, one.revenue) for one in report.days]
        return shown["totals"], days, [row["id"] for row in shown["rows"]]

    return load


def bare_connection(stand: History) -> sqlite3.Connection:
    """The same file through sqlite3 alone, set up as the bot sets it up."""
    connection = sqlite3.connect(str(stand.file), isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _by_hand(bare: sqlite3.Connection) -> Callable[[], Found]:
    """The same by hand."""
    times = [f"{NOW + timedelta(days=days):%Y-%m-%d} 00:00:00.000000" for days in (-29, 31)]

    def load() -> Found:
        bare.execute("BEGIN")
        values = (TEAM, CAMPAIGN, *times)
        told = [bare.execute(one, values[: 4 if "?4" in one else 2]).fetchall() for one in WHOLE]
        days = bare.execute(DAYS, (TEAM, CAMPAIGN)).fetchall()
        ids = [row[0] for row in bare.execute(PAGE, (TEAM, CAMPAIGN)).fetchall()]
        bare.execute(LIKE, (TEAM,)).fetchall()
        marks = ", ".join("?" * len(ids))
        for one in EACH:
            bare.execute(one.format(marks), ids).fetchall()
        bare.execute("COMMIT")
        sums = dict(zip(_NAMES, told[2][0], strict=True))
        engagements = sum(sums[name] for name in ("likes", "comments", "shares", "saves"))
        same = {name: sums[name] for name in ("posts", "reach", "clicks", "conversions", "revenue")}
        return {**same, "engagements": engagements}, days, ids

    return load


def check(stand: History, bare: sqlite3.Connection) -> None:
    """Raise ValueError unless both find the same."""
    ours, theirs = _ours(stand)(), _by_hand(bare)()
    if ours != theirs:
        raise ValueError(f"{ours} by the report, {theirs} by hand")
