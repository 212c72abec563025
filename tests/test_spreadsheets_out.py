"""Spreadsheets out: files that are safe to open, and that come back as they were."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.spreadsheets import Cell, read_table, write_csv, write_xlsx

FORMULAS = [
    "=1+1",
    "+49 30 1234",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=HYPERLINK(1)",
    "\ufeff@x",
    "＝1＋1",
    "=cmd|'/c calc'!A0",
]


def cells_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).active


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_becomes_a_formula_in_a_csv_file(formula: str) -> None:
    [_, [cell, note]] = cells_of(write_csv(["Name", "Note"], [[formula, "kind"]]))

    assert (cell, note) == (f"'{formula}", "kind")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_becomes_a_formula_in_a_workbook(formula: str) -> None:
    sheet = opened(write_xlsx(["Name"], [[formula]], title="Influencers"))
    cell = sheet["A2"]

    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.hyperlink is None


def test_a_heading_is_no_formula_either() -> None:
    assert cells_of(write_csv(["=1"], [])) == [["'=1"]]
    assert opened(write_xlsx(["=1"], [], title="x"))["A1"].data_type == "s"


def test_numbers_stay_numbers() -> None:
    row: Sequence[Cell] = [-5, 13_800_000, 2.5, Decimal("-12.30"), 0]

    assert cells_of(write_csv(["a", "b", "c", "d", "e"], [row]))[1] == [
        "-5",
        "13800000",
        "2.5",
        "-12.30",
        "0",
    ]
    sheet = opened(write_xlsx(["a", "b", "c", "d", "e"], [row], title="x"))
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [
        (-5, "n"),
        (13_800_000, "n"),
        (2.5, "n"),
        (-12.3, "n"),
        (0, "n"),
    ]


def test_days_moments_truths_and_missing_cells_are_written_as_such() -> None:
    row: Sequence[Cell] = [date(2026, 9, 1), datetime(2026, 9, 1, 10, 30, tzinfo=UTC), True, None]

    assert cells_of(write_csv("abcd", [row]))[1] == ["2026-09-01", "2026-09-01T10:30:00+00:00", "True", ""]
    sheet = opened(write_xlsx("abcd", [row], title="x"))
    assert [cell.value for cell in sheet[2]] == [
        datetime(2026, 9, 1),
        datetime(2026, 9, 1, 10, 30),
        True,
        None,
    ]


def test_a_csv_file_says_that_it_is_utf_8() -> None:
    assert write_csv(["Name"], [["김민규"]]) == b"\xef\xbb\xbfName\r\n" + "김민규\r\n".encode()


def test_a_workbook_has_a_frozen_heading_and_columns_one_can_read() -> None:
    sheet = opened(write_xlsx(["Name", "Id"], [["x" * 300, 1]], title="All [creators]: 2026/11 and more words"))

    assert sheet.freeze_panes == "A2"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (
        pytest.approx(50, abs=1),
        pytest.approx(8, abs=1),
    )
    assert sheet.title == "All  creators   2026 11 and mor"


def test_a_text_too_long_for_a_cell_is_cut_and_not_lost() -> None:
    [value] = [cell.value for cell in opened(write_xlsx(["Note"], [["x" * 40_000]], title="x"))[2]]

    assert len(value) == 32_767


def test_ids_too_long_for_a_number_keep_their_digits() -> None:
    cell = opened(write_xlsx(["Id"], [[12_345_678_901_234_567_890]], title="x"))["A2"]

    assert cell.value == "12345678901234567890"


TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20).map(str.strip)
SHEETS = st.lists(
    st.tuples(TEXTS.map(lambda text: f"x{text}"), TEXTS, st.sampled_from(FORMULAS)), min_size=1, max_size=5
)


@settings(deadline=None)
@given(rows=SHEETS)
def test_what_is_exported_as_csv_is_read_back_as_it_was(rows: list[tuple[str, str, str]]) -> None:
    table = read_table("x.csv", write_csv(["Handle", "Name", "Note"], rows))

    assert table.rows == [tuple(cell.strip() for cell in row) for row in rows]


@settings(deadline=None)
@given(rows=SHEETS)
def test_what_is_exported_as_a_workbook_is_read_back_as_it_was(rows: list[tuple[str, str, str]]) -> None:
    table = read_table("x.xlsx", write_xlsx(["Handle", "Name", "Note"], rows, title="x"))

    assert [row[1:] for row in table.rows] == [tuple(cell.strip() for cell in row[1:]) for row in rows]
