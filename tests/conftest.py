"""What the tests share: a workspace on each database, closed without a trace and without a breach of Slack's rules."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.driver import Sandbox
from storage import migrate
from tests.connections import free_port
from tests.databases import SQLITE, fresh_database, postgres_server
from tests.workspace import Workspace

MANIFEST = Path(__file__).parent.parent / "app_manifest.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the demo's test keep its pictures."""
    parser.addoption("--pictures", default=None, help="a folder for the pictures of the demo's test")


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers."""
    config.addinivalue_line("markers", "prove: a long proof; `make prove` runs it whole")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all test processes of this run see."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "shared"


@pytest.fixture(scope="session")
def postgres(shared: Path) -> Iterator[str]:
    """The base URL of a PostgreSQL server for this run."""
    with postgres_server(shared) as base:
        yield base


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, shared: Path) -> Iterator[str]:
    """The URL of an empty database, once on each server."""
    server = SQLITE if request.param == "sqlite" else request.getfixturevalue("postgres")
    with fresh_database(server, shared=shared, migrate=migrate) as url:
        yield url


@pytest.fixture
def port() -> int:
    """A port that is free."""
    return free_port()


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    """The strict sandbox."""
    with Sandbox(manifest=MANIFEST) as sandbox:
        yield sandbox


@pytest.fixture
def workspace(slack: Sandbox, database: str) -> Iterator[Workspace]:
    """A workspace with the bot in it; the test fails if the bot broke one of Slack's rules."""
    whole = Workspace(slack, database)
    yield whole
    problems = slack.problems  # before the end: an event that the end cuts off is nobody's fault
    whole.close()
    assert problems == []
