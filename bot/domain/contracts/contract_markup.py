"""The mark-up of contract texts: `# Heading`, `- item`, and paragraphs, which become numbered clauses.

Structure is read before values are put in: what a person typed into a name or a brief can never become a heading.
Headings are numbered 1, 2, 3, and the paragraphs under them 1.1, 1.2: a clause that falls away leaves no gap.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.contracts.bidi import clean, isolated

Value = str | tuple[str, ...]
"""What a token stands for: words, or several of them."""

_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")


class Kind(StrEnum):
    """What a part of a text is."""

    HEADING = "heading"
    CLAUSE = "clause"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a text, as people read it. `number` is "" for items and for what stands before the first heading."""

    kind: Kind
    text: str
    number: str = ""


def place(name: str) -> str:
    """What stands in a text where a token's value belongs: nothing that a person can type."""
    return f"{_OPEN}{name}{_CLOSE}"


def read(text: str, values: Mapping[str, Value]) -> tuple[Block, ...]:
    """The parts of a text whose tokens are places (`place`), filled in and numbered.

    An item, or a paragraph that is nothing but one token, is repeated for each value of a token that has several;
    elsewhere they are joined. Parts that come out empty fall away.
    """
    filled = (done for one in _parts(text) for done in _filled(one, values))
    return tuple(_numbered(one for one in filled if one.text))


def chapters(blocks: Iterable[Block]) -> list[list[Block]]:
    """The blocks, each heading with what stands under it; what stands before the first heading comes first."""
    found: list[list[Block]] = []
    for one in blocks:
        if one.kind is Kind.HEADING or not found:
            found.append([])
        found[-1].append(one)
    return found


def _parts(text: str) -> Iterator[Block]:
    """The parts as they stand in the text: a blank line, a heading or an item ends what was before."""
    kind, lines = Kind.CLAUSE, list[str]()
    for line in [*(one.strip() for one in text.splitlines()), ""]:
        begins = Kind.HEADING if line.startswith("# ") else Kind.ITEM if line.startswith("- ") else None
        if lines and (begins or not line or kind is Kind.HEADING):
            yield Block(kind, " ".join(lines))
            kind, lines = Kind.CLAUSE, []
        if line:
            kind = begins or kind
            lines.append(line[2:].strip() if begins else line)


def _filled(part: Block, values: Mapping[str, Value]) -> Iterator[Block]:
    for one in _readings(part, values):
        words = _PLACE.split(part.text)
        words[1::2] = [_said(one[name]) for name in words[1::2]]
        yield replace(part, text="".join(words).strip())


def _readings(part: Block, values: Mapping[str, Value]) -> Iterator[Mapping[str, Value]]:
    """The values once, or where the part is repeated, once for each of a token's several."""
    for name in _PLACE.findall(part.text):
        several = values[name]
        if isinstance(several, tuple) and (part.kind is Kind.ITEM or part.text == place(name)):
            yield from ({**values, name: one} for one in several)
            return
    yield values


def _said(value: Value) -> str:
    listed = (value,) if isinstance(value, str) else value
    return "; ".join(isolated(" ".join(clean(one).split())) for one in listed)


def _numbered(parts: Iterator[Block]) -> Iterator[Block]:
    section, clause = 0, 0
    for part in parts:
        if part.kind is Kind.HEADING:
            section, clause = section + 1, 0
            yield replace(part, number=str(section))
        elif part.kind is Kind.CLAUSE and section:
            clause += 1
            yield replace(part, number=f"{section}.{clause}")
        else:
            yield part
