"""What a signed contract asks for, as deliverables: their dates, their usage rights, and whether all are live."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.domain.content.deliverables import Deliverable, DeliverableStage
from bot.domain.content.usage_rights import LONGEST, RightKind
from bot.domain.contracts.terms import PaidUse, TermDeliverable, Terms
from bot.services.content import content
from storage import Store

_RIGHTS = {
    PaidUse.ORGANIC: (RightKind.ORGANIC,),
    PaidUse.PAID: (RightKind.ORGANIC, RightKind.WHITELISTING),
}
"""What we may do with the content, by what was agreed of paid use."""


def matched(terms: Terms, owed: Iterable[Deliverable]) -> list[tuple[TermDeliverable, Deliverable | None]]:
    """Each deliverable of the terms with the one of the collaboration that it is, by platform, format and title.

    Those that are only planned come first, then those of the same date; each is taken once.
    """
    left = list(owed)
    pairs: list[tuple[TermDeliverable, Deliverable | None]] = []
    for wanted in terms.deliverables:
        same = [one for one in left if _name(one) == _name(wanted)]
        found = min(
            same,
            key=lambda one: (one.state is not DeliverableStage.PLANNED, one.due_on != wanted.due_on, one.id),
            default=None,
        )
        if found is not None:
            left.remove(found)
        pairs.append((wanted, found))
    return pairs


def plan(store: Store, collaboration_id: int, terms: Terms, *, by: str, now: datetime) -> list[int]:
    """Date the planned deliverables and add the missing ones; gives the ids of all. What was begun stays as it is."""
    pairs = matched(terms, store.deliverables.of([collaboration_id]))
    ids = []
    for wanted, found in pairs:
        if found is None:
            row: dict[str, Any] = {"platform": wanted.platform, "format": wanted.format, "title": wanted.title}
            row |= {"due_on": wanted.due_on, "collaboration_id": collaboration_id}
            (deliverable_id,) = store.deliverables.add([row], by=by, now=now)
            store.audit.record("plan", content.about(deliverable_id), by=by, now=now)
            ids.append(deliverable_id)
        else:
            _date(store, found, wanted.due_on, by=by, now=now)
            ids.append(found.id)
    return ids


def grant(store: Store, deliverable_ids: Sequence[int], terms: Terms, *, by: str, now: datetime) -> None:
    """Note the usage rights of each deliverable with their last day; one that stands already is not noted again."""
    until = terms.rights_until
    stand = {
        (one.deliverable_id, one.kind, one.channel, one.territory, one.until)
        for one in store.deliverables.rights(deliverable_ids)
    }
    channel, territory = terms.rights_channels[:LONGEST], terms.rights_territory[:LONGEST]
    for deliverable_id in deliverable_ids:
        for kind in _RIGHTS[terms.paid_use]:
            if (deliverable_id, kind, channel, territory, until) in stand:
                continue
            fields: Mapping[str, Any] = {"kind": kind, "channel": channel, "territory": territory, "until": until}
            right = store.deliverables.add_right(deliverable_id, {**fields, "ad_code": None}, by=by, now=now)
            store.audit.record("add right", content.about(deliverable_id), by=by, now=now, right=right, kind=kind)


def live_since(store: Store, collaboration_id: int, terms: Terms) -> date | None:
    """The day on which the last deliverable went live, None while something is not.

    All that the terms ask for is live, or all that the collaboration holds: a title may have changed since.
    """
    owed = store.deliverables.of([collaboration_id])
    posts = store.live.of_deliverables(one.id for one in owed)
    asked = [found for _, found in matched(terms, (one for one in owed if one.id in posts))]
    for pieces in (asked, owed):
        days = [posts[one.id].published_on for one in pieces if one is not None and one.id in posts]
        known = [day for day in days if day is not None]
        if pieces and len(known) == len(pieces):
            return max(known)
    return None


def _date(store: Store, one: Deliverable, due_on: date, *, by: str, now: datetime) -> None:
    """Give a planned deliverable its date; if somebody submits it at this moment, it stays as it is."""
    current: Deliverable | None = one
    while current is not None and current.state is DeliverableStage.PLANNED and current.due_on != due_on:
        if store.deliverables.change(current, {"due_on": due_on}):
            store.audit.record("change", content.about(one.id), by=by, now=now)
            return
        current = store.deliverables.get(one.id)


def _name(one: Deliverable | TermDeliverable) -> tuple[str, str, str]:
    return one.platform, one.format, " ".join(one.title.split()).casefold()
