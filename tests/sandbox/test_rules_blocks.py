"""Every long-standing block at its limit and one past it."""

from __future__ import annotations

import pytest

from tests.sandbox.rules_examples import (
    CARD,
    VIDEO,
    Json,
    actions,
    button,
    buttons,
    codes,
    context,
    element,
    field,
    listed,
    mrkdwn,
    opened,
    option,
    picture,
    plain,
    posted,
    published,
    rich,
    section,
    words,
)

MESSAGE_TAKES: list[Json] = [
    section(text=mrkdwn("x" * 3000)),
    section(text=plain("x", emoji=True), expand=True),
    section(text=mrkdwn("x", verbatim=True), accessory=picture()),
    {"type": "section", "fields": [mrkdwn("x" * 2000)] * 6 + [plain()] * 4},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider", "block_id": "b" * 255},
    actions(*buttons(25)),
    actions(element("rich_text_input"), element("datetimepicker", action_id="when")),
    context(picture(), *[mrkdwn()] * 9),
    picture(title=plain("x" * 2000), alt_text="x" * 2000),
    {"type": "image", "alt_text": "A cat", "slack_file": {"id": "F1"}},
    field(element("plain_text_input"), hint=plain(), optional=True, dispatch_action=True),
    {"type": "markdown", "text": "x" * 12_000},
    rich(words(style={"bold": True}), {"type": "link", "url": "https://example.com"}),
    rich({"type": "user", "user_id": "U1MARIA"}, {"type": "channel", "channel_id": "C1LAUNCH"}),
    rich({"type": "emoji", "name": "wave"}, {"type": "date", "timestamp": 1700000000, "format": "{date}"}),
    rich(words(), part="rich_text_preformatted", border=1),
    rich({"type": "date", "timestamp": "1700000000", "format": "{ago}", "fallback": "then"}),
    rich(words(), part="rich_text_quote"),
    listed(indent=8, offset=2, border=0),
    {"type": "call", "call_id": "R1"},
]


@pytest.mark.parametrize("block", MESSAGE_TAKES, ids=lambda block: str(block["type"]))
def test_a_message_takes_this_block(block: Json) -> None:
    assert posted(block) == []


@pytest.mark.parametrize(
    "block",
    [
        section(),
        actions(button()),
        context(plain()),
        {"type": "divider"},
        {"type": "header", "text": plain()},
        picture(),
        rich(words()),
        VIDEO,
        CARD,
        field(element("plain_text_input")),
    ],
    ids=lambda block: str(block["type"]),
)
def test_modals_and_home_tabs_take_this_block_too(block: Json) -> None:
    assert opened(block) == []
    assert published(block) == []


REFUSED: list[tuple[str, Json]] = [
    ("section_text_too_long", section(text=mrkdwn("x" * 3001))),
    ("section_text_empty", section(text=mrkdwn(""))),
    ("section_field_too_long", section(fields=[mrkdwn("x" * 2001)])),
    ("section_fields_too_many", section(fields=[plain()] * 11)),
    ("section_fields_empty", section(fields=[])),
    ("section_empty", {"type": "section"}),
    ("element_not_allowed_here", section(accessory=element("plain_text_input"))),
    ("element_not_allowed_here", section(accessory=element("datetimepicker"))),
    ("element_type_unknown", section(accessory=element("slider"))),
    ("text_type_unknown", section(text={"type": "markdown", "text": "x"})),
    ("unknown_property", section(text=mrkdwn("x", emoji=True))),
    ("unknown_property", section(text=plain("x", verbatim=True))),
    ("unknown_property", section(accesory=button())),
    ("not_an_object", section(accessory=None)),
    ("not_a_string", section(text={"type": "plain_text", "text": 5})),
    ("not_a_boolean", section(expand="true")),
    ("header_text_too_long", {"type": "header", "text": plain("x" * 151)}),
    ("plain_text_required", {"type": "header", "text": mrkdwn()}),
    ("missing_field", {"type": "header"}),
    ("block_id_too_long", {"type": "divider", "block_id": "b" * 256}),
    ("actions_elements_too_many", actions(*buttons(26))),
    ("actions_elements_empty", actions()),
    ("duplicate_action_id", actions(button(), button())),
    ("element_not_allowed_here", actions(picture())),
    ("element_not_allowed_here", actions(element("email_text_input"))),
    ("context_elements_too_many", context(*[mrkdwn()] * 11)),
    ("context_elements_empty", context()),
    ("element_not_allowed_here", context(button())),
    ("image_source_missing", {"type": "image", "alt_text": "A cat"}),
    ("image_source_conflict", picture(slack_file={"id": "F1"})),
    ("slack_file_missing", {"type": "image", "alt_text": "A cat", "slack_file": {}}),
    ("alt_text_too_long", picture(alt_text="x" * 2001)),
    ("missing_field", {"type": "image", "image_url": "https://example.com/a.png"}),
    ("image_title_too_long", picture(title=plain("x" * 2001))),
    ("image_url_too_long", picture(image_url="https://example.com/" + "x" * 3000)),
    ("image_url_invalid", picture(image_url="a.png")),
    ("input_label_too_long", field(element("plain_text_input"), label=plain("x" * 2001))),
    ("input_hint_too_long", field(element("plain_text_input"), hint=plain("x" * 2001))),
    ("plain_text_required", field(element("plain_text_input"), label=mrkdwn())),
    ("element_not_allowed_here", field(button())),
    ("element_not_allowed_here", field(element("overflow", options=[option()]))),
    ("markdown_text_too_long", {"type": "markdown", "text": "x" * 12_001}),
    ("rich_text_elements_empty", {"type": "rich_text", "elements": []}),
    ("rich_text_invalid", rich({"type": "shout"})),
    ("rich_text_invalid", rich(words(""))),
    ("rich_text_invalid", rich(words(), part="rich_text_column")),
    ("rich_text_invalid", rich({"type": "emoji", "name": "wave"}, part="rich_text_preformatted")),
    ("rich_text_invalid", listed(style="square")),
    ("rich_text_indent", listed(indent=9)),
    ("file_block_not_allowed", {"type": "file", "external_id": "x", "source": "remote"}),
    ("block_type_unknown", {"type": "chart"}),
    ("block_not_allowed_here", {"type": "alert", "text": plain()}),
    ("missing_field", {"text": plain()}),
]


@pytest.mark.parametrize(("code", "block"), REFUSED, ids=[code for code, _ in REFUSED])
def test_slack_refuses_a_message_with_this_block(code: str, block: Json) -> None:
    problems = posted(block)

    assert codes(problems) == [code]
    assert problems[0].refused
    assert problems[0].pointer.startswith("/blocks/0")
