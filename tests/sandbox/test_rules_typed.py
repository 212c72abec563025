"""What Slack's own client says to a person before anything is sent."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.rules import check_typed
from tests.sandbox.rules_examples import Json, element, option, options, plain

TEXT = element("plain_text_input", min_length=2, max_length=5)
WHOLE = element("number_input", is_decimal_allowed=False, min_value="-1", max_value="10")
DECIMAL = element("number_input", is_decimal_allowed=True)
MENU = element("static_select", option_groups=[{"label": plain(), "options": options(2)}])
TICKS = element("checkboxes", options=[option("a"), option("b")])
PEOPLE = element("multi_users_select", max_selected_items=2)
FILES = element("file_input", max_files=1)

FITS: list[tuple[Json, Any]] = [
    (TEXT, "ab"),
    (TEXT, "abcde"),
    (element("plain_text_input"), "x" * 5000),
    (element("plain_text_input", multiline=True), "a\nb"),
    (WHOLE, "-1"),
    (WHOLE, "10"),
    (DECIMAL, "0.25"),
    (DECIMAL, " 1000000 "),
    (element("email_text_input"), "noor@bakes.example"),
    (element("url_text_input"), "https://example.com/a?b=c"),
    (element("datepicker"), "2028-02-29"),
    (element("timepicker"), "00:00"),
    (element("datetimepicker"), 1700000000),
    (element("datetimepicker"), "1700000000"),
    (MENU, "v1"),
    (TICKS, ["b", "a"]),
    (element("radio_buttons", options=[option("a")]), "a"),
    (element("overflow", options=[option("a")]), "a"),
    (element("external_select"), "whatever was offered"),
    (element("users_select"), "U1"),
    (PEOPLE, ["U1", "U2"]),
    (FILES, ["F1"]),
    (FILES, "F1"),
    (element("rich_text_input"), "Hello"),
]
DOES_NOT_FIT: list[tuple[Json, Any, str]] = [
    (TEXT, "a", "Use at least 2 characters: this has 1."),
    (TEXT, "abcdef", "Use at most 5 characters: this has 6."),
    (element("plain_text_input"), "a\nb", "This field has one line."),
    (TEXT, 5, "Type a text here."),
    (WHOLE, "-2", "Enter a number of at least -1."),
    (WHOLE, "11", "Enter a number of at most 10."),
    (WHOLE, "1.5", "Enter a whole number."),
    (WHOLE, "ten", "Enter a number."),
    (DECIMAL, "1,5", "Enter a number."),
    (DECIMAL, "1e5", "Enter a number."),
    (DECIMAL, "\u0661", "Enter a number."),
    (element("email_text_input"), "noor", "Enter a valid email address (such as name@example.com)."),
    (element("email_text_input"), "a@b", "Enter a valid email address (such as name@example.com)."),
    (element("url_text_input"), "example.com", "Enter a valid URL (such as https://example.com)."),
    (element("url_text_input"), "https://", "Enter a valid URL (such as https://example.com)."),
    (element("datepicker"), "2027-02-29", "Choose a date, as YYYY-MM-DD."),
    (element("timepicker"), "9:00", "Choose a time, as HH:mm."),
    (element("datetimepicker"), "tomorrow", "Choose a date and a time."),
    (MENU, "v2", "'v2' is not one of the options."),
    (TICKS, ["a", "c"], "'c' is not one of the options."),
    (TICKS, ["a", "a"], "The same one is chosen twice."),
    (TICKS, "a", "Choose from the list: several can be chosen here."),
    (PEOPLE, ["U1", "U2", "U3"], "Choose at most 2."),
    (element("users_select"), ["U1"], "Choose one."),
    (FILES, ["F1", "F2"], "Choose at most 1 file."),
    (element("file_input"), [str(n) for n in range(11)], "Choose at most 10 files."),
    (FILES, 5, "Choose a file."),
    (element("rich_text_input"), 5, "Type a text here."),
    (element("button"), "x", "Nothing can be given to a button."),
]


@pytest.mark.parametrize(("inner", "typed"), FITS)
def test_the_client_takes_what_fits(inner: Json, typed: Any) -> None:
    assert check_typed(inner, typed) is None


@pytest.mark.parametrize(("inner", "typed", "sentence"), DOES_NOT_FIT)
def test_the_client_says_what_does_not_fit(inner: Json, typed: Any, sentence: str) -> None:
    assert check_typed(inner, typed) == sentence


@pytest.mark.parametrize("nothing", [None, "", [], ()])
def test_nothing_typed_is_for_the_input_block_to_judge(nothing: Any) -> None:
    for inner, _ in FITS:
        assert check_typed(inner, nothing) is None
