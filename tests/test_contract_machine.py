"""Wherever contracts, approvals and payments are walked at random, with crashes in between, the books are right.

Nothing is paid twice, nothing is signed that was not approved as it stands, nobody decides without authority, what
is signed stays as it was signed, and the ledger adds up. `make prove` walks farther.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.walk.walk import Walk


def walk(url: str, *, walks: int, steps: int) -> None:
    """So many walks of so many steps, the same ones each time."""
    chosen = settings(
        max_examples=walks,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(type("Walk", (Walk,), {"url": url}), settings=chosen)


def test_the_books_are_right_wherever_a_walk_leads(database: str) -> None:
    walk(database, walks=6, steps=40)


@pytest.mark.prove
@pytest.mark.timeout(900)
def test_the_same_on_many_long_walks(database: str) -> None:
    walk(database, walks=60, steps=60)
