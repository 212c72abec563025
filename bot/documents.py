"""Documents as PDF, and charts as pictures. The only import of typst; the layouts are in `templates/documents/`.

What people wrote goes in as data and never as source, so nothing of it is read as mark-up. The same document gives
the same bytes: its date is the document's own, and its fonts are those of the packages below, none of the machine's.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from bot.domain.contracts.bidi import clean, isolated
from bot.domain.contracts.contract_markup import Block

LAYOUT = Path(__file__).resolve().parent.parent / "templates" / "documents" / "contract.typ"
FONTS = ("manimgx_fonts", "manimgx_fonts_cjk")
"""Packages that hold Noto Sans for most scripts, emoji, and Chinese, Japanese and Korean (SIL Open Font License)."""

CHART = LAYOUT.with_name("chart.typ")
PIXELS_PER_INCH = 144

_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody the document is between. `role` is what the text calls them."""

    role: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table: its title, its headings, and rows of as many cells."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the summary."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed or approved, in which role, when, and the words they agreed to."""

    name: str
    role: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """The last page of a signed document. `sha256` is that of the unsigned one, in hexadecimal."""

    sha256: str
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """All that a document says, as it is to read. `made` is its date; `mark` says what it is not yet, or ""."""

    title: str
    number: str
    version: int
    made: datetime
    mark: str
    parties: tuple[Party, ...]
    grids: tuple[Grid, ...]
    facts: tuple[Fact, ...]
    clauses: tuple[Block, ...]
    signatures: Signatures | None = None


def pdf(document: Document) -> bytes:
    """The document as a PDF. Raises nothing for anything that people can type."""
    second = int(document.made.timestamp())
    with _ONE_AT_A_TIME:
        made = _compiler().compile(LAYOUT, format="pdf", sys_inputs=inputs(document), timestamp=second)
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def picture(chart: Mapping[str, Any]) -> bytes:
    """A chart as a PNG: its kind, measure, unit and week, its labels, and series with their shares (0 to 1) as said."""
    given = {"chart": json.dumps(_shown(dict(chart)), ensure_ascii=False)}
    with _ONE_AT_A_TIME:
        made = _compiler().compile(CHART, format="png", ppi=PIXELS_PER_INCH, sys_inputs=given)
    if not isinstance(made, bytes):
        raise TypeError("typst gave no picture")
    return made


def warm() -> None:
    """Find the fonts and read the layout, so that the first document is made as quickly as any other."""
    pdf(Document("Contract عقد 合同 📄", "", 1, datetime(2026, 1, 1, tzinfo=UTC), "", (), (), (), ()))


def inputs(document: Document) -> dict[str, str]:
    """The document as the layout reads it."""
    plain = {**asdict(document), "made": _day(document.made)}
    plain["clauses"] = [{"kind": one.kind, "text": one.text, "number": one.number} for one in document.clauses]
    return {"document": json.dumps(_shown(plain), ensure_ascii=False)}


def _shown(value: Any) -> Any:
    """Every text in it cleaned, with its direction kept to itself; clauses come so already."""
    if isinstance(value, str):
        return isolated(clean(value))
    if isinstance(value, datetime):
        return f"{_day(value)}, {value.astimezone(UTC):%H:%M:%S} UTC"
    if isinstance(value, dict):
        return {name: one if name == "clauses" else _shown(one) for name, one in value.items()}
    return [_shown(one) for one in value] if isinstance(value, list | tuple) else value


def _day(at: datetime) -> str:
    at = at.astimezone(UTC)
    return f"{at.day} {at:%B %Y}"


@cache
def _compiler() -> typst.Compiler:
    """Kept warm: finding the fonts and reading the layout anew would take longer than a document does."""
    return typst.Compiler(root=LAYOUT.parent, font_paths=fonts())


def fonts() -> typst.Fonts:
    """The fonts that documents are set in, none of them the machine's own."""
    folders = [str(Path(spec.origin).parent) for name in FONTS if (spec := find_spec(name)) and spec.origin]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
