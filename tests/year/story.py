"""What people do in a year, and when: drawn from a seed, by the words of the product alone.

An act is a wish: whether it is possible at its moment, the oracle says, and only then it is played.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

BERLIN, NEW_YORK, KOLKATA = "Europe/Berlin", "America/New_York", "Asia/Kolkata"
ZONES = (BERLIN, NEW_YORK, KOLKATA)

PEOPLE: dict[str, tuple[str, str]] = {
    "UANA": ("marketer", BERLIN),
    "UBEN": ("manager", BERLIN),
    "UCAT": ("marketer", NEW_YORK),
    "UDAN": ("manager", NEW_YORK),
    "UEVA": ("marketer", KOLKATA),
    "UFAY": ("admin", KOLKATA),
    "UGIL": ("marketer", BERLIN),
    "UHAN": ("marketer", NEW_YORK),
    "UIRA": ("marketer", KOLKATA),
}
"""Who works here, by Slack id: role and zone at first."""
BOSSES = ("UANA", "UBEN", "UDAN", "UEVA", "UFAY")
"""Who runs campaigns: some are no managers."""
MARKETERS = tuple(who for who, (role, _) in PEOPLE.items() if role == "marketer")

TEAM_MANNERS: dict[str, Any] = {"cap": 4}
OWN_MANNERS: dict[str, dict[str, Any]] = {
    "UGIL": {"days": [1, 2, 3, 4, 5], "start": "10:00", "end": "16:00", "cap": 2},
    "UHAN": {"country": None},
    "UIRA": {"start": "08:30", "end": "17:30", "cap": 3},
}
"""How people want to be nudged at first: what the team set, and over it what some of them did."""
OTHER_MANNERS: tuple[dict[str, Any], ...] = (
    {},
    {"days": [0, 1, 2, 3, 4], "start": "07:00", "end": "15:00", "country": "zone", "cap": 10},
    {"days": [0, 1, 2, 3], "start": "09:00", "end": "18:00", "country": "zone", "cap": 1},
    {"days": [0, 1, 2, 3, 6], "start": "11:15", "end": "19:45", "country": "zone", "cap": 2},
    {"days": [0, 1, 2, 3, 4], "start": "09:00", "end": "18:00", "country": "US", "cap": 3},
    {"days": [0, 1, 2, 3, 4], "start": "09:00", "end": "18:00", "country": None, "cap": 8},
    {"days": [0, 1, 2, 3, 4, 5, 6], "start": "00:00", "end": "23:45", "country": None, "cap": 5},
)
"""What somebody may set for themselves later; nothing gives them the team's again."""
INFLUENCERS, CAMPAIGNS = 50, 10
DAYS_OF_WORK = 0.9
"""How likely somebody looks at their messages on a day."""

WEIGHTS: dict[str, int] = {
    "write": 30,
    "reply": 9,
    "followup": 22,
    "submit": 14,
    "decide": 14,
    "drop": 3,
    "accept": 6,
    "haggle": 3,
    "plan content": 7,
    "draft": 13,
    "review": 9,
    "publish": 7,
    "measure": 3,
    "complete": 4,
    "worry": 3,
    "settle": 2,
    "bind": 2,
    "take up": 4,
    "give": 8,
    "close": 1,
    "reopen": 2,
    "never again": 1,
    "after all": 2,
    "move": 2,
    "manners": 3,
    "wish": 1,
    "mute": 2,
    "unmute": 1,
    "rule": 2,
    "send contract": 9,
    "sign": 12,
    "terminate": 1,
    "pay": 5,
    "cancel payment": 1,
    "ask again": 1,
    "ship product": 2,
    "skip once": 4,
    "move nudge": 5,
    "do badly": 3,
    "answer weakness": 1,
    "propose gift": 12,
    "order gift": 2,
    "ship gift": 6,
    "gift arrives": 6,
    "gift thanked": 1,
    "cancel gift": 1,
}
"""How often each thing happens, beside the others."""


@dataclass(frozen=True)
class Act:
    """Somebody does something at a moment. `dice` decides what it is about, among what there is by then."""

    at: datetime
    verb: str
    who: str
    dice: int
    with_: dict[str, Any] = field(default_factory=dict)

    def pick(self, among: Any, turn: int = 0) -> Any:
        """One of what there is."""
        among = list(among)
        return among[Random(f"{self.dice}:{turn}").randrange(len(among))]


def story(seed: int, *, begin: date, days: int, per_day: float) -> list[Act]:
    """Everything that is done from a day on, in order. No two acts share a moment, and none is a whole minute."""
    chance = Random(f"story:{seed}")
    acts = [act for later in range(days) for act in _day(chance, begin + timedelta(days=later), per_day)]
    acts.sort(key=lambda act: act.at)
    return [Act(act.at.replace(microsecond=n % 999_983 + 1), *_rest(act)) for n, act in enumerate(acts)]


def _rest(act: Act) -> tuple[str, str, int, dict[str, Any]]:
    return act.verb, act.who, act.dice, act.with_


def _day(chance: Random, day: date, per_day: float) -> Iterator[Act]:
    many = int(per_day) + (chance.random() < per_day % 1)
    for verb in chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=many):
        yield Act(_moment(chance, day), verb, chance.choice(MARKETERS), chance.getrandbits(40))
    for who in PEOPLE:
        if chance.random() < DAYS_OF_WORK:
            yield Act(_moment(chance, day), "looks", who, chance.getrandbits(40))


def _moment(chance: Random, day: date) -> datetime:
    """Any time of the day and night, never a whole minute."""
    at = time(chance.randrange(24), chance.randrange(60), chance.randrange(1, 59))
    return datetime.combine(day, at, UTC)


def answer(seed: int, kind: str, about: Any, step: int, turn: int, to: str) -> tuple[str, Random]:
    """What somebody does with a nudge once they see it, and the dice for the rest: the same whoever asks."""
    chance = Random(f"{seed}:{kind}:{about}:{step}:{turn}:{to}")
    ways = ("leave", "done", "snooze", "reassign")
    return chance.choices(ways, (40, 30, 20, 10))[0], chance
