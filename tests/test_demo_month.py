"""The demo: it opens with what is to be done today; a month brings every kind of nudge, and four digests."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.demo import living, seed
from bot.nudges import KINDS
from sandbox.driver import Sandbox
from storage import migrate
from storage.tables import nudge, outbox, touch
from tests.databases import sqlite_url
from tests.hours import let_digest_come
from tests.workspace import Workspace


@pytest.fixture
def demo(slack: Sandbox, tmp_path: Path) -> Iterator[Workspace]:
    """The demo as it opens."""
    url = sqlite_url(tmp_path)
    migrate(url)
    opened = Workspace(slack, url)
    let_digest_come(opened.bot)
    seed.plant(opened.bot, slack)
    opened.settle()
    yield opened
    opened.close()


def test_it_opens_with_what_is_to_be_done_today_and_not_with_all_that_was_ever_told(demo: Workspace) -> None:
    shown = [one.text_shown for one in demo.slack.person("maria").dm()]
    assert any("A draft to review" in text for text in shown)
    assert not any("Reviewed" in text for text in shown)
    with demo.bot.database.engine.connect().execution_options(reading=True) as connection:
        assert max(connection.scalars(select(touch.c.at))) <= demo.clock()


@pytest.mark.timeout(600)
def test_travelling_through_a_month_shows_every_kind_of_nudge_and_four_digests(demo: Workspace, slack: Sandbox) -> None:
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
    assert shown == set(KINDS), sorted(set(KINDS) - shown)
    assert len(weeks) >= 4, weeks
    assert slack.problems == []
