"""The first line to put before a caption so that it keeps the rules."""

import unicodedata
from collections.abc import Sequence

from bot.domain.content.disclosure.models import Connection, Content
from bot.domain.content.disclosure.places import RuleSet, fold_of
from bot.domain.content.disclosure.words import languages

_LONGEST_NAME = 40
_PAID = frozenset({Connection.PAYMENT, Connection.COMMISSION})


def language_of(content: Content) -> str | None:
    """The caption's language without its region (`de-AT` is `de`); None where nobody gave one."""
    code = (content.language or "").replace("_", "-").partition("-")[0].strip().casefold()
    return {"nb": "no", "nn": "no", "iw": "he"}.get(code, code) or None


def first_line(content: Content, rules: Sequence[RuleSet]) -> str:
    """What to put first: `#ad`, `Paid partnership with <brand>`, `Werbung`; several where places ask for several."""
    labels = [str(languages()[code]["label"]) for code in _wanted(content, rules)]
    plain, *others = labels
    named = " | ".join([_with_brand(content) or plain, *others]) if plain == languages()["en"]["label"] else ""
    fold = fold_of(content.platform)
    return named if named and (not fold or len(named) <= fold) else " | ".join(dict.fromkeys(labels))


def fixed(caption: str, line: str) -> str:
    """The whole caption with `line` put first."""
    rest = caption.lstrip()
    return f"{line}\n{rest}" if rest else line


def _wanted(content: Content, rules: Sequence[RuleSet]) -> list[str]:
    """The languages to put a label in: the caption's, and one that each place asks for."""
    language = language_of(content)
    wanted = [language] if language in languages() else []
    if not wanted and (language or any(not one.languages for one in rules)):
        wanted = ["en"]
    for one in rules:
        if one.languages and not set(one.languages) & set(wanted):
            wanted.append(one.languages[0])
    return [code for code in wanted if code]


def _with_brand(content: Content) -> str:
    """The English words that name the one brand, where money was paid; "" where they would not be true or short."""
    if len(content.brands) != 1 or not content.connections & _PAID:
        return ""
    seen = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in content.brands[0])
    name = " ".join(seen.split())
    short = 0 < len(name) <= _LONGEST_NAME
    return str(languages()["en"]["with_brand"]).format(brand=name) if short else ""
