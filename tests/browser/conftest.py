"""A sandbox with the gallery app and its page; pages of the real app on a telephone; one browser for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from sandbox.driver import Sandbox
from storage import migrate
from tests import conftest
from tests.browser import chromium
from tests.browser.app import MANIFEST, connected
from tests.databases import SQLITE, fresh_database
from tests.signing import Desk, serving

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)

PHONE: ViewportSize = {"width": 390, "height": 844}
AGENT = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"

Look = Callable[..., Page]
Visit = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    path = chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Sandbox]:
    """A sandbox with the gallery app connected."""
    path = tmp_path / "manifest.yaml"
    path.write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")
    with Sandbox(manifest=path) as sandbox, connected(sandbox):
        yield sandbox


@pytest.fixture
def look(browser: Browser, slack: Sandbox) -> Iterator[Look]:
    """`look(who="omar", channel="random", dark=True)`: the page as somebody; a fault in its script fails the test."""
    faults: list[str] = []
    contexts = []

    def open_page(*, who: str = "maria", channel: str = "launch", dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": 1300, "height": 900}, color_scheme="dark" if dark else "light", locale="en-US"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(f"a dialog opened: {dialog.message}"))
        page.goto(f"{slack.address}/?as={who}&in={channel}")
        page.wait_for_selector("body[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(look: Look) -> Page:
    """The page as maria, in #launch."""
    return look()


@pytest.fixture
def desk(shared: Path) -> Iterator[Desk]:
    """A workspace with the real app, whose bot serves pages."""
    with (
        Sandbox(manifest=conftest.MANIFEST) as real,
        fresh_database(SQLITE, shared=shared, migrate=migrate) as url,
        serving(real, url) as one,
    ):
        yield one


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """`visit(address)`: a page on a telephone; a complaint of its browser, such as of its policy, fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(address: str, *, size: ViewportSize = PHONE, **more: Any) -> Page:
        context = browser.new_context(viewport=size, locale="en-GB", user_agent=AGENT, has_touch=True, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [one for one in complaints if "status of 4" not in one] == []
