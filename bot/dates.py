"""Natural dates in a person's own zone: read, said again, and taken out of a sentence.

The grammar is `bot.domain.influencers.when`. A general date library was measured and left out: dateparser 1.5 reads
"monday 9" as a day in September, "tomorrow 9" as this hour tomorrow, "10/12" as one of its two readings
without a word, and "eod" and "end of month" not at all. A wrong reminder is worse than a question.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.influencers import when
from bot.domain.influencers.followups import MORNING
from bot.domain.refused import Refused

YEARS_AHEAD = 5
"""How far ahead a date may lie."""

_EXAMPLES = "Write it like friday 10am, in 3 days, tomorrow 14:30 or 27 Nov."
_FORM = "Write who, when and what, for example: @noor.bakes friday 10am ask about rates"
_LONGEST = 120
_WORDS_OF_WHO, _WORDS_OF_WHEN = 12, 8
_TODAY = ("today", "tonight", "tomorrow")
_OFFSET = re.compile(r"\s*\(utc(?P<sign>[+-])(?P<hours>\d{1,2})(?::(?P<minutes>\d\d))?\)$")
_BEGINS = re.compile(
    r"\d|(?:in|next|this|coming|on|at|by|the|end|eod|noon|midday|today|tonight|tomorrow|tmrw?|an?|one|two|three|day"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b"
)


@dataclass(frozen=True, slots=True)
class FollowupRequest:
    """What a person asked to be reminded of: of whom (as typed), when (UTC), and of what."""

    who: str
    at: datetime
    what: str


def parse_when(text: str, *, now: datetime, tz: str) -> datetime:
    """The moment (UTC) that `text` means to a person in the zone `tz`.

    A day without a time means 9:00, and a weekday the next one: today only while the time is still ahead.
    At a change of clocks a time that is skipped moves on with the clock (2:30 becomes 3:30), and of a time
    that comes twice the first that is ahead counts. Raises Refused for all but a moment within five years.
    """
    if len(text) <= _LONGEST and (found := _read(text, now=now, zone=ZoneInfo(tz), is_sentence=False)):
        return found
    raise Refused(f"I can't read “{' '.join(text.split())[:40]}” as a date. {_EXAMPLES}")


def say_when(at: datetime, *, tz: str, now: datetime) -> str:
    """`tomorrow, Friday 27 November, 10:00, Berlin`: what `parse_when` reads again to the same minute.

    The year is said if it is not this one; the offset only for an hour that comes twice that night.
    """
    zone = ZoneInfo(tz)
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    near = {0: "today, ", 1: "tomorrow, "}.get((local.date() - today).days, "")
    year = "" if local.year == today.year else f" {local.year}"
    weekday = when.WEEKDAYS[local.weekday()].capitalize()
    is_double = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    offset = f" ({_say_offset(local.utcoffset() or timedelta())})" if is_double else ""
    return f"{near}{weekday} {when.say_day(local.date())}{year}, {local:%H:%M}{offset}, {city(zone.key)}"


def city(tz: str) -> str:
    """`New York`: what people call a zone."""
    return tz.rsplit("/", 1)[-1].replace("_", " ")


def split_followup(text: str, *, now: datetime, tz: str, names: Callable[[str], bool] | None = None) -> FollowupRequest:
    """Take `<who> <when> <what>` apart at the first date after at least one word, as long as it reads.

    Where `names` knows several beginnings as somebody's name ("Noor", "Noor Sun"), the longest wins; a name
    in quotes is taken as it stands. Raises Refused, with the right form, when a part is missing.
    """
    text = text.strip()
    found = list(_splits(text, now=now, zone=ZoneInfo(tz)))
    if not found:
        raise Refused(f"I can't find a date in that. {_FORM}")
    known = [request for request in found if names and names(request.who)]
    request = known[-1] if known else found[0]
    if not known and _BEGINS.match(_normal(request.who)) and _is_date(request.who, now=now, tz=tz):
        raise Refused(f"Say first whom it is about. {_FORM}")
    if not request.what:
        raise Refused(f"Say what it is about. {_FORM}")
    return request


def _splits(text: str, *, now: datetime, zone: ZoneInfo) -> Iterator[FollowupRequest]:
    quoted = re.match(r"[\"“”„']([^\"“”„]+)[\"“”](?=\s)|'([^']+)'(?=\s)", text)
    words = list(re.finditer(r"\S+", text))
    starts = range(1, min(len(words), _WORDS_OF_WHO + 1))
    if quoted:
        starts = range(len(quoted[0].split()), min(len(words), len(quoted[0].split()) + 1))
    for start in starts:
        if not _BEGINS.match(_normal(words[start][0])):
            continue
        for end in range(min(len(words), start + _WORDS_OF_WHEN), start, -1):
            phrase = text[words[start].start() : words[end - 1].end()]
            at = _read(phrase, now=now, zone=zone, is_sentence=True)
            if at:
                who = (quoted[1] or quoted[2]) if quoted else text[: words[start].start()].strip(" \t\n,;:-–—")
                what = text[words[end - 1].end() :].strip(" \t\n,;:-–—")
                yield FollowupRequest(who.strip(), at, what)
                break


def _is_date(text: str, *, now: datetime, tz: str) -> bool:
    try:
        return _read(text, now=now, zone=ZoneInfo(tz), is_sentence=True) is not None
    except Refused:
        return True


def _read(text: str, *, now: datetime, zone: ZoneInfo, is_sentence: bool) -> datetime | None:
    """The moment that the whole of `text` means, or None where it is no date. Raises Refused."""
    said = _normal(text).removesuffix(f" {_normal(city(zone.key))}")
    try:
        span = when.read_span(said)
        if span is not None:
            return _checked([now.astimezone(UTC) + span], now=now, zone=zone)
        return _read_day_and_time(said, now=now, zone=zone, is_sentence=is_sentence)
    except OverflowError as overflow:
        raise Refused(f"That is more than {YEARS_AHEAD} years ahead. {_EXAMPLES}") from overflow


def _read_day_and_time(said: str, *, now: datetime, zone: ZoneInfo, is_sentence: bool) -> datetime | None:
    offset = _OFFSET.search(said)
    said = said[: offset.start()] if offset else said
    today = now.astimezone(zone).date()
    for day_words, at in _cuts(said, is_sentence=is_sentence):
        days = _days(day_words, today=today) if day_words else (today, today + timedelta(days=1))
        if days and (day_words or at):
            hour = at or (when.EVENING if day_words == "tonight" else MORNING)
            moments = [_moment(day, hour, zone=zone, now=now, offset=offset) for day in days]
            return _checked([moment for moment in moments if moment], now=now, zone=zone)
    return None


def _cuts(said: str, *, is_sentence: bool) -> Iterator[tuple[str, time | None]]:
    """Every way to cut `said` into the words of a day and a time of day: either may be missing."""
    yield said, None
    words = said.split()
    for size in range(min(len(words), 3), 0, -1):
        head, tail = words[:-size], words[-size:]
        at = when.read_time(" ".join(tail)) or (
            _lone_hour(head, tail[0], is_sentence=is_sentence) if size == 1 else None
        )
        if at:
            yield " ".join(head[:-1] if head and head[-1] in {"at", "@"} else head), at
        first = when.read_time(" ".join(words[:size]))
        if first and size < len(words):
            yield " ".join(words[size:]).removeprefix("on "), first


def _lone_hour(head: list[str], number: str, *, is_sentence: bool) -> time | None:
    """The hour of "monday 9". From 1 to 6 it could be either half of the day, or in a sentence "2 drafts"."""
    if not head or not re.fullmatch(r"\d{1,2}", number):
        return None
    has_at = head[-1] in {"at", "@"}
    if 1 <= int(number) <= 6 and (has_at or not is_sentence):
        raise Refused(f"{int(number)} can be {int(number)}am or {int(number)}pm. Write the one you mean.")
    follows_name = head[-1] in _TODAY or head[-1][:3] in _SHORT
    return when.read_hour(number) if has_at or follows_name or not is_sentence else None


def _days(said: str, *, today: date) -> tuple[date, ...] | None:
    """The days that `said` can mean: "friday", "27 november", or both, which must then agree."""
    days = when.read_days(said, today=today)
    first, _, rest = said.partition(" ")
    if days or not rest or not (first in _TODAY or first[:3] in _SHORT):
        return days
    days, outer = _days(rest, today=today), when.read_days(first, today=today)
    if not days or not outer:
        return None
    agreeing = tuple(d for d in days if (d in outer if first in _TODAY else d.weekday() == outer[0].weekday()))
    if not agreeing and any(c.isdigit() for c in rest):
        name = when.WEEKDAYS[days[0].weekday()].capitalize()
        raise Refused(f"{when.say_day(days[0])} {days[0].year} is a {name}. Write the one day you mean.")
    return agreeing or None


_SHORT = frozenset(name[:3] for name in when.WEEKDAYS)


def _moment(day: date, at: time, *, zone: ZoneInfo, now: datetime, offset: re.Match[str] | None) -> datetime | None:
    """A local time in UTC. `offset` chooses between the two of an hour that comes twice."""
    both = [datetime.combine(day, at.replace(fold=fold), zone) for fold in (0, 1)]
    if offset:
        wanted = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        wanted = -wanted if offset["sign"] == "-" else wanted
        both = [local for local in both if local.utcoffset() == wanted]
    moments = [local.astimezone(UTC) for local in both]
    return next((moment for moment in moments if moment > now), moments[0] if moments else None)


def _checked(moments: list[datetime], *, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The first of `moments` that is ahead. Raises Refused when all are past, or too far."""
    if not moments:
        return None
    ahead = next((moment for moment in moments if moment > now), None)
    if ahead is None:
        said = say_when(moments[-1], tz=zone.key, now=now)
        raise Refused(f"{said[0].upper()}{said[1:]} is in the past. {_EXAMPLES}")
    if ahead > now + timedelta(days=366 * YEARS_AHEAD):
        raise Refused(f"That is more than {YEARS_AHEAD} years ahead. {_EXAMPLES}")
    return ahead


def _normal(text: str) -> str:
    """Small letters, one space between words, no commas: the form that the grammar reads."""
    said = unicodedata.normalize("NFKC", text).casefold()
    said = re.sub(r"\b([ap])\.m\b\.?", r"\1m", said.replace(",", " "))
    said = re.sub(r"(?<=\d)t(?=\d\d:)|(?<=[a-z])\.(?=\s|$)", " ", said)
    said = re.sub(r"\bthis (?=morning|afternoon|evening)", "today ", " ".join(said.split()))
    return re.sub(r"^(?:on|at|by) ", "", said.rstrip(" ;:!"))


def _say_offset(offset: timedelta) -> str:
    hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
    return f"UTC{'-' if offset < timedelta() else '+'}{hours}" + (f":{minutes:02}" if minutes else "")
