"""The gallery's views: a form with every input, views that stack, Home."""

from __future__ import annotations

from typing import Any

from tests.browser.gallery import STAGES, Block, button, mrkdwn, option, plain


def field(block_id: str, label: str, element: Block, **more: Any) -> Block:
    """An input block; the element's action_id is its block's id."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {**element, "action_id": block_id},
        **more,
    }


def form() -> Block:
    """A modal with every kind of input."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Add influencer"),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": [
            field(
                "name",
                "Name",
                {"type": "plain_text_input", "max_length": 60, "placeholder": plain("As they call themselves")},
            ),
            field("stage", "Stage", {"type": "static_select", "options": STAGES, "initial_option": STAGES[0]}),
            field(
                "who",
                "Profile",
                {"type": "external_select", "min_query_length": 2, "placeholder": plain("Search")},
                optional=True,
            ),
            field("coach", "Coach", {"type": "external_select", "initial_option": option("Ana Lima")}, optional=True),
            field(
                "tags",
                "Tags",
                {"type": "multi_static_select", "options": [option("Vegan"), option("Family"), option("Sport")]},
                optional=True,
            ),
            field("owner", "Owner", {"type": "users_select"}, optional=True),
            field("channel", "Campaign channel", {"type": "channels_select"}, optional=True),
            field("start", "Starts", {"type": "datepicker"}, optional=True),
            field("at", "At", {"type": "timepicker"}, optional=True),
            field("moment", "Follow up", {"type": "datetimepicker"}, optional=True),
            field("fee", "Fee", {"type": "number_input", "is_decimal_allowed": True, "min_value": "0"}, optional=True),
            field("email", "E-mail", {"type": "email_text_input"}, optional=True),
            field("site", "Website", {"type": "url_text_input"}, optional=True),
            field(
                "rights",
                "Usage rights",
                {"type": "checkboxes", "options": [option("Paid ads"), option("Website")]},
                optional=True,
            ),
            field(
                "tier", "Tier", {"type": "radio_buttons", "options": [option("Nano"), option("Micro")]}, optional=True
            ),
            field(
                "file",
                "Media kit",
                {"type": "file_input", "max_files": 1, "filetypes": ["csv", "txt", "pdf"]},
                optional=True,
            ),
            field(
                "note",
                "Note",
                {"type": "plain_text_input", "multiline": True},
                optional=True,
                hint=plain("Private: only the team sees it"),
            ),
        ],
    }


def stacked(level: int) -> Block:
    """A modal that opens another one on top."""
    return {
        "type": "modal",
        "callback_id": "stacked",
        "title": plain(f"Step {level}"),
        "submit": plain("Finish"),
        "close": plain("Back"),
        "blocks": [
            field("word", "A word", {"type": "plain_text_input"}),
            {
                "type": "section",
                "block_id": "next",
                "text": mrkdwn(f"This is step {level}."),
                "accessory": button("Deeper", "deeper", value=str(level)),
            },
            {"type": "alert", "level": "warning", "text": mrkdwn("Mind the step")},
        ],
    }


def home(text: str = "Nothing pressed yet") -> Block:
    """The Home tab."""
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain("Good morning")},
            {"type": "section", "block_id": "state", "text": mrkdwn(text)},
            {"type": "actions", "block_id": "row", "elements": [button("Press me", "home_press", style="primary")]},
        ],
    }
