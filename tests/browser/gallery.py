"""One message for each kind of block, and views with every input: what the tests' own app shows."""

from __future__ import annotations

from typing import Any

Block = dict[str, Any]

HOSTILE = "<@U000> *bold* <img src=x onerror=alert(1)> & <!channel> <https://evil.example|safe>"
"""What somebody might type to break a page."""


def plain(text: str) -> Block:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    """A mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def option(label: str, value: str | None = None, **more: Any) -> Block:
    """An option; its value is its label in lower case unless given."""
    return {"text": plain(label), "value": value or label.lower(), **more}


def button(label: str, action_id: str, **more: Any) -> Block:
    """A button."""
    return {"type": "button", "text": plain(label), "action_id": action_id, **more}


CONFIRM = {
    "title": plain("Drop this influencer?"),
    "text": mrkdwn("*Noor Haddad* leaves the campaign."),
    "confirm": plain("Drop"),
    "deny": plain("Keep"),
    "style": "danger",
}

STAGES = [option("Prospect"), option("Contacted"), option("Active"), option("Paused")]

TEXTS: list[Block] = [
    {"type": "header", "text": plain("Noor Haddad :sparkles:")},
    {
        "type": "section",
        "text": mrkdwn(
            "*Bold* _italic_ ~struck~ `code` <https://example.com/noor|her profile> "
            "&lt;b&gt;not bold&lt;/b&gt; &amp; :tada:\n&gt; quoted line\n"
            "Due <!date^1795600000^{date_short} at {time}|on 24 November>"
        ),
    },
    {
        "type": "section",
        "fields": [
            mrkdwn("*Stage*\nActive"),
            mrkdwn("*Followers*\n48,200"),
            mrkdwn("*Owner*\nMaria"),
            mrkdwn("*Niche*\nBaking"),
        ],
        "accessory": {"type": "overflow", "action_id": "more", "options": [option("Edit"), option("Archive")]},
    },
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("Added by *Maria* · last touch 3 days ago")]},
    {
        "type": "markdown",
        "text": "## Markdown\n\n**bold** and *italic*\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    },
]

RICH: Block = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Rich ", "style": {"bold": True}},
                {"type": "text", "text": "text with "},
                {"type": "link", "url": "https://example.com", "text": "a link"},
                {"type": "text", "text": " and "},
                {"type": "emoji", "name": "tada"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]},
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "second"}]},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "inner"}]}],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a quote"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = <1>"}]},
    ],
}

ACTIONS: list[Block] = [
    {
        "type": "actions",
        "block_id": "acts",
        "elements": [
            button("Approve", "approve", style="primary", value="7"),
            button("Drop", "drop", style="danger", confirm=CONFIRM),
            {"type": "static_select", "action_id": "stage", "placeholder": plain("Change stage"), "options": STAGES},
            {"type": "datepicker", "action_id": "day", "placeholder": plain("Due")},
            button("Fail", "fail"),
        ],
    },
    {
        "type": "section",
        "block_id": "tasks",
        "text": mrkdwn("What is still open"),
        "accessory": {
            "type": "checkboxes",
            "action_id": "done",
            "options": [option("Brief sent"), option("Contract signed", description=plain("by both"))],
        },
    },
]

TABLES: list[Block] = [
    {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": "Influencer"}, {"type": "raw_text", "text": "Rate"}],
            [{"type": "raw_text", "text": "Noor"}, {"type": "raw_text", "text": "4.1%"}],
            [{"type": "raw_text", "text": "Kim"}, {"type": "raw_text", "text": "2.7%"}],
        ],
        "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    },
]


def _figures(*values: int) -> list[Block]:
    return [{"label": f"W{week}", "value": value} for week, value in enumerate(values, 1)]


def chart(kind: str) -> Block:
    """A data_visualization block of a kind: pie, bar, line or area."""
    if kind == "pie":
        parts = [
            {"label": "TikTok", "value": 48},
            {"label": "Instagram", "value": 34},
            {"label": "YouTube", "value": 18},
        ]
        return {
            "type": "data_visualization",
            "title": "Results by platform",
            "chart": {"type": "pie", "segments": parts},
        }
    series = [
        {"name": "Views", "data": _figures(1200, 3400, 2900, 5100)},
        {"name": "Clicks", "data": _figures(300, 800, 900, 1900)},
    ]
    axis = {"categories": ["W1", "W2", "W3", "W4"], "x_label": "Week", "y_label": "Count"}
    return {
        "type": "data_visualization",
        "title": f"Figures ({kind})",
        "chart": {"type": kind, "series": series, "axis_config": axis},
    }


def data_table() -> Block:
    """A data_table of seven rows, five a page."""
    head = [{"type": "raw_text", "text": "Influencer"}, {"type": "raw_text", "text": "Followers"}]
    names = ["Noor", "Kim", "Ana", "Bo", "Cleo", "Dai", "Eve"]
    rows = [
        [
            {"type": "raw_text", "text": name},
            {"type": "raw_number", "value": (at * 37) % 11 * 1000, "text": f"{(at * 37) % 11}K"},
        ]
        for at, name in enumerate(names)
    ]
    return {"type": "data_table", "caption": "Roster", "rows": [head, *rows]}


CARD: Block = {
    "type": "card",
    "title": mrkdwn("*Noor Haddad*"),
    "subtitle": mrkdwn("@noor.bakes · TikTok"),
    "body": mrkdwn("48,200 followers, engagement 4.1%"),
    "actions": [button("Open", "open_card")],
}

CONTAINER: Block = {
    "type": "container",
    "title": plain("Terms"),
    "is_collapsible": True,
    "child_blocks": [{"type": "section", "text": mrkdwn("Two videos, one month of usage rights")}],
}


def messages() -> dict[str, list[Block]]:
    """What the app posts, by name."""
    return {
        "texts": TEXTS,
        "rich": [RICH],
        "actions": ACTIONS,
        "tables": TABLES,
        "charts": [chart("bar"), chart("pie")],
        "lines": [chart("line"), chart("area")],
        "data": [data_table()],
        "cards": [{"type": "carousel", "elements": [CARD, CARD]}, CONTAINER],
        "feedback": [
            {
                "type": "context_actions",
                "elements": [
                    {
                        "type": "feedback_buttons",
                        "action_id": "useful",
                        "positive_button": {"text": plain("Good"), "value": "good"},
                        "negative_button": {"text": plain("Bad"), "value": "bad"},
                    }
                ],
            }
        ],
    }
