"""What a collaboration costs: lines that are planned, promised or paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import words
from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import Collaboration, Cost, CostKind, CostState
from bot.domain.money import parse_amount
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import campaign_cards, campaigns
from bot.services.campaigns.collaborations import found
from bot.services.gifts import gift_costs
from bot.services.payments import payment_costs
from bot.services.team import members
from storage import Store


@dataclass(frozen=True, slots=True)
class Typed:
    """A line of cost as a form says it."""

    kind: CostKind
    state: CostState
    amount: str
    note: str


def campaign_of(store: Store, collaboration_id: int) -> tuple[Collaboration, Campaign]:
    """The collaboration and its campaign; raises Refused when it is gone."""
    collaboration = found(store, collaboration_id)
    return collaboration, campaigns.found(store, collaboration.campaign_id)


def add(store: Store, collaboration_id: int, typed: Typed, *, by: Member, now: datetime) -> int:
    """Add a line, in the campaign's currency; gives its id."""
    by.require(Role.MARKETER)
    collaboration, campaign = campaign_of(store, collaboration_id)
    amount = parse_amount(typed.amount, campaign.currency, field="amount")
    fields = {"kind": typed.kind, "state": typed.state, "amount": amount, "note": typed.note}
    fields["currency"] = campaign.currency
    cost_id = store.collaborations.add_cost(collaboration.id, fields, by=by.slack_id, now=now)
    _note(store, collaboration, cost_id, state=typed.state, by=by, now=now)
    return cost_id


def change(store: Store, cost_id: int, typed: Typed, *, version: int, by: Member, now: datetime) -> int:
    """Change a line unless a colleague did since it was shown; gives the collaboration's id."""
    by.require(Role.MARKETER)
    cost = free_line(store, cost_id)
    collaboration = found(store, cost.collaboration_id)
    amount = parse_amount(typed.amount, cost.currency, field="amount")
    fields = {"kind": typed.kind, "state": typed.state, "amount": amount, "note": typed.note}
    if cost.version != version or not store.collaborations.change_cost(cost, fields):
        raise Refused(_changed_meanwhile(store, cost), field="amount")
    _note(store, collaboration, cost_id, state=typed.state, by=by, now=now)
    return collaboration.id


def commit(store: Store, collaboration_id: int, *, by: Member, now: datetime) -> Sequence[Cost]:
    """Turn what is planned into what is promised, now that they said yes; gives the lines as they were."""
    by.require(Role.MARKETER)
    collaboration = found(store, collaboration_id)
    planned = [one for one in store.collaborations.costs([collaboration_id]) if one.state is CostState.PLANNED]
    if not planned:
        raise Refused("No cost is planned any more: a colleague was quicker. Open the card again.")
    for one in planned:
        if not store.collaborations.change_cost(one, {"state": CostState.COMMITTED}):
            raise Refused(_changed_meanwhile(store, one))
        _note(store, collaboration, one.id, state=CostState.COMMITTED, by=by, now=now)
    return planned


def line(store: Store, cost_id: int) -> Cost:
    """The line of cost, or a refusal."""
    cost = store.collaborations.cost(cost_id)
    if cost is None:
        raise Refused("This cost is no longer here. Open the card again.")
    return cost


def free_line(store: Store, cost_id: int) -> Cost:
    """The line of cost if it is changed by hand, or a refusal: one that follows a payment or a gift is not."""
    payment_costs.check_free(store, cost_id)
    gift_costs.check_free(store, cost_id)
    return line(store, cost_id)


def _changed_meanwhile(store: Store, cost: Cost) -> str:
    """What a colleague made of the line, from the line itself and from the log."""
    now = line(store, cost.id)
    entries = store.audit.of(f"collaboration:{now.collaboration_id}")
    told = [one for one in entries if one["detail"].get("cost") == now.id]
    who = members.name_of(store, told[-1]["by"]) if told else "A colleague"
    said = f"{now.kind}, {now.state}, {words.money(now.amount, now.currency)}"
    return f"{who} changed this cost a moment ago: it is {said} by now. Copy what you typed, close this, open it again."


def _note(
    store: Store, collaboration: Collaboration, cost_id: int, *, state: CostState, by: Member, now: datetime
) -> None:
    about = f"collaboration:{collaboration.id}"
    store.audit.record("cost", about, by=by.slack_id, now=now, cost=cost_id, state=state)
    campaign_cards.refresh(store, collaboration.campaign_id, now=now)
