"""A sheet of cells as text, and where its headings stand."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.influencers.imports.words import meanings
from bot.domain.refused import Refused

MAX_ROWS = 100_000
MAX_COLUMNS = 200
_SEARCHED = 30
_NUMBER = re.compile(r"[-+]?[€$£]?[\d.,'\s]*\d\s?(%|k|m|b|mio\.?|mrd\.?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """What stood in a spreadsheet: stripped text, blank rows left out, every row as wide as the headings.

    `row_numbers` are those of the person's spreadsheet program, one for each of `rows`. `encoding` and
    `delimiter` belong to text files, `sheet` to workbooks.
    """

    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]
    row_numbers: list[int]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


def find_headings(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the row of headings, or None if the sheet has none.

    Titles above it are passed over: the headings are the first wordy row, about as wide as the sheet, that
    has a word we know; or, in a language we do not know, the first wordy row that stands above numbers.
    """
    first = rows[:_SEARCHED]
    if not first:
        return None
    usual = Counter(_filled(row) for row in first).most_common(1)[0][0]
    wordy: list[int] = []
    for at, row in enumerate(first):
        if _filled(row) * 2 >= usual:
            if not _is_wordy(row):
                break
            wordy.append(at)
    known = {at: sum(1 for cell in first[at] if cell and meanings(cell)) for at in wordy}
    speaking = [at for at in wordy if known[at] > 1] or [at for at in wordy[:1] if known[at]]
    if speaking:
        return speaking[0]
    return next((at for at in wordy if at + 1 < len(first) and not _is_wordy(first[at + 1])), None)


def table_of(
    rows: list[tuple[str, ...]],
    row_numbers: list[int],
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> Table:
    """The table in `rows`, none of them blank. Refused if empty, too big or without headings."""
    if not rows:
        raise Refused("This file is empty. Choose the one with your rows in it.")
    at = find_headings(rows)
    if at is None:
        raise Refused(
            "There is no row of headings in this file. Put one above the first row, with a name for each column, "
            "for example Name, Handle or Date."
        )
    body = rows[at + 1 :]
    if not body:
        raise Refused("There are headings in this file and nothing below them. Add at least one row.")
    if len(body) > MAX_ROWS:
        raise Refused(f"This file has {len(body):,} rows, and {MAX_ROWS:,} is the most. Split it in two.")
    headings, *body = _fitted(rows[at:])
    return Table(headings, body, row_numbers[at + 1 :], encoding, delimiter, sheet)


def is_number(cell: str) -> bool:
    """Whether a cell reads as a number, also as `13.8M`, `2,5 %` or `€ 300`."""
    return _NUMBER.fullmatch(cell) is not None


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell)


def _is_wordy(row: Sequence[str]) -> bool:
    cells = [cell for cell in row if cell]
    data = sum(1 for cell in cells if is_number(cell) or "://" in cell or "@" in cell[1:] or len(cell) > 80)
    return bool(cells) and data * 5 <= len(cells)


def _width(rows: list[tuple[str, ...]]) -> int:
    """How many columns hold anything. Raises Refused if there are too many."""
    width = max(map(len, rows))
    while width and not any(row[width - 1] for row in rows if len(row) >= width):
        width -= 1
    if width > MAX_COLUMNS:
        raise Refused(f"This file has {width:,} columns, and {MAX_COLUMNS} is the most. Delete those you do not need.")
    return width


def _fitted(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows, each as wide as the columns that hold anything."""
    width = _width(rows)
    return [row if len(row) == width else row[:width] + ("",) * (width - len(row)) for row in rows]
