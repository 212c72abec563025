"""The rich_text block and what it is made of (docs.slack.dev "Rich text block")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.rules.composition import url
from sandbox.rules.markup import check_plain
from sandbox.rules.problem import Spot
from sandbox.rules.shapes import Check, Shape, anything, array, boolean, by_type, one_of, string, whole


def _words(value: Any, at: Spot) -> None:
    """A run of text: shown as it is, and never empty."""
    if not isinstance(value, str):
        at.refuse("not_a_string", "must be a string")
    elif not value:
        at.refuse("rich_text_invalid", "must be more than 0 characters")
    else:
        check_plain(value, at)
        at.report.tally["text"] += len(value)


def _timestamp(value: Any, at: Spot) -> None:
    """A Unix time in seconds; slack_sdk sends it as a string of digits."""
    if not (isinstance(value, str) and value.isdecimal()):
        whole("rich_text_invalid")(value, at)


def _user(value: Any, at: Spot) -> None:
    string("user_id", shortest=1)(value, at)
    if isinstance(value, str) and value not in at.report.people:
        at.broken("mention_unknown_user", f"Nobody has the id {value}: the mention shows raw.")


def _channel(value: Any, at: Spot) -> None:
    string("channel_id", shortest=1)(value, at)
    if isinstance(value, str) and value not in at.report.channels:
        at.broken("mention_unknown_channel", f"No channel has the id {value}: the link shows raw.")


def _broadcast(value: Mapping[str, Any], at: Spot) -> None:
    at.warn("broadcast_mention", f"@{value['range']} tells everybody there: is that meant?")


_style = Shape(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    ),
)


def _inline(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *also: Check) -> Shape:
    return Shape({"type": anything, **required}, {"style": _style, **(optional or {})}, also=also)


_text = _inline({"text": _words})
_link = _inline({"url": url("link_url", 3000)}, {"text": _words, "unsafe": boolean})
_PREFORMATTED: Mapping[str, Check] = {"text": _text, "link": _link}
_INLINE: Mapping[str, Check] = {
    **_PREFORMATTED,
    "emoji": _inline({"name": string("emoji_name", shortest=1)}, {"unicode": anything, "url": anything}),
    "user": _inline({"user_id": _user}),
    "channel": _inline({"channel_id": _channel}),
    "usergroup": _inline({"usergroup_id": string("usergroup_id", shortest=1)}),
    "team": _inline({"team_id": string("team_id", shortest=1)}),
    "broadcast": _inline({"range": one_of("rich_text_invalid", "here", "channel", "everyone")}, None, _broadcast),
    "date": _inline(
        {"timestamp": _timestamp, "format": string("date_format", shortest=1)},
        {"url": url("link_url", 3000), "fallback": _words},
    ),
    "color": _inline({"value": string("color", shortest=1)}),
}

_border = whole("rich_text_border", least=0, most=1)
_runs = array("rich_text_elements", by_type(_INLINE, unknown="rich_text_invalid"))
_section = Shape({"type": anything, "elements": _runs})

_PARTS: Mapping[str, Check] = {
    "rich_text_section": _section,
    "rich_text_list": Shape(
        {
            "type": anything,
            "style": one_of("rich_text_invalid", "bullet", "ordered"),
            "elements": array(
                "rich_text_elements", by_type({"rich_text_section": _section}, unknown="rich_text_invalid")
            ),
        },
        {
            "indent": whole("rich_text_indent", least=0, most=8),
            "offset": whole("rich_text_offset", least=0),
            "border": _border,
        },
    ),
    "rich_text_quote": Shape({"type": anything, "elements": _runs}, {"border": _border}),
    "rich_text_preformatted": Shape(
        {
            "type": anything,
            "elements": array("rich_text_elements", by_type(_PREFORMATTED, unknown="rich_text_invalid")),
        },
        {"border": _border, "language": string("language")},
    ),
}

rich_text_block = Shape(
    {
        "type": anything,
        "elements": array("rich_text_elements", by_type(_PARTS, unknown="rich_text_invalid"), fewest=1),
    },
    {"block_id": string("block_id", 255)},
)
"""A rich_text block, its type already known."""

rich_text = by_type({"rich_text": rich_text_block}, unknown="rich_text_invalid")
"""A rich_text block where only that may stand: in a cell, a title, a field."""
