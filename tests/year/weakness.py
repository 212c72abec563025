"""Who does badly against their like, and what is done about it, as the oracle knows it.

Who it is, is told: the sums are proven elsewhere.
"""

from collections.abc import Callable
from typing import Any

from tests.year.affairs import Affairs
from tests.year.story import Act
from tests.year.things import Weakness
from tests.year.touching import drop, touch

Known = dict[str, Any]


def _note(affairs: Affairs, act: Act) -> Known | None:
    noted = {affairs.collabs[one.collab].influencer for one in affairs.weaknesses.values()}
    able = [n for n, one in affairs.collabs.items() if affairs.live(n) and one.influencer not in noted]
    if not able:
        return None
    number = act.pick(able)
    affairs.weaknesses[len(affairs.weaknesses) + 1] = Weakness(number, act.at)
    return {"collab": number}


def _answer(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.weaknesses.items() if one.is_open and affairs.live(one.collab)]
    if not able:
        return None
    number = act.pick(able)
    weakness = affairs.weaknesses[number]
    weakness.is_open = False
    influencer = affairs.collabs[weakness.collab].influencer
    is_active = affairs.influencers[influencer].stage == "active"
    way = act.pick(["coach", "not now", "end", *(["pause"] if is_active else [])], 1)
    if way != "not now":
        touch(affairs, influencer, "note", at=act.at, by="UFAY")
    if way == "pause":
        affairs.influencers[influencer].stage = "paused"
    elif way == "end":
        drop(affairs, weakness.collab, at=act.at)
    return {"note": number, "way": way}


DEEDS: dict[str, Callable[[Affairs, Act], Known | None]] = {"do badly": _note, "answer weakness": _answer}
