"""What a person typed must come back as typed: escaped where Slack reads mark-up, as it is where it does not.

Slack reads `&`, `<` and `>` in a mrkdwn text, so an app escapes them there, once, as `&amp;`, `&lt;` and
`&gt;` (docs.slack.dev "Formatting message text"). A plain text, a table cell, a run of rich text and the
value in a field of a modal are shown as they are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from sandbox.rules.problem import Spot

SHORTEST = 3
"""Characters below which a typed text is too common to be recognised again."""

_SPECIAL = re.compile(r"[&<>]")
_WORD = re.compile(r"\w")
_COMMAND = re.compile(r"/\S+\s+")
_FIRST_WORD = re.compile(r"\S+\s+")
_HIDDEN = frozenset({"private_metadata", "metadata", "value", "url", "action_id", "block_id", "callback_id"})
_ATTACHMENT_TEXTS = frozenset({"text", "pretext"})

Kind = Literal["mrkdwn", "plain", "field"]


def escaped(text: str) -> str:
    """A text as it stands in mrkdwn: `&`, `<` and `>` as entities, and nothing else."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def recognisable(typed: Iterable[str]) -> frozenset[str]:
    """The pieces of what was typed that can be told again.

    Each text whole, line by line, and a command without its name and its first word. Only pieces with a
    special character, a letter or digit, and at least three characters.
    """
    pieces: set[str] = set()
    for each in typed:
        whole = each.strip()
        pieces.update((whole, *map(str.strip, whole.splitlines())))
        if _COMMAND.match(whole):
            rest = _COMMAND.sub("", whole, count=1)
            pieces.update((rest, _FIRST_WORD.sub("", rest, count=1)))
    return frozenset(
        piece for piece in pieces if len(piece) >= SHORTEST and _SPECIAL.search(piece) and _WORD.search(piece)
    )


def check(payload: Any, at: Spot, *, typed: Iterable[str]) -> None:
    """Report every text in which something typed stands the wrong way; each text at most once."""
    said = frozenset(typed)
    pieces = recognisable(said)
    if not pieces:
        return
    explained = said | pieces
    for text, kind, spot in _texts(payload, at):
        if "&" in text or "<" in text or ">" in text:
            for piece in pieces:
                if _breach(text, kind, piece, explained, spot):
                    break


def _breach(text: str, kind: Kind, piece: str, explained: frozenset[str], at: Spot) -> bool:
    """Whether `piece` stands the wrong way in `text`; says so at the spot."""
    once = escaped(piece)
    if kind == "mrkdwn":
        twice = escaped(once)
        if piece in text and html.unescape(piece) not in explained - {piece}:
            at.broken("unescaped_user_text", f"{piece!r} was typed by a person: escape & < > in mrkdwn.")
            return True
        if twice in text and once not in explained:
            at.broken("double_escaped", f"{piece!r} is escaped twice: a person sees {once!r}.")
            return True
    elif once in text and once not in explained:
        code = "entity_shown_in_input" if kind == "field" else "entity_shown_in_plain_text"
        at.broken(code, f"{piece!r} is escaped where no mark-up is read: a person sees {once!r}.")
        return True
    return False


def _texts(payload: Any, at: Spot) -> Iterator[tuple[str, Kind, Spot]]:
    """Every text in a payload that a person will see, with how Slack reads it."""
    if isinstance(payload, Mapping) and isinstance(payload.get("text"), str) and "type" not in payload:
        yield payload["text"], "mrkdwn" if payload.get("mrkdwn", True) else "plain", at.of("text")
    errors = payload.get("errors") if isinstance(payload, Mapping) else None
    for block_id, words in errors.items() if isinstance(errors, Mapping) else ():
        if isinstance(words, str):
            yield words, "plain", at.of("errors").of(block_id)
    waiting: list[tuple[Any, Spot]] = [(payload, at)]
    while waiting:
        value, spot = waiting.pop()
        if isinstance(value, Mapping):
            yield from _own_texts(value, spot)
            waiting += [(item, spot.of(key)) for key, item in value.items() if key not in _HIDDEN]
        elif isinstance(value, list):
            waiting += [(item, spot.of(index)) for index, item in enumerate(value)]


def _own_texts(value: Mapping[str, Any], at: Spot) -> Iterator[tuple[str, Kind, Spot]]:
    """The texts that an object holds itself."""
    words, kind = value.get("text"), value.get("type")
    if isinstance(words, str) and kind == "mrkdwn":
        yield words, "mrkdwn", at.of("text")
    elif isinstance(words, str) and kind in ("plain_text", "raw_text", "raw_number", "text"):
        yield words, "plain", at.of("text")
    if isinstance(value.get("initial_value"), str):
        yield value["initial_value"], "field", at.of("initial_value")
    attachments = value.get("attachments")
    for index, each in enumerate(attachments if isinstance(attachments, list) else ()):
        yield from _attachment_texts(each, at.of("attachments").of(index))


def _attachment_texts(value: Any, at: Spot) -> Iterator[tuple[str, Kind, Spot]]:
    """The texts of an attachment's older fields, which are mrkdwn."""
    if not isinstance(value, Mapping):
        return
    for key in _ATTACHMENT_TEXTS:
        if isinstance(value.get(key), str):
            yield value[key], "mrkdwn", at.of(key)
    fields = value.get("fields")
    for index, each in enumerate(fields if isinstance(fields, list) else ()):
        if isinstance(each, Mapping) and isinstance(each.get("value"), str):
            yield each["value"], "mrkdwn", at.of("fields").of(index).of("value")
