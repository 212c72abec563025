"""Lines of cost that follow gifts: committed once approved, spent once they left us, gone when they are cancelled.

A proposal costs nothing yet: what a manager reads of the budget counts it once. A parcel that got lost was paid for,
so its lines stay. Outside of campaigns there is nothing to follow: the gift itself is all that is known.
"""

from datetime import datetime

from bot.domain.campaigns.collaborations import CostKind, CostState
from bot.domain.gifts.gifts import Gift, GiftStage
from bot.domain.refused import Refused
from bot.services.campaigns import campaign_cards
from storage import Store

CHANGED = "This gift was changed a moment ago. Close this and open it again."
_FREE = (GiftStage.PROPOSED, GiftStage.CANCELLED)


def keep(store: Store, gift: Gift, *, by: str, now: datetime) -> None:
    """Have a gift's lines of cost say what the gift says, and the gift name its lines."""
    if gift.collaboration_id is None or gift.campaign_id is None:
        return
    lines = {
        "value_cost_id": _follow(store, gift, CostKind.PRODUCT, gift.value_cost_id, gift.value.minor, by=by, now=now),
        "shipping_cost_id": _follow(
            store, gift, CostKind.SHIPPING, gift.shipping_cost_id, gift.shipping or 0, by=by, now=now
        ),
    }
    changed = {name: line for name, line in lines.items() if line != getattr(gift, name)}
    if changed and not store.gifts.change(gift, changed):
        raise Refused(CHANGED)
    campaign_cards.refresh(store, gift.campaign_id, now=now)


def _follow(
    store: Store, gift: Gift, kind: CostKind, cost_id: int | None, amount: int, *, by: str, now: datetime
) -> int | None:
    """Have one line say what the gift says; gives it, None where there is none: 0 would be a cost that is known."""
    line = store.collaborations.cost(cost_id) if cost_id is not None else None
    if amount == 0 or (gift.stage in _FREE and not gift.has_left):
        if line is not None and not store.collaborations.remove_cost(line):
            raise Refused(CHANGED)
        return None
    state = CostState.SPENT if gift.has_left else CostState.COMMITTED
    fields = {"kind": kind, "state": state, "amount": amount, "currency": gift.value.currency}
    fields["note"] = f"Gift {gift.id}: {gift.what}"
    if line is None:
        return store.collaborations.add_cost(gift.collaboration_id or 0, fields, by=by, now=now)
    if not store.collaborations.change_cost(line, fields):
        raise Refused(CHANGED)
    return line.id


def check_free(store: Store, cost_id: int) -> None:
    """Refuse to change a line by hand that follows a gift: what was given and what it costs would part."""
    gift = store.gifts.following([cost_id]).get(cost_id)
    if gift is not None:
        said = f"This line follows gift {gift.id}, “{gift.what}”. Open it with `/gift ship {gift.id}` or `/gift list`."
        raise Refused(said, field="amount")
