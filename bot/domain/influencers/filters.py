"""The filters of a search: what each is called, what its values are, and how they are written."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from bot.domain.influencers.counts import parse_count
from bot.domain.influencers.influencers import key_of
from bot.domain.influencers.platforms import platform_named
from bot.domain.influencers.stages import Stage
from bot.domain.refused import Refused

LONGEST_VALUE = 64
"""Characters of a word or a value that count: as many as the index of words keeps."""

LONGEST_IDLE = 36_500
"""Days in the longest time without a touch that can be asked for."""

HAS = ("email", "phone", "address", "birthday", "country", "notes", "profile", "figures", "owner")
"""What `has:` can ask for."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter as people write it: its name, and a right example."""

    name: str
    example: str


FILTERS: Mapping[str, Filter] = {
    name: Filter(name, f"{name}:{example}")
    for name, example in {
        "platform": "tiktok",
        "niche": "beauty",
        "followers": "10k-500k",
        "er": ">2%",
        "public_er": ">3%",
        "country": "DE",
        "stage": "active",
        "owner": "me",
        "tag": "vegan",
        "language": "german",
        "value": "sustainability",
        "strength": "storyteller",
        "tier": "gold",
        "idle": ">45d",
        "has": "email",
        "sort": "followers",
        "page": "2",
    }.items()
}
"""Every filter by name, in the order in which help lists them."""

RANGES = ("followers", "er", "public_er", "idle")
"""Filters whose values are ranges."""

_PLURALS = ("platform", "niche", "stage", "tag", "language", "value", "strength", "tier")
_ALIASES = {f"{name}s": name for name in _PLURALS} | {
    "follower": "followers",
    "engagement": "er",
    "lang": "language",
    "quiet": "idle",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of `values` must be true of the influencer, or none of them where `is_not`."""

    field: str
    values: tuple[str, ...]
    is_not: bool


@dataclass(frozen=True, slots=True)
class OwnerChoice:
    """Who looks after the influencer: members by Slack id, by a name still to be looked up, or nobody."""

    members: tuple[str, ...]
    names: tuple[str, ...]
    is_nobody: bool
    is_not: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A range of followers, of percent (`er`, `public_er`) or of days (`idle`). None is open."""

    field: str
    low: Decimal | None
    high: Decimal | None
    includes_low: bool = True
    includes_high: bool = True


def filter_named(name: str) -> str:
    """The name of the filter that a person means. Raises Refused with the nearest one."""
    known = _ALIASES.get(name.casefold(), name.casefold())
    if known in FILTERS:
        return known
    near = get_close_matches(known, FILTERS, n=1, cutoff=0.55)
    if not near:
        names = ", ".join(FILTERS)
        raise Refused(f"I don't know the filter “{name[:30]}:”. Filters are {names}; put other words in quotes.")
    example = FILTERS[near[0]].example
    raise Refused(f"I don't know the filter “{name[:30]}:”. Did you mean {near[0]}? For example {example}.")


def bad_value(field: str, value: str) -> Refused:
    """The refusal of a value, with a right example."""
    fault = f"I can't read “{value[:40]}” for {field}." if value else f"Write what you want after “{field}:”."
    return Refused(f"{fault} For example {FILTERS[field].example}.")


def read_choice(field: str, values: Sequence[str], *, is_not: bool) -> Choice:
    """The choice that a person typed. Raises Refused for a value that cannot be."""
    read = _READERS.get(field, fold)
    kept = tuple(dict.fromkeys(read(value) for value in values))
    if not all(kept):
        raise bad_value(field, " ".join(values))
    return Choice(field, kept, is_not)


def read_owners(values: Sequence[str], *, me: str, is_not: bool) -> OwnerChoice:
    """The owners that a person typed: `me`, `none`, a mention or a name."""
    members, names, is_nobody = [], [], False
    for value in values:
        mention = re.fullmatch(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>", value)
        name = fold(value.lstrip("@ "))
        if mention or name == "me":
            members.append(mention[1] if mention else me)
        elif name in {"none", "nobody"}:
            is_nobody = True
        elif not name or "<" in name or ">" in name:
            raise bad_value("owner", value)
        else:
            names.append(name)
    return OwnerChoice(tuple(dict.fromkeys(members)), tuple(dict.fromkeys(names)), is_nobody, is_not)


def read_span(field: str, value: str) -> Span:
    """The range that a person typed: `>10k`, `<=2%`, `10k-500k`, `10k+`; a lone number is the least."""
    said = re.sub("[–—]", "-", value.replace("&gt;", ">").replace("&lt;", "<")).strip().casefold()
    compared = re.fullmatch(r"([<>])(=?)(.+)", said)
    if compared:
        bound, is_included = _amount(field, compared[3]), bool(compared[2])
        is_low = compared[1] == ">"
        low, high = (bound, None) if is_low else (None, bound)
        return Span(field, low, high, is_included or not is_low, is_included or is_low)
    between = re.fullmatch(r"(.+?)(?:\.\.|\s*-\s*|\s+to\s+)(.+)", said)
    if not between:
        return Span(field, _amount(field, said.removesuffix("+")), None)
    low, high = _amount(field, _with_unit(between[1], of=between[2])), _amount(field, between[2])
    if low > high:
        raise Refused(f"Put the smaller number first for {field}. For example {FILTERS[field].example}.")
    return Span(field, low, high)


def span_text(span: Span) -> str:
    """The canonical form of a range: `followers:10k-500k`."""
    low = _said(span.field, span.low) if span.low is not None else ""
    high = _said(span.field, span.high) if span.high is not None else ""
    if not high:
        return f"{span.field}:>{'=' if span.includes_low else ''}{low}"
    if not low:
        return f"{span.field}:<{'=' if span.includes_high else ''}{high}"
    if low.isdigit() or high.isdigit():
        low, high = f"{span.low:f}", f"{span.high:f}"
    return f"{span.field}:{low}-{high}"


def fold(text: str) -> str:
    """A word or value as it is compared and kept: small letters, one space, at most 64 characters."""
    folded = key_of(text)
    while (again := key_of(folded)) != folded:
        folded = again
    return folded[:LONGEST_VALUE].rstrip()


def _country(text: str) -> str:
    typed = " ".join(text.split())[:LONGEST_VALUE].rstrip()
    return typed.upper() if len(typed) == 2 and typed.isascii() else typed


def _stage(text: str) -> str:
    wanted = fold(text).replace(" ", "-").replace("_", "-")
    if wanted == "dnc":
        return Stage.DO_NOT_CONTACT.value
    return _one_of([stage.value for stage in Stage], wanted, field="stage")


def _has(text: str) -> str:
    return _one_of(HAS, fold(text).replace("e-mail", "email"), field="has")


def _one_of(allowed: Sequence[str], value: str, *, field: str) -> str:
    if value in allowed:
        return value
    near = get_close_matches(value, allowed, n=1)
    hint = f"Did you mean {field}:{near[0]}?" if near else f"It can be {', '.join(allowed)}."
    raise Refused(f"I don't know {field}:{value[:40]}. {hint}")


def _amount(field: str, text: str) -> Decimal:
    text = text.strip()
    if field == "followers":
        count = parse_count(text) if text[:1].isdigit() else None
        if count is not None:
            return Decimal(count)
    elif field == "idle":
        found = re.fullmatch(r"(\d{1,4}) ?(d|days?|w|weeks?|m|mo|months?|y|years?)?", text)
        days = int(found[1]) * {"d": 1, "w": 7, "m": 30, "y": 365}[(found[2] or "d")[0]] if found else LONGEST_IDLE + 1
        if days <= LONGEST_IDLE:
            return Decimal(days)
    elif percent := re.fullmatch(r"(\d{1,5}(?:[.,]\d{1,6})?) ?%?", text):
        return Decimal(percent[1].replace(",", "."))
    raise bad_value(field, text)


def _with_unit(text: str, *, of: str) -> str:
    """`10` of `10-500k` as `10k`: a smaller first number takes the unit of the second."""
    first, second = (re.match(r"[\d.,]+", part) for part in (text, of))
    if not first or not second or first[0] != text:
        return text
    smaller = _plain(first[0]) < _plain(second[0])
    return text + of[second.end() :] if smaller else text


def _plain(number: str) -> float:
    return float(re.sub(r"[.,](?=.*[.,])", "", number).replace(",", "."))


def _said(field: str, amount: Decimal) -> str:
    if field == "idle":
        return f"{amount:f}d"
    if field != "followers":
        plain = f"{amount:f}"
        return (plain.rstrip("0").rstrip(".") if "." in plain else plain) + "%"
    for size, unit in ((10**9, "b"), (10**6, "m"), (10**3, "k")):
        if amount and amount % size == 0:
            return f"{amount / size:f}{unit}"
    return f"{amount:f}"


_READERS: Mapping[str, Callable[[str], str]] = {
    "country": _country, "stage": _stage, "has": _has, "platform": lambda text: platform_named(text).key,
}  # fmt: skip
