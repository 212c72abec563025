"""A SQLite file has one bot at a time; a second one is told so and leaves."""

import os
import subprocess
import sys

import pytest

from sandbox.driver import Sandbox
from tests.process import ROOT, WITHIN, running
from tests.workspace import Workspace


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_second_process_on_the_same_file_is_refused_with_a_sentence(slack: Sandbox, database: str) -> None:
    workspace = Workspace(slack, database)
    second = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=ROOT,
        env={**os.environ, **slack.environment, "DATABASE_URL": database},
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=False,
    )
    workspace.close()

    assert second.returncode == 2
    assert f"already at work on {database.rsplit('/', 1)[1]} (process {os.getpid()})" in second.stderr
    assert "Stop it first, or set DATABASE_URL" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_death_of_a_process_lets_the_next_one_in(slack: Sandbox, database: str) -> None:
    with running(slack, database) as first:
        slack.wait_until_connected()
        first.kill()

    Workspace(slack, database).close()
