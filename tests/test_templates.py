"""Every template, with none, one and far too many of everything and whatever people type, is what Slack takes."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.rendering import template_names
from sandbox.rules import check_escaping, check_message, check_view
from tests.example_records import CHANNELS, PEOPLE, Said
from tests.examples import EXAMPLES, MESSAGES_ONLY, render

SIZES = (0, 1, 2, 61)

NEWER = ("data_table", "data_visualization")
"""Blocks of Slack that slack_sdk's models do not know yet."""

HOSTILE = {
    "nice words": None,
    "a broadcast": "<!channel> hello",
    "mark-up": "*bold* & <b>",
    "a whole mention": "<@U0MARIA> & <https://evil.example|your bank>",
    "entities typed": "fish &amp; chips &lt;here&gt;",
    "quotes": """'" \\ {{ 7 * 7 }} {% if x %} `code` ~gone~ _thin_""",
    "300 characters": "n" * 300,
    "300 of what is escaped": "&" * 300,
    "10,000 characters": "ab & <b> " * 1_111 + "z",
    "a flag": "Zoë 🇩🇪 👩‍👩‍👧 नमस्ते",
    "right to left": "\u202eنور حداد\u202c (نور) & <عن>",
    "lines": "first & line\n  second <line>\n\nthird",
    "control characters": "a & b" + "".join(chr(n) for n in (*range(1, 32), 127, 0x85, 0x2028, 0x2029)) + "c < d",
}

SHOWS_BRACES = frozenset({"modals/outreach_template", "modals/contract_text"})
"""Where people read how a token is written."""


@pytest.fixture(params=[pytest.param(text, id=name) for name, text in HOSTILE.items()])
def said(request: pytest.FixtureRequest) -> Said:
    """What people typed, everywhere."""
    return Said(request.param)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_slack_takes_every_template_whatever_people_typed_and_however_much_there_is(name: str, said: Said) -> None:
    for many in SIZES:
        printed = render(name, said, many)

        assert breaches(name, printed, said) == [], f"with {many} of everything"
        accept(printed)


def breaches(name: str, printed: Mapping[str, Any], said: Said) -> list[str]:
    """What the strict Slack says of a render, as a message, as an unfurl, and as the modal it may be shown in."""
    typed = [text for field in Said.fields() for text in (said(field), said(field)[:300])]
    ids: Any = {"people": PEOPLE, "channels": CHANNELS}
    problems = check_escaping(printed, typed)
    if name.startswith("messages/"):
        problems += check_message(printed, **ids, typed=typed)
        view = {"type": "modal", "title": {"type": "plain_text", "text": "Rapport"}, "blocks": printed["blocks"]}
        problems += [] if name in MESSAGES_ONLY else check_view(view, **ids, typed=typed)
    else:
        problems += check_view(printed, **ids, typed=typed)
    return [f"{one.code} at {one.pointer}: {one.message[:200]}" for one in problems]


def accept(printed: Mapping[str, Any]) -> None:
    """Hold a render against slack_sdk's models, which raise."""
    for block in (one for one in printed["blocks"] if one["type"] not in NEWER):
        model = Block.parse(block)
        assert model is not None, block
        model.validate_json()
    if "type" in printed:
        View(**printed).validate_json()


def test_every_template_has_an_example_and_every_example_a_template() -> None:
    assert sorted({f"{name.partition(':')[0]}.json.j2" for name in EXAMPLES}) == template_names()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_nothing_of_a_templates_own_code_is_ever_shown(name: str) -> None:
    for many in SIZES:
        for text in texts(render(name, Said(), many)):
            for slip in (
                *(() if name in SHOWS_BRACES else ("{{", "}}", "{%")),
                "None",
                "Markup(",
                "&#",
                " ,",
                "\x1e",
                "\x1f",
                "  ",
            ):
                assert slip not in text, text


def texts(value: object) -> Iterator[str]:
    """All texts that a person reads in a render."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key == "text" and isinstance(part, str):
                yield part
            elif key != "private_metadata":
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


@pytest.mark.parametrize("name", [name for name in sorted(EXAMPLES) if name.startswith("messages/")])
def test_a_message_fits_with_room_to_spare_even_in_slacks_undocumented_total(name: str) -> None:
    printed = render(name, Said("ab & <b> " * 1_111), 61)

    assert len(json.dumps(printed["blocks"])) < 40_000
