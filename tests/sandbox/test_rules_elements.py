"""Every element at its limit and one past it."""

from __future__ import annotations

import pytest

from tests.sandbox.rules_examples import (
    Json,
    actions,
    button,
    codes,
    confirm,
    element,
    field,
    mrkdwn,
    opened,
    option,
    options,
    plain,
    posted,
    published,
    rich,
    section,
    words,
)

GROUP: Json = {"label": plain("x" * 75), "options": [option()]}
STATIC: Json = element("static_select", options=[option()])
CHECKBOXES: Json = element("checkboxes", options=[option("a"), option("b")])
NUMBER: Json = element("number_input", is_decimal_allowed=False)
WORKFLOW: Json = element("workflow_button", text=plain(), workflow={"trigger": {"url": "https://slack.com/x"}})

ON_BLUR: Json = {"trigger_actions_on": ["on_blur"]}

IN_ACTIONS: list[Json] = [
    button(value="x" * 2000, url="https://e.com/" + "x" * 2986, style="danger", confirm=confirm()),
    button("x" * 75, accessibility_label="x" * 75),
    button(confirm=confirm(title=plain("x" * 100), text=mrkdwn("x" * 300), confirm=plain("x" * 30))),
    WORKFLOW,
    element("static_select", options=options(100), placeholder=plain("x" * 150)),
    element("static_select", option_groups=[GROUP] * 1, initial_option=option()),
    element("static_select", options=[option("x" * 75, value="x" * 150, description=plain("x" * 75))]),
    element("static_select", options=[option()], initial_option=option(text=plain("a", emoji=True))),
    element("multi_static_select", options=options(3), max_selected_items=1, initial_options=options(2)),
    element("external_select", min_query_length=0, initial_option=option()),
    element("multi_external_select", initial_options=[option()]),
    element("users_select", initial_user="U1MARIA"),
    element("multi_users_select", initial_users=["U1MARIA"]),
    element("channels_select", initial_channel="C1LAUNCH"),
    element("multi_channels_select", initial_channels=[]),
    element("conversations_select", default_to_current_conversation=True, filter={"include": ["im"]}),
    element("multi_conversations_select", filter={"exclude_bot_users": True}),
    element("overflow", options=[*options(4), {"text": plain(), "url": "https://example.com"}]),
    element("checkboxes", options=[option(text=mrkdwn(), description=mrkdwn())], initial_options=[]),
    element("radio_buttons", options=options(10)),
    element("datepicker", initial_date="2028-02-29", placeholder=plain()),
    element("timepicker", initial_time="23:59", timezone="Europe/London"),
    element("datetimepicker", initial_date_time=1700000000),
    element("rich_text_input", initial_value=rich(words()), min_lines=1, max_lines=100),
]
IN_INPUT: list[Json] = [
    element("plain_text_input", min_length=0, max_length=3000, multiline=True, initial_value="x" * 3000),
    element("plain_text_input", min_length=5, max_length=5, initial_value=""),
    element("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]}),
    element("email_text_input", initial_value="a@b.co", focus_on_load=True),
    element("url_text_input", placeholder=plain()),
    element("number_input", is_decimal_allowed=True, min_value="-1.5", max_value="10", initial_value="0.25"),
    NUMBER,
    element("file_input", filetypes=["csv"], max_files=10),
    element("conversations_select", response_url_enabled=True),
]


def kind(each: Json) -> str:
    return str(each["type"])


@pytest.mark.parametrize("inner", IN_ACTIONS, ids=kind)
def test_an_actions_block_takes_this_element(inner: Json) -> None:
    assert posted(actions(inner)) == []


@pytest.mark.parametrize("inner", IN_INPUT, ids=kind)
def test_a_modal_takes_this_input(inner: Json) -> None:
    assert opened(field(inner)) == []


REFUSED: list[tuple[str, Json]] = [
    ("action_id_too_long", button(action_id="x" * 256)),
    ("button_text_too_long", button("x" * 76)),
    ("button_text_empty", button("")),
    ("plain_text_required", button(text=mrkdwn())),
    ("button_value_too_long", button(value="x" * 2001)),
    ("not_a_string", button(value=5)),
    ("button_url_too_long", button(url="https://e.com/" + "x" * 3000)),
    ("button_url_invalid", button(url="")),
    ("style_invalid", button(style="green")),
    ("button_accessibility_label_too_long", button(accessibility_label="x" * 76)),
    ("confirm_title_too_long", button(confirm=confirm(title=plain("x" * 101)))),
    ("confirm_text_too_long", button(confirm=confirm(text=plain("x" * 301)))),
    ("confirm_confirm_too_long", button(confirm=confirm(confirm=plain("x" * 31)))),
    ("confirm_deny_too_long", button(confirm=confirm(deny=plain("x" * 31)))),
    ("missing_field", button(confirm={"title": plain(), "text": plain(), "confirm": plain()})),
    ("unknown_property", button(confirm=confirm(type="confirm"))),
    ("missing_field", {"type": "workflow_button", "action_id": "a", "text": plain()}),
    ("option_text_too_long", element("static_select", options=[option("x" * 76)])),
    ("option_value_too_long", element("static_select", options=[option(value="x" * 151, text=plain())])),
    ("option_value_empty", element("static_select", options=[option(value="", text=plain())])),
    ("option_description_too_long", element("overflow", options=[option(description=plain("x" * 76))])),
    ("plain_text_required", element("static_select", options=[option(text=mrkdwn())])),
    ("unknown_property", element("static_select", options=[option(url="https://example.com")])),
    ("unknown_property", element("static_select", options=[option(type="option")])),
    ("select_options_too_many", element("static_select", options=options(101))),
    ("select_options_empty", element("static_select", options=[])),
    (
        "select_option_groups_too_many",
        element("static_select", option_groups=[{**GROUP, "options": [option(f"v{n}")]} for n in range(101)]),
    ),
    ("select_options_too_many", element("static_select", option_groups=[{**GROUP, "options": options(101)}])),
    (
        "option_group_label_too_long",
        element("static_select", option_groups=[{**GROUP, "label": plain("x" * 76)}]),
    ),
    ("options_and_groups", element("static_select", options=[option("b")], option_groups=[GROUP])),
    ("options_missing", element("multi_static_select")),
    ("initial_option_not_in_options", {**STATIC, "initial_option": option("b")}),
    ("initial_option_not_in_options", {**STATIC, "initial_option": option("a", text=plain("A"))}),
    ("initial_option_not_in_options", {**CHECKBOXES, "initial_options": [option("a"), option("c")]}),
    ("placeholder_too_long", {**STATIC, "placeholder": plain("x" * 151)}),
    ("max_selected_items_invalid", element("multi_users_select", max_selected_items=0)),
    ("max_selected_items_invalid", element("multi_users_select", max_selected_items=True)),
    ("min_query_length_invalid", element("external_select", min_query_length="2")),
    ("filter_invalid", element("conversations_select", filter={"include": ["secret"]})),
    ("overflow_options_too_many", element("overflow", options=options(6))),
    ("missing_field", element("overflow", options=[{"text": plain()}])),
    ("overflow_options_empty", element("overflow", options=[])),
    ("checkboxes_options_too_many", element("checkboxes", options=options(11))),
    ("radio_buttons_options_too_many", element("radio_buttons", options=options(11))),
    ("initial_date_format", element("datepicker", initial_date="2027-02-29")),
    ("initial_date_format", element("datepicker", initial_date="1/2/2027")),
    ("initial_time_format", element("timepicker", initial_time="24:00")),
    ("initial_time_format", element("timepicker", initial_time="9:00")),
    ("initial_date_time_format", element("datetimepicker", initial_date_time="1700000000")),
    ("initial_date_time_format", element("datetimepicker", initial_date_time=1700000000000)),
    ("lines_invalid", element("rich_text_input", max_lines=101)),
    ("response_url_outside_modal", element("conversations_select", response_url_enabled=True)),
]


@pytest.mark.parametrize(("code", "inner"), REFUSED, ids=[f"{code}-{inner['type']}" for code, inner in REFUSED])
def test_slack_refuses_this_element(code: str, inner: Json) -> None:
    problems = posted(actions(inner))

    assert codes(problems) == [code]
    assert problems[0].refused
    assert problems[0].pointer.startswith("/blocks/0/elements/0")


REFUSED_INPUTS: list[tuple[str, Json]] = [
    ("min_length_invalid", element("plain_text_input", min_length=3001)),
    ("max_length_invalid", element("plain_text_input", max_length=3001)),
    ("max_length_invalid", element("plain_text_input", max_length=0)),
    ("max_length_invalid", element("plain_text_input", min_length=6, max_length=5)),
    ("initial_value_too_long", element("plain_text_input", max_length=3, initial_value="four")),
    ("dispatch_action_config_invalid", element("url_text_input", dispatch_action_config=ON_BLUR)),
    ("missing_field", element("number_input")),
    ("not_a_string", {**NUMBER, "min_value": 1}),
    ("number_format", {**NUMBER, "initial_value": "1,5"}),
    ("number_format", {**NUMBER, "initial_value": "1.5"}),
    ("min_value_over_max_value", {**NUMBER, "min_value": "10", "max_value": "9"}),
    ("max_files_invalid", element("file_input", max_files=11)),
    ("max_files_invalid", element("file_input", max_files=0)),
]


@pytest.mark.parametrize(
    ("code", "inner"), REFUSED_INPUTS, ids=[f"{code}-{inner['type']}" for code, inner in REFUSED_INPUTS]
)
def test_slack_refuses_this_input(code: str, inner: Json) -> None:
    assert codes(opened(field(inner))) == [code]


def test_a_file_input_stands_in_a_modal_only() -> None:
    assert codes(published(field(element("file_input")))) == ["file_input_outside_modal"]
    assert codes(posted(field(element("file_input")))) == ["file_input_outside_modal"]


def test_one_element_of_a_view_takes_the_cursor() -> None:
    first, second = (field(element("plain_text_input", focus_on_load=True)) for _ in range(2))

    assert opened(first, field(element("plain_text_input", focus_on_load=False))) == []
    assert [(p.code, p.pointer) for p in opened(first, second)] == [
        ("focus_on_load_repeated", "/blocks/1/element/focus_on_load")
    ]


@pytest.mark.parametrize(
    ("code", "inner"),
    [
        ("action_id_missing", {"type": "button", "text": plain()}),
        ("option_value_repeated", element("static_select", options=[option(), option()])),
        ("option_value_repeated", element("static_select", option_groups=[GROUP, GROUP])),
    ],
)
def test_slack_takes_this_element_with_a_warning(code: str, inner: Json) -> None:
    assert [(p.code, p.level, p.refused) for p in posted(actions(inner))] == [(code, "warning", False)]


def test_a_picture_needs_no_action_id() -> None:
    picture = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A cat"}
    assert posted(section(accessory=picture)) == []
    assert codes(posted(section(accessory={**picture, "alt_text": "x" * 2001}))) == ["alt_text_too_long"]
