"""A simulated year of a team in Berlin, New York and Kolkata: each nudge at its moment, none twice, none missing."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from sandbox.driver import Sandbox
from storage import migrate
from tests.databases import sqlite_url
from tests.year.play import Play
from tests.year.slack_world import SlackWorld
from tests.year.table import TABLE

SEED = 20_261_136


@pytest.mark.timeout(600)
def test_a_month_with_both_changes_of_clocks_tells_everybody_what_an_oracle_expects(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    migrate(url)
    play = Play(SEED, begin=date(2027, 3, 8), days=31, per_day=16)
    said = play.run(url)
    print(f"seed {SEED}: {len(said)} nudges, {len(play.deeds)} deeds")
    assert play.difference(said) is None
    assert len(said) == len(play.oracle.told) > 150
    assert {one.kind for one in said} == set(TABLE)


@pytest.mark.timeout(600)
def test_ten_days_with_a_change_of_clocks_tell_the_same_on_each_database(database: str) -> None:
    play = Play(SEED, begin=date(2027, 3, 9), days=10, per_day=16)
    said = play.run(database)
    assert play.difference(said) is None
    assert len(said) == len(play.oracle.told) > 30


@pytest.mark.timeout(600)
def test_a_week_through_the_whole_bot_brings_each_nudge_to_slack_once(slack: Sandbox, database: str) -> None:
    play = Play(SEED + 2, begin=date(2027, 3, 24), days=9, per_day=12)
    world = SlackWorld(slack, database, play.beginning(), now=play.start)
    try:
        play.happen(world)
        posted, problems = world.posted(), slack.problems
    finally:
        world.close()
    assert play.difference(world.said) is None
    assert len(world.keys) > 15
    assert {key: posted[key] for key in world.keys} == dict.fromkeys(world.keys, 1)
    assert problems == []


@pytest.mark.prove
@pytest.mark.timeout(3_600)
def test_a_year_tells_everybody_what_an_oracle_expects(database: str) -> None:
    play = Play(SEED + 1, begin=date(2026, 12, 1), days=365, per_day=12)
    said = play.run(database)
    print(f"seed {SEED + 1}: {Counter(one.kind for one in said)}")
    assert play.difference(said) is None
