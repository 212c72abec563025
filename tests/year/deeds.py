"""What becomes of what people want to do: an act that is possible changes the affairs, and is a deed to be played.

A deed names everything by its number. What somebody does with the nudges that they see is not in it: whoever plays it
has them before their eyes, and `story.answer` says the same to all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.year import contracts, gifts, paying, upcoming, weakness, wishes, work
from tests.year.affairs import Affairs
from tests.year.answering import looks, remind
from tests.year.deciding import decide
from tests.year.oracle import Oracle
from tests.year.story import MARKETERS, PEOPLE, Act
from tests.year.things import Letter
from tests.year.touching import drop, reach, touch

Known = dict[str, Any]


@dataclass(frozen=True)
class Deed:
    """What was done, by whom, when, and about what."""

    at: datetime
    verb: str
    who: str
    known: Known = field(default_factory=dict)


def do(oracle: Oracle, act: Act, *, seed: int) -> Deed | None:
    """Have an act happen, if it can."""
    oracle.pass_until(act.at)
    if act.verb == "looks":
        known: Known | None = looks(oracle, act, seed)
    elif act.verb in upcoming.DEEDS:
        known = upcoming.DEEDS[act.verb](oracle, act)
    else:
        known = _DEEDS[act.verb](oracle.affairs, act)
    oracle.note(is_new_rule=act.verb in wishes.DEEDS)
    return None if known is None else Deed(act.at, act.verb, act.who, known)


def _write(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number in affairs.collabs if affairs.live(number)]
    if not able:
        return None
    number = act.pick(able)
    one = affairs.collabs[number]
    affairs.letters[len(affairs.letters) + 1] = Letter(number, act.at)
    if one.stage == "shortlisted":
        reach(affairs, number, "invited", act.at)
    touch(affairs, one.influencer, "message", at=act.at, by=act.who)
    return {"collab": number}


def _reply(affairs: Affairs, act: Act) -> Known | None:
    asked = [one for one in affairs.letters.values() if not one.is_answered]
    if not asked:
        return None
    who = affairs.collabs[act.pick(asked).collab].influencer
    touch(affairs, who, "reply", at=act.at, by=act.who)
    return {"influencer": who}


def _followup(affairs: Affairs, act: Act) -> Known:
    influencer = act.pick(sorted({one.influencer for one in affairs.collabs.values()}))
    chance = Random(act.dice)
    due = act.at.replace(second=0, microsecond=0) + timedelta(minutes=chance.randrange(2, 20 * 24 * 60))
    owner = act.who if chance.random() < 0.8 else chance.choice(list(PEOPLE))
    is_urgent = chance.random() < 0.1
    remind(affairs, influencer, owner, due, is_urgent=is_urgent)
    return {"influencer": influencer, "owner": owner, "due": due, "is_urgent": is_urgent}


def _decide(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.requests.items() if affairs.waits(one)]
    if not able:
        return None
    number = act.pick(able)
    is_yes = act.dice % 4 > 0
    by = act.pick(sorted(affairs.requests[number].asked), 1)
    decide(affairs, number, by=by, is_yes=is_yes, at=act.at)
    return {"request": number, "by": by, "is_yes": is_yes}


def _drop(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.collabs.items() if affairs.live(number)]
    if not able:
        return None
    number = act.pick(able)
    drop(affairs, number, at=act.at)
    return {"collab": number, "to": "dropped"}


def _take_up(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.collabs.items() if one.stage == "dropped"]
    able = [number for number in able if affairs.collabs[number].influencer not in affairs.never]
    if not able:
        return None
    number = act.pick(able)
    reach(affairs, number, "shortlisted", act.at)
    return {"collab": number, "to": "shortlisted"}


def _give(affairs: Affairs, act: Act) -> Known:
    number = act.pick(affairs.collabs)
    one = affairs.collabs[number]
    before, one.owner = one.owner, act.pick([who for who in MARKETERS if who != one.owner], 1)
    for each in (*affairs.answers.values(), *affairs.products.values()):
        if each.is_open and (each.collab, each.owner) == (number, before):
            each.owner = one.owner
    for gift in affairs.gifts.values():
        if gift.collab == number and gift.stage not in ("posted", "thanked", "cancelled"):
            gift.owner = one.owner
    for contract_number, contract in affairs.contracts.items():
        if contract.collab == number:
            contract.owner = one.owner
            for payment in affairs.payments.values():
                if payment.contract == contract_number and payment.is_open:
                    payment.owner = one.owner
    return {"collab": number, "to": one.owner}


def _close(affairs: Affairs, act: Act) -> Known | None:
    able = {one.campaign for one in affairs.collabs.values()} - affairs.closed
    if len(able) < 4:
        return None
    number = act.pick(sorted(able))
    affairs.closed.add(number)
    for one in affairs.feedbacks.values():
        one.is_open &= one.collab is None or affairs.collabs[one.collab].campaign != number
    return {"campaign": number}


def _reopen(affairs: Affairs, act: Act) -> Known | None:
    if not affairs.closed:
        return None
    number = act.pick(sorted(affairs.closed))
    affairs.closed.discard(number)
    return {"campaign": number}


def _never_again(affairs: Affairs, act: Act) -> Known | None:
    number = act.pick(sorted({one.influencer for one in affairs.collabs.values()}))
    if number in affairs.never:
        return None
    affairs.never.add(number)
    affairs.influencers[number].stage = "do-not-contact"
    for one in affairs.answers.values():
        one.is_open &= one.influencer != number
    return {"influencer": number}


def _after_all(affairs: Affairs, act: Act) -> Known | None:
    if not affairs.never:
        return None
    number = act.pick(sorted(affairs.never))
    affairs.never.discard(number)
    affairs.influencers[number].stage = "prospect"
    return {"influencer": number}


_DEEDS: dict[str, Callable[[Affairs, Act], Known | None]] = {
    **work.DEEDS,
    **gifts.DEEDS,
    **contracts.DEEDS,
    **paying.DEEDS,
    **weakness.DEEDS,
    **wishes.DEEDS,
    "write": _write,
    "reply": _reply,
    "followup": _followup,
    "decide": _decide,
    "drop": _drop,
    "take up": _take_up,
    "give": _give,
    "close": _close,
    "reopen": _reopen,
    "never again": _never_again,
    "after all": _after_all,
}
