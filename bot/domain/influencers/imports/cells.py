"""Single cells: what counts as missing, and how names, lists and addresses are read."""

import html
import re
import unicodedata

from bot.domain.influencers.counts import MISSING
from bot.domain.influencers.influencers import key_of

_BLANK = (MISSING - {"na", "nan", "nil"}) | {"--", "n/d", "(blank)"}
"""What stands for nothing in any column. Na, Nan and Nil are names."""

_ERROR = re.compile(r"#[¡¿]?[A-ZÁÉÍÓÚÑÄÖÜ]+(/0)?[?!]")
_ENTITY = re.compile(r"&(#\d{1,6}|#x[0-9a-f]{1,5}|amp|lt|gt|quot|apos);", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,;|\n]")
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is nothing: blank, `N/A`, `-`, or a spreadsheet's own `#VALOR!`."""
    return (
        not cell
        or (len(cell) < 12 and cell.casefold() in _BLANK)
        or (cell[0] == "#" and _ERROR.fullmatch(cell) is not None)
    )


def text_in(cell: str) -> str | None:
    """The text of a cell on one line, or None if it is missing."""
    if is_missing(cell):
        return None
    if "&" in cell and _ENTITY.search(cell):
        cell = html.unescape(cell)
    if not cell.isprintable():
        cell = "".join(" " if unicodedata.category(c) == "Cc" else c for c in cell)
    return " ".join(cell.split()) or None


def lines_in(cell: str) -> str | None:
    """The text of a cell with its line breaks, for notes, or None if it is missing."""
    lines = [text_in(line) or "" for line in cell.splitlines()]
    return "\n".join(lines).strip() or None


def list_in(*cells: str) -> tuple[str, ...]:
    """The different entries of cells that hold one word or several between commas."""
    parts = (part for cell in cells if cell for part in _SEPARATORS.split(cell))
    found = (text_in(part.strip().lstrip("#")) for part in parts)
    return tuple({key_of(text): text for text in reversed([t for t in found if t])}.values())[::-1]


def email_in(cell: str) -> tuple[str | None, str | None]:
    """The first e-mail address of a cell, and the whole text if it says more than that."""
    text = text_in(cell)
    if text is None:
        return None, None
    found = _ADDRESS.search(text.removeprefix("mailto:"))
    address = found[0] if found else None
    return address, None if text.removeprefix("mailto:") == address else text
