"""Deliverables: planning what an influencer owes, and changing or removing it while it is only planned."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.campaigns.collaborations import ENDED, Collaboration
from bot.domain.content import deliverables as rules
from bot.domain.content.deliverables import Deliverable, DeliverableStage
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.campaigns import campaign_cards, campaigns, collaborations
from bot.services.content import content
from storage import Store


def plan(
    store: Store, collaboration_id: int, fields: Mapping[str, Any], *, number: int, by: Member, now: datetime
) -> list[int]:
    """Plan one deliverable or several of the same; gives their ids, or refuses, every fault on its own field."""
    collaboration = open_collaboration(store, collaboration_id)
    rules.check_plan(fields, number=number, today=content.today_of(by, now=now))
    rows = [
        {**fields, "title": title, "collaboration_id": collaboration_id}
        for title in rules.titles(fields["title"].strip(), number=number)
    ]
    ids = store.deliverables.add(rows, by=by.slack_id, now=now)
    for deliverable_id in ids:
        store.audit.record("plan", content.about(deliverable_id), by=by.slack_id, now=now)
    campaign_cards.refresh(store, collaboration.campaign_id, now=now)
    return ids


def change(
    store: Store, deliverable_id: int, fields: Mapping[str, Any], *, version: int, by: Member, now: datetime
) -> Deliverable:
    """Change a planned deliverable, unless a colleague changed it meanwhile."""
    one = content.found(store, deliverable_id)
    rules.check_plan(fields, known_due=one.due_on, today=content.today_of(by, now=now))
    if one.version != version or not store.deliverables.change(one, fields):
        raise Refused(content.changed_meanwhile(store, deliverable_id))
    check_planned(one)
    store.audit.record("change", content.about(deliverable_id), by=by.slack_id, now=now)
    _refresh(store, one, now=now)
    return one


def remove(store: Store, deliverable_id: int, *, version: int, by: Member, now: datetime) -> Deliverable:
    """Take a planned deliverable away, unless a colleague changed it meanwhile."""
    one = content.found(store, deliverable_id)
    check_planned(one)
    if one.version != version or not store.deliverables.remove(one):
        raise Refused(content.changed_meanwhile(store, deliverable_id))
    detail = {"title": one.title, "collaboration": one.collaboration_id}
    store.audit.record("remove", content.about(deliverable_id), by=by.slack_id, now=now, **detail)
    _refresh(store, one, now=now)
    return one


def check_planned(one: Deliverable) -> None:
    """Refuse to change or remove what work has begun on."""
    if one.state is not DeliverableStage.PLANNED:
        raise Refused(f"This deliverable is {one.state}: only planned ones are changed or removed.")


def open_collaboration(store: Store, collaboration_id: int) -> Collaboration:
    """The collaboration, if something can still be owed in it."""
    collaboration = collaborations.found(store, collaboration_id)
    campaigns.check_open(campaigns.found(store, collaboration.campaign_id))
    if collaboration.stage in ENDED:
        raise Refused(f"This collaboration is {collaboration.stage}: nothing more is owed in it.")
    return collaboration


def _refresh(store: Store, one: Deliverable, *, now: datetime) -> None:
    collaboration = collaborations.found(store, one.collaboration_id)
    campaign_cards.refresh(store, collaboration.campaign_id, now=now)
