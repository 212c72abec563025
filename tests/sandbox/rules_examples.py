"""Payloads to check: the smallest sound one of each kind, to be changed one field at a time."""

from __future__ import annotations

from typing import Any

from sandbox.rules import Problem, check_message, check_view

Json = dict[str, Any]

PEOPLE = frozenset({"U1MARIA", "U2OMAR"})
CHANNELS = frozenset({"C1LAUNCH"})


def plain(text: str = "Hello", **more: Any) -> Json:
    return {"type": "plain_text", "text": text, **more}


def mrkdwn(text: str = "*Hello*", **more: Any) -> Json:
    return {"type": "mrkdwn", "text": text, **more}


def option(words: str = "a", **more: Any) -> Json:
    """An option whose value is what it says."""
    return {"text": plain(words), "value": words, **more}


def options(count: int) -> list[Json]:
    return [option(f"v{index}") for index in range(count)]


def button(words: str = "Open", **more: Any) -> Json:
    return {"type": "button", "text": plain(words), "action_id": "open", **more}


def buttons(count: int) -> list[Json]:
    return [button(action_id=f"b{index}") for index in range(count)]


def element(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": "given", **more}


def confirm(**more: Any) -> Json:
    return {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **more}


def picture(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A cat", **more}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(), **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def field(inner: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Name"), "element": inner, **more}


def rich(*runs: Json, part: str = "rich_text_section", **more: Any) -> Json:
    return {"type": "rich_text", "elements": [{"type": part, "elements": list(runs), **more}]}


def words(text: str = "Hello", **more: Any) -> Json:
    return {"type": "text", "text": text, **more}


def cell(text: str = "x") -> Json:
    return {"type": "raw_text", "text": text}


def rows(count: int, columns: int = 2) -> list[list[Json]]:
    return [[cell() for _ in range(columns)] for _ in range(count)]


def points(*labels: str) -> list[Json]:
    return [{"label": label, "value": 1} for label in labels]


def bars(**more: Any) -> Json:
    return {
        "type": "bar",
        "series": [{"name": "Reach", "data": points("Mon", "Tue")}],
        "axis_config": {"categories": ["Mon", "Tue"]},
        **more,
    }


def chart(inner: Json, **more: Any) -> Json:
    return {"type": "data_visualization", "title": "Reach", "chart": inner, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Save"), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


CARD: Json = {"type": "card", "title": mrkdwn()}
VIDEO: Json = {
    "type": "video",
    "title": plain(),
    "alt_text": "A film",
    "video_url": "https://example.com/v",
    "thumbnail_url": "https://example.com/t.png",
}
FEEDBACK: Json = element(
    "feedback_buttons",
    positive_button={"text": plain("Good"), "value": "good"},
    negative_button={"text": plain("Bad"), "value": "bad", "accessibility_label": "Bad"},
)
BIN: Json = {"type": "icon_button", "action_id": "bin", "icon": "trash", "text": plain("Delete")}


def context(*elements: Json) -> Json:
    return {"type": "context", "elements": list(elements)}


def table(cells: list[list[Json]], **more: Any) -> Json:
    return {"type": "table", "rows": cells, **more}


def data_table(cells: list[list[Json]], **more: Any) -> Json:
    return {"type": "data_table", "caption": "Reach", "rows": cells, **more}


def container(*children: Json, **more: Any) -> Json:
    return {"type": "container", "title": plain(), "child_blocks": list(children), **more}


def listed(**more: Any) -> Json:
    items = [{"type": "rich_text_section", "elements": [words()]}]
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "bullet", "elements": items, **more}],
    }


def posted(*blocks: Json, typed: tuple[str, ...] = (), **more: Any) -> list[Problem]:
    """What is wrong with a message of these blocks."""
    payload = {"channel": "C1LAUNCH", "text": "Hello", "blocks": list(blocks), **more}
    return check_message(payload, people=PEOPLE, channels=CHANNELS, typed=typed)


def opened(*blocks: Json, **more: Any) -> list[Problem]:
    """What is wrong with a modal of these blocks."""
    return check_view(modal(*blocks, **more), people=PEOPLE, channels=CHANNELS)


def published(*blocks: Json, **more: Any) -> list[Problem]:
    """What is wrong with a Home tab of these blocks."""
    return check_view(home(*blocks, **more), people=PEOPLE, channels=CHANNELS)


def codes(problems: list[Problem]) -> list[str]:
    """The codes of problems, in the order of the payload."""
    return [problem.code for problem in problems]
