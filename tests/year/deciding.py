"""Decisions that somebody is asked for, as the oracle knows it: who is asked, who when nobody answers."""

from datetime import datetime, timedelta

from tests.year.affairs import Affairs
from tests.year.table import ESCALATE
from tests.year.things import Request


def ask(affairs: Affairs, kind: str, number: int, *, at: datetime, whom: str | None = None) -> None:
    """Ask for a decision: somebody who was chosen, else whose turn it is."""
    place = len(affairs.requests) + 1
    first = whom or _line(affairs, place)[0]
    affairs.requests[place] = Request((kind, number), at, {first: at})


def _line(affairs: Affairs, place: int) -> list[str]:
    """Everybody who may decide, in turn: managers before admins."""
    able = sorted(who for who, (role, _) in affairs.people.items() if role in ("manager", "admin"))
    turn = place % len(able)
    return sorted(able[turn:] + able[:turn], key=lambda who: affairs.people[who][0] == "admin")


def decide(affairs: Affairs, number: int, *, by: str, is_yes: bool, at: datetime) -> None:
    """Take a decision, with what follows from it."""
    request = affairs.requests[number]
    request.is_open, request.by = False, by if is_yes else None
    kind, about = request.about
    if kind == "gift":
        gift = affairs.gifts[about]
        gift.stage, gift.approved_at = ("approved", at) if is_yes else ("cancelled", None)
    elif kind == "contract":
        affairs.contracts[about].stage = "approved" if is_yes else "rejected"
    elif is_yes:
        affairs.payments[about].stage = "approved"


def next_moment(affairs: Affairs) -> datetime | None:
    """When a decision that waited too long goes to somebody else."""
    waiting = [one for one in affairs.requests.values() if affairs.waits(one) and not one.is_escalated]
    return min((one.asked_at + timedelta(hours=ESCALATE) for one in waiting), default=None)


def escalate(affairs: Affairs, now: datetime) -> None:
    """Ask the next in line where nobody has decided for so long."""
    for number, one in affairs.requests.items():
        if affairs.waits(one) and not one.is_escalated and now >= one.asked_at + timedelta(hours=ESCALATE):
            one.is_escalated = True
            one.asked[next(who for who in _line(affairs, number) if who not in one.asked)] = now
