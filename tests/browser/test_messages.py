"""Messages: blocks as Slack draws them, buttons and menus, threads, files, ephemerals."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from sandbox.driver import Sandbox
from tests.browser import gallery
from tests.browser.acts import choose, last, show, write
from tests.browser.conftest import Look


def test_texts_are_drawn_with_their_formatting(page: Page) -> None:
    message = show(page, "texts")

    expect(message.locator("strong", has_text="Bold").first).to_be_visible()
    expect(message.locator("em", has_text="italic").first).to_be_visible()
    expect(message.locator("s", has_text="struck")).to_be_visible()
    expect(message.locator("code", has_text="code")).to_be_visible()
    expect(message.get_by_role("link", name="her profile")).to_have_attribute("href", "https://example.com/noor")
    expect(message.locator("blockquote")).to_have_text("quoted line")
    expect(message).to_contain_text("<b>not bold</b> &")
    expect(message.locator("time.date")).to_have_text("Nov 25, 2026 at 10:46 AM")


def test_a_date_stands_in_the_zone_of_the_person_who_looks(look: Look, slack: Sandbox) -> None:
    show(look(), "texts")

    tokyo = look(who="lee")

    expect(last(tokyo).locator("time.date")).to_have_text("Nov 25, 2026 at 6:46 PM")


def test_every_block_is_drawn(page: Page, slack: Sandbox) -> None:
    for name, blocks in gallery.messages().items():
        message = show(page, name)
        for block in blocks:
            expect(message.locator(f".block--{block['type']}").first).to_be_visible()

    expect(page.locator(".block-unknown")).to_have_count(0)
    assert slack.problems == []


def test_charts_say_their_figures_to_a_reader_too(page: Page) -> None:
    message = show(page, "charts")

    expect(message.locator("svg rect")).to_have_count(8)
    expect(message.locator("svg path[stroke]")).to_have_count(3)
    expect(message.locator(".chart--pie table")).to_contain_text("TikTok48")


def test_a_data_table_sorts_and_pages(page: Page) -> None:
    message = show(page, "data")
    expect(message.locator("tbody tr")).to_have_count(5)

    message.get_by_role("button", name="Followers").click()
    expect(message.locator("tbody tr").first).to_contain_text("Noor")
    message.get_by_role("button", name="Next").click()

    expect(message.locator("tbody tr")).to_have_count(2)


def test_a_button_changes_the_message_it_stands_in(page: Page) -> None:
    message = show(page, "actions")

    message.get_by_role("button", name="Approve").click()

    expect(last(page)).to_contain_text("Approved")
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)


def test_a_confirmation_is_asked_and_no_means_no(page: Page) -> None:
    message = show(page, "actions")

    message.get_by_role("button", name="Drop").click()
    dialog = page.get_by_role("dialog", name="Drop this influencer?")
    dialog.get_by_role("button", name="Keep").click()
    expect(dialog).to_be_hidden()
    message.get_by_role("button", name="Drop").click()
    dialog.get_by_role("button", name="Drop").click()

    expect(last(page)).to_contain_text("Dropped")
    expect(page.locator("#main .message", has_text="Dropped")).to_have_count(1)


def test_menus_dates_and_checkboxes_in_a_message_reach_the_app(page: Page) -> None:
    message = show(page, "actions")

    choose(page, message.locator(".select").first, "Active")
    expect(last(page)).to_contain_text("Stage: active")
    message = page.locator("#main .message").first
    message.locator(".select--date").click()
    page.locator(".calendar-day", has_text="15").first.click()
    expect(last(page)).to_contain_text("-15")
    message.get_by_label("Brief sent").check()

    expect(last(page)).to_contain_text("Done: 1")


def test_a_press_the_app_does_not_answer_leaves_a_note(page: Page) -> None:
    message = show(page, "actions")

    message.get_by_role("button", name="Fail").click()
    expect(message.locator(".busy")).to_be_visible()

    expect(message.locator(".block-note")).to_contain_text("trouble connecting")
    expect(message.locator(".busy")).to_have_count(0)


def test_an_ephemeral_message_is_seen_by_one_person_alone(look: Look, slack: Sandbox) -> None:
    maria, omar = look(), look(who="omar")

    write(maria, "/whisper tea & <cake>")

    expect(last(maria)).to_contain_text("Only visible to you")
    expect(last(maria)).to_contain_text("Psst: tea & <cake>")
    write(omar, "hello")
    expect(omar.locator("#main .message")).to_have_count(1)


def test_a_message_arrives_at_once_with_everybody(look: Look, slack: Sandbox) -> None:
    maria, omar = look(), look(who="omar", channel="general")

    write(maria, "@omar look :tada:")

    expect(omar.get_by_role("button", name="launch, channel, 1 unread")).to_contain_text("1")
    omar.get_by_role("button", name="launch, channel, 1 unread").click()
    expect(last(omar).locator(".mention--me")).to_have_text("@Omar Haddad")
    expect(last(omar).get_by_role("img", name="tada emoji")).to_be_visible()


def test_a_message_that_comes_while_its_conversation_loads_is_shown(look: Look, slack: Sandbox) -> None:
    omar, maria = look(who="omar", channel="general"), slack.person("maria")
    maria.say("first", channel="launch")

    def answer_late(route: Route) -> None:
        answer = route.fetch()
        maria.say("second", channel="launch")
        maria.say("elsewhere", channel="general")
        expect(omar.get_by_role("button", name="general, channel, 1 unread")).to_be_visible()
        route.fulfill(response=answer)

    omar.route("**/sandbox/messages?**", answer_late, times=1)
    omar.get_by_role("button", name="launch, channel, 1 unread").click()

    expect(last(omar)).to_contain_text("second")
    expect(omar.locator("#main .message")).to_have_count(2)


def test_a_reply_stands_in_the_thread_and_is_counted_under_its_message(look: Look, slack: Sandbox) -> None:
    maria, omar = look(), look(who="omar")
    write(maria, "Who talks to Noor?")
    expect(last(omar)).to_contain_text("Who talks to Noor?")

    last(omar).hover()
    last(omar).get_by_role("button", name="Reply in thread").click()
    write(omar, "I do", inside="#side")

    expect(omar.locator("#side .message")).to_have_count(2)
    last(maria).get_by_role("button", name="1 reply").click()
    expect(last(maria, inside="#side")).to_contain_text("I do")


def test_a_message_shortcut_is_in_the_menu_of_the_message(page: Page) -> None:
    write(page, "Noor says yes")
    last(page).hover()
    last(page).get_by_role("button", name="More actions").click()

    page.get_by_role("menuitem", name="Keep this").click()

    expect(last(page)).to_contain_text("Kept: Noor says yes")


def test_long_text_folds_behind_see_more(page: Page) -> None:
    write(page, "word " * 300)

    last(page).get_by_role("button", name="See more").click()

    expect(last(page).get_by_role("button", name="See less")).to_be_visible()


def test_a_reaction_counts_who_reacted(look: Look, slack: Sandbox) -> None:
    maria, omar = look(), look(who="omar")
    write(maria, "Signed!")

    last(omar).hover()
    last(omar).get_by_role("button", name="React with white check mark").click()

    expect(last(maria).get_by_role("button", name="1 reacted with white_check_mark")).to_be_visible()
