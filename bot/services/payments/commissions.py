"""Commission: kept up to date with what was sold while it is planned, and explained."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.contracts.terms import Terms
from bot.domain.explained import Figure
from bot.domain.money import Money
from bot.domain.payments import commissions as rules
from bot.domain.payments.payments import Payment, commission
from bot.services.campaigns import campaigns, collaborations
from bot.services.contracts import contracts
from bot.services.payments import payment_costs, payment_planning, promises
from bot.services.results import results
from storage import Store


def bring_up_to_date(store: Store, collaboration_ids: Iterable[int], *, now: datetime) -> None:
    """Have the commissions of these collaborations that are still counted say what was sold by now."""
    wanted = list(collaboration_ids)
    for one in store.payments.commissions(wanted) if wanted else ():
        terms = signed_terms(store, one)
        if _campaign(store, one).currency != one.amount.currency:
            continue  # the campaign changed its currency after the signature: what was counted before stands
        revenue = _revenue(store, one, terms)
        amount = commission(Money(revenue, one.amount.currency), percent=terms.commission)
        if amount != one.amount:
            _set(store, one, amount, now=now)


def explain(store: Store, payment: Payment, *, day: date) -> Figure:
    """The commission as it stands, with its formula and what went in."""
    terms, campaign = signed_terms(store, payment), _campaign(store, payment)
    line = store.results.line(payment.collaboration_id)
    first, last = _days(payment, terms)
    known = revenue = None
    foreign: dict[str, int] = {}
    if line is not None:
        has_orders = store.results.has_orders()
        sold = results.totals_of(line.sums, {}, currency=campaign.currency, has_orders=has_orders, day=day)
        known, foreign = sold.revenue, dict(sold.revenue_elsewhere)
    if known is not None:
        revenue = _revenue(store, payment, terms)
    currency, percent = payment.amount.currency, terms.commission
    figure = rules.explained(revenue, currency=currency, percent=percent, first=first, last=last, day=day)
    return rules.with_elsewhere(figure, foreign)


def signed_terms(store: Store, payment: Payment) -> Terms:
    """The terms that a payment follows from: nothing of them is changed once they are signed."""
    contract = contracts.found(store, payment.contract_id)
    terms = contracts.terms_of(contracts.newest(store, contract))
    if terms is None:
        raise RuntimeError(f"contract {contract.id} has payments and no terms")
    return terms


def _days(payment: Payment, terms: Terms) -> tuple[date, date]:
    due_on = payment.due_on
    if due_on is None:
        raise RuntimeError(f"commission {payment.id} has no date")
    return terms.starts_on, rules.counted_until(terms, due_on=due_on)


def _revenue(store: Store, payment: Payment, terms: Terms) -> int:
    first, last = _days(payment, terms)
    return store.results.revenue(payment.collaboration_id, from_day=first, to_day=last)


def _campaign(store: Store, payment: Payment) -> Campaign:
    return campaigns.found(store, collaborations.found(store, payment.collaboration_id).campaign_id)


def _set(store: Store, one: Payment, amount: Money, *, now: datetime) -> None:
    """Another amount, unless the commission was settled or cancelled meanwhile: then it stays as it is."""
    if not store.payments.change(one, {"amount": amount.minor}):
        return
    by = store.members.bot_user()
    store.audit.record("commission", f"payment:{one.id}", by=by, now=now, amount=amount.minor)
    changed = store.payments.get(one.id)
    if changed is None:
        return
    payment_costs.keep(store, changed, by=by, now=now)
    if amount.minor:
        payment_planning.promise(store, changed, now=now)
    else:
        promises.cancel(store, payment_planning.about(changed), why="all of it was given back", now=now)
