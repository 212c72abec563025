"""The page that an influencer signs on, in a real browser of a telephone's size.

With `--pictures FOLDER` the page is kept as `signing.png` (`make pictures`).
"""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.accessible import faults
from tests.browser.conftest import Visit
from tests.signing import STRICT, Desk

SIZES: list[ViewportSize] = [{"width": 320, "height": 640}, {"width": 430, "height": 932}]


def sent(desk: Desk, **fields: Any) -> str:
    """The address of the page of a contract that was sent."""
    return desk.send(desk.approved(**fields)).address


def test_a_contract_is_signed_on_a_telephone_without_a_script(
    desk: Desk, visit: Visit, pytestconfig: pytest.Config
) -> None:
    page = visit(sent(desk), java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your contract with")
    folder = pytestconfig.getoption("--pictures")
    if folder:
        page.screenshot(path=Path(folder) / "signing.png")

    page.get_by_label("Your full name").fill("Noor Haddad")
    page.get_by_label("I have read version 1").check()
    page.get_by_role("button", name="Sign version 1").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Signed. Thank you!")
    assert desk.stage(1) == "signed"
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Signed. Thank you!")


def test_a_change_is_asked_for_and_mended_field_by_field(desk: Desk, visit: Visit) -> None:
    page = visit(sent(desk))
    page.get_by_text("I would like something to be different").click()
    page.get_by_label("Fee in EUR").fill("a lot")
    page.get_by_label("In your own words").fill("It is a long way to you")
    page.get_by_role("button", name="Ask for this change").click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert faults(page) == []
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Fee in EUR")).to_be_focused()
    expect(page.get_by_label("Fee in EUR")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("In your own words")).to_have_value("It is a long way to you")
    page.get_by_label("Fee in EUR").fill("1500")
    page.get_by_label("Day of Bread reel").fill("2030-01-31")
    page.get_by_role("button", name="Ask for this change").click()

    expect(page.get_by_role("heading", name="What you asked for is with Maria")).to_be_visible()
    assert "€1,200.00 → *€1,500.00*" in desk.told().text_shown


def test_it_is_signed_by_keyboard_alone(desk: Desk, visit: Visit) -> None:
    page = visit(sent(desk, brief=STRICT))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to signing")).to_be_focused()
    page.keyboard.press("Enter")

    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_label("How free you would like to be", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.type("I know my people")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Your full name")).to_be_focused()
    page.keyboard.type("Noor Haddad")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you: we have your signature")
    assert faults(page) == []
    assert "I know my people" in desk.told().text_shown


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_every_page_is_accessible_on_the_smallest_and_the_widest_telephone(
    desk: Desk, visit: Visit, size: ViewportSize, scheme: str
) -> None:
    address = sent(desk, titles=["n" * 120, "نور حداد"], product="Flour", product_by=desk.workspace.clock().date())
    page = visit(address, size=size, color_scheme=scheme)
    page.get_by_text("I would like something to be different").click()
    page.get_by_text("Add a few words").click()
    assert faults(page) == []

    page.get_by_role("button", name="Sign version 1").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults(page) == []
    assert faults(visit(address[:-2] + "xx", size=size, color_scheme=scheme)) == []
