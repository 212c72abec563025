"""The newer blocks: cards, alerts, containers, tasks, video (docs.slack.dev, @slack/types 3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.rules.composition import image, url
from sandbox.rules.elements import button, feedback_buttons, icon_button
from sandbox.rules.problem import Spot
from sandbox.rules.rich_text import rich_text
from sandbox.rules.shapes import Check, Shape, anything, array, boolean, by_type, one_of, string
from sandbox.rules.text import plain_text, shown_plain, text

block_id = string("block_id", 255)
"""The name of a block."""

_picture = by_type({"image": image()}, unknown="element_not_allowed_here")


def distinct_actions(key: str) -> Check:
    """Build a check that no two elements of one block have the same action_id."""

    def check(value: Mapping[str, Any], at: Spot) -> None:
        seen: set[str] = set()
        for index, element in enumerate(value.get(key, ())):
            action_id = element.get("action_id")
            if action_id and action_id in seen:
                at.of(key).of(index).refuse("duplicate_action_id", f"`action_id` already exists: {action_id}")
            seen.add(action_id)

    return check


def _has_something(value: Mapping[str, Any], at: Spot) -> None:
    if not any(value.get(key) for key in ("hero_image", "title", "actions", "body")):
        at.refuse("card_empty", "must define one of `hero_image`, `title`, `actions` or `body`")
    if "icon" in value and "slack_icon" in value:
        at.refuse("card_icon_conflict", "must define only one of `icon` or `slack_icon`")


card = Shape(
    {"type": anything},
    {
        "block_id": block_id,
        "hero_image": _picture,
        "icon": _picture,
        "slack_icon": Shape({"type": one_of("card_icon_invalid", "icon"), "name": string("icon", shortest=1)}),
        "title": text("card_title", 150),
        "subtitle": text("card_subtitle", 150),
        "body": text("card_body", 200),
        "subtext": text("card_subtext", 200),
        "actions": array("card_actions", by_type({"button": button}, unknown="element_not_allowed_here"), most=3),
    },
    also=(_has_something, distinct_actions("actions")),
)
"""A picture, a few words and up to three buttons."""

carousel = Shape(
    {
        "type": anything,
        "elements": array(
            "carousel_elements",
            by_type({"card": card}, unknown="carousel_item_not_a_card"),
            fewest=1,
            most=10,
        ),
    },
    {"block_id": block_id},
)
"""Cards side by side."""

alert = Shape(
    {"type": anything, "text": text("alert_text", 200)},
    {
        "block_id": block_id,
        "level": one_of("alert_level_invalid", "default", "info", "warning", "error", "success"),
    },
)
"""A coloured line in a modal."""

context_actions = Shape(
    {
        "type": anything,
        "elements": array(
            "context_actions_elements",
            by_type(
                {"feedback_buttons": feedback_buttons, "icon_button": icon_button},
                unknown="element_not_allowed_here",
            ),
            fewest=1,
            most=5,
        ),
    },
    {"block_id": block_id},
    also=(distinct_actions("elements"),),
)
"""Small buttons under a message."""


def _https(name: str, longest: int) -> Check:
    length = url(name, longest)

    def check(value: Any, at: Spot) -> None:
        length(value, at)
        if isinstance(value, str) and not value.startswith("https://"):
            at.refuse(f"{name}_not_https", "must be an https address")

    return check


video = Shape(
    {
        "type": anything,
        "alt_text": string("alt_text", 2000),
        "title": plain_text("video_title", 199),
        "thumbnail_url": url("video_thumbnail_url", 3000, web=True),
        "video_url": _https("video_url", 3000),
    },
    {
        "block_id": block_id,
        "title_url": _https("video_title_url", 3000),
        "author_name": string("video_author_name", 49),
        "provider_name": string("video_provider_name", 50),
        "provider_icon_url": url("video_provider_icon_url", 3000, web=True),
        "description": plain_text("video_description", 200),
    },
)
"""A film to play. Its domain must be an unfurl domain of the app: who knows the manifest checks that."""


def _titled(value: Mapping[str, Any], at: Spot) -> None:
    if "title" not in value and "rich_text_title" not in value:
        at.refuse("container_title_missing", "must define either `title` or `rich_text_title`")


def container(child: Check) -> Shape:
    """Build the check of a container; `child` is the check of a block inside one."""
    return Shape(
        {"type": anything, "child_blocks": array("container_child_blocks", child, fewest=1, most=10)},
        {
            "block_id": block_id,
            "title": plain_text("container_title", 150),
            "rich_text_title": rich_text,
            "subtitle": text("container_subtitle", 150),
            "width": one_of("container_width", "narrow", "standard", "wide", "full"),
            "icon": _picture,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        also=(_titled,),
    )


_status = one_of("task_status_invalid", "pending", "in_progress", "complete", "error")

task_card = Shape(
    {"type": anything, "task_id": string("task_id", shortest=1), "title": shown_plain("task_title")},
    {"block_id": block_id, "status": _status},
    others=True,
)
"""One step of what an assistant does; only its name and state are looked at."""

plan = Shape({"type": anything, "title": shown_plain("plan_title")}, {"block_id": block_id}, others=True)
"""Steps of what an assistant does; only its name is looked at."""
