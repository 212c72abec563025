"""Planning nudges from data: what is open, at which steps, for whom, and when in their hours.

Planning twice adds nothing, planning late adds what is missing: a row's key says which step of which series it is.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Matter, NudgeState, Seat
from bot.domain.team.roles import Role
from bot.services.nudges import endings, rescheduling
from bot.services.nudges.kinds import Kind, Kinds
from bot.services.nudges.manners import Etiquette
from storage import Store


def plan(store: Store, kinds: Kinds, *, now: datetime) -> None:
    """End what is over, and plan what is new."""
    etiquette = Etiquette(store, now=now)
    rescheduling.follow(store, etiquette, now=now)
    for kind in kinds.values():
        for one in store.nudges.over(kind.name):
            endings.end(store, one, NudgeState.SETTLED, by=None, why=None, now=now)
        rule = etiquette.rule(kind)
        for step in rule.steps if rule.is_on else ():
            rows = [
                row
                for matter in store.nudges.unplanned(kind.name, step=step, now=now)
                for row in _rows(store, etiquette, kind, matter, step, rule.seats_at(kind, step))
            ]
            store.nudges.plan(rows)


def _rows(
    store: Store, etiquette: Etiquette, kind: Kind, matter: Matter, step: int, seats: tuple[Seat, ...]
) -> Iterator[dict[str, Any]]:
    """A row for everybody who is nudged; for the owner where nobody else is to be found."""
    told: set[str] = set()
    for seat in seats:
        to = recipient(store, matter, seat)
        if to is not None and to not in told:
            told.add(to)
            yield _row(etiquette, kind, matter, step, seat, to)
    if not told:
        yield _row(etiquette, kind, matter, step, Seat.OWNER, matter.owner)


def recipient(store: Store, matter: Matter, seat: Seat) -> str | None:
    """The Slack id of who sits there: the owner, a manager who is not the owner, or the campaign's channel."""
    if seat is Seat.OWNER:
        return matter.owner
    if seat is Seat.CHANNEL:
        campaign = store.campaigns.get(matter.campaign_id) if matter.campaign_id else None
        return campaign.channel if campaign else None
    campaign = store.campaigns.get(matter.campaign_id) if matter.campaign_id else None
    managers = [one.slack_id for one in store.members.all() if one.role.covers(Role.MANAGER)]
    others = [one for one in managers if one != matter.owner]
    if campaign and campaign.owner in others:
        return campaign.owner
    return others[0] if others else None


def _row(etiquette: Etiquette, kind: Kind, matter: Matter, step: int, seat: Seat, to: str) -> dict[str, Any]:
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
        "send_at": etiquette.moment(to, matter, step),
    }
