"""Collaborations in Slack: their card."""

from bot.deps import Deps
from bot.domain.roles import Role
from bot.services import campaign_cards
from handlers.answers import Answer, Say
from handlers.requests import Click
from handlers.routes import Routes


def open_card(click: Click, deps: Deps) -> Answer:
    """*Open*, wherever a collaboration stands."""
    with deps.reading(click.workspace) as store:
        card = campaign_cards.load_collaboration(store, click.id, reader=click.member)
    return Say("collaboration_card", {"card": card})


ROUTES = Routes(clicks={"collaboration.open": (open_card, Role.VIEWER)})
