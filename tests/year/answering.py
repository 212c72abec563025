"""What people do with the nudges that stand before them, as the oracle knows it."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.year import story
from tests.year.affairs import Affairs
from tests.year.oracle import Oracle, Piece
from tests.year.story import PEOPLE, Act
from tests.year.things import Followup
from tests.year.touching import touch

Known = dict[str, Any]


def looks(oracle: Oracle, act: Act, seed: int) -> Known:
    """Somebody sees to what they were told."""
    for one in oracle.seen(act.who):
        way, chance = story.answer(seed, one.series.kind, one.series.number, one.step, one.turn, act.who)
        match one.series.kind, way:
            case "approval_waiting", _:
                continue
            case "followup", _:
                _answer_followup(oracle, one, way, chance, act)
            case _, "done":
                one.state = "over"
                _note_outcome(oracle, one, chance, act)
            case _, "snooze":
                again(one, due=put_off(chance, now=act.at, tz=oracle.affairs.people[act.who][1]), to=one.to)
            case _, "reassign":
                again(one, due=act.at, to=other(chance, act.who))
    return {}


def again(one: Piece, *, due: datetime, to: str) -> None:
    """It comes another time."""
    one.state, one.turn, one.due, one.to, one.moment, one.told_at = "waits", one.turn + 1, due, to, None, None


def other(chance: Random, who: str) -> str:
    """A colleague."""
    return chance.choice([one for one in PEOPLE if one != who])


def put_off(chance: Random, *, now: datetime, tz: str) -> datetime:
    """Until when: nine in the morning of another day, or a moment that they choose."""
    choice = chance.choice(["1d", "3d", "week", "date"])
    if choice == "date":
        return now.replace(second=0, microsecond=0) + timedelta(minutes=chance.randrange(30, 8 * 24 * 60))
    local = now.astimezone(ZoneInfo(tz))
    days = {"1d": 1, "3d": 3, "week": 7 - local.weekday()}[choice]
    nine = datetime.combine(local.date() + timedelta(days=days), time(9), ZoneInfo(tz))
    return nine.astimezone(now.tzinfo)


def outcome(chance: Random, *, now: datetime) -> tuple[str, datetime | None]:
    """What happened (a kind of touch), and when to look again."""
    kind = chance.choice(["note", "call", "message", "reply"])
    minutes = chance.randrange(60, 15 * 24 * 60)
    soon = now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    return kind, soon if chance.random() < 0.3 else None


def _note_outcome(oracle: Oracle, one: Piece, chance: Random, act: Act) -> None:
    kind, soon = outcome(chance, now=act.at)
    influencer = one.series.about
    touch(oracle.affairs, influencer, kind, at=act.at, by=act.who)
    if soon is not None:
        remind(oracle.affairs, influencer, act.who, soon)


def _answer_followup(oracle: Oracle, one: Piece, way: str, chance: Random, act: Act) -> None:
    followup = oracle.affairs.followups[one.series.number]
    if way == "done":
        followup.is_open = False
        kind, soon = outcome(chance, now=act.at)
        touch(oracle.affairs, followup.influencer, kind, at=act.at, by=act.who)
        if soon is not None:
            remind(oracle.affairs, followup.influencer, followup.owner, soon)
    elif way == "snooze":
        followup.due = put_off(chance, now=act.at, tz=oracle.affairs.people[act.who][1])
    elif way == "reassign":
        followup.due, followup.owner = max(followup.due, act.at), other(chance, act.who)


def remind(affairs: Affairs, influencer: int, owner: str, due: datetime, *, is_urgent: bool = False) -> None:
    """Somebody wants to be reminded."""
    affairs.followups[len(affairs.followups) + 1] = Followup(influencer, owner, due, is_urgent)
