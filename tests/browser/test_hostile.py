"""Whatever people type is drawn as text: no mark-up of theirs becomes HTML, a mention or a link to follow."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.acts import field, last, open_form, write
from tests.browser.gallery import HOSTILE


def test_a_mention_in_hostile_text_is_drawn_as_text(page: Page) -> None:
    write(page, HOSTILE)

    message = last(page)
    expect(message).to_contain_text("<@U000>")
    expect(message).to_contain_text("<img src=x onerror=alert(1)> & <!channel>")
    expect(message.locator("img, .mention")).to_have_count(0)


def test_hostile_text_that_the_app_gives_back_is_drawn_as_text(page: Page) -> None:
    write(page, f"/tell {HOSTILE}")

    message = last(page)
    expect(message).to_contain_text("You said: <@U000>")
    expect(message).to_contain_text("<img src=x onerror=alert(1)> & <!channel>")
    expect(message.locator("img, .mention")).to_have_count(0)


def test_hostile_text_in_a_form_comes_back_as_it_was_typed(page: Page) -> None:
    dialog = open_form(page)
    field(dialog, "name").locator("input").fill("taken")
    field(dialog, "note").locator("textarea").fill(HOSTILE)
    dialog.get_by_role("button", name="Save").click()

    expect(field(dialog, "name").get_by_role("alert")).not_to_be_empty()
    expect(field(dialog, "note").locator("textarea")).to_have_value(HOSTILE)


def test_a_link_that_runs_a_script_is_not_followed(page: Page) -> None:
    write(page, "[x](javascript:alert(1)) javascript:alert(1) https://example.com/ok")

    expect(last(page).get_by_role("link")).to_have_count(1)
    expect(last(page).get_by_role("link")).to_have_attribute("href", "https://example.com/ok")
