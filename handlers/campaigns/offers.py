"""Offers in Slack: making one, keeping theirs, accepting and declining. Only for those who see fees."""

from bot.deps import Deps, Store
from bot.domain.campaigns.collaborations import CostKind
from bot.domain.campaigns.outreach import Side
from bot.domain.money import Money, parse_amount
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import collaboration_cards, offers
from bot.services.campaigns.collaboration_cards import CollaborationCard
from handlers.answers import Answer, Finish, Open
from handlers.requests import Click, Form
from handlers.routes import Routes

CURRENCIES = (
    *("EUR", "USD", "GBP", "CHF", "AED", "AUD", "BRL", "CAD", "CNY", "CZK", "DKK", "HKD", "HUF", "IDR", "ILS", "INR"),
    *("JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "ZAR"),
)
"""What an offer may be in, beside the campaign's own currency."""


def ask(click: Click, deps: Deps) -> Answer:
    """*Offer* on a collaboration's card: what was offered so far, and the next."""
    card = _card(click, deps)
    last = card.talks.offers[-1] if card.talks.offers else None
    values = {"card": card, "currencies": [(one, one) for one in dict.fromkeys((card.campaign.currency, *CURRENCIES))]}
    return Open("offer_add", values, {"id": click.id, "after": last.id if last else 0})


def _card(click: Click, deps: Deps) -> CollaborationCard:
    with deps.reading(click.workspace) as store:
        return collaboration_cards.load(store, click.id, reader=click.member)


def made(form: Form, deps: Deps) -> Answer:
    """Submit of *Offer*."""
    currency, fee = form.text("currency"), 0
    faults = Faults()
    with faults.noting():
        if not form.optional("side"):
            raise Refused("Choose whose offer it is.", field="side")
    with faults.noting():
        fee = parse_amount(form.text("fee"), currency, field="fee")
    faults.check()
    with deps.transaction(form.workspace) as store:
        offers.add(
            store,
            form.id,
            Side(form.text("side")),
            Money(fee, currency),
            terms=form.text("terms"),
            after=int(form.about["after"]),
            by=form.member,
            now=deps.now(),
        )
        return _shown(store, form.id, reader=form.member)


def ask_answer(click: Click, deps: Deps) -> Answer:
    """*Answer the offer* on a collaboration's card."""
    card = _card(click, deps)
    offer = card.talks.open_offer
    if offer is None:
        raise Refused("No offer is open by now: a colleague answered it. Open the card again.")
    fees = [one for one in card.costs if one.kind is CostKind.FEES]
    return Open("offer_answer", {"card": card, "offer": offer, "fees": fees}, {"id": click.id, "offer": offer.id})


def answered(form: Form, deps: Deps) -> Answer:
    """Submit of *Answer the offer*."""
    decision = form.optional("decision")
    if decision not in ("accept", "decline"):
        raise Refused("Choose whether it was accepted.", field="decision")
    with deps.transaction(form.workspace) as store:
        offers.answer(
            store,
            int(form.about["offer"]),
            accept=decision == "accept",
            as_cost=form.text("cost") == "yes",
            of=form.id,
            by=form.member,
            now=deps.now(),
        )
        return _shown(store, form.id, reader=form.member)


def _shown(store: Store, collaboration_id: int, *, reader: Member) -> Answer:
    card = collaboration_cards.load(store, collaboration_id, reader=reader)
    return Finish("collaboration_card", {"card": card})


ROUTES = Routes(
    clicks={"offer.add": (ask, Role.MARKETER), "offer.answer": (ask_answer, Role.MARKETER)},
    forms={"offer_add": (made, Role.MARKETER), "offer_answer": (answered, Role.MARKETER)},
)
