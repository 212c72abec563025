"""Underperformers in Slack: how somebody does against like peers, and what is done about it, with its reason."""

from collections.abc import Callable

from bot.deps import Deps
from bot.domain.refused import Denied
from bot.domain.rewards.under import Response
from bot.domain.team.roles import Role
from bot.services.campaigns import campaigns, collaborations
from bot.services.influencers import cards, touches
from bot.services.rewards import answering, performance
from handlers.answers import Answer, Done, Finish, Open
from handlers.requests import CHANGED, Click, Form
from handlers.routes import Routes


def ask(response: Response) -> Callable[[Click, Deps], Answer]:
    """The button that asks why somebody is coached, given another role, paused, or let go."""

    def asked(click: Click, deps: Deps) -> Answer:
        with deps.reading(click.workspace) as store:
            one = answering.to_answer(store, click.id, response, by=click.member)
            collaboration = collaborations.found(store, one.collaboration_id)
            values = {
                "response": response,
                "name": touches.found(store, one.influencer_id).name,
                "campaign": campaigns.found(store, collaboration.campaign_id).name,
                "standings": one.evidence["standings"],
            }
        return Open("under_answer", values, {"id": click.id, "response": response})

    return asked


def answered(form: Form, deps: Deps) -> Answer:
    """Submit of any of them."""
    if form.about["response"] not in set(Response):
        raise Denied(CHANGED, field="why")
    response = Response(form.about["response"])
    with deps.transaction(form.workspace) as store:
        one = answering.answer(store, form.id, response, why=form.text("why"), by=form.member, now=deps.now())
        card = cards.load(store, one.influencer_id, reader=form.member, now=deps.now())
    return Finish("influencer_card", {"card": card}) if "reply_to" in form.about else Done()


def later(click: Click, deps: Deps) -> Answer:
    """*Not now*."""
    with deps.transaction(click.workspace) as store:
        answering.answer(store, click.id, Response.NOT_NOW, why="", by=click.member, now=deps.now())
    return Done()


def how(click: Click, deps: Deps) -> Answer:
    """*How?*: the figures it was noted on, with all that explains them."""
    with deps.reading(click.workspace) as store:
        one = answering.found(store, click.id)
        collaboration = collaborations.found(store, one.collaboration_id)
        values = {
            "name": touches.found(store, one.influencer_id).name,
            "result": campaigns.found(store, collaboration.campaign_id).name,
            "compared": None,
            "standings": one.evidence["standings"],
        }
    return Open("reward_how", values)


def show(click: Click, deps: Deps) -> Answer:
    """*Performance* on an influencer's card."""
    with deps.reading(click.workspace) as store:
        found = performance.of_influencer(store, click.id, now=deps.now())
    return Open("performance", {"found": found})


ROUTES = Routes(
    clicks={
        "under.coach": (ask(Response.COACH), Role.MARKETER),
        "under.role": (ask(Response.CHANGE_ROLE), Role.MARKETER),
        "under.pause": (ask(Response.PAUSE), Role.MARKETER),
        "under.end": (ask(Response.END), Role.MARKETER),
        "under.later": (later, Role.MARKETER),
        "under.how": (how, Role.MARKETER),
        "performance.open": (show, Role.MARKETER),
    },
    forms={"under_answer": (answered, Role.MARKETER)},
)
