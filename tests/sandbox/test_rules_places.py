"""Where a block may stand, and what blocks may only hold together."""

from __future__ import annotations

import pytest

from tests.sandbox.rules_examples import (
    BIN,
    CARD,
    Json,
    bars,
    cell,
    chart,
    codes,
    container,
    home,
    mrkdwn,
    opened,
    plain,
    posted,
    published,
    rows,
    section,
    table,
)


@pytest.mark.parametrize(
    ("kind", "block"),
    [
        ("markdown", {"type": "markdown", "text": "x"}),
        ("table", table(rows(1))),
        ("context_actions", {"type": "context_actions", "elements": [BIN]}),
        ("data_visualization", chart(bars())),
        ("carousel", {"type": "carousel", "elements": [CARD]}),
        ("container", container(section())),
    ],
)
def test_a_modal_refuses_what_belongs_in_messages(kind: str, block: Json) -> None:
    assert codes(opened(block)) == ["block_not_allowed_here"]


def test_an_alert_stands_in_a_modal_only() -> None:
    alert = {"type": "alert", "text": mrkdwn("x" * 200), "level": "warning"}

    assert opened(alert) == []
    assert codes(published(alert)) == ["block_not_allowed_here"]
    assert codes(opened({**alert, "text": plain("x" * 201)})) == ["alert_text_too_long"]
    assert codes(opened({**alert, "level": "loud"})) == ["alert_level_invalid"]


def test_a_home_tab_takes_a_carousel_and_is_warned_of_tables_and_charts() -> None:
    assert published({"type": "carousel", "elements": [CARD]}) == []
    for block in (table(rows(1)), chart(bars()), container(section())):
        assert [(p.code, p.level) for p in published(block)] == [("block_doubtful_on_home", "warning")]


def test_block_ids_are_unique_also_inside_containers_but_not_between_payloads() -> None:
    twice = [section(block_id="same"), container(section(block_id="same"))]

    assert [(p.code, p.pointer) for p in posted(*twice)] == [
        ("duplicate_block_id", "/blocks/1/child_blocks/0/block_id")
    ]
    assert posted(section(block_id="same")) == []
    assert posted(section(block_id=""), section(block_id="")) == []


def test_a_message_holds_50_blocks_and_a_view_100() -> None:
    assert posted(*[section()] * 50) == []
    assert codes(posted(*[section()] * 51)) == ["too_many_blocks"]
    assert opened(*[section()] * 100) == []
    assert codes(opened(*[section()] * 101)) == ["too_many_blocks"]
    assert codes(published(*home(*[section()] * 101)["blocks"])) == ["too_many_blocks"]


def test_a_message_holds_one_table_two_charts_and_so_much_markdown() -> None:
    assert codes(posted(table(rows(1)), table(rows(1)))) == ["only_one_table_allowed"]
    assert posted(chart(bars()), chart(bars())) == []
    assert codes(posted(*[chart(bars())] * 3)) == ["too_many_charts"]
    half = {"type": "markdown", "text": "x" * 6_000}
    assert posted(half, half) == []
    assert codes(posted(half, half, {"type": "markdown", "text": "x"})) == ["markdown_total_too_long"]


def test_the_texts_of_all_blocks_together_have_a_limit_that_tables_do_not_count_for() -> None:
    four = [section(text=plain("x" * 3000)) for _ in range(4)]

    assert posted(*four, section(text=plain("x" * 1200)), table([[cell("x" * 9000)]])) == []
    assert codes(posted(*four, section(text=plain("x" * 1201)))) == ["msg_blocks_too_long"]
