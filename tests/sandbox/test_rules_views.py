"""Modals, Home tabs, and the answers to a submitted modal and to a menu that asks for options."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.rules import Problem, check_options, check_submission_answer, check_view
from tests.sandbox.rules_examples import (
    CHANNELS,
    PEOPLE,
    Json,
    codes,
    element,
    field,
    home,
    modal,
    mrkdwn,
    opened,
    option,
    options,
    plain,
    published,
    section,
)

ASKS = field(element("plain_text_input"), block_id="name")
GROUP: Json = {"label": plain(), "options": [option()]}


def viewed(view: Any) -> list[Problem]:
    return check_view(view, people=PEOPLE, channels=CHANNELS)


def answered(answer: Any) -> list[Problem]:
    submitted = modal(ASKS, section(block_id="words"))
    return check_submission_answer(answer, view=submitted, people=PEOPLE, channels=CHANNELS)


@pytest.mark.parametrize(
    "view",
    [
        modal(),
        modal(section(), title=plain("x" * 24), submit=plain("x" * 24), close=plain("x" * 24)),
        modal(private_metadata="x" * 3000, callback_id="x" * 255, external_id="x" * 255),
        modal(clear_on_close=True, notify_on_close=False),
        {"type": "modal", "title": plain(), "blocks": [section()]},
        home(),
        home(ASKS, private_metadata="x", callback_id="home", external_id="x"),
    ],
)
def test_slack_takes_this_view(view: Json) -> None:
    assert viewed(view) == []


@pytest.mark.parametrize(
    ("code", "view"),
    [
        ("modal_title_too_long", modal(title=plain("x" * 25))),
        ("modal_submit_too_long", modal(submit=plain("x" * 25))),
        ("modal_close_too_long", modal(close=plain("x" * 25))),
        ("modal_title_empty", modal(title=plain(""))),
        ("plain_text_required", modal(title=mrkdwn())),
        ("private_metadata_too_long", modal(private_metadata="x" * 3001)),
        ("not_a_string", modal(private_metadata={})),
        ("callback_id_too_long", modal(callback_id="x" * 256)),
        ("external_id_too_long", modal(external_id="x" * 256)),
        ("unknown_property", modal(submit_disabled=True)),
        ("unknown_property", modal(id="V1")),
        ("missing_field", {"type": "modal", "blocks": []}),
        ("missing_field", {"type": "modal", "title": plain()}),
        ("submit_required", {"type": "modal", "title": plain(), "blocks": [ASKS]}),
        ("invalid_blocks_format", {"type": "modal", "title": plain(), "blocks": {}}),
        ("home_with_submit_or_close", home(submit=plain())),
        ("home_with_submit_or_close", home(close=plain())),
        ("unknown_property", home(clear_on_close=True)),
        ("view_type_invalid", {"type": "sheet", "blocks": []}),
        ("view_type_invalid", {}),
        ("not_an_object", []),
    ],
)
def test_slack_refuses_this_view(code: str, view: Json) -> None:
    problems = viewed(view)

    assert codes(problems) == [code]
    assert problems[0].refused


def test_a_view_may_be_250_kb_large() -> None:
    text = "\u00e9" * 3000  # two bytes each

    assert opened(*[section(text=plain(text))] * 40) == []
    assert codes(opened(*[section(text=plain(text))] * 42)) == ["view_too_large"]


def test_a_problem_points_at_its_place() -> None:
    problems = published(section(), {"type": "header", "text": plain("x" * 151)})

    assert [(p.pointer, p.message) for p in problems] == [("/blocks/1/text/text", "must be less than 151 characters")]
    assert viewed(modal(**{"a/b~c": 1}))[0].pointer == ""


@pytest.mark.parametrize(
    "answer",
    [
        {},
        None,
        "",
        {"response_action": "clear"},
        {"response_action": "errors", "errors": {"name": "Too short."}},
        {"response_action": "update", "view": modal(section())},
        {"response_action": "push", "view": modal(ASKS)},
    ],
)
def test_a_submitted_modal_may_be_answered_so(answer: Any) -> None:
    assert answered(answer) == []


@pytest.mark.parametrize(
    ("code", "pointer", "answer"),
    [
        (
            "errors_for_unknown_block",
            "/errors/nobody",
            {"response_action": "errors", "errors": {"nobody": "x"}},
        ),
        (
            "errors_for_unknown_block",
            "/errors/words",
            {"response_action": "errors", "errors": {"words": "x"}},
        ),
        ("error_text_invalid", "/errors/name", {"response_action": "errors", "errors": {"name": ""}}),
        ("error_text_invalid", "/errors/name", {"response_action": "errors", "errors": {"name": ["x"]}}),
        ("errors_empty", "/errors", {"response_action": "errors", "errors": {}}),
        ("errors_empty", "/errors", {"response_action": "errors"}),
        ("response_action_invalid", "", {"response_action": "close"}),
        ("response_action_invalid", "", {"text": "Saved"}),
        ("response_action_invalid", "", "ok"),
        ("not_an_object", "/view", {"response_action": "update"}),
        ("view_type_invalid", "/view", {"response_action": "push", "view": home()}),
        (
            "modal_title_too_long",
            "/view/title/text",
            {"response_action": "push", "view": modal(title=plain("x" * 25))},
        ),
    ],
)
def test_slack_refuses_this_answer_to_a_submitted_modal(code: str, pointer: str, answer: Any) -> None:
    assert [(p.code, p.pointer) for p in answered(answer)] == [(code, pointer)]


@pytest.mark.parametrize(
    "answer",
    [{"options": []}, {"options": options(100)}, {"option_groups": [GROUP]}, {"option_groups": []}],
)
def test_a_menu_takes_these_options(answer: Json) -> None:
    assert check_options(answer) == []


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("select_options_too_many", {"options": options(101)}),
        ("select_option_groups_too_many", {"option_groups": [GROUP] * 101}),
        ("option_text_too_long", {"options": [option("x" * 76)]}),
        ("options_answer_invalid", {}),
        ("options_answer_invalid", {"options": [], "option_groups": []}),
        ("options_answer_invalid", {"options": [], "ok": True}),
        ("options_answer_invalid", []),
        ("not_an_array", {"options": {}}),
    ],
)
def test_a_menu_refuses_this_answer(code: str, answer: Any) -> None:
    assert codes(check_options(answer)) == [code]
