"""The demo shows what Rapport does by itself: a month of travel brings every kind of nudge, and four digests."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.demo import living, seed
from bot.nudges import KINDS
from sandbox.driver import Sandbox
from storage import migrate
from storage.tables import nudge, outbox
from tests.databases import sqlite_url
from tests.hours import let_digest_come
from tests.workspace import Workspace


def test_travelling_through_a_month_shows_every_kind_of_nudge_and_four_digests(slack: Sandbox, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    migrate(url)
    demo = Workspace(slack, url)
    let_digest_come(demo.bot)
    seed.plant(demo.bot, slack)
    demo.settle()

    for _ in range(31 * 2):
        since = demo.clock()
        slack.clock.travel_to(since + timedelta(hours=12))
        with demo.bot.deps.transaction(demo.team) as store:
            living.pass_time(store, since=since, until=demo.clock())
        demo.settle()

    with demo.bot.database.engine.connect().execution_options(reading=True) as connection:
        shown = set(connection.scalars(select(nudge.c.kind).where(nudge.c.shown_at.is_not(None)).distinct()))
        weeks = {
            key.rpartition(":")[0] for key in connection.scalars(select(outbox.c.key)) if "digest:programme" in key
        }
    problems = slack.problems
    demo.close()
    assert shown == set(KINDS), sorted(set(KINDS) - shown)
    assert len(weeks) >= 4, weeks
    assert problems == []
