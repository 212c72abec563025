"""Every newer block at its limit and one past it: tables, charts, cards, containers, video."""

from __future__ import annotations

import pytest

from tests.sandbox.rules_examples import (
    BIN,
    CARD,
    FEEDBACK,
    VIDEO,
    Json,
    bars,
    buttons,
    cell,
    chart,
    codes,
    container,
    data_table,
    mrkdwn,
    picture,
    plain,
    points,
    posted,
    rich,
    rows,
    section,
    table,
    words,
)

MESSAGE_TAKES: list[Json] = [
    table(rows(100, 20)),
    table([[cell(), rich(words())], [cell(), {"type": "raw_number", "value": 1.5, "text": "1.5"}]]),
    table(rows(1), column_settings=[None, {"align": "right", "is_wrapped": True}]),
    table([[cell("x" * 10_000)]]),
    VIDEO,
    {"type": "context_actions", "elements": [FEEDBACK, BIN]},
    CARD,
    {"type": "card", "hero_image": picture(), "body": mrkdwn("x" * 200), "actions": buttons(3)},
    {"type": "carousel", "elements": [CARD] * 10},
    container(*[section()] * 10),
    container(section(), rich_text_title=rich(words()), width="full", is_collapsible=True),
    {"type": "plan", "title": "Plan", "tasks": []},
    {"type": "task_card", "task_id": "t", "title": "Look", "status": "complete"},
    data_table(rows(201, 20), page_size=100, row_header_column_index=19),
    data_table([[cell()], [{"type": "raw_number", "value": 3, "text": "3"}]]),
    chart(bars()),
    chart({"type": "pie", "segments": [{"label": "x" * 20, "value": 0.5}] * 12}),
    chart(bars(type="line", axis_config={"categories": ["Tue", "Mon"], "x_label": "x" * 50})),
]


@pytest.mark.parametrize("block", MESSAGE_TAKES, ids=lambda block: str(block["type"]))
def test_a_message_takes_this_block(block: Json) -> None:
    assert posted(block) == []


REFUSED: list[tuple[str, Json]] = [
    ("table_rows_too_many", table(rows(101))),
    ("table_rows_empty", table([])),
    ("table_columns_too_many", table(rows(1, 21))),
    ("table_rows_uneven", table([[cell()], [cell(), cell()]])),
    ("table_cell_invalid", table([[plain()]])),
    ("table_cell_empty", table([[cell("")]])),
    ("table_too_long", table([[cell("x" * 5_001), rich(words("x" * 5_000))]])),
    ("table_column_settings_too_many", table(rows(1), column_settings=[{}] * 21)),
    ("video_title_too_long", {**VIDEO, "title": plain("x" * 200)}),
    ("video_author_name_too_long", {**VIDEO, "author_name": "x" * 50}),
    ("video_url_not_https", {**VIDEO, "video_url": "http://example.com/v"}),
    (
        "context_actions_elements_too_many",
        {"type": "context_actions", "elements": [{**BIN, "action_id": str(n)} for n in range(6)]},
    ),
    ("icon_invalid", {"type": "context_actions", "elements": [{**BIN, "icon": "star"}]}),
    ("card_empty", {"type": "card", "subtitle": mrkdwn()}),
    ("card_title_too_long", {**CARD, "title": mrkdwn("x" * 151)}),
    ("card_subtitle_too_long", {**CARD, "subtitle": mrkdwn("x" * 151)}),
    ("card_body_too_long", {**CARD, "body": mrkdwn("x" * 201)}),
    ("card_actions_too_many", {**CARD, "actions": buttons(4)}),
    ("carousel_elements_too_many", {"type": "carousel", "elements": [CARD] * 11}),
    ("carousel_elements_empty", {"type": "carousel", "elements": []}),
    ("carousel_item_not_a_card", {"type": "carousel", "elements": [section()]}),
    ("container_child_blocks_too_many", container(*[section()] * 11)),
    ("container_child_not_allowed", container(container(section()))),
    ("container_title_missing", {"type": "container", "child_blocks": [section()]}),
    ("container_title_too_long", container(section(), title=plain("x" * 151))),
    ("container_width", container(section(), width="huge")),
    ("task_status_invalid", {"type": "task_card", "task_id": "t", "title": "Look", "status": "done"}),
    ("table_rows_too_many", data_table(rows(202))),
    ("table_rows_empty", data_table(rows(1))),
    ("table_header_invalid", data_table([[rich(words())], [cell()]])),
    ("table_page_size", data_table(rows(2), page_size=101)),
    ("table_row_header_invalid", data_table(rows(2), row_header_column_index=2)),
    ("table_too_long", data_table([[cell()], [cell("x" * 20_000)]])),
    ("table_caption_empty", data_table(rows(2), caption="")),
    ("chart_title_too_long", chart(bars(), title="x" * 51)),
    ("chart_type_unknown", chart({"type": "radar"})),
    ("chart_segments_too_many", chart({"type": "pie", "segments": points(*["x"] * 13)})),
    ("chart_segment_not_positive", chart({"type": "pie", "segments": [{"label": "x", "value": 0}]})),
    ("chart_label_too_long", chart({"type": "pie", "segments": points("x" * 21)})),
    ("chart_series_incomplete", chart(bars(axis_config={"categories": ["Mon", "Tue", "Wed"]}))),
    (
        "chart_category_repeated",
        chart(
            bars(
                axis_config={"categories": ["Mon", "Mon"]},
                series=[{"name": "a", "data": points("Mon", "Mon")}],
            )
        ),
    ),
    ("chart_series_repeated", chart(bars(series=[{"name": "a", "data": points("Mon", "Tue")}] * 2))),
    (
        "chart_axis_label_too_long",
        chart(bars(axis_config={"categories": ["Mon", "Tue"], "y_label": "x" * 51})),
    ),
    ("not_a_number", chart(bars(series=[{"name": "a", "data": [{"label": "Mon", "value": "1"}]}]))),
]


@pytest.mark.parametrize(("code", "block"), REFUSED, ids=[code for code, _ in REFUSED])
def test_slack_refuses_a_message_with_this_block(code: str, block: Json) -> None:
    problems = posted(block)

    assert codes(problems) == [code]
    assert problems[0].refused
    assert problems[0].pointer.startswith("/blocks/0")
