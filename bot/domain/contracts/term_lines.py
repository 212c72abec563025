"""What people type into the many-lined fields of a contract, one thing a line, and the same written back.

What is written reads back as it was. A fault names its line, counted as it stands in the field, and shows a right one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from bot.domain.campaigns.campaign_words import MOST_LINES, brief_lines
from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.content.deliverables import LONGEST_TITLE, Format
from bot.domain.contracts.terms import Instalment, TermDeliverable, Trigger
from bot.domain.influencers.platforms import Platform, platform_named
from bot.domain.influencers.typed_rates import parse_percent
from bot.domain.influencers.when import read_days
from bot.domain.money import Money, digits, parse_amount
from bot.domain.refused import Refused

MOST_DELIVERABLES = 20
MOST_INSTALMENTS = 12
LONGEST_INSTALMENT = 100
DELIVERABLE = "2026-12-10 instagram reel Pancake recipe"
INSTALMENT = "50% on signing"
BRIEF = "must: name the brand"
"""A right line of each kind, for hints and faults."""

_BULLET = re.compile(r"^[•*–-]\s+")
_DAY = (
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]+\.?\s+\d{4}|[a-z]+\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
)
_DATED = re.compile(rf"({_DAY})(?![\w.])\s*(.*)", re.IGNORECASE)
_INSTALMENT = re.compile(r"(.+?) (?:on|at|upon) (.+)", re.IGNORECASE)
_BRIEF = re.compile(rf"({'|'.join(LineKind)})\s*[:：](.*)", re.IGNORECASE)
_TRIGGERS = {
    **dict.fromkeys(("signing", "signature"), Trigger.SIGNING),
    **dict.fromkeys(("publishing", "publication"), Trigger.PUBLISHING),
}


def deliverables(text: str, *, field: str) -> tuple[TermDeliverable, ...]:
    """`2026-12-10 instagram reel Pancake recipe` or `10 Dec 2026 …` in each line. Raises Refused on `field`."""
    lines = _lines(text, most=MOST_DELIVERABLES, field=field)
    return tuple(_deliverable(line, number, field=field) for number, line in lines)


def write_deliverables(rows: Iterable[TermDeliverable]) -> str:
    """The deliverables as `deliverables` reads them."""
    return "\n".join(f"{one.due_on.isoformat()} {one.platform} {one.format} {_one(one.title)}" for one in rows)


def _deliverable(line: str, number: int, *, field: str) -> TermDeliverable:
    found = _DATED.fullmatch(line)
    if found is None:
        raise _fault(number, "begin with the day it is due", DELIVERABLE, field=field)
    due_on = _read_day(found[1], number, right=DELIVERABLE, field=field)
    platform, rest = _platform(found[2], number, field=field)
    kind, title = (*rest.split(maxsplit=1), "", "")[:2]
    formats = {str(one): one for one in Format}
    if kind.casefold() not in formats:
        told = f"after the platform, say what it is ({', '.join(formats)})"
        raise _fault(number, told, DELIVERABLE, field=field)
    if not title:
        raise _fault(number, "end with a title", DELIVERABLE, field=field)
    if len(title) > LONGEST_TITLE:
        raise _fault(number, f"the title has {len(title)} characters; {LONGEST_TITLE} is the most", field=field)
    return TermDeliverable(platform.key, formats[kind.casefold()], title, due_on)


def _platform(text: str, number: int, *, field: str) -> tuple[Platform, str]:
    """The platform that a text begins with, of two words (“tik tok”) or one, and the rest."""
    words = text.split(maxsplit=2)
    for many in (2, 1):
        try:
            platform = platform_named(" ".join(words[:many]))
        except Refused as refused:
            unknown = refused
        else:
            return platform, " ".join(words[1:]) if many == 1 else "".join(words[2:])
    if not words:
        raise _fault(number, "after the day, name the platform", DELIVERABLE, field=field)
    raise Refused(f"Line {number}: {unknown.sentence}", field=field)


@dataclass(frozen=True, slots=True)
class Share:
    """A line of the instalments before the fee is known: a percentage of it, or an amount in minor units."""

    percent: Decimal | None
    amount: int
    trigger: Trigger
    on: date | None


def shares(text: str, *, currency: str, field: str) -> tuple[Share, ...]:
    """`50% on signing`, `500 on publishing` or `1,200.50 on 2026-12-15` in each line. Raises Refused on `field`."""
    lines = _lines(text, most=MOST_INSTALMENTS, field=field)
    return tuple(_share(line, number, currency=currency, field=field) for number, line in lines)


def settled(typed: Sequence[Share], *, fee: int) -> tuple[Instalment, ...]:
    """The shares of a fee as amounts, both in minor units.

    Where the percentages make up 100, each is rounded down and the last one gets the rest; next to amounts, a
    half is rounded up. Thirds and the like cannot be typed in full: 100 is also what misses it by no more than
    the last figures of two or more places (3 × 33.33).
    """
    percents = [one.percent for one in typed if one.percent is not None]
    is_whole = len(percents) == len(typed) and _is_whole(percents)
    rounding = ROUND_DOWN if is_whole else ROUND_HALF_UP
    amounts = [one.amount if one.percent is None else _part(fee, one.percent, rounding) for one in typed]
    if is_whole:
        amounts[-1] = fee - sum(amounts[:-1])
    return tuple(Instalment(amount, one.trigger, one.on) for amount, one in zip(amounts, typed, strict=True))


def write_instalments(rows: Iterable[Instalment], *, currency: str) -> str:
    """The instalments as `shares` reads them: amounts, as they stand in the contract."""
    return "\n".join(f"{write_amount(Money(one.amount, currency))} on {one.on or one.trigger}" for one in rows)


def write_amount(money: Money) -> str:
    """`1200.50`, `500`: an amount as `parse_amount` reads it."""
    whole, cents = divmod(money.minor, 10 ** digits(money.currency))
    return f"{whole}.{cents:0{digits(money.currency)}}" if cents else str(whole)


def _share(line: str, number: int, *, currency: str, field: str) -> Share:
    found = _INSTALMENT.fullmatch(" ".join(line.split()))
    if found is None or len(line) > LONGEST_INSTALMENT:
        raise _fault(number, "say how much and when", INSTALMENT, field=field)
    much, when = found[1], found[2]
    is_percent = much.endswith("%")
    try:
        percent = parse_percent(much, field=field) if is_percent else None
        amount = 0 if is_percent else parse_amount(much, currency, field=field)
    except Refused as refused:
        raise Refused(f"Line {number}: {refused.sentence}", field=field) from None
    if not (percent or amount):
        raise _fault(number, "an instalment of nothing is none: give an amount or leave the line out", field=field)
    trigger = _TRIGGERS.get(when.casefold())
    if trigger is not None:
        return Share(percent, amount, trigger, None)
    if not re.fullmatch(_DAY, when, re.IGNORECASE):
        raise _fault(number, "it falls due on signing, on publishing or on a day", INSTALMENT, field=field)
    day = _read_day(when, number, right="500 on 2026-12-15", field=field)
    return Share(percent, amount, Trigger.DATE, day)


def _part(fee: int, percent: Decimal, rounding: str) -> int:
    return int((fee * percent / 100).quantize(Decimal(1), rounding))


def _is_whole(percents: Sequence[Decimal]) -> bool:
    """Whether percentages make up 100, each of two or more places by half its last figure more or less."""
    places = [-int(one.as_tuple().exponent) for one in percents]
    slack = sum((Decimal(5).scaleb(-many - 1) for many in places if many >= 2), Decimal(0))
    return abs(sum(percents, Decimal(0)) - 100) <= slack


def brief(text: str, *, field: str) -> tuple[BriefLine, ...]:
    """`must: name the brand`, `may: …` or `free: …` in each line. Raises Refused on `field`."""
    lines = _lines(text, most=MOST_LINES, field=field)
    return tuple(_brief_line(line, number, field=field) for number, line in lines)


def write_brief(lines: Iterable[BriefLine]) -> str:
    """The brief as `brief` reads it."""
    return "\n".join(f"{line.kind}: {_one(line.text)}" for line in lines)


def _brief_line(line: str, number: int, *, field: str) -> BriefLine:
    found = _BRIEF.fullmatch(line)
    if found is None:
        raise _fault(number, "begin with must:, may: or free:", BRIEF, field=field)
    # The mark of a list is ours, and the only one that `brief_lines` leaves out: what stands after it is text.
    read = brief_lines(f"- {found[2].strip()}", LineKind(found[1].casefold()), field=field)
    if not read:
        raise _fault(number, "say something after the colon", BRIEF, field=field)
    return read[0]


def _lines(text: str, *, most: int, field: str) -> Iterator[tuple[int, str]]:
    """The lines with something in them, without marks of a list, each with its number from 1."""
    cleaned = [(number, _BULLET.sub("", line.strip())) for number, line in enumerate(text.splitlines(), start=1)]
    lines = [(number, line) for number, line in cleaned if line]
    if len(lines) > most:
        raise Refused(f"These are {len(lines)} lines; {most} is the most.", field=field)
    return iter(lines)


def _read_day(text: str, number: int, *, right: str, field: str) -> date:
    """The one day that a date with its year means. Raises Refused for one that does not exist or has two readings."""
    cleaned = " ".join(text.lower().replace(",", " ").split())
    try:
        days = read_days(cleaned, today=date.min)
    except Refused as refused:
        raise Refused(f"Line {number}: {refused.sentence}", field=field) from None
    if not days:
        raise _fault(number, f"“{text[:40]}” is no day", right, field=field)
    return days[0]


def _one(text: str) -> str:
    """A text on one line."""
    return " ".join(text.splitlines()).strip()


def _fault(number: int, told: str, right: str = "", *, field: str) -> Refused:
    return Refused(f"Line {number}: {told}{f', such as “{right}”' if right else ''}.", field=field)
