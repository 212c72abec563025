"""The text, mark-up, attachments and metadata of a message."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.rules import Problem, check_message
from tests.sandbox.rules_examples import CHANNELS, PEOPLE, Json, codes, mrkdwn, plain, posted, rich, section


def sent(method: str = "chat.postMessage", **payload: Any) -> list[Problem]:
    return check_message(payload, people=PEOPLE, channels=CHANNELS, method=method)


def test_a_text_is_enough() -> None:
    assert sent(text="Hello") == []
    assert sent(channel="C1LAUNCH", text="x" * 4000, thread_ts="1.2", unfurl_links=False) == []
    assert sent(markdown_text="x" * 12_000) == []


def test_a_long_text_is_advised_against_then_cut() -> None:
    assert [(p.code, p.level) for p in sent(text="x" * 4001)] == [("text_over_4000", "warning")]
    assert [(p.code, p.refused) for p in sent(text="x" * 40_001)] == [("text_truncated", False)]


def test_an_update_refuses_a_text_that_a_new_message_would_take() -> None:
    assert sent("chat.update", text="x" * 4000) == []
    assert [(p.code, p.refused) for p in sent("chat.update", text="x" * 4001)] == [("msg_too_long", True)]


def test_blocks_need_words_beside_them() -> None:
    problems = sent(blocks=[section()])

    assert [(p.code, p.level, p.refused) for p in problems] == [("missing_text_fallback", "error", False)]
    assert codes(sent(blocks=[section()], text=" ")) == ["missing_text_fallback"]
    for method in ("response_url", "ack"):
        assert [p.level for p in sent(method, blocks=[section()])] == ["warning"]
    assert sent("chat.unfurl", blocks=[section()]) == []


def test_a_message_says_something() -> None:
    assert codes(sent()) == ["no_text"]
    assert codes(sent(text="", blocks=[])) == ["no_text"]
    assert sent("ack") == []
    assert sent("response_url", delete_original=True) == []
    assert sent("chat.update", metadata={"event_type": "a", "event_payload": {}}) == []


def test_markdown_text_stands_alone() -> None:
    assert codes(sent(markdown_text="x", text="y")) == ["markdown_text_conflict"]
    assert codes(sent(markdown_text="x", blocks=[section()])) == ["markdown_text_conflict"]
    assert codes(sent(markdown_text="x" * 12_001)) == ["markdown_text_too_long"]


@pytest.mark.parametrize("blocks", ["[]", {"type": "section"}, 5, True])
def test_blocks_are_a_list(blocks: object) -> None:
    assert "invalid_blocks_format" in codes(sent(text="Hello", blocks=blocks))


BROKEN = [
    ("<@U9NOBODY>", "mention_unknown_user"),
    ("<@maria>", "mention_unknown_user"),
    ("<#C9NOWHERE>", "mention_unknown_channel"),
    ("<!date^1700000000^{date}>", "date_without_fallback"),
    ("<!date^1700000000^{date}|>", "date_without_fallback"),
]
POOR = [
    ("<!channel> look", "broadcast_mention"),
    ("<!here|here>", "broadcast_mention"),
    ("<b>bold</b>", "angle_brackets_unknown"),
    ("a **b** c", "markdown_in_mrkdwn"),
    ("see [this](https://example.com)", "markdown_in_mrkdwn"),
    ("# Title", "markdown_in_mrkdwn"),
]


@pytest.mark.parametrize(("text", "code"), BROKEN)
def test_a_person_sees_this_mark_up_broken(text: str, code: str) -> None:
    for problems in (sent(text=text), posted(section(text=mrkdwn(text)))):
        assert {(p.code, p.level, p.refused) for p in problems} == {(code, "error", False)}


@pytest.mark.parametrize(("text", "code"), POOR)
def test_this_mark_up_earns_a_warning(text: str, code: str) -> None:
    for problems in (sent(text=text), posted(section(text=mrkdwn(text)))):
        assert {(p.code, p.level) for p in problems} == {(code, "warning")}


@pytest.mark.parametrize(
    "text",
    [
        "<@U1MARIA> and <@U2OMAR|omar>",
        "<#C1LAUNCH> <#C1LAUNCH|launch>",
        "<https://example.com|here> <mailto:a@b.co|a> <tel:123>",
        "<!date^1700000000^{date_short}|14 Nov> <!subteam^S1>",
        "<!date^1700000000^{date}^https://example.com|14 Nov>",
        "1 &lt; 2 &amp; 3 &gt; 2",
        "&lt;!channel&gt;",
        "*bold* _it_ ~no~ `a **b** c` ```# Title```",
        "> a quote",
        "5 > 3",
        "item #1 # 2",
    ],
)
def test_sound_mark_up_is_left_alone(text: str) -> None:
    assert sent(text=text) == []
    assert posted(section(text=mrkdwn(text))) == []


def test_a_text_without_mrkdwn_is_not_read_as_mark_up() -> None:
    assert sent(text="<@U9NOBODY>", mrkdwn=False) == []


@pytest.mark.parametrize(
    "text",
    ["<@U1MARIA>", "<#C1LAUNCH>", "<https://example.com|here>", "<!date^1^{date}|then>", "Hi <!subteam^S1>"],
)
def test_a_plain_text_shows_the_apps_own_mark_up_raw(text: str) -> None:
    header = {"type": "header", "text": plain(text)}

    assert [(p.code, p.refused) for p in posted(header)] == [("raw_markup_shown", False)]
    assert posted(header, typed=(f"add {text} now",)) == []


def test_a_plain_text_may_show_what_only_a_person_would_write() -> None:
    for text in ("<!channel>", "<b>", "a < b > c", "<@U9NOBODY>", "3 <3"):
        assert posted({"type": "header", "text": plain(text)}) == []


def test_mentions_in_rich_text_are_checked_too() -> None:
    assert codes(posted(rich({"type": "user", "user_id": "U9"}))) == ["mention_unknown_user"]
    assert codes(posted(rich({"type": "channel", "channel_id": "C9"}))) == ["mention_unknown_channel"]
    assert codes(posted(rich({"type": "broadcast", "range": "here"}))) == ["broadcast_mention"]


def test_attachments_hold_blocks_and_older_fields() -> None:
    sound: Json = {"color": "#36a64f", "fallback": "x", "blocks": [section(block_id="a")], "anything": 1}

    assert sent(text="Hello", attachments=[sound] * 100) == []
    assert codes(sent(text="Hello", attachments=[sound] * 101)) == ["too_many_attachments"]
    assert codes(sent(text="Hello", attachments={})) == ["invalid_attachments"]
    assert codes(sent(text="Hello", attachments=["x"])) == ["invalid_attachments"]
    wrong = {"blocks": [{"type": "section"}], "text": "<@U9>", "fields": [{"value": "<#C9>"}]}
    assert [(p.code, p.pointer) for p in sent(attachments=[wrong])] == [
        ("mention_unknown_user", "/attachments/0/text"),
        ("mention_unknown_channel", "/attachments/0/fields/0/value"),
        ("section_empty", "/attachments/0/blocks/0"),
    ]


def test_metadata_names_its_event_and_is_never_scheduled() -> None:
    sound = {"event_type": "nudge", "event_payload": {"key": "n:1"}}

    assert sent(text="Hello", metadata=sound) == []
    assert codes(sent(text="Hello", metadata="{}")) == ["invalid_metadata_format"]
    assert codes(sent(text="Hello", metadata={"event_type": "nudge"})) == ["missing_field"]
    assert codes(sent(text="Hello", metadata={**sound, "event_payload": []})) == ["invalid_metadata_schema"]
    assert codes(sent("chat.scheduleMessage", text="Hello", metadata=sound)) == ["scheduled_with_metadata"]
