"""Spreadsheets in and out: CSV and workbooks become tables, rows become files that are safe to open.

The only module that knows python_calamine and xlsxwriter.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import xlsxwriter
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from bot.domain.influencers.imports.delimited import decode, read_delimited
from bot.domain.influencers.imports.packed import refuse_sprawling
from bot.domain.influencers.imports.tables import MAX_COLUMNS, MAX_ROWS, Table, find_headings, table_of
from bot.domain.refused import Refused

__all__ = ["MAX_BYTES", "MAX_COLUMNS", "MAX_ROWS", "Cell", "Table", "read_table", "write_csv", "write_xlsx"]

Cell = str | int | float | Decimal | date | datetime | bool | None
"""What a cell of an export can hold. Money goes out as Decimal, missing as None."""

MAX_BYTES = 20 * 1024 * 1024
_MAX_TEXT = 32_767
_EXACT = 2**53
_TRIGGERS = tuple("=+-@\t\r\n\0＝＋－＠")
_INVISIBLE = " \u00a0\u200b\u2060\ufeff"
_QUOTED = re.compile("'[" + _INVISIBLE + "]*[" + re.escape("".join(_TRIGGERS)) + "]")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOCKED = "This workbook is protected with a password. Save it without one and try again."


def read_table(name: str, content: bytes) -> Table:
    """The table in a CSV file or workbook (XLSX, XLS, ODS), told apart by its content, not its `name`.

    Raises Refused with a sentence for a file that is too big, empty, of another kind or locked, and for one
    without headings.
    """
    if len(content) > MAX_BYTES:
        raise Refused("This file is larger than 20 MB. Split it, or delete columns you do not need.")
    if not content.strip():
        raise Refused("This file is empty. Choose the one with your rows in it.")
    _refuse_other_kinds(name, content)
    if content.startswith((b"PK", _OLE)):
        return _read_workbook(content)
    text, encoding = decode(content)
    rows, row_numbers, delimiter = read_delimited(text)
    if _QUOTED.search(text):
        rows = _bared(rows)
    return table_of(rows, row_numbers, encoding=encoding, delimiter=delimiter)


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file in UTF-8, with the mark by which Excel knows it, in which no cell is a formula.

    A text that a spreadsheet program would take for a formula gets a single quote before it, as OWASP ("CSV
    Injection") and ASVS 1.2.10 advise; `read_table` takes it off again. Numbers stay numbers.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([_harmless(heading) for heading in headings])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "replace")


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """A workbook with one sheet named `title`, its headings frozen, in which no cell is a formula.

    Text is stored as text; what looks like a formula also carries Excel's own quote mark, so that it stays
    text when somebody edits the cell. Texts over 32,767 characters are cut: no cell holds more.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": title[:255]})
        sheet = book.add_worksheet(_sheet_name(title))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        formats = {
            "quoted": book.add_format({"quote_prefix": True}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading[:_MAX_TEXT], bold)
        widths = _write_rows(sheet, rows, widths=[len(heading) for heading in headings], formats=formats)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(max(width + 2, 8), 50))
        sheet.freeze_panes(1, 0)
    return file.getvalue()


def _refuse_other_kinds(name: str, content: bytes) -> None:
    start = content[:64].lstrip()
    if start.startswith(_PICTURES) or start[4:8] == b"ftyp" or start[8:12] == b"WEBP":
        raise Refused("This file is a picture. Save the spreadsheet itself as CSV or XLSX and try again.")
    if start.startswith(b"%PDF"):
        raise Refused("This file is a PDF. Save the spreadsheet itself as CSV or XLSX and try again.")
    if start.lower().startswith((b"<!doctype", b"<html", b"<?xml", b"{\\rtf")) or name.endswith(".numbers"):
        raise Refused("I can't read this kind of spreadsheet. Save it as CSV or XLSX and try again.")
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise Refused(_LOCKED)


def _read_workbook(content: bytes) -> Table:
    try:
        if content.startswith(b"PK"):
            refuse_sprawling(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            visible = [one.name for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible]
            return _first_table(book.get_sheet_by_name(name) for name in visible or book.sheet_names)
    except PasswordError:
        raise Refused(_LOCKED) from None
    except (CalamineError, zipfile.BadZipFile):
        raise Refused("This file is not a workbook I can read, or it is damaged. Save it as CSV or XLSX.") from None


def _first_table(sheets: Iterable[CalamineSheet]) -> Table:
    """The first sheet with a table in it. Without one, the refusal is about the first sheet with anything."""
    first: tuple[list[tuple[str, ...]], list[int], str] | None = None
    for sheet in sheets:
        rows, numbers = _filled_rows(sheet)
        if find_headings(rows) is not None and len(rows) > 1:
            return table_of(rows, numbers, sheet=sheet.name)
        first = first or ((rows, numbers, sheet.name) if rows else None)
    rows, numbers, name = first or ([], [], "")
    return table_of(rows, numbers, sheet=name)


def _filled_rows(sheet: CalamineSheet) -> tuple[list[tuple[str, ...]], list[int]]:
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1):
        cells = tuple([cell.strip() if type(cell) is str else _text(cell) for cell in row])
        if any(cells):
            rows.append(cells)
            numbers.append(number)
    return rows, numbers


def _text(cell: object) -> str:
    """A cell of a workbook as plain text: numbers without `.0` or exponent, days in ISO form."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(Decimal(repr(cell)), "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | timedelta) else ""


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet program might run `text`, which may hide behind white space."""
    return text.startswith(_TRIGGERS) or text.lstrip(_INVISIBLE).startswith(_TRIGGERS)


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return f"'{cell}" if _is_formula(cell) else cell
    return cell.isoformat() if isinstance(cell, date) else cell


def _bared(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows without the quotes that `write_csv` set before what looks like a formula."""
    return [tuple(cell[1:].strip() if _is_quoted(cell) else cell for cell in row) for row in rows]


def _is_quoted(cell: str) -> bool:
    return cell[:1] == "'" and _is_formula(cell[1:])


def _sheet_name(title: str) -> str:
    """A name that Excel takes for a sheet: up to 31 characters, without `[]:*?/\\`."""
    name = "".join(" " if c in "[]:*?/\\" else c for c in title)[:31].strip(" '")
    return name if name and name.casefold() != "history" else "Sheet"


def _write_rows(
    sheet: xlsxwriter.worksheet.Worksheet,
    rows: Iterable[Sequence[Cell]],
    *,
    widths: list[int],
    formats: dict[str, object],
) -> list[int]:
    """Write the rows below the headings. Gives the widest text of each column, in characters."""
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell, formats=formats)
            if column < len(widths) and cell is not None:
                widths[column] = max(widths[column], len(str(cell)))
    return widths


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, *, formats: dict[str, object]
) -> None:
    """Write one cell as what it is, and never as a formula or a link."""
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float | Decimal) and -_EXACT <= cell <= _EXACT:
        sheet.write_number(row, column, cell)
    elif isinstance(cell, datetime) and cell.year >= 1900:
        sheet.write_datetime(row, column, cell.replace(tzinfo=None), formats["moment"])
    elif isinstance(cell, date) and cell.year >= 1900:
        sheet.write_datetime(row, column, cell, formats["day"])
    else:
        text = str(cell)[:_MAX_TEXT]
        sheet.write_string(row, column, text, formats["quoted"] if _is_formula(text) else None)
