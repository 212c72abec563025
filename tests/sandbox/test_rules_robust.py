"""No check raises, whatever an app sends: odd JSON, and sound payloads with one odd thing in them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.manifest import check_manifest
from sandbox.rules import (
    check_escaping,
    check_message,
    check_options,
    check_submission_answer,
    check_typed,
    check_view,
)
from sandbox.rules.blocks import BLOCKS
from tests.sandbox import test_rules_blocks, test_rules_newer_blocks
from tests.sandbox.rules_examples import CHANNELS, PEOPLE, Json, element, field, modal
from tests.sandbox.test_manifest import sound
from tests.sandbox.test_rules_elements import IN_ACTIONS, IN_INPUT

WORDS = [
    "type", "text", "blocks", "elements", "element", "options", "value", "label", "rows", "chart", "title",
    "view", "errors", "response_action", "update", "modal", "home", "plain_text", "mrkdwn", "initial_value",
    "<@U1>", "&amp;", "block_id", "attachments", "metadata", "fields", "initial_options", "event_payload",
    *BLOCKS,
]  # fmt: skip
TEXTS = st.sampled_from(WORDS) | st.text(max_size=5)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
ODD = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=15,
)
SOUND: list[Json] = [
    *test_rules_blocks.MESSAGE_TAKES,
    *test_rules_newer_blocks.MESSAGE_TAKES,
    *map(field, IN_INPUT),
    *({"type": "actions", "elements": [each]} for each in IN_ACTIONS),
]


def check_all(payload: Any) -> None:
    """Everything that can be asked of a payload; what it answers does not matter here."""
    for method in ("chat.postMessage", "chat.update", "chat.scheduleMessage", "ack"):
        if isinstance(payload, dict):
            check_message(payload, people=PEOPLE, channels=CHANNELS, method=method, typed=["<@U1>"])
    check_view(payload, people=PEOPLE, channels=CHANNELS)
    check_options(payload)
    check_submission_answer(payload, view=modal(), people=PEOPLE, channels=CHANNELS)
    if isinstance(payload, dict):
        check_submission_answer(
            {"response_action": "errors", "errors": {"a": 1}}, view=payload, people=PEOPLE, channels=CHANNELS
        )
        check_typed(payload, "x")
    check_escaping(payload, ["a & b", "<@U1>", "&amp;"])
    check_manifest(payload)


@given(ODD)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_json_makes_a_check_raise(payload: Any) -> None:
    check_all(payload)
    check_all({"type": "modal", "blocks": [payload], "attachments": [payload], "metadata": payload})


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a payload with every key in it."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places(value[key])


@given(st.sampled_from(SOUND), ODD, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_one_odd_thing_in_a_sound_block_makes_no_check_raise(block: Json, odd: Any, random: Any) -> None:
    changed = copy.deepcopy(block)
    container, key = random.choice(list(places(changed)))
    container[key] = odd

    check_all({"text": "Hello", "blocks": [changed]})
    check_all(modal(changed))
    check_all({"type": "home", "blocks": [changed]})


@given(ODD, st.randoms(use_true_random=False))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_odd_thing_in_a_manifest_makes_no_check_raise(odd: Any, random: Any) -> None:
    changed = sound()
    container, key = random.choice(list(places(changed)))
    container[key] = odd

    check_manifest(changed)


@given(st.sampled_from([*IN_INPUT, *IN_ACTIONS, element("static_select")]), ODD, ODD)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_a_person_gives_makes_the_client_raise(inner: Json, typed: Any, odd: Any) -> None:
    check_typed(inner, typed)
    check_typed({**inner, "options": odd, "option_groups": odd, "max_files": odd, "min_value": odd}, typed)
