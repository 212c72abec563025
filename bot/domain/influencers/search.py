"""A search as people type it: words and filters, such as `noor platform:tiktok followers:10k+ -tag:vegan`."""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from bot.domain.influencers.filters import (
    RANGES,
    Choice,
    OwnerChoice,
    Span,
    bad_value,
    filter_named,
    fold,
    read_choice,
    read_owners,
    read_span,
    span_text,
)
from bot.domain.influencers.handles import find_profile_links
from bot.domain.refused import Refused

LONGEST = 5_000
"""Characters of the longest search."""

MOST_PARTS = 30
"""Words and values of the largest search."""

SORTS = {"followers": True, "er": True, "name": False, "idle": True, "added": True}
"""What a search can be sorted by, and whether the largest (latest, quietest) then comes first."""


@dataclass(frozen=True, slots=True)
class Sort:
    """By what, and from which end: `is_descending` gives the largest, latest or quietest first."""

    by: str
    is_descending: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What must all be true of an influencer. Words are in small letters; a phrase is a word with spaces."""

    words: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    owners: tuple[OwnerChoice, ...] = ()
    spans: tuple[Span, ...] = ()
    sort: Sort | None = None
    page: int = 1

    @property
    def text(self) -> str:
        """The canonical text: it parses to this very search again."""
        parts = [_word_text(word) for word in self.words]
        parts += [_values_text(c.field, [_value_text(v) for v in c.values], is_not=c.is_not) for c in self.choices]
        parts += [_owner_text(owner) for owner in self.owners]
        parts += [span_text(span) for span in self.spans]
        if self.sort:
            sign = "" if SORTS[self.sort.by] == self.sort.is_descending else "-"
            parts.append(f"sort:{sign}{self.sort.by}")
        if self.page > 1:
            parts.append(f"page:{self.page}")
        return " ".join(parts)

    def on_page(self, page: int) -> "Search":
        """The same search on another page, counted from 1."""
        return replace(self, page=page)


_RANGE = r"\d[\w.%]*\s*(?:[-–—]|\.\.|\bto\b)\s*\d[\w.%]*"
_UNIT = r"\s(?:%|k|m|d|w|y|days?|weeks?|months?|years?)(?![\w:])"
_PART = rf'"[^"]*"|<@[^>]*>|{_RANGE}|(?:[<>]=?\s*)?\d[\d.,]*{_UNIT}|(?:[<>]|&[gl]t;)=?\s*[^\s,"]+|[^\s,"]+'
_TOKEN = re.compile(
    rf"""(?P<link><?https?://\S+)
    |(?P<minus>-?)(?P<filter>[^\W\d]\w*):(?P<values>\s*(?:{_PART})(?:\s*,\s*(?:{_PART}))*)?
    |"(?P<phrase>[^"]*)"?
    |(?P<word>[^\s"]+)""".replace("\n    ", ""),
    re.IGNORECASE,
)
_VALUE = re.compile(_PART)


@dataclass(slots=True)
class _Parts:
    """What has been read so far."""

    words: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    owners: list[OwnerChoice] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    sort: Sort | None = None
    page: int = 1
    values: int = 0


def parse_search(text: str, *, me: str) -> Search:
    """The search that `text` means to the member `me` (a Slack id).

    Several filters must all be true; a comma means or, a minus before a filter means not. Raises Refused with
    the nearest filter and a right example.
    """
    if len(text) > LONGEST:
        raise Refused("That search is too long. Use a few words and filters.")
    parts = _Parts()
    for token in _TOKEN.finditer(_cleaned(text)):
        if token["filter"]:
            _read_filter(token, parts, me=me)
        else:
            parts.words.append(_word(token))
    words = tuple(dict.fromkeys(word for word in parts.words if word))
    if len(words) + parts.values > MOST_PARTS:
        raise Refused(f"That search has more than {MOST_PARTS} words and values. Leave some out.")
    return Search(words, tuple(parts.choices), tuple(parts.owners), tuple(parts.spans), parts.sort, parts.page)


def _cleaned(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub("[“”„«»‟]", '"', plain)
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in plain)


def _word(token: re.Match[str]) -> str:
    if token["link"]:
        profiles = find_profile_links(token["link"])
        return fold(profiles[0].handle if profiles else token["link"].strip("<>"))
    return fold((token["phrase"] or token["word"] or "").strip().lstrip("@"))


def _read_filter(token: re.Match[str], parts: _Parts, *, me: str) -> None:
    name, is_not = filter_named(token["filter"]), bool(token["minus"])
    values = [found[0].strip('"').strip() for found in _VALUE.finditer(token["values"] or "")]
    if not any(values):
        raise bad_value(name, "")
    parts.values += len(values)
    if is_not and name in (*RANGES, "sort", "page"):
        raise Refused(f"A minus does not go with {name}. Turn the comparison round, for example followers:<10k.")
    if name in RANGES:
        parts.spans.append(read_span(name, ",".join(values)))
    elif name == "owner":
        parts.owners.append(read_owners(values, me=me, is_not=is_not))
    elif name == "sort":
        parts.sort = _sort(values[0])
    elif name == "page":
        parts.page = _page(values[0])
    else:
        parts.choices.append(read_choice(name, values, is_not=is_not))


def _sort(value: str) -> Sort:
    by, is_turned = fold(value.lstrip("-")), value.startswith("-")
    if by not in SORTS:
        raise Refused(f"I can't sort by “{by[:40]}”. It can be {', '.join(SORTS)}: for example sort:followers.")
    return Sort(by, SORTS[by] != is_turned)


def _page(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", value) or int(value) < 1:
        raise bad_value("page", value)
    return int(value)


def _word_text(word: str) -> str:
    token = _TOKEN.fullmatch(word)
    return word if token and token["word"] else f'"{word}"'


def _value_text(value: str) -> str:
    return value if re.fullmatch(r'[^\s,"<>&]+', value) else f'"{value}"'


def _values_text(name: str, values: list[str], *, is_not: bool) -> str:
    return f"{'-' if is_not else ''}{name}:{','.join(values)}"


def _owner_text(owner: OwnerChoice) -> str:
    values = [f"<@{member}>" for member in owner.members]
    values += [_value_text(f"@{name}") for name in owner.names] + (["none"] if owner.is_nobody else [])
    return _values_text("owner", values, is_not=owner.is_not)
