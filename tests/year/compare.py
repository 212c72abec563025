"""Where what was told and what should have been part, as a sentence."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.year.oracle import Told

Moment = tuple[datetime, str]


def first_difference(expected: Iterable[Told], said: Iterable[Told], *, zones: dict[str, str]) -> str | None:
    """The first moment at which somebody was told other things than they should have been; None for never.

    What stands alone and what in the batch of a day is compared by number alone: which of them, is a matter of rank. So
    for a day after a batch not even that: what they put off of what stands alone makes room, and rank chose which does.
    """
    should, did = _by_moment(expected), _by_moment(said)
    batched: dict[str, datetime] = {}
    for at, who in sorted({*should, *did}):
        missing = _what(should.get((at, who), [])) - _what(did.get((at, who), []))
        surplus = _what(did.get((at, who), [])) - _what(should.get((at, who), []))
        local = f"{at:%Y-%m-%d %H:%M:%S} UTC ({at.astimezone(ZoneInfo(zones[who])):%a %H:%M} in {zones[who]})"
        if missing or surplus:
            return f"{local}: {who} {_say('should have been told', missing)}{_say('was told', surplus)}"
        ways = [Counter(one.way for one in told[at, who]) for told in (should, did)]
        is_ranked = who in batched and at - batched[who] < timedelta(days=1)
        batched |= {who: at} if "batch" in ways[0] else {}
        if ways[0] != ways[1] and not is_ranked:
            return f"{local}: {who} should have got {dict(ways[0])}, and got {dict(ways[1])}"
    return None


def _by_moment(told: Iterable[Told]) -> dict[Moment, list[Told]]:
    found: dict[Moment, list[Told]] = {}
    for one in told:
        found.setdefault((one.at, one.to), []).append(one)
    return found


def _what(told: Iterable[Told]) -> Counter[tuple[str, int, int]]:
    """What was told, and how often; a follow-up counts its turns by itself."""
    return Counter((one.kind, one.number, one.step) for one in told)


def _say(verb: str, what: Counter[tuple[str, int, int]]) -> str:
    said = [f"{kind} {number} at step {step}" for kind, number, step in sorted(what.elements())]
    return f"{verb} {', '.join(said)}; " if said else ""
