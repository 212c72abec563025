"""Whom a nudge is for: whoever sits in a seat, or where that person is gone, somebody who can see to it."""

from collections.abc import Mapping

from bot.domain.nudges.nudges import Matter, Nudge, Seat
from bot.domain.team.roles import Member, Role
from storage import Store

People = Mapping[str, Member]
"""Everybody of the workspace who was met and is still there, by Slack id."""


def is_person(slack_id: str) -> bool:
    """Whether this is somebody, and no channel."""
    return slack_id.startswith(("U", "W"))


def is_there(people: People, slack_id: str) -> bool:
    """Whether somebody can see to a nudge: known to Rapport, not deactivated, and more than a reader."""
    return slack_id in people and people[slack_id].role.covers(Role.MARKETER)


def recipient(store: Store, people: People, matter: Matter | Nudge, seat: Seat) -> str | None:
    """The Slack id of who sits there; None where nobody does: no other manager, no channel.

    There is always an owner: where they are gone, the campaign's, else a manager.
    """
    campaign = store.campaigns.get(matter.campaign_id) if matter.campaign_id and _asks(people, matter, seat) else None
    if seat is Seat.CHANNEL:
        return campaign.channel if campaign else None
    if seat is Seat.MANAGER:
        return _manager(store, people, matter, preferred=campaign.owner if campaign else None)
    if is_there(people, matter.owner):
        return matter.owner
    if campaign and is_there(people, campaign.owner):
        return campaign.owner
    return _manager(store, people, matter, preferred=None) or matter.owner


def _asks(people: People, matter: Matter | Nudge, seat: Seat) -> bool:
    """Whether the campaign says anything about who sits there."""
    return seat is not Seat.OWNER or not is_there(people, matter.owner)


def _manager(store: Store, people: People, matter: Matter | Nudge, *, preferred: str | None) -> str | None:
    """A manager who is not the owner: who approved the contract, else who runs the campaign, else the first by name."""
    managers = [one.slack_id for one in people.values() if one.role.covers(Role.MANAGER)]
    others = [one for one in managers if one != matter.owner]
    approver = store.approvals.approver_of(matter.collaboration_id) if matter.collaboration_id else None
    return next((one for one in (approver, preferred) if one in others), others[0] if others else None)
