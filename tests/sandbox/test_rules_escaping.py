"""What people typed comes back as they typed it."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.rules import check_escaping
from tests.sandbox.rules_examples import (
    Json,
    cell,
    codes,
    element,
    field,
    modal,
    mrkdwn,
    option,
    plain,
    rich,
    section,
    words,
)

NAME = "R&D <b>team</b>"
ONCE = "R&amp;D &lt;b&gt;team&lt;/b&gt;"
TWICE = "R&amp;amp;D &amp;lt;b&amp;gt;team&amp;lt;/b&amp;gt;"


def message(*blocks: Json, **more: Any) -> Json:
    return {"channel": "C1", "blocks": list(blocks), **more}


def prefilled(value: str) -> Json:
    return modal(field(element("plain_text_input", initial_value=value)))


RIGHT = [
    message(section(text=mrkdwn(f"*{ONCE}* was added"))),
    message(text=f"{ONCE} was added"),
    message({"type": "header", "text": plain(NAME)}),
    message({"type": "table", "rows": [[cell(NAME)]]}),
    message(rich(words(NAME))),
    message(section(accessory=element("static_select", options=[option(NAME)]))),
    message(attachments=[{"text": ONCE, "fields": [{"value": ONCE}]}]),
    prefilled(NAME),
    {"response_action": "errors", "errors": {"name": f"{NAME} is taken."}},
    modal(private_metadata=ONCE),
    message(text="Saved", metadata={"event_type": "a", "event_payload": {"text": NAME}}),
]
WRONG = [
    ("unescaped_user_text", "/blocks/0/text/text", message(section(text=mrkdwn(f"*{NAME}*")))),
    ("unescaped_user_text", "/text", message(text=f"{NAME} was added")),
    ("unescaped_user_text", "/attachments/0/text", message(attachments=[{"text": NAME}])),
    (
        "unescaped_user_text",
        "/attachments/0/fields/0/value",
        message(attachments=[{"fields": [{"value": NAME}]}]),
    ),
    ("double_escaped", "/blocks/0/text/text", message(section(text=mrkdwn(TWICE)))),
    ("entity_shown_in_plain_text", "/blocks/0/text/text", message({"type": "header", "text": plain(ONCE)})),
    (
        "entity_shown_in_plain_text",
        "/blocks/0/rows/0/0/text",
        message({"type": "table", "rows": [[cell(ONCE)]]}),
    ),
    ("entity_shown_in_plain_text", "/blocks/0/elements/0/elements/0/text", message(rich(words(ONCE)))),
    ("entity_shown_in_plain_text", "/errors/name", {"response_action": "errors", "errors": {"name": ONCE}}),
    ("entity_shown_in_input", "/blocks/0/element/initial_value", prefilled(ONCE)),
]


@pytest.mark.parametrize("payload", RIGHT)
def test_a_text_that_comes_back_as_typed_is_left_alone(payload: Json) -> None:
    assert check_escaping(payload, [NAME]) == []


@pytest.mark.parametrize(("code", "pointer", "payload"), WRONG)
def test_a_text_that_comes_back_otherwise_is_a_breach(code: str, pointer: str, payload: Json) -> None:
    problems = check_escaping(payload, [NAME])

    assert [(p.code, p.pointer, p.level, p.refused) for p in problems] == [(code, pointer, "error", False)]


@pytest.mark.parametrize("typed", ["<!channel>", "<@U1MARIA>", "<https://evil.example|Click>", "Q&A", "a < b"])
def test_mark_up_that_a_person_typed_never_acts(typed: str) -> None:
    assert codes(check_escaping(message(text=f"Hi {typed}!"), [typed])) == ["unescaped_user_text"]


def test_one_line_and_the_words_of_a_command_are_recognised() -> None:
    note = "Called her\nShe said <ok> & left\n"

    assert codes(check_escaping(message(text="> She said <ok> & left"), [note])) == ["unescaped_user_text"]
    command = "/influencer add Tom & Jerry"
    assert codes(check_escaping(message(text="*Tom & Jerry* added"), [command])) == ["unescaped_user_text"]


@pytest.mark.parametrize("typed", ["<", "&", ">", "<3", "&&", "->", "...", "", "noor", "<<>>", " & "])
def test_a_short_or_common_text_raises_no_false_alarm(typed: str) -> None:
    assert check_escaping(message(text="<@U1> & noor -> <3 ... <<>> &&"), [typed]) == []


def test_typed_entities_are_told_from_escaping() -> None:
    assert check_escaping(message(text="a &amp; b"), ["a & b", "a &amp; b"]) == []
    assert check_escaping(message(text="a &amp;amp; b"), ["a &amp; b"]) == []
    assert check_escaping(message({"type": "header", "text": plain("a &amp; b")}), ["a &amp; b"]) == []
    assert codes(check_escaping(message(text="a &amp; b"), ["a &amp; b"])) == ["unescaped_user_text"]
