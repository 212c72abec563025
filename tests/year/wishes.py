"""How people want to be told: their hours, what they want to hear of, and the team's rules, as the oracle knows it."""

from collections.abc import Callable
from typing import Any

from tests.year import story
from tests.year.affairs import Affairs
from tests.year.standing import series
from tests.year.story import Act
from tests.year.table import TABLE
from tests.year.things import Rule

Known = dict[str, Any]
RULED: dict[str, list[tuple[int, ...]]] = {
    "no_reply": [(), (48, 7 * 24), (24, 96, 240)],
    "deliverable_due": [(), (-5, 1), (0,)],
    "payment_due": [(), (-7, -3, 0, 2)],
    "concern_open": [(), (24, 120)],
    "exclusivity_ending": [()],
    "gift_unshipped": [(), (24,)],
    "occasion_birthday": [(), (-14, 0)],
    "occasion_anniversary": [()],
}
"""Kinds whose rules are changed, each with steps that are chosen; none are the usual ones."""


def _move(affairs: Affairs, act: Act) -> Known:
    role, tz = affairs.people[act.who]
    tz = act.pick([one for one in story.ZONES if one != tz])
    affairs.people[act.who] = (role, tz)
    return {"tz": tz}


def _manners(affairs: Affairs, act: Act) -> Known:
    told = act.pick(story.OTHER_MANNERS)
    affairs.own_manners[act.who] = told
    return {"manners": told}


def _wish(affairs: Affairs, act: Act) -> Known | None:
    kind = act.pick([one for one in TABLE if one != "followup"])
    if not affairs.is_on(kind):
        return None
    affairs.unwanted ^= {(kind, act.who)}
    return {"kind": kind, "is_on": (kind, act.who) not in affairs.unwanted}


def _rule(affairs: Affairs, act: Act) -> Known:
    kind = act.pick(RULED)
    is_on, to = (
        act.pick([False, True, True, True], 1),
        act.pick(["usual", "usual", "owner", "owner_manager", "manager"], 2),
    )
    steps = act.pick(RULED[kind], 3)
    affairs.rules[kind] = Rule(is_on, steps, to)
    affairs.renewed.append(kind)
    return {"kind": kind, "is_on": is_on, "steps": steps, "to": to}


def _mute(affairs: Affairs, act: Act) -> Known | None:
    mine = [number for number, one in affairs.letters.items() if affairs.collabs[one.collab].owner == act.who]
    able = [number for number in mine if affairs.live(affairs.letters[number].collab)]
    able = [number for number in able if ("no_reply", number, act.who) not in affairs.muted]
    open_ = [one.number for one in series(affairs) if one.kind == "no_reply"]
    able = [number for number in able if number in open_]
    if not able:
        return None
    number = act.pick(able)
    affairs.muted.add(("no_reply", number, act.who))
    return {"kind": "no_reply", "number": number}


def _unmute(affairs: Affairs, act: Act) -> Known | None:
    able = sorted(one for one in affairs.muted if one[2] == act.who)
    if not able:
        return None
    kind, number, who = act.pick(able)
    affairs.muted.discard((kind, number, who))
    return {"kind": kind, "number": number}


DEEDS: dict[str, Callable[[Affairs, Act], Known | None]] = {
    "move": _move,
    "manners": _manners,
    "wish": _wish,
    "rule": _rule,
    "mute": _mute,
    "unmute": _unmute,
}
