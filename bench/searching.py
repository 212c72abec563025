"""The search behind `/influencer find` on a large roster, against its bare SQL, and against a small roster.

`bare SQL` is the SQL that one would write by hand for the same page: those who fit, in order; how many they are,
counted to 1,001; their profiles. It runs through Python's sqlite3 cursor on the same file, and must find the same
influencers. Each search is also held against the statements that it really sends, to show what Python adds.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import make_url

from bench.ratios import Ratio, in_turn, timed, together
from bench.sizes import Sizes
from bench.slack_stub import MEMBER, TEAM, slack_stub
from bench.stand import Stand, answered, quiet, standing
from bot.domain.team.roles import Member, Role
from bot.services.influencers import finding
from bot.services.influencers.finding import PAGE
from storage.database import PRAGMAS
from storage.search import COUNTED

BAR = 1.5
READER = Member(slack_id=MEMBER, name="Maria", role=Role.MARKETER, tz="Europe/Berlin", is_welcome=True, dm_channel=None)
WORD = "id IN (SELECT influencer_id FROM search_word WHERE workspace_id = ?1 AND word >= '{0}' AND word < '{0}􏿿')"
LABEL = "id IN (SELECT influencer_id FROM label WHERE workspace_id = ?1 AND kind = '{}' AND key = '{}')"
TIKTOK = (
    "id IN (SELECT influencer_id FROM profile WHERE workspace_id = ?1 AND platform = 'tiktok' "
    "AND followers BETWEEN 10000 AND 500000)"
)


@dataclass(frozen=True, slots=True)
class Find:
    """A search as people type it, and by hand in SQL: its conditions, its order, how many it passes over."""

    text: str
    fits: str = "1"
    order: str = "followers DESC NULLS LAST"
    skip: int = 0


FINDS = (
    Find(""),
    Find("noor", WORD.format("noor")),
    Find("noor.ba", WORD.format("noor.ba")),
    Find(
        "platform:tiktok niche:beauty followers:10k-500k er:>0.5%",
        f"{TIKTOK} AND {LABEL.format('niche', 'beauty')} AND meaningful_rate > 0.5",
    ),
    Find("country:DE stage:active owner:me", f"country = 'DE' AND stage = 'active' AND owner = '{MEMBER}'"),
    Find(
        "tag:vegan idle:>45d",
        LABEL.format("tag", "vegan") + " AND quiet_since <= strftime('%Y-%m-%d %H:%M:%S', ?2, '-45 days')",
    ),
    Find("niche:beauty sort:er", LABEL.format("niche", "beauty"), order="meaningful_rate DESC NULLS LAST"),
    Find("noor sort:name", WORD.format("noor"), order="name_key"),
    Find("tag:vegan page:3", LABEL.format("tag", "vegan"), skip=2 * PAGE),
)


def run(sizes: Sizes, folder: Path) -> Iterator[Ratio]:
    """Ratios of the search, then of the whole command."""
    quiet()
    with slack_stub() as slack, standing(slack, folder, roster=sizes.large_roster) as large:
        yield from _search(large, sizes)
        with standing(slack, folder, roster=sizes.small_roster) as small:
            yield from _command(large, small, sizes)


def _search(stand: Stand, sizes: Sizes) -> Iterator[Ratio]:
    now = stand.bot.clock()
    with closing(bare_cursor(stand)) as bare:
        own: list[Ratio] = []
        for one in FINDS:
            check(stand, bare, one, now=now)
            ours = timed(_ours(stand, one, now=now), times=sizes.calls)
            name = f"search: {one.text or '(everybody)'}"
            theirs = timed(_replay(bare, statements(stand, one, now=now)), times=sizes.calls)
            own.append(in_turn(f"{name} / its own statements", ours, theirs, bar=None, rounds=sizes.rounds))
            yield own[-1]
        yield Ratio("search: median of these", None, tuple(one.median for one in own))
        every = [_ours(stand, one, now=now) for one in FINDS]
        by_hand = [_by_hand(bare, one, now=now) for one in FINDS]
        name = f"search: all of these on {stand.roster:,} / SQL by hand"
        yield in_turn(name, timed(_all(every)), timed(_all(by_hand)), bar=BAR, rounds=sizes.rounds)


def _command(large: Stand, small: Stand, sizes: Sizes) -> Iterator[Ratio]:
    ratios: list[Ratio] = []
    for one in FINDS:
        measures = [timed(_commanding(stand, one), times=sizes.calls) for stand in (large, small)]
        name = f"command: find {one.text}, {large.roster:,} / {small.roster:,}"
        ratios.append(in_turn(name, measures[0], measures[1], bar=None, rounds=sizes.rounds))
        yield ratios[-1]
    yield together("command: median of these", ratios, bar=BAR)


def _commanding(stand: Stand, one: Find) -> Callable[[], object]:
    payload = stand.command(f"/influencer find {one.text}")
    return lambda: answered(stand.bot.bolt, payload)


def _ours(stand: Stand, one: Find, *, now: datetime) -> Callable[[], list[int]]:
    """The search as the command makes it; gives the ids found."""

    def find() -> list[int]:
        with stand.bot.deps.reading(stand.team) as store:
            found = finding.find(store, one.text, by=READER, now=now)
        return [line.influencer.id for line in found.lines]

    return find


def _by_hand(bare: sqlite3.Connection, one: Find, *, now: datetime) -> Callable[[], list[int]]:
    """The same by hand; gives the ids found."""
    fits = f"FROM influencer WHERE workspace_id = ?1 AND {one.fits}"
    page = f"SELECT *, ?2 {fits} ORDER BY {one.order}, id LIMIT {PAGE + 1} OFFSET {one.skip}"
    count = f"SELECT count(*), ?2 FROM (SELECT id {fits} LIMIT {COUNTED + 1})"
    values = (TEAM, f"{now:%Y-%m-%d %H:%M:%S}")

    def find() -> list[int]:
        bare.execute("BEGIN")
        ids = [int(row[0]) for row in bare.execute(page, values).fetchall()][:PAGE]
        bare.execute(count, values).fetchall()
        marks = ", ".join("?" * len(ids))
        bare.execute(f"SELECT * FROM profile WHERE influencer_id IN ({marks}) ORDER BY id", ids).fetchall()
        bare.execute("COMMIT")
        return ids

    return find


def check(stand: Stand, bare: sqlite3.Connection, one: Find, *, now: datetime) -> None:
    """Raise ValueError unless both find the same influencers in the same order."""
    ours, theirs = _ours(stand, one, now=now)(), _by_hand(bare, one, now=now)()
    if ours != theirs:
        raise ValueError(f"{one.text}: {ours} by the search, {theirs} by hand")


def statements(stand: Stand, one: Find, *, now: datetime) -> list[tuple[str, Any]]:
    """The statements that a search sends, with their values."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        seen.append((statement, values))

    event.listen(stand.bot.database.engine, "before_cursor_execute", note)
    _ours(stand, one, now=now)()
    event.remove(stand.bot.database.engine, "before_cursor_execute", note)
    return seen


def _replay(bare: sqlite3.Connection, statements: list[tuple[str, Any]]) -> Callable[[], None]:
    def replay() -> None:
        for statement, values in statements:
            bare.execute(statement, values).fetchall()
        bare.execute("COMMIT")

    return replay


def _all(acts: list[Callable[[], list[int]]]) -> Callable[[], None]:
    def do() -> None:
        for act in acts:
            act()

    return do


def bare_cursor(stand: Stand) -> sqlite3.Connection:
    """The same file through sqlite3 alone, set up as the bot sets it up."""
    connection = sqlite3.connect(str(make_url(stand.bot.settings.database_url).database), isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection
