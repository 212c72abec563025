"""Tables and charts (docs.slack.dev "Table block", "Data table block", "Data visualization block").

Where sources differ the wider limit holds, so that nothing is refused that Slack takes: a data table has up
to 201 rows and 20,000 characters (slackblocks 3.0; older pages say 101 rows), a chart up to 12 series or
segments (slackblocks 3.0; older pages say 6).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any

from sandbox.rules.markup import check_plain
from sandbox.rules.problem import Spot
from sandbox.rules.rich_text import rich_text_block
from sandbox.rules.shapes import Check, Shape, anything, array, boolean, by_type, one_of, string, whole

MOST_COLUMNS = 20
TABLE_LONGEST = 10_000
DATA_TABLE_LONGEST = 20_000
MOST_CHARTS = 2


def _cell_text(value: Any, at: Spot) -> None:
    string("table_cell", shortest=1)(value, at)
    if isinstance(value, str):
        check_plain(value, at)


def _number(value: Any, at: Spot) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        at.refuse("not_a_number", "must be a number")


_CELLS: Mapping[str, Check] = {
    "raw_text": Shape({"type": anything, "text": _cell_text}),
    "raw_number": Shape({"type": anything, "value": _number, "text": _cell_text}),
    "rich_text": rich_text_block,
}
_cell = by_type(_CELLS, unknown="table_cell_invalid")
_row = array("table_columns", _cell, fewest=1, most=MOST_COLUMNS)


def _rows(*, fewest: int, most: int) -> Check:
    each = array("table_rows", _row, fewest=fewest, most=most)

    def check(value: Any, at: Spot) -> None:
        counted = at.report.tally["text"]
        each(value, at)
        at.report.tally["text"] = counted  # a table has a limit of its own
        rows = [row for row in value if isinstance(row, list)] if isinstance(value, list) else []
        if any(len(row) != len(rows[0]) for row in rows):
            at.refuse("table_rows_uneven", "all rows must have the same number of cells")

    return check


def _characters(value: Any) -> int:
    """The characters of a cell, or of whatever holds texts."""
    if isinstance(value, Mapping):
        words = value.get("text")
        return (len(words) if isinstance(words, str) else 0) + _characters(value.get("elements"))
    return sum(map(_characters, value)) if isinstance(value, list) else 0


def _fits(longest: int) -> Check:
    def check(value: Mapping[str, Any], at: Spot) -> None:
        if _characters(list(value["rows"])) > longest:
            at.refuse("table_too_long", f"all cells together must be less than {longest + 1} characters")

    return check


def _counted(name: str, most: int, code: str) -> Callable[[Any, Spot], None]:
    def check(_value: Any, at: Spot) -> None:
        at.report.tally[name] += 1
        if at.report.tally[name] == most + 1:
            at.refuse(code, f"no more than {most} in one message")

    return check


def _data_table(value: Mapping[str, Any], at: Spot) -> None:
    """The header row has no rich text, and the column that names the rows exists."""
    header: Sequence[Any] = value["rows"][0]
    for index, cell in enumerate(header):
        if cell["type"] == "rich_text":
            at.of("rows").of(0).of(index).refuse("table_header_invalid", "a header cell cannot be rich_text")
    if value.get("row_header_column_index", 0) >= len(header):
        at.of("row_header_column_index").refuse("table_row_header_invalid", "there is no such column")
    at.report.tally["data_table_text"] += _characters(list(value["rows"]))
    if at.report.tally["data_table_text"] > DATA_TABLE_LONGEST:
        at.refuse("table_too_long", f"data tables together must be under {DATA_TABLE_LONGEST + 1} characters")


_column = Shape({}, {"align": one_of("table_align", "left", "center", "right"), "is_wrapped": boolean})


def _column_setting(value: Any, at: Spot) -> None:
    """null leaves a column as it is."""
    if value is not None:
        _column(value, at)


_block_id = string("block_id", 255)

table = Shape(
    {"type": anything, "rows": _rows(fewest=1, most=100)},
    {
        "block_id": _block_id,
        "column_settings": array("table_column_settings", _column_setting, most=MOST_COLUMNS),
    },
    also=(_fits(TABLE_LONGEST), _counted("table", 1, "only_one_table_allowed")),
)
"""A plain table; one in a message."""

data_table = Shape(
    {
        "type": anything,
        "rows": _rows(fewest=2, most=201),
        "caption": string("table_caption", shortest=1),
    },
    {
        "block_id": _block_id,
        "page_size": whole("table_page_size", least=1, most=100),
        "row_header_column_index": whole("table_row_header_invalid", least=0),
    },
    also=(_data_table,),
)
"""A table that people sort, filter and page through; its first row is the header."""


def _positive(value: Any, at: Spot) -> None:
    _number(value, at)
    if isinstance(value, int | float) and value <= 0:
        at.refuse("chart_segment_not_positive", "must be greater than 0")


def _complete(value: Mapping[str, Any], at: Spot) -> None:
    """Every series has one point for every category, and names are not repeated."""
    categories = sorted(value["axis_config"]["categories"])
    if len(set(categories)) != len(categories):
        at.of("axis_config").of("categories").refuse("chart_category_repeated", "categories must be unique")
    names = [series["name"] for series in value["series"]]
    if len(set(names)) != len(names):
        at.of("series").refuse("chart_series_repeated", "names of series must be unique")
    for index, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != categories:
            at.of("series").of(index).refuse("chart_series_incomplete", "needs one point for every category")


_short = string("chart_label", 20, shortest=1)
_axis = string("chart_axis_label", 50)
_point = Shape({"label": _short, "value": _number})
_series = Shape({"name": _short, "data": array("chart_points", _point, fewest=1, most=20)})
_axes = Shape(
    {"categories": array("chart_categories", _short, fewest=1, most=20)}, {"x_label": _axis, "y_label": _axis}
)
_plotted = Shape(
    {"type": anything, "series": array("chart_series", _series, fewest=1, most=12), "axis_config": _axes},
    also=(_complete,),
)
_segment = Shape({"label": _short, "value": _positive})
_pie = Shape({"type": anything, "segments": array("chart_segments", _segment, fewest=1, most=12)})

data_visualization = Shape(
    {
        "type": anything,
        "title": string("chart_title", 50, shortest=1),
        "chart": by_type(
            {"pie": _pie, "bar": _plotted, "area": _plotted, "line": _plotted}, unknown="chart_type_unknown"
        ),
    },
    {"block_id": _block_id},
    also=(_counted("chart", MOST_CHARTS, "too_many_charts"),),
)
"""A pie, bar, area or line chart; two in a message."""
