"""What becomes of the work on content, of worries and of what is agreed, as the oracle knows it."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.year.affairs import Affairs
from tests.year.almanac import today
from tests.year.story import Act
from tests.year.table import PROMISED
from tests.year.things import Concern, Content, Owed, Post
from tests.year.touching import reach, touch

Known = dict[str, Any]
NEXT = {"invited": "accepted", "accepted": "producing", "contracted": "producing"}


def _accept(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.collabs.items() if affairs.live(number) and one.stage in NEXT]
    if not able:
        return None
    number = act.pick(able)
    reach(affairs, number, NEXT[affairs.collabs[number].stage], act.at)
    return {"collab": number, "to": affairs.collabs[number].stage}


def _haggle(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.influencers.items() if one.stage == "contacted"]
    if not able:
        return None
    number = act.pick(able)
    affairs.influencers[number].stage = "negotiating"
    return {"influencer": number}


def _plan_content(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.collabs.items() if affairs.live(number) and one.stage != "shortlisted"]
    if not able:
        return None
    number = act.pick(able)
    due = act.at.date() + timedelta(days=Random(act.dice).randrange(1, 25))
    affairs.contents[len(affairs.contents) + 1] = Content(number, due, act.at)
    return {"collab": number, "due": due}


def _draft(affairs: Affairs, act: Act) -> Known | None:
    found = affairs.contents.items()
    able = [n for n, one in found if one.state in ("planned", "changes requested") and affairs.live(one.collab)]
    able = [number for number in able if affairs.contents[number].rounds < 2]
    if not able:
        return None
    number = act.pick(able)
    one = affairs.contents[number]
    one.state, one.rounds, one.draft = "submitted", one.rounds + 1, len(affairs.feedbacks) + 1
    collab = affairs.collabs[one.collab]
    due = act.at + timedelta(hours=PROMISED)
    owed = Owed("feedback_owed", collab.influencer, one.collab, affairs.bosses[collab.campaign], due)
    affairs.feedbacks[one.draft] = owed
    touch(affairs, collab.influencer, "draft", at=act.at, by=act.who)
    return {"content": number}


def _review(affairs: Affairs, act: Act) -> Known | None:
    able = [n for n, one in affairs.contents.items() if one.state == "submitted" and affairs.live(one.collab)]
    if not able:
        return None
    number = act.pick(able)
    one = affairs.contents[number]
    one.state = "approved" if act.dice % 3 else "changes requested"
    affairs.feedbacks[one.draft].is_open = False
    touch(affairs, affairs.collabs[one.collab].influencer, "draft", at=act.at, by=act.who)
    return {"draft": one.draft, "is_good": one.state == "approved"}


def _publish(affairs: Affairs, act: Act) -> Known | None:
    able = [n for n, one in affairs.contents.items() if one.state == "approved" and affairs.live(one.collab)]
    if not able:
        return None
    number = act.pick(able)
    one = affairs.contents[number]
    one.state = "published"
    on = today(affairs.people[act.who][1], act.at) - timedelta(days=act.dice % 3)
    is_clear = act.dice % 5 > 1
    affairs.posts[len(affairs.posts) + 1] = Post(one.collab, on, is_clear)
    _date_payments(affairs, number, on)
    if affairs.collabs[one.collab].stage == "producing":
        reach(affairs, one.collab, "live", act.at)
    touch(affairs, affairs.collabs[one.collab].influencer, "draft", at=act.at, by=act.who)
    return {"content": number, "on": on, "is_clear": is_clear}


def _date_payments(affairs: Affairs, content: int, on: date) -> None:
    """What is paid on publishing is due by then."""
    for number, one in affairs.contracts.items():
        mine = [each for each in affairs.payments.values() if each.contract == number and each.stage == "planned"]
        for payment in mine if one.content == content and one.stage in ("signed", "terminated") else ():
            payment.due = payment.due or on + timedelta(days=one.terms.payment_days)


def _measure(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.posts.items() if not one.is_measured]
    if not able:
        return None
    number = act.pick(able)
    affairs.posts[number].is_measured = True
    return {"post": number}


def _complete(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.collabs.items() if one.stage == "live" and affairs.live(number)]
    if not able:
        return None
    number = act.pick(able)
    reach(affairs, number, "completed", act.at)
    return {"collab": number, "to": "completed"}


def _worry(affairs: Affairs, act: Act) -> Known:
    number = act.pick(affairs.influencers)
    place = len(affairs.concerns) + 1
    affairs.concerns[place] = Concern(number, affairs.influencers[number].owner, act.at)
    return {"influencer": number}


def _settle(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.concerns.items() if one.is_open]
    if not able:
        return None
    number = act.pick(able)
    affairs.concerns[number].is_open = False
    return {"concern": number}


def _bind(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number in affairs.collabs if affairs.live(number)]
    if not able:
        return None
    number = act.pick(able)
    until = act.at.date() + timedelta(days=Random(act.dice).randrange(1, 40))
    affairs.collabs[number].exclusive_until = until
    return {"collab": number, "until": until}


DEEDS: dict[str, Callable[[Affairs, Act], Known | None]] = {
    "accept": _accept,
    "haggle": _haggle,
    "plan content": _plan_content,
    "draft": _draft,
    "review": _review,
    "publish": _publish,
    "measure": _measure,
    "complete": _complete,
    "worry": _worry,
    "settle": _settle,
    "bind": _bind,
}
