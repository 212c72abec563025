"""Concerns in Slack: noting one, and settling it."""

from bot.deps import Deps
from bot.domain.team.roles import Role
from bot.services.influencers import cards, concerns
from handlers.answers import Answer, Finish, Open
from handlers.requests import Click, Form
from handlers.routes import Routes


def ask(click: Click, deps: Deps) -> Answer:
    """*Concern* on an influencer's card."""
    with deps.reading(click.workspace) as store:
        past = concerns.past(store, click.id, by=click.member)
    return Open("concern_add", {"past": past}, {"id": click.id})


def noted(form: Form, deps: Deps) -> Answer:
    """Submit of *Concern*."""
    with deps.transaction(form.workspace) as store:
        concerns.note(store, form.id, text=form.text("text"), by=form.member, now=deps.now())
        card = cards.load(store, form.id, reader=form.member, now=deps.now())
    return Finish("influencer_card", {"card": card})


def ask_settle(click: Click, deps: Deps) -> Answer:
    """*Settle* at an open concern."""
    with deps.reading(click.workspace) as store:
        one, influencer = concerns.to_settle(store, click.id, by=click.member)
    return Open("concern_settle", {"concern": one, "influencer": influencer}, {"id": click.id})


def settled(form: Form, deps: Deps) -> Answer:
    """Submit of *Settle*."""
    outcome = form.text("outcome")
    with deps.transaction(form.workspace) as store:
        one = concerns.settle(store, form.id, outcome=outcome, by=form.member, now=deps.now())
        card = cards.load(store, one.influencer_id, reader=form.member, now=deps.now())
    return Finish("influencer_card", {"card": card})


ROUTES = Routes(
    clicks={"concern.ask": (ask, Role.MARKETER), "concern.settle": (ask_settle, Role.MARKETER)},
    forms={"concern_add": (noted, Role.MARKETER), "concern_settle": (settled, Role.MARKETER)},
)
