"""Hold a packed workbook to its limits before it is read.

A reader makes room for every cell up to the last, and a workbook of a few kilobytes can name a cell in
row 1,048,576 and column XFD.
"""

import io
import re
import zipfile

from bot.domain.refused import Refused

MAX_UNPACKED = 300 * 1024 * 1024
_CHUNK = 1024 * 1024
_OVERLAP = 256
_FAR_CELL = re.compile(rb'\br="(?:(?:[H-Z][A-Z]|[A-Z]{3})\d+|[A-Z]+(?:1[1-9]\d{4}|[2-9]\d{5}|\d{7,}))"', re.IGNORECASE)
"""A cell of XLSX beyond column GZ, the 208th, or from row 110,000 on: beyond all that an import takes."""
_MANY_COLUMNS = re.compile(
    rb'<table:table-cell\s(?=[^>]*(?:office|calcext):value-type)[^>]*number-columns-repeated="\d{4,}"'
)
_MANY_ROWS = re.compile(
    rb'number-rows-repeated="\d{5,}"[^>]*>(?:(?!</table:table-row>).){0,2000}?value-type', re.DOTALL
)
"""Cells of ODS with something in them, repeated thousands of times."""


def refuse_sprawling(content: bytes) -> None:
    """Raise Refused for a workbook that would take too much room, BadZipFile for a damaged one."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
            raise Refused("This workbook is too big once unpacked. Split it, or save it as CSV.")
        for part in parts.namelist():
            if part.endswith(".bin") and "worksheets" in part:
                raise Refused("I can't read this kind of workbook. Save it as CSV or XLSX and try again.")
            if part == "content.xml" or ("worksheets/" in part and part.endswith(".xml")):
                _refuse_far_cells(parts, part)


def _refuse_far_cells(parts: zipfile.ZipFile, part: str) -> None:
    forms = (_MANY_COLUMNS, _MANY_ROWS) if part == "content.xml" else (_FAR_CELL,)
    before = b""
    with parts.open(part) as file:
        while chunk := file.read(_CHUNK):
            text = before + chunk
            if any(form.search(text) for form in forms):
                raise Refused("This workbook has cells far out to the right or down. Delete them, or save it as CSV.")
            before = text[-_OVERLAP:]
