"""What becomes of gifts, as the oracle knows it: proposed, decided on where they are dear, sent, and what came back."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from tests.year.affairs import Affairs
from tests.year.almanac import at_noon, today
from tests.year.deciding import ask
from tests.year.story import Act
from tests.year.things import Gift
from tests.year.touching import touch

Known = dict[str, Any]
OCCASIONS = {
    "birthday": "occasion_birthday",
    "anniversary": "occasion_anniversary",
    "campaign completed": "occasion_completed",
    "seeding": None,
    "thank-you": None,
}
"""For what a gift is given, and the nudge that it answers."""
DEAR = 100
"""Above so many euros somebody decides on a gift."""


def _propose(affairs: Affairs, act: Act) -> Known:
    chance = Random(act.dice)
    collab = act.pick(affairs.collabs) if chance.random() < 0.6 else None
    influencer = affairs.collabs[collab].influencer if collab else act.pick(affairs.influencers)
    campaign = affairs.collabs[collab].campaign if collab else None
    is_sent, euros = chance.random() < 0.7, chance.choice([40, DEAR, DEAR + 1, 250])
    number, occasion = len(affairs.gifts) + 1, chance.choice(list(OCCASIONS))
    affairs.gifts[number] = Gift(influencer, collab, act.who, is_sent=is_sent)
    if euros > DEAR:
        ask(affairs, "gift", number, at=act.at)
    else:
        affairs.gifts[number].stage, affairs.gifts[number].approved_at = "approved", act.at
    about = collab if occasion == "campaign completed" else influencer
    if (kind := OCCASIONS[occasion]) and about:
        affairs.answered.append((kind, about))
    told = {"influencer": influencer, "campaign": campaign, "is_sent": is_sent}
    return {**told, "euros": euros, "occasion": occasion}


def _order(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.gifts.items() if one.stage == "approved" and one.is_sent]
    if not able:
        return None
    number = act.pick(able)
    affairs.gifts[number].stage = "ordered"
    return {"gift": number}


def _ship(affairs: Affairs, act: Act) -> Known | None:
    able = [n for n, one in affairs.gifts.items() if one.stage in ("approved", "ordered") and one.is_sent]
    if not able:
        return None
    number = act.pick(able)
    one = affairs.gifts[number]
    one.stage, one.sent_at = "shipped", act.at
    touch(affairs, one.influencer, "gift", at=act.at, by=act.who)
    return {"gift": number}


def _arrive(affairs: Affairs, act: Act) -> Known | None:
    able = [n for n, one in affairs.gifts.items() if one.stage == ("shipped" if one.is_sent else "approved")]
    if not able:
        return None
    number = act.pick(able)
    one, tz = affairs.gifts[number], affairs.people[act.who][1]
    on, sent_at = today(tz, act.at) - timedelta(days=act.dice % 3), one.sent_at or one.approved_at
    if sent_at and on < today(tz, sent_at):
        on = today(tz, act.at)
    at = act.at if on == today(tz, act.at) else at_noon(tz, on)
    one.stage, one.has_at = "delivered", max(at, one.sent_at or at)
    touch(affairs, one.influencer, "gift", at=one.has_at, by=act.who)
    return {"gift": number, "on": on}


def _thank(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.gifts.items() if one.stage == "delivered"]
    if not able:
        return None
    number = act.pick(able)
    one = affairs.gifts[number]
    one.stage = "posted" if act.dice % 2 else "thanked"
    touch(affairs, one.influencer, "gift", at=act.at, by=act.who)
    return {"gift": number, "is_posted": one.stage == "posted"}


def _cancel(affairs: Affairs, act: Act) -> Known | None:
    able = [n for n, one in affairs.gifts.items() if one.stage in ("proposed", "approved", "ordered", "shipped")]
    if not able:
        return None
    number = act.pick(able)
    one = affairs.gifts[number]
    if one.stage == "shipped":
        touch(affairs, one.influencer, "gift", at=act.at, by=act.who)
    one.stage = "cancelled"
    affairs.withdraw("gift", number)
    return {"gift": number}


DEEDS: dict[str, Callable[[Affairs, Act], Known | None]] = {
    "propose gift": _propose,
    "order gift": _order,
    "ship gift": _ship,
    "gift arrives": _arrive,
    "gift thanked": _thank,
    "cancel gift": _cancel,
}
