"""What the tests do on the page, in a person's words."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def write(page: Page, text: str, *, inside: str = "#main") -> None:
    """Type in the composer and press Enter."""
    box = page.locator(f"{inside} .composer-text")
    box.fill(text)
    box.press("Enter")


def last(page: Page, *, inside: str = "#main") -> Locator:
    """The newest message."""
    return page.locator(f"{inside} .message").last


def show(page: Page, name: str) -> Locator:
    """Let the app post a message of the gallery; the message."""
    before = page.locator("#main .message").count()
    write(page, f"/show {name}")
    expect(page.locator("#main .message")).to_have_count(before + 1)
    return last(page)


def open_form(page: Page) -> Locator:
    """Let the app open its form; the dialog."""
    write(page, "/form")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def field(dialog: Locator, block_id: str) -> Locator:
    """A form's field by its block's id."""
    return dialog.locator(f'.block[data-block-id="{block_id}"]')


def choose(page: Page, control: Locator, words: str, *, search: str = "") -> None:
    """Open a menu, search, and choose the option that says `words`."""
    control.click()
    if search:
        page.locator(".popover .picker-search").fill(search)
    page.locator(".popover .option", has_text=words).first.click()
