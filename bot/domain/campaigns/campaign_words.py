"""What people type into a plan: hashtags and mentions, lines of the brief, short words."""

import re
from collections.abc import Sequence

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.refused import Refused

LONGEST_LINE = 300
MOST_LINES = 30
LONGEST_WORD = 64
"""Characters of a niche, value, style or strength: as many as an influencer's have."""

MOST_WORDS = 30
_BULLET = re.compile(r"^\s*[•*–-]\s+")
_HASHTAG = re.compile(r"\w+")
_MENTION = re.compile(r"[\w.\-]+")


def hashtags(text: str, *, field: str) -> str:
    """`#AutumnBread #ad`, each once, from words with or without `#` and with spaces, commas or lines between."""
    return _signed(text, "#", _HASHTAG, field=field, rule="letters, figures and _")


def mentions(text: str, *, field: str) -> str:
    """`@hazel.bakery @flour`, each once, from handles with or without `@`."""
    return _signed(text, "@", _MENTION, field=field, rule="letters, figures, dots, - and _")


def _signed(text: str, sign: str, form: re.Pattern[str], *, field: str, rule: str) -> str:
    found: dict[str, str] = {}
    for typed in re.split(r"[\s,;]+", text):
        word = typed.lstrip("#@\uff03\uff20")
        if not word:
            continue
        if not form.fullmatch(word) or len(word) > LONGEST_WORD:
            raise Refused(f"“{typed[:40]}” cannot be one: only {rule} can be in it. Put spaces between.", field=field)
        found.setdefault(word.casefold(), f"{sign}{word}")
    if len(found) > MOST_WORDS:
        raise Refused(f"These are {len(found)}; {MOST_WORDS} is the most.", field=field)
    return " ".join(found.values())


def brief_lines(text: str, kind: LineKind, *, field: str) -> tuple[BriefLine, ...]:
    """The lines of one kind; dashes and dots of a list before them are left out, and so are empty lines."""
    typed = [_BULLET.sub("", line).strip() for line in text.splitlines()]
    lines = [line for line in typed if line]
    if len(lines) > MOST_LINES:
        raise Refused(f"These are {len(lines)} lines; {MOST_LINES} is the most.", field=field)
    for line in lines:
        if len(line) > LONGEST_LINE:
            sentence = f"The line “{line[:40]}…” has {len(line)} characters; {LONGEST_LINE} is the most. Cut it in two."
            raise Refused(sentence, field=field)
    return tuple(BriefLine(kind, line) for line in lines)


def short_words(words: Sequence[str], *, field: str) -> tuple[str, ...]:
    """Words as they were typed, if they are few and short."""
    if len(words) > MOST_WORDS:
        raise Refused(f"These are {len(words)}; {MOST_WORDS} is the most.", field=field)
    for word in words:
        if len(word) > LONGEST_WORD:
            sentence = (
                f"“{word[:40]}…” has {len(word)} characters; {LONGEST_WORD} is the most. Put commas between words."
            )
            raise Refused(sentence, field=field)
    return tuple(words)
