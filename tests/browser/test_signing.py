"""The page that an influencer signs on, in a real browser of a telephone's size.

With `--pictures FOLDER` the page is kept as `signing.png` (`make pictures`).
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sandbox.driver import Sandbox
from storage import migrate
from tests.conftest import MANIFEST
from tests.databases import SQLITE, fresh_database
from tests.signing import PUBLIC, approved, free_port, send, stage
from tests.workspace import Workspace

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}

Open = Callable[..., Page]


@pytest.fixture
def port() -> int:
    """Where the page is served."""
    return free_port()


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    """The strict sandbox, with the real app."""
    with Sandbox(manifest=MANIFEST) as sandbox:
        yield sandbox


@pytest.fixture
def served(slack: Sandbox, shared: Path, port: int) -> Iterator[Workspace]:
    """A workspace whose bot serves pages."""
    with fresh_database(SQLITE, shared=shared, migrate=migrate) as url:
        whole = Workspace(slack, url, extra={"PORT": str(port), "RAPPORT_URL": PUBLIC})
        yield whole
        whole.close()


@pytest.fixture
def visit(browser: Browser, port: int) -> Iterator[Open]:
    """`visit(token)`: the page of a link on a telephone; what its browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(token: str, *, size: dict[str, int] = PHONE, dark: bool = False) -> Page:
        scheme = "dark" if dark else "light"
        context = browser.new_context(
            viewport=size,
            color_scheme=scheme,
            has_touch=True,
            java_script_enabled=True,
            locale="en-GB",
            user_agent="Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(f"http://127.0.0.1:{port}/c/{token}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [one for one in complaints if "422" not in one] == []


def test_a_contract_is_signed_on_a_telephone(served: Workspace, visit: Open, pytestconfig: pytest.Config) -> None:
    number = approved(served)
    page = visit(send(served, number))
    folder = pytestconfig.getoption("--pictures")
    if folder:
        page.screenshot(path=Path(folder) / "signing.png")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Your contract with")
    page.get_by_label("Your full name").fill("Noor Haddad")
    page.get_by_label("I have read version 1").check()
    page.get_by_role("button", name="Sign version 1").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Signed. Thank you!")
    assert stage(served, number) == "signed"
