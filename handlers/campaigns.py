"""Campaigns in Slack: listing and showing them."""

from bot.deps import Deps
from bot.domain.refused import Refused
from bot.domain.roles import Role
from bot.services import campaign_cards, campaigns
from handlers.answers import Answer, Say
from handlers.requests import Click, Command
from handlers.routes import Routes, SubCommand


def listed(command: Command, deps: Deps) -> Answer:
    """`/campaign list`: the open ones first."""
    with deps.reading(command.workspace) as store:
        return Say("campaign_list", {"lines": campaign_cards.lines(store, store.campaigns.all(), now=deps.now())})


def show(command: Command, deps: Deps) -> Answer:
    """`/campaign show <name>`: the card, or the question which one is meant."""
    if not command.text:
        raise Refused("Say which: `/campaign show spring` takes a name or a part of one.")
    with deps.reading(command.workspace) as store:
        named = campaigns.named(store, command.text)
        if len(named) > 1:
            lines = campaign_cards.lines(store, named, now=deps.now())
            return Say("campaign_which", {"typed": command.text, "lines": lines})
        return Say("campaign_card", {"card": campaign_cards.load(store, named[0].id, now=deps.now())})


def open_card(click: Click, deps: Deps) -> Answer:
    """*Open*, wherever a campaign stands."""
    with deps.reading(click.workspace) as store:
        return Say("campaign_card", {"card": campaign_cards.load(store, click.id, now=deps.now())})


ROUTES = Routes(
    commands={
        "/campaign": {
            "list": SubCommand(listed, "list", "campaigns, the open ones first"),
            "show": SubCommand(show, "show <name>", "the plan, the roster and how it goes"),
        }
    },
    clicks={"campaign.open": (open_card, Role.VIEWER)},
)
