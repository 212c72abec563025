"""Spreadsheets in: files as people have them, and what is said of those that cannot be read."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.refused import Refused
from bot.spreadsheets import read_table

AWKWARD = Path(__file__).parent / "data" / "awkward"


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        read_table(name, content)
    return refusal.value.sentence


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_a_text_file_is_read_whatever_its_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    lines = [["Handle", "Name", "Followers"], ["zoë", "Müller, Zoë; a|b", "1,2"], ["jose", "Peña", "3"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)

    table = read_table("x.csv", text.encode(encoding))

    assert table.headings == ("Handle", "Name", "Followers")
    assert table.rows == [("zoë", "Müller, Zoë; a|b", "1,2"), ("jose", "Peña", "3")]
    assert table.delimiter == delimiter


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(newline: str) -> None:
    table = read_table("x.csv", newline.join(["Handle,Followers", "noor,1", "tom,2"]).encode())

    assert (table.rows, table.row_numbers) == ([("noor", "1"), ("tom", "2")], [2, 3])


def test_a_list_that_a_team_keeps_is_read_with_its_titles_blank_rows_and_line_breaks() -> None:
    table = read_table("team-list.csv", (AWKWARD / "team-list.csv").read_bytes())

    assert (table.delimiter, table.encoding) == (";", "Windows-1252")
    assert table.headings == ("Creator", "IG link", "TikTok", "Followers", "E-mail", "Notes")
    assert table.row_numbers == [4, 6, 7, 8]
    assert table.rows[0][5] == "mag Hafermilch;\r\nkein Fleisch"
    assert table.rows[2] == ("Lina", "", "linatok", "N/A", "über Agentur", "")


def test_a_text_in_utf_16_is_read() -> None:
    table = read_table("utf-16.txt", (AWKWARD / "utf-16.txt").read_bytes())

    assert table.encoding == "UTF-16"
    assert [row[1] for row in table.rows] == ["نور حداد", "김민규"]


def test_a_text_with_one_broken_character_keeps_all_others() -> None:
    table = read_table("x.csv", "Handle,Name\nnoor,نور حداد\ntom,T".encode() + b"\xc3\n")

    assert table.encoding == "UTF-8"
    assert table.rows == [("noor", "نور حداد"), ("tom", "T\ufffd")]


def test_a_workbook_is_read_from_its_first_visible_sheet_with_a_table() -> None:
    table = read_table("workbook.xlsx", (AWKWARD / "workbook.xlsx").read_bytes())

    assert table.sheet == "TikTok"
    assert table.headings[1:] == ("Handle", "Name", "Followers", "Likes avg.", "Added", "Paid")
    assert table.row_numbers == [5, 6, 8, 9]
    assert table.rows[0][1:] == ("noor.bakes", "Noor Haddad", "13800000", "5.5", "2026-09-01", "TRUE")
    assert table.rows[1][1:] == ("007", "Agent", "10000000", "0", "2026-09-01 10:30", "FALSE")
    assert table.rows[2][1:] == ("lina", "Lina", "", "", "", "")


def test_an_open_document_is_read() -> None:
    table = read_table("x.ods", (AWKWARD / "open-document.ods").read_bytes())

    assert (table.headings, table.rows) == (
        ("Handle", "Followers"),
        [("noor.bakes", "12300"), ("lina", "450")],
    )


def test_rows_are_made_as_wide_as_the_sheet() -> None:
    table = read_table("x.csv", b"Handle,Followers,,\nnoor,1,,,,\ntom\nlina,2,kind\n")

    assert table.headings == ("Handle", "Followers", "")
    assert table.rows == [("noor", "1", ""), ("tom", "", ""), ("lina", "2", "kind")]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("x.csv", b"", "This file is empty. Choose the one with your rows in it."),
        ("x.csv", b" \r\n\r\n", "This file is empty. Choose the one with your rows in it."),
        ("x.csv", b",,\n;;\n", "There is no row of headings in this file."),
        ("x.csv", b"noor,13.8M,7\ntom,1M,8\n", "There is no row of headings in this file."),
        ("x.csv", b"Name,Handle\n", "There are headings in this file and nothing below them."),
        ("x.csv", b'Name,Handle\n"noor,1\ntom,2\n', 'A quotation mark (") in row 2 is never closed.'),
        ("x.csv", b"Name,Handle\nnoor," + b"x" * 200_000, "A cell in row 2 is too long."),
        ("x.png", b"\x89PNG\r\n\x1a\n\0\0", "This file is a picture."),
        ("x.csv", b"\xff\xd8\xff\xe0\0\x10JFIF", "This file is a picture."),
        ("x.heic", b"\0\0\0\x18ftypheic", "This file is a picture."),
        ("x.pdf", b"%PDF-1.7\n", "This file is a PDF."),
        ("x.xls", b"<html><table></table></html>", "I can't read this kind of spreadsheet."),
        ("x.xlsx", b"PK\x03\x04 damaged", "This file is not a workbook I can read, or it is damaged."),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "This file is not a workbook I can read"),
        ("x.bin", bytes(range(256)) * 9, "This file is not a spreadsheet."),
        ("x.csv", b"x" * (20 * 1024 * 1024 + 1), "This file is larger than 20 MB."),
        ("x.csv", b"Handle,Name\n" + b"noor,1\n" * 100_001, "This file has 100,001 rows"),
        ("x.csv", b"Handle" + b",Name" * 200 + b"\nnoor" + b",x" * 200, "This file has 201 columns"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(name: str, content: bytes, sentence: str) -> None:
    assert refused(name, content).startswith(sentence)


def test_a_workbook_with_a_password_is_refused() -> None:
    sentence = refused("password.xlsx", (AWKWARD / "password.xlsx").read_bytes())

    assert sentence == "This workbook is protected with a password. Save it without one and try again."


@pytest.mark.parametrize("far", ["XFD1", "A1048576", "A110000", "HA3"])
def test_a_workbook_with_a_cell_far_out_is_refused_before_it_takes_all_memory(far: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("List", 0)
    sheet["A1"], sheet["A2"], sheet[far] = "Handle", "noor", "x"
    file = io.BytesIO()
    book.save(file)

    assert refused("x.xlsx", file.getvalue()).startswith("This workbook has cells far")


@pytest.mark.parametrize(
    ("cell", "far"),
    [
        ('<table:table-row table:number-rows-repeated="1048576">', "<table:table-cell"),
        ("<table:table-row>", '<table:table-cell table:number-columns-repeated="16384"'),
    ],
)
def test_an_open_document_with_a_cell_repeated_without_end_is_refused(cell: str, far: str) -> None:
    parts = io.BytesIO((AWKWARD / "open-document.ods").read_bytes())
    file = io.BytesIO()
    with zipfile.ZipFile(parts) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            text = old.read(part).decode()
            text = text.replace("<table:table-row>", cell).replace("<table:table-cell", far)
            new.writestr(part, text)

    assert refused("x.ods", file.getvalue()).startswith("This workbook has cells far")


@settings(deadline=None)
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_file_makes_reading_fail_otherwise_than_by_refusing(content: bytes) -> None:
    try:
        table = read_table("x.csv", content)
    except Refused:
        return
    assert len(table.rows) == len(table.row_numbers)
    assert {len(row) for row in table.rows} == {len(table.headings)}
