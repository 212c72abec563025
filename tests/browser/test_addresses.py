"""The page on which an influencer says where a gift may go, in a real browser of a telephone's size."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from sandbox.driver import Sandbox
from storage import migrate
from tests.conftest import MANIFEST
from tests.databases import SQLITE, fresh_database
from tests.giving import card, give, team
from tests.signing import PUBLIC, Desk, serving

PHONE: ViewportSize = {"width": 390, "height": 844}
AGENT = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
LOOK = (Path(__file__).parent / "accessible.js").read_text(encoding="utf-8")
_TOKEN = re.compile(rf"{PUBLIC}/a/([\w-]+)")

Visit = Callable[..., Page]


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    """The strict sandbox, with the real app."""
    with Sandbox(manifest=MANIFEST) as sandbox:
        yield sandbox


@pytest.fixture
def desk(slack: Sandbox, shared: Path) -> Iterator[Desk]:
    """A workspace whose bot serves pages, and a gift for Noor whose address nobody knows."""
    with fresh_database(SQLITE, shared=shared, migrate=migrate) as url, serving(slack, url) as one:
        team(one.workspace)
        give(one.workspace)
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


def asked(desk: Desk) -> str:
    """The address of the page that asks Noor for hers."""
    shown = desk.person().click("Ask for the address", card(desk.workspace))
    found = _TOKEN.search(shown.view.text)
    assert found is not None
    return f"http://127.0.0.1:{desk.port}/a/{found[1]}"


def test_an_address_is_given_on_a_telephone_without_a_script(
    desk: Desk, visit: Visit, pytestconfig: pytest.Config
) -> None:
    page = visit(asked(desk), java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Where may we send you something?")
    folder = pytestconfig.getoption("--pictures")
    if folder:
        page.screenshot(path=Path(folder) / "address.png", full_page=True)
    page.get_by_label("Name").fill("Noor Haddad")
    page.get_by_label("Street, number, postcode and city").fill("Baker Lane 12\n10115 Berlin")
    page.get_by_label("Country").fill("Germany")
    page.get_by_role("button", name="Send my address").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you!")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you!")
    expect(page.get_by_text("Baker Lane")).to_have_count(0)
    assert "Baker Lane 12\n10115 Berlin\nGermany" in card(desk.workspace).text


@pytest.mark.parametrize("width", [320, 390, 430])
def test_what_is_wrong_stands_beside_its_field_and_the_page_is_accessible(desk: Desk, visit: Visit, width: int) -> None:
    page = visit(asked(desk), size={"width": width, "height": 800})
    assert page.evaluate(LOOK) == []
    page.get_by_label("Name").fill("نور حداد")
    page.get_by_label("Telephone").fill("call me")
    page.get_by_role("button", name="Send my address").click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert page.evaluate(LOOK) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_label("Street, number, postcode and city")).to_be_focused()
    expect(page.get_by_label("Name")).to_have_value("نور حداد")
    page.get_by_label("Street, number, postcode and city").fill("Baker Lane 12\n10115 Berlin")
    page.get_by_label("Country").fill("Germany")
    page.get_by_label("Telephone").fill("")
    page.get_by_role("button", name="Send my address").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you!")
