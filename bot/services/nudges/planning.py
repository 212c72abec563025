"""Planning nudges from data: what is open, at which steps, for whom, and when in their hours.

Planning twice adds nothing, planning late adds what is missing: a row's key says which step of which series it is.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Matter, NudgeState, Seat
from bot.services.nudges import endings, rescheduling
from bot.services.nudges.kinds import Kind, Kinds
from bot.services.nudges.manners import Etiquette
from bot.services.nudges.recipients import recipient
from storage import Store

AT_ONCE = 1_000
"""Matters of a kind that one round plans; the next plans the others, so that nobody waits long for the database."""


def plan(store: Store, kinds: Kinds, *, now: datetime) -> None:
    """End what is over, and plan what is new."""
    etiquette = Etiquette(store, now=now)
    rescheduling.follow(store, etiquette, now=now)
    told = store.nudges.open_kinds()
    for kind in kinds.values():
        for one in store.nudges.over(kind.name) if kind.name in told else ():
            endings.settle(store, one, now=now)
        rule = etiquette.rule(kind)
        steps = rule.steps if rule.is_on else ()
        rows = [
            row
            for matter, near in _missing(store, kind, steps, now=now)
            for step in near
            for row in _rows(store, etiquette, kind, matter, step, rule.seats_at(kind, step))
        ]
        store.nudges.plan(rows)


def _missing(store: Store, kind: Kind, steps: Sequence[int], *, now: datetime) -> list[tuple[Matter, list[int]]]:
    """Matters with those of their steps that are to be planned; one that stands already is passed over."""
    if kind.find is not None:
        return [(matter, [step]) for step in steps for matter in kind.find(store, step, now)]
    return store.nudges.missing(kind.name, steps=steps, now=now, limit=AT_ONCE)


def _rows(
    store: Store, etiquette: Etiquette, kind: Kind, matter: Matter, step: int, seats: tuple[Seat, ...]
) -> Iterator[dict[str, Any]]:
    """A row for everybody who is nudged; for the owner where nobody else is to be found."""
    told: set[str] = set()
    for seat in seats:
        if seat is Seat.CHANNEL and kind.is_private:
            continue
        to = recipient(store, etiquette.people, matter, seat)
        if to is not None and to not in told:
            told.add(to)
            yield _row(etiquette, kind, matter, step, seat, to)
    if not told:
        to = recipient(store, etiquette.people, matter, Seat.OWNER) or matter.owner
        yield _row(etiquette, kind, matter, step, Seat.OWNER, to)


def _row(etiquette: Etiquette, kind: Kind, matter: Matter, step: int, seat: Seat, to: str) -> dict[str, Any]:
    send_at = etiquette.moment(to, matter, step)
    is_late = matter.since is not None and send_at < matter.since
    return {
        "kind": kind.name,
        "number": matter.number,
        "step": step,
        "day": matter.day,
        "at": matter.at,
        "owner": matter.owner,
        "seat": seat,
        "to": to,
        "influencer_id": matter.influencer_id,
        "collaboration_id": matter.collaboration_id,
        "campaign_id": matter.campaign_id,
        "is_urgent": matter.is_urgent,
        "send_at": send_at,
        "state": NudgeState.SKIPPED if is_late else NudgeState.WAITING,
    }
