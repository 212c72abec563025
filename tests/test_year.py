"""A simulated year of a team in Berlin, New York and Kolkata: each nudge at its moment, none twice, none missing."""

from collections import Counter
from datetime import date

import pytest

from tests.year.play import Play

SEED = 20_261_123


def test_a_month_with_a_change_of_clocks_tells_everybody_what_an_oracle_expects(database: str) -> None:
    play = Play(SEED, begin=date(2027, 3, 8), days=31, per_day=12)
    said = play.run(database)
    print(f"seed {SEED}: {len(said)} nudges, {len(play.deeds)} deeds")
    assert play.difference(said) is None
    assert len(said) == len(play.oracle.told) > 200


@pytest.mark.prove
def test_a_year_tells_everybody_what_an_oracle_expects(database: str) -> None:
    play = Play(SEED + 1, begin=date(2026, 12, 1), days=365, per_day=12)
    said = play.run(database)
    print(f"seed {SEED + 1}: {Counter(one.kind for one in said)}")
    assert play.difference(said) is None
