"""The page on which an influencer says where a gift may go, in a real browser of a telephone's size."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import faults
from tests.browser.conftest import Visit
from tests.giving import card, give, team
from tests.signing import PUBLIC, Desk

_TOKEN = re.compile(rf"{PUBLIC}/a/([\w-]+)")


def asked(desk: Desk) -> str:
    """The address of the page that asks Noor for hers: a gift waits for it."""
    team(desk.workspace)
    give(desk.workspace)
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
    assert faults(page) == []
    page.get_by_label("Name").fill("نور حداد")
    page.get_by_label("Telephone").fill("call me")
    page.get_by_role("button", name="Send my address").click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_label("Street, number, postcode and city")).to_be_focused()
    expect(page.get_by_label("Name")).to_have_value("نور حداد")
    page.get_by_label("Street, number, postcode and city").fill("Baker Lane 12\n10115 Berlin")
    page.get_by_label("Country").fill("Germany")
    page.get_by_label("Telephone").fill("")
    page.get_by_role("button", name="Send my address").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you!")
