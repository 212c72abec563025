"""Text files of cells: which encoding, which delimiter, which rows."""

import csv
import io
from collections import Counter

from bot.domain.refused import Refused

DELIMITERS = (",", ";", "\t", "|")
_NAMEABLE = frozenset("\t!#$%&*+,-./:;=?@^_|~")
_SAMPLE = 65_536
_END = "\x01end of file\x01"
_BINARY = "This file is not a spreadsheet. Save it as CSV or XLSX and try again."


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding, or Refused if it is no text.

    A byte-order mark decides; then UTF-8, also with a few broken characters in it; then Windows' Western
    European, of which Latin-1 is nearly a part.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(content, encoding="utf-16"), "UTF-16"
    if b"\0" in content[:4096]:
        encoding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
        return _strict(content, encoding=encoding), "UTF-16"
    text = content.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd")
    if not broken or broken * 2 < len(text) - len(text.encode("ascii", "ignore")):
        return text.replace("\0", ""), "UTF-8"
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "Latin-1"


def read_delimited(text: str) -> tuple[list[tuple[str, ...]], list[int], str]:
    """The filled rows of a text, their numbers as a spreadsheet program counts them, and the delimiter.

    A quoted line break does not begin a row; a first line `sep=;` names the delimiter and is not counted.
    Raises Refused if a quotation mark is never closed, for it would swallow the rows below it.
    """
    delimiter, text = _named_delimiter(text)
    delimiter = delimiter or _likely_delimiter(text)
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    number = 0
    try:
        for number, row in enumerate(csv.reader(_lines(f"{text}\n{_END}"), delimiter=delimiter), 1):
            cells = tuple(map(str.strip, row))
            if any(cells):
                rows.append(cells)
                numbers.append(number)
    except csv.Error:
        raise Refused(
            f"A cell in row {number + 1} is too long. Most likely a quotation mark before it is never closed."
        ) from None
    if not rows or rows[-1] != (_END,):
        raise Refused(f'A quotation mark (") in row {number} is never closed. Close it and try again.')
    return rows[:-1], numbers[:-1], delimiter


def _strict(content: bytes, *, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(_BINARY) from None
    if "\0" in text:
        raise Refused(_BINARY)
    return text


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


def _named_delimiter(text: str) -> tuple[str | None, str]:
    """The delimiter that a first line such as `sep=;` names, and the text below that line."""
    first, _, rest = text.partition("\n")
    line = first.strip("\r").strip('"')
    if len(line) == 5 and line.lower().startswith("sep=") and line[4] in _NAMEABLE:
        return line[4], rest
    return None, text


def _likely_delimiter(text: str) -> str:
    """The delimiter that cuts the first rows into the same number of cells most often."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter=delimiter))


def _evenness(sample: str, *, delimiter: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(_lines(sample), delimiter=delimiter) if any(row))
    except csv.Error:
        return 0.0, 0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (round(times / widths.total(), 2), width) if width > 1 else (0.0, width)
