"""What a person reads: marks, names, dates and blocks as Slack shows them."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.links import marked_up, of_domains
from sandbox.reading import Reader

READER = Reader({"U1": "@maria", "C1": "#launch"}, tz="Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tea &amp; cake &lt;now&gt;", "Tea & cake <now>"),
        ("&amp;lt;", "&lt;"),
        ("Hi <@U1>, see <#C1|old-name>", "Hi @maria, see #launch"),
        ("<@U9|gone> and <@U8>", "gone and @unknown"),
        ("<!here> <!channel>", "@here @channel"),
        ("<https://a.example/x|site> <https://b.example>", "site https://b.example"),
        ("<!date^1795773600^{date_num} {time}|soon>", "2026-11-27 11:00 AM"),
        ("<!date^oops^{date}|soon>", "soon"),
        ("*bold* stays", "*bold* stays"),
    ],
)
def test_mrkdwn_is_read_as_it_is_shown(text: str, shown: str) -> None:
    assert READER.mrkdwn(text) == shown


def test_blocks_are_read_and_the_text_beside_them_is_not() -> None:
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": "A & B"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "x"}, {"type": "mrkdwn", "text": "y"}]},
        {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Go"}}]},
        {
            "type": "table",
            "rows": [
                [{"type": "raw_text", "text": "Name"}, {"type": "raw_text", "text": "Fans"}],
                [{"type": "raw_text", "text": "Noor"}, {"type": "raw_text", "text": "12"}],
            ],
        },
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [{"type": "text", "text": "Ask "}, {"type": "user", "user_id": "U1"}],
                }
            ],
        },
    ]

    shown = READER.message({"text": "Not shown", "blocks": blocks})

    assert shown == "A & B\nx\ny\n[Go]\nName | Fans\nNoor | 12\nAsk @maria"


def test_links_are_marked_as_slack_marks_what_a_person_typed() -> None:
    assert marked_up("see https://a.example/x, or b.example.") == (
        "see <https://a.example/x>, or <http://b.example|b.example>."
    )
    assert marked_up("mail me@a.example") == "mail me@a.example"


def test_a_subdomain_belongs_to_its_domain_and_a_lookalike_does_not() -> None:
    assert of_domains("https://www.example.com/a", ["example.com"]) == "example.com"
    assert of_domains("https://badexample.com/a", ["example.com"]) is None
