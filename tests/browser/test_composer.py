"""The composer: commands complete, mentions, files, shortcuts, drafts."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.acts import last, write
from tests.browser.app import COMMANDS


def test_the_composer_completes_commands_of_the_manifest(page: Page) -> None:
    box = page.locator("#main .composer-text")
    box.press_sequentially("/")
    expect(page.locator(".completion .option strong")).to_have_text([f"/{name}" for name in COMMANDS])
    box.press_sequentially("w")
    expect(page.locator(".completion .option")).to_have_count(1)

    box.press("Tab")

    expect(box).to_have_value("/whisper ")
    expect(page.locator(".composer-hint")).to_contain_text("what")


def test_arrows_and_enter_choose_a_command_without_sending_it(page: Page) -> None:
    box = page.locator("#main .composer-text")
    box.press_sequentially("/")
    box.press("ArrowDown")

    box.press("Enter")

    expect(box).to_have_value(f"/{COMMANDS[1]} ")
    expect(page.locator("#main .message")).to_have_count(0)


def test_a_mention_completes_and_becomes_a_mention(page: Page) -> None:
    box = page.locator("#main .composer-text")
    box.press_sequentially("Ask @oma")
    box.press("Enter")
    expect(box).to_have_value("Ask @omar ")

    box.press("Enter")

    expect(last(page).locator(".mention")).to_have_text("@Omar Haddad")


def test_shift_and_enter_begins_a_new_line(page: Page) -> None:
    box = page.locator("#main .composer-text")
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")

    expect(last(page).locator(".text")).to_have_text("onetwo ")
    expect(last(page).locator(".text br")).to_have_count(1)


def test_a_command_nobody_knows_is_answered_by_the_client(page: Page) -> None:
    write(page, "/nothing here")

    expect(last(page)).to_contain_text("/nothing is not a valid command")


def test_a_command_the_app_does_not_answer_says_so(page: Page) -> None:
    write(page, "/many things")

    expect(last(page)).to_contain_text("/many failed with the error")


def test_a_file_is_shared_with_its_words_and_can_be_had_again(page: Page, tmp_path: Path) -> None:
    kit = tmp_path / "media kit.csv"
    kit.write_text("name,followers\nNoor,48200\n", encoding="utf-8")
    page.locator("#main .composer input[type=file]").set_input_files(kit)
    expect(page.locator("#main .file-chip")).to_contain_text("media kit.csv")

    write(page, "Here it is")

    expect(last(page)).to_contain_text("Here it is")
    with page.expect_download() as waiting:
        last(page).get_by_role("link", name="Download media kit.csv").click()
    assert waiting.value.path().read_text(encoding="utf-8").endswith("Noor,48200\n")


def test_a_global_shortcut_is_in_the_plus_menu(page: Page) -> None:
    page.get_by_role("button", name="Attachments and shortcuts").click()

    page.get_by_role("menuitem", name="Add influencer").click()

    expect(page.get_by_role("dialog").get_by_role("heading", name="Add influencer")).to_be_visible()


def test_a_draft_waits_where_it_was_written(page: Page) -> None:
    page.locator("#main .composer-text").fill("half a thought")
    page.get_by_role("button", name="general, channel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("general")

    page.get_by_role("button", name="launch, channel").click()

    expect(page.locator("#main .composer-text")).to_have_value("half a thought")
