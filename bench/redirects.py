"""Tracking links: how fast they lead on, and what an outage of the database costs.

The speed is against the same server (waitress, as many threads) with nothing but a constant redirect, pressed from
another process over connections that stay open; ours looks the link up, tells robots apart, makes a token, and has
the click in its journal before it answers. For the outage the database is stopped under load (PostgreSQL cuts every
connection and lets none in; SQLite is locked): every visitor is to be led on, and every click to be counted.
"""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from wsgiref.types import StartResponse

from bench.ratios import Measure, Ratio, in_turn
from bench.sizes import Sizes
from bench.slack_stub import MEMBER, TEAM
from bot.clicks import ClickDesk, Journal
from bot.clock import Clock
from bot.deps import Deps
from bot.domain.team.roles import Person
from bot.web import Redirects, WebServer
from bot.web.server import Environment
from storage import Database, Store, migrate
from tests.databases import SQLITE, fresh_database, postgres_server
from tests.outage import Visitors, stopped, tokens_in

BAR = 1 / 0.7
"""At least 0.7 of the bare rate."""

BEST_OF = 3

ALIAS = "autumn-bread-noor"
PAGE = "https://shop.example/bread"


class Nobody:
    """Nobody is asked about, and no file is fetched."""

    def fetch(self, address: str) -> bytes:
        """No file."""
        raise KeyError(address)

    def person(self, slack_id: str) -> Person:
        """Nobody."""
        raise KeyError(slack_id)

    def check_channel(self, channel: str) -> None:
        """No channel."""
        raise KeyError(channel)


class _Bare(WebServer):
    """The same server with a constant redirect."""

    def _answer(self, _environment: Environment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("302 Found", [("Location", PAGE), ("Content-Length", "0")])
        return []


def run(sizes: Sizes, folder: Path) -> Iterator[Ratio]:
    """The speed on SQLite, and the outage on PostgreSQL where there is one."""
    with fresh_database(SQLITE, shared=folder, migrate=migrate) as url, _serving(url, folder) as (_, port):
        bare_port = _free_port()
        bare = _Bare({}, port=bare_port)
        bare.start()
        ours, theirs = _pressing(port, sizes.redirects), _pressing(bare_port, sizes.redirects)
        yield in_turn("redirect: a link / a bare redirect", ours, theirs, bar=BAR, rounds=sizes.rounds)
        bare.close()
    if sizes.does_postgres:
        with postgres_server(folder) as server:
            yield from _outage("PostgreSQL", server, sizes, folder)
    else:
        yield from _outage("SQLite", SQLITE, sizes, folder)


def _outage(name: str, server: str, sizes: Sizes, folder: Path) -> Iterator[Ratio]:
    """Press links before, while and after the database is stopped."""
    with fresh_database(server, shared=folder, migrate=migrate) as url, _serving(url, folder) as (desk, port):
        with _ticking(desk), Visitors(f"http://127.0.0.1:{port}/l/{ALIAS}") as visitors:
            visitors.wait(20)
            with stopped(url):
                threading.Event().wait(sizes.outage)
            visitors.wait(20)
        desk.tick()
        counted = len(set(tokens_in(url)) & set(visitors.tokens))
    answered, asked = len(visitors.tokens), len(visitors.tokens) + len(visitors.refused)
    said = f"{sizes.outage:g} s without {name}: of {asked:,}"
    yield Ratio(f"{said} asked / answered", 1.0, (asked / answered,))
    yield Ratio(f"{said} clicks answered / counted", 1.0, (answered / counted,))


@contextmanager
def _serving(url: str, folder: Path) -> Iterator[tuple[ClickDesk, int]]:
    """A server with one link on a free port, and its desk."""
    database, clock, port = Database(url), Clock(), _free_port()
    nobody = Nobody()
    deps = Deps(database.transaction, database.reading, clock, nobody, nobody)
    with database.transaction(TEAM) as store:
        _plant(store, clock)
    desk = ClickDesk(deps, journal=Journal(database.beside(folder)), workspaces=database.workspaces)
    desk.read()
    server = WebServer({"/l/": Redirects(desk)}, port=port)
    server.start()
    yield desk, port
    server.close()
    desk.close()
    database.close()


def _plant(store: Store, clock: Clock) -> None:
    """A workspace with one link."""
    now = clock()
    store.members.install(name="Bench", bot_user="U0BOT", now=now)
    plan = {"goal": "sales", "currency": "EUR", "hashtags": "", "mentions": "", "places": "", "about": ""}
    plan |= {"name": "Autumn bread", "owner": MEMBER, "landing_page": PAGE}
    days = {"starts_on": now.date(), "ends_on": now.date() + timedelta(days=30), "window_days": 30, "round_cap": 2}
    campaign = store.campaigns.add({**plan, **days}, by=MEMBER, now=now)
    person = store.influencers.add({"name": "Noor", "stage": "active"}, labels={}, now=now)
    (one,) = store.collaborations.add(campaign or 0, [person], owner=MEMBER, why="", by=MEMBER, now=now)
    store.links.add(one, alias=ALIAS, target=PAGE, code="NOOR15", code_key="noor15", now=now)


@contextmanager
def _ticking(desk: ClickDesk) -> Iterator[None]:
    """What the scheduler does: a tick after the other, on a thread of its own."""
    ended = threading.Event()

    def tick() -> None:
        while not ended.wait(0.5):
            desk.tick()

    thread = threading.Thread(target=tick)
    thread.start()
    yield
    ended.set()
    thread.join()


def _pressing(port: int, times: int) -> Measure:
    """A measure of pressing the link so often, from another process: the best of some times, as `timed` does."""
    command = [sys.executable, "-m", "bench.load", str(port), f"/l/{ALIAS}", str(times)]
    return lambda: min(
        float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(BEST_OF)
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
