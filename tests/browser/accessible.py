"""What keeps people from using a page."""

from pathlib import Path

from playwright.sync_api import Page

LOOK = (Path(__file__).parent / "accessible.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """What is not accessible on a page: names, headings, contrast, sizes, language (`accessible.js`)."""
    found: list[str] = page.evaluate(LOOK)
    return found
