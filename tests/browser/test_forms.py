"""Modals: what was typed stays, errors stand beside their fields, views stack, keys work."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.acts import choose, field, open_form, write


def test_what_was_typed_stays_when_a_field_is_wrong(page: Page) -> None:
    dialog = open_form(page)
    field(dialog, "name").locator("input").fill("taken")
    field(dialog, "note").locator("textarea").fill("two\nlines")
    dialog.get_by_role("button", name="Save").click()

    expect(field(dialog, "name").get_by_role("alert")).to_have_text("Somebody of that name is already here.")
    expect(field(dialog, "name").locator("input")).to_be_focused()
    expect(field(dialog, "name").locator("input")).to_have_value("taken")
    expect(field(dialog, "note").locator("textarea")).to_have_value("two\nlines")


def test_an_error_goes_away_as_its_field_is_mended(page: Page) -> None:
    dialog = open_form(page)
    dialog.get_by_role("button", name="Save").click()
    name = field(dialog, "name")
    expect(name.get_by_role("alert")).to_have_text("Please complete this required field.")

    name.locator("input").fill("Noor")

    expect(name.get_by_role("alert")).to_have_text("")


def test_a_required_field_left_empty_is_refused_before_the_app_is_asked(page: Page) -> None:
    dialog = open_form(page)

    dialog.get_by_role("button", name="Save").click()

    expect(field(dialog, "name").locator("input")).to_be_focused()
    expect(field(dialog, "name").locator("input")).to_have_attribute("aria-invalid", "true")


def test_the_client_refuses_what_is_no_number_no_address_and_no_email(page: Page) -> None:
    dialog = open_form(page)
    field(dialog, "name").locator("input").fill("Noor")
    field(dialog, "fee").locator("input").fill("-5")
    field(dialog, "email").locator("input").fill("noor at home")
    field(dialog, "site").locator("input").fill("noor.example")

    dialog.get_by_role("button", name="Save").click()

    expect(field(dialog, "fee").get_by_role("alert")).to_contain_text("at least 0")
    expect(field(dialog, "email").get_by_role("alert")).to_contain_text("valid email")
    expect(field(dialog, "site").get_by_role("alert")).to_contain_text("valid URL")


def test_too_long_a_text_is_counted_and_refused(page: Page) -> None:
    dialog = open_form(page)
    field(dialog, "name").locator("input").fill("x" * 65)
    expect(field(dialog, "name").locator(".field-left")).to_have_text("-5")

    dialog.get_by_role("button", name="Save").click()

    expect(field(dialog, "name").get_by_role("alert")).to_contain_text("60 characters or fewer")


def test_every_kind_of_input_reaches_the_app(page: Page, tmp_path: Path) -> None:
    dialog = open_form(page)
    field(dialog, "name").locator("input").fill("Noor <Haddad> & Co")
    choose(page, field(dialog, "stage").get_by_role("combobox"), "Active", search="act")
    choose(page, field(dialog, "who").get_by_role("combobox"), "Noor Haddad", search="noo")
    tags = field(dialog, "tags").get_by_role("combobox")
    tags.click()
    page.locator(".popover .option", has_text="Vegan").click()
    page.locator(".popover .option", has_text="Sport").click()
    page.keyboard.press("Escape")
    choose(page, field(dialog, "channel").get_by_role("combobox"), "launch")
    field(dialog, "start").locator("button").first.click()
    page.locator(".calendar-day", has_text="15").first.click()
    choose(page, field(dialog, "at").get_by_role("combobox"), "9:41 PM", search="9:41 pm")
    field(dialog, "fee").locator("input").fill("12.50")
    field(dialog, "email").locator("input").fill("noor@example.com")
    field(dialog, "rights").get_by_label("Paid ads").check()
    field(dialog, "tier").get_by_label("Micro").check()
    kit = tmp_path / "kit.txt"
    kit.write_text("hello", encoding="utf-8")
    field(dialog, "file").locator("input[type=file]").set_input_files(kit)
    expect(field(dialog, "file").locator(".file-chip")).to_contain_text("kit.txt")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()

    page.get_by_role("button", name="Gallery, 1 unread").click()
    page.get_by_role("tab", name="Messages").click()
    saved = page.locator("#main .message").last
    for part in (
        "name=Noor <Haddad> & Co",
        "stage=active",
        "who=noor haddad",
        "coach=ana lima",
        "tags=vegan+sport",
        "-15, at=21:41",
    ):
        expect(saved).to_contain_text(part)
    for part in ("fee=12.50", "email=noor@example.com", "rights=paid ads", "tier=micro", "file=kit.txt"):
        expect(saved).to_contain_text(part)


def test_a_file_of_another_kind_is_refused_beside_its_field(page: Page, tmp_path: Path) -> None:
    dialog = open_form(page)
    wrong = tmp_path / "kit.exe"
    wrong.write_text("hello", encoding="utf-8")

    field(dialog, "file").locator("input[type=file]").set_input_files(wrong)

    expect(field(dialog, "file").get_by_role("alert")).to_contain_text("another kind")


def test_options_load_only_from_the_least_number_of_letters(page: Page) -> None:
    dialog = open_form(page)
    field(dialog, "who").get_by_role("combobox").click()
    page.locator(".picker-search").fill("n")
    expect(page.locator(".popover")).to_contain_text("Type at least 2 letters")

    page.locator(".picker-search").fill("no")

    expect(page.locator(".popover .option")).to_have_text(["Noor Haddad", "Norbert Kim"])
    expect(page.locator(".popover .option-group")).to_have_text("Roster")


def test_enter_sends_a_form_from_a_field_of_one_line(page: Page) -> None:
    dialog = open_form(page)
    field(dialog, "name").locator("input").fill("Noor")

    page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()


def test_escape_closes_the_list_first_and_then_the_modal(page: Page) -> None:
    dialog = open_form(page)
    field(dialog, "stage").get_by_role("combobox").click()
    expect(page.locator(".popover")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.locator(".popover")).to_be_hidden()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()


def test_focus_stays_in_the_modal_and_goes_back_after_it(page: Page) -> None:
    write(page, "/stack")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('[role=dialog]'))")

    page.keyboard.press("Escape")

    expect(page.locator("#main .composer-text")).to_be_focused()


def test_views_stack_up_to_three_and_close_one_by_one(page: Page) -> None:
    write(page, "/stack")
    dialog = page.get_by_role("dialog")
    for title in ("Step 2", "Step 3"):
        dialog.get_by_role("button", name="Deeper").click()
        expect(dialog.get_by_role("heading", name=title)).to_be_visible()

    dialog.locator("footer").get_by_role("button", name="Back").click()
    expect(dialog.get_by_role("heading", name="Step 2")).to_be_visible()
    dialog.get_by_role("button", name="Close this window").click()

    expect(dialog).to_be_hidden()


def test_what_was_typed_below_is_still_there_when_the_view_above_closes(page: Page) -> None:
    write(page, "/stack")
    dialog = page.get_by_role("dialog")
    field(dialog, "word").locator("input").fill("biscuit")
    dialog.get_by_role("button", name="Deeper").click()
    expect(dialog.get_by_role("heading", name="Step 2")).to_be_visible()
    expect(field(dialog, "word").locator("input")).to_have_value("")

    dialog.locator("footer").get_by_role("button", name="Back").click()

    expect(dialog.get_by_role("heading", name="Step 1")).to_be_visible()
    expect(field(dialog, "word").locator("input")).to_have_value("biscuit")


def test_an_answer_that_clears_closes_the_whole_stack(page: Page) -> None:
    write(page, "/stack")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Deeper").click()
    expect(dialog.get_by_role("heading", name="Step 2")).to_be_visible()
    field(dialog, "word").locator("input").fill("biscuit")

    dialog.get_by_role("button", name="Finish").click()

    expect(dialog).to_be_hidden()


def test_an_open_modal_is_still_open_after_the_page_is_loaded_again(page: Page) -> None:
    dialog = open_form(page)
    expect(dialog).to_be_visible()

    page.reload()

    expect(page.get_by_role("dialog").get_by_role("heading", name="Add influencer")).to_be_visible()


def test_the_keyboard_still_works_after_the_app_has_changed_the_view(page: Page) -> None:
    dialog = open_form(page)
    field(dialog, "name").locator("input").fill("card")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("heading", name="Step 1")).to_be_visible()

    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
