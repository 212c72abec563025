"""Texts of contracts: the team's wording with tokens and conditions in, numbered clauses out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot import tokens
from bot.domain.contracts.bidi import clean
from bot.domain.contracts.contract_markup import Block, Value, place, read
from bot.domain.contracts.contract_texts import TOKENS

SHIPPED = Path(__file__).resolve().parent.parent / "templates" / "documents" / "collaboration_agreement.txt"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A text that is there from the start."""

    name: str
    body: str


def check(body: str, *, field: str) -> None:
    """Refuse, on `field`, a text that holds more than words, tokens and conditions; the sentence names the line."""
    tokens.read(clean(body), known=TOKENS, field=field, conditions=True)


def blocks(body: str, values: Mapping[str, Value]) -> tuple[Block, ...]:
    """The text as people read it: a value for each of TOKENS, put in when headings and items are known already."""
    body = clean(body)
    tokens.read(body, known=TOKENS, field="body", conditions=True)
    return read(tokens.fill(body, {name: place(name) if values[name] else "" for name in TOKENS}), values)


def shipped() -> Shipped:
    """The text that a new workspace starts with: its file holds its name, a blank line, and its body."""
    head, _, body = SHIPPED.read_text(encoding="utf-8").partition("\n\n")
    return Shipped(name=head.partition(": ")[2], body=body.strip())
