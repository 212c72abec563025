"""Getting about: side bar, quick switcher, keys, the app's tabs, persons, the sandbox's own bar, a broken line."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from sandbox.driver import Sandbox
from tests.browser.acts import last, show, write
from tests.browser.conftest import Look


def test_a_click_in_the_bar_makes_me_somebody_else(page: Page) -> None:
    page.locator(".who", has_text="Omar").click()

    expect(page.get_by_role("button", name="managers, private channel")).to_be_visible()
    write(page, "Omar here")
    expect(last(page)).to_contain_text("Omar Haddad")


def test_the_quick_switcher_finds_a_conversation(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("gen")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("general")


def test_alt_and_arrows_walk_through_the_conversations(page: Page) -> None:
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_role("heading", level=1)).to_contain_text("general")

    page.keyboard.press("Alt+ArrowDown")

    expect(page.get_by_role("heading", level=1)).to_contain_text("launch")


def test_home_is_filled_as_it_opens_and_changes_when_pressed(page: Page) -> None:
    page.get_by_role("button", name="Gallery").first.click()
    page.get_by_role("tab", name="Home").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("Nothing pressed yet")

    page.get_by_role("button", name="Press me").click()

    expect(page.get_by_role("tabpanel")).to_contain_text("You pressed it")


def test_one_can_write_to_the_app(page: Page) -> None:
    page.get_by_role("button", name="Gallery").first.click()
    page.get_by_role("tab", name="Messages").click()

    write(page, "hello")

    expect(last(page)).to_contain_text("Heard you")


def test_about_lists_the_commands(page: Page) -> None:
    page.get_by_role("button", name="Gallery").first.click()

    page.get_by_role("tab", name="About").click()

    expect(page.get_by_role("tabpanel")).to_contain_text("/whisper")


def test_a_direct_message_begins_with_a_click(look: Look, slack: Sandbox) -> None:
    maria, lee = look(), look(who="lee")

    maria.get_by_role("button", name="Lee Tanaka, start a direct message").click()
    write(maria, "Welcome!")

    lee.get_by_role("button", name="Maria Rossi, 1 unread").click()
    expect(last(lee)).to_contain_text("Welcome!")


def test_the_clock_travels_an_hour(page: Page, slack: Sandbox) -> None:
    before = slack.clock.now()

    page.get_by_role("button", name="Travel").click()
    page.get_by_role("menuitem", name="1 hour later").click()
    expect(page.locator(".popover")).to_be_hidden()
    write(page, "later")

    expect(last(page)).to_contain_text("later")
    assert (slack.clock.now() - before).total_seconds() >= 3600


def test_a_breach_of_slacks_rules_is_counted_and_listed(page: Page) -> None:
    expect(page.get_by_role("button", name="No problems")).to_be_visible()
    message = show(page, "actions")
    message.get_by_role("button", name="Fail").click()

    page.get_by_role("button", name="1 problem").click()

    expect(page.get_by_role("dialog", name="Slack’s rules").locator(".problem").first).to_contain_text("fail")


def test_what_was_missed_while_the_line_was_cut_comes_back(look: Look, slack: Sandbox) -> None:
    maria, omar = look(), look(who="omar")
    maria.context.set_offline(True)
    maria.evaluate("() => 0")
    slack.ask(lambda inside: [inside.start(socket.close()) for socket in list(inside.pages)])
    expect(maria.locator(".bar-lost")).to_have_text("Reconnecting…")
    expect(omar.locator(".bar-lost")).to_have_text("")
    write(omar, "Did you see this?")

    maria.context.set_offline(False)

    expect(last(maria)).to_contain_text("Did you see this?")
    expect(maria.locator(".bar-lost")).to_have_text("")


def test_the_dark_look_follows_the_system(look: Look) -> None:
    colour = "getComputedStyle(document.querySelector('.main')).backgroundColor"

    assert look().evaluate(colour) == "rgb(255, 255, 255)"
    assert look(dark=True).evaluate(colour) == "rgb(26, 29, 33)"


def test_everything_of_a_message_is_reached_by_tab(page: Page) -> None:
    show(page, "actions")
    page.locator("#main .messages").focus()

    names: list[str] = []
    for _ in range(12):
        page.keyboard.press("Tab")
        names.append(
            page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''").strip()
        )

    assert {"Approve", "Drop", "Fail", "Reply in thread", "More actions"} <= set(names)
