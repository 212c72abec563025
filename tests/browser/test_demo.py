"""The demo as somebody meets it: the real bot behind the page, from the first look to the reminder.

With `--pictures FOLDER` each step is kept as a picture (`make pictures` puts them into `docs/pictures/`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.demo.running import Demo
from bot.demo.seed import ZONE
from tests.browser.acts import field, last, write

FILES = Path(__file__).parents[2] / "sandbox" / "files"
DATA = Path(__file__).parents[1] / "data"

Keep = Callable[[str], None]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """The demo at its first start."""
    running = Demo(state=tmp_path / "demo", port=0)
    yield running
    problems = running.slack.problems
    running.close()
    assert problems == []


@pytest.fixture
def page(browser: Browser, demo: Demo) -> Iterator[Page]:
    """The page as it opens."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-GB")
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    opened.goto(f"{demo.slack.address}/?as=maria&in=general")
    opened.wait_for_selector("body[data-ready]")
    yield opened
    context.close()


@pytest.fixture
def keep(page: Page, pytestconfig: pytest.Config) -> Keep:
    """Keep a picture of the page, if pictures are asked for."""
    folder = pytestconfig.getoption("--pictures")

    def shoot(name: str) -> None:
        if folder:
            page.mouse.move(0, 0)
            page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")

    return shoot


def go_to_app(page: Page, tab: str) -> None:
    """Open the app's conversation at a tab."""
    page.locator("#sidebar").get_by_text("Rapport", exact=True).click()
    page.get_by_role("tab", name=tab).click()


def import_file(page: Page, path: Path) -> Locator:
    """Import a file through the modal; the message with its preview."""
    write(page, "/influencer import")
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(path)
    expect(dialog).to_contain_text(path.name)
    dialog.get_by_role("button", name="Read it").click()
    expect(dialog).to_contain_text("Reading")
    dialog.get_by_role("button", name="Close").last.click()
    go_to_app(page, "Messages")
    expect(last(page)).to_contain_text("Nothing is written yet", timeout=30_000)
    return last(page)


def test_a_newcomer_reads_a_card_adds_imports_and_is_reminded(page: Page, keep: Keep) -> None:
    write(page, "/influencer show noor")
    expect(last(page)).to_contain_text("Noor Haddad")
    keep("card")

    write(page, "/influencer add noor.bakes")
    dialog = page.get_by_role("dialog")
    field(dialog, "name").locator("input").fill("Noor Haddad")
    field(dialog, "country").locator("input").fill("Germny")
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(field(dialog, "country")).to_contain_text("I don't know this country")
    expect(field(dialog, "profile_1")).to_contain_text("Which platform")
    expect(field(dialog, "name").locator("input")).to_have_value("Noor Haddad")
    keep("field-error")
    page.keyboard.press("Escape")

    preview = import_file(page, FILES / "tiktok-2022-11-excerpt.csv")
    keep("import")
    preview.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("#main")).to_contain_text("Imported", timeout=30_000)

    go_to_app(page, "Home")
    expect(page.locator("#main")).to_contain_text("Ask about rates for the summer")
    keep("home")

    page.get_by_role("button", name="Travel").click()
    page.get_by_text("The next reminder").click()
    go_to_app(page, "Messages")
    expect(last(page)).to_contain_text("Answer his counter-offer", timeout=15_000)
    keep("reminder")
    last(page).get_by_role("button", name="Done").click()
    dialog = page.get_by_role("dialog")
    field(dialog, "note").locator("textarea").fill("Agreed on 15 % more")
    dialog.get_by_role("button", name="Done", exact=True).click()
    expect(last(page)).to_contain_text("Agreed on 15 % more", timeout=15_000)


def test_a_campaign_is_read_a_draft_reviewed_and_the_result_seen(page: Page, keep: Keep) -> None:
    page.locator("#sidebar").get_by_text("launch", exact=True).click()
    card = page.locator("#main .message").filter(has_text="Autumn table").last
    expect(card).to_contain_text("Goal against actual")
    expect(card).to_contain_text("2 rounds of review at most")
    keep("campaign")

    go_to_app(page, "Messages")
    waiting = page.locator("#main .message").filter(has_text="What to do with the crust")
    waiting.get_by_role("button", name="Review").last.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Show the flour bag with the label in the first ten seconds")
    expect(dialog).to_contain_text("My code saves you 15 %")
    keep("review")
    page.keyboard.press("Escape")

    page.locator("#sidebar").get_by_text("random", exact=True).click()
    write(page, "/campaign report autumn")
    expect(last(page)).to_contain_text("Revenue by week")
    expect(last(page)).to_contain_text("Ilse Okafor")
    page.set_viewport_size({"width": 1280, "height": 1560})
    last(page).scroll_into_view_if_needed()
    keep("report")


def test_a_manager_decides_on_a_contract_in_two_clicks_on_one_screen(page: Page, demo: Demo, keep: Keep) -> None:
    page.goto(f"{demo.slack.address}/?as=omar&in=general")
    page.wait_for_selector("body[data-ready]")
    go_to_app(page, "Messages")
    asks = page.locator("#main .message").filter(has_text="Contract 3, version 2")
    asks.scroll_into_view_if_needed()
    keep("approval")

    asks.get_by_role("button", name="Review").click()
    dialog = page.get_by_role("dialog")
    for seen in ("Changed since version 1", "€1,200.00 → €950.00", "€2,050.00 left of €3,000.00", "Open concerns"):
        expect(dialog.get_by_text(seen).last).to_be_in_viewport()
    expect(field(dialog, "verdict")).to_be_in_viewport()
    keep("decision")
    dialog.get_by_role("button", name="Decide").click()

    expect(asks).to_contain_text("approved", timeout=15_000)
    expect(asks.get_by_role("button", name="Review")).to_have_count(0)


def test_what_we_owe_and_what_is_to_be_paid_is_read_and_paid(page: Page, keep: Keep) -> None:
    page.locator("#sidebar").get_by_text("random", exact=True).click()
    write(page, "/contract promises all")
    expect(last(page)).to_contain_text("Pay: Fee, part 1 of 2, contract 2")
    keep("promises")
    last(page).get_by_role("button", name="Pay on the contract").click()
    card = page.locator("#main .message").filter(has_text="Contract 2: Ilse Okafor").last
    card.get_by_role("button", name="Payments").last.click()
    page.locator("#main .message").last.get_by_role("button", name="Open").first.click()
    last(page).get_by_role("button", name="Paid").click()
    dialog = page.get_by_role("dialog")
    field(dialog, "reference").locator("input").fill("SEPA 2311-0009")
    dialog.get_by_role("button", name="Paid").click()
    expect(last(page)).to_contain_text("SEPA 2311-0009", timeout=15_000)


def test_what_will_be_posted_is_read_moved_and_set(page: Page, keep: Keep) -> None:
    page.locator("#sidebar").get_by_text("random", exact=True).click()
    write(page, "/rapport upcoming")
    expect(last(page)).to_contain_text("What I will post to you until")
    expect(last(page)).to_contain_text("Follow up with")
    page.set_viewport_size({"width": 1280, "height": 1080})
    last(page).scroll_into_view_if_needed()
    keep("upcoming")
    last(page).get_by_role("button", name="Settings").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Monday to Friday, 9:00 to 18:00, Berlin time")
    expect(dialog).to_contain_text("Holidays of Germany")
    keep("settings")


def travel_to_monday(page: Page) -> None:
    """Go to the next Monday morning by the page's own button."""
    page.get_by_role("button", name="Travel").click()
    page.get_by_text("Monday 9:00").click()


def test_each_monday_of_a_month_brings_a_digest_with_something_to_see(page: Page, demo: Demo, keep: Keep) -> None:
    page.locator("#sidebar").get_by_text("launch", exact=True).click()
    digests = page.locator("#main .message").filter(has_text="Autumn table: week")
    now = demo.slack.clock.now().astimezone(ZONE)
    if now.weekday() == 0 and now.hour < 9:
        travel_to_monday(page)  # of the week before Rapport came nothing is told
    for number in range(1, 5):
        travel_to_monday(page)
        expect(digests).to_have_count(number, timeout=30_000)
        expect(digests.last).to_contain_text("revenue")
        expect(digests.last).to_contain_text("Who stood out, by revenue")
        if number == 2:
            page.set_viewport_size({"width": 1280, "height": 1320})
            digests.last.scroll_into_view_if_needed()
            expect(digests.last).to_contain_text("Revenue so far and the goal's pace")
            keep("digest")
            page.set_viewport_size({"width": 1280, "height": 860})


def test_a_nudge_asks_what_happened_and_what_comes_next(page: Page, keep: Keep) -> None:
    travel_to_monday(page)
    go_to_app(page, "Messages")
    waits = page.locator("#main .message").filter(has_text="A concern about Noor Haddad is still open")
    expect(waits).to_contain_text("Posted another mill's flour in a story", timeout=30_000)
    waits.scroll_into_view_if_needed()
    keep("nudge")
    waits.get_by_role("button", name="Done").click()
    dialog = page.get_by_role("dialog")
    field(dialog, "note").locator("textarea").fill("Asked her: the label is on the next one. Look at it in a week")
    keep("nudge-answered")
    dialog.get_by_role("button", name="Done", exact=True).click()
    expect(waits).to_contain_text("Done by @Maria Rossi: Asked her", timeout=15_000)
    waits.scroll_into_view_if_needed()
    keep("nudge-done")


@pytest.mark.timeout(600)
def test_published_spreadsheets_import_as_they_are_one_after_the_other(page: Page) -> None:
    for path in sorted(DATA.glob("*-2022-*.csv")):
        preview = import_file(page, path)
        preview.get_by_role("button", name="Import", exact=True).click()
        expect(page.locator("#main")).to_contain_text(f"Imported {path.name}", timeout=60_000)


def test_the_demo_goes_on_where_it_was_left(tmp_path: Path) -> None:
    first = Demo(state=tmp_path / "demo", port=0)
    seen = first.slack.person("maria").messages("#general")
    first.close()

    second = Demo(state=tmp_path / "demo", port=0)
    maria = second.slack.person("maria")
    assert [message.text for message in maria.messages("#general")] == [message.text for message in seen]
    assert "Noor Haddad" in maria.command("/influencer find noor", channel="#general").text
    second.close()


def test_a_manager_reads_who_stood_out_and_approves_their_reward_in_place(page: Page, demo: Demo, keep: Keep) -> None:
    page.goto(f"{demo.slack.address}/?as=omar&in=general")
    page.wait_for_selector("body[data-ready]")
    go_to_app(page, "Messages")
    asks = page.locator("#main .message").filter(has_text="bonus for Harvest loaves")
    expect(asks).to_contain_text("Amara Lund", timeout=30_000)
    expect(asks).to_contain_text("better than all of their peers")
    expect(asks).to_contain_text("left of €5,000.00")
    asks.scroll_into_view_if_needed()
    keep("reward")
    asks.get_by_role("button", name="Approve").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Open concerns")
    dialog.get_by_role("button", name="Decide").click()
    expect(asks).to_contain_text("approved", timeout=15_000)
    expect(asks.get_by_role("button", name="Change")).to_have_count(0)
