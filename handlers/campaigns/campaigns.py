"""Campaigns in Slack: listing, showing, closing and reopening them."""

from bot.deps import Deps, Store
from bot.domain.campaigns.campaigns import CampaignState
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import campaign_cards, campaign_ends, campaigns
from handlers.answers import Answer, Finish, Open, Replace, Say
from handlers.requests import Click, Command, Form
from handlers.routes import Routes, SubCommand

PAGE = 10
FILTERS = {"all": None, "open": CampaignState.OPEN, "closed": CampaignState.CLOSED}


def listed(command: Command, deps: Deps) -> Answer:
    """`/campaign list`: the open ones first."""
    with deps.reading(command.workspace) as store:
        return Say("campaign_list", _page(store, deps, which="all", page=0))


def turn_page(click: Click, deps: Deps) -> Answer:
    """Another page of the list, or another choice of campaigns."""
    which, _, page = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        return Replace("campaign_list", _page(store, deps, which=which, page=int(page or 0)))


def list_button(click: Click, deps: Deps) -> Answer:
    """*Campaigns*, in a menu."""
    with deps.reading(click.workspace) as store:
        return Say("campaign_list", _page(store, deps, which="all", page=0))


def _page(store: Store, deps: Deps, *, which: str, page: int) -> dict[str, object]:
    state = FILTERS[which]
    total = store.campaigns.count(state=state)
    chosen = store.campaigns.all(state=state, limit=PAGE, skip=page * PAGE)
    lines = campaign_cards.lines(store, chosen, now=deps.now())
    pages = max(1, -(-total // PAGE))
    return {"lines": lines, "page": page, "pages": pages, "total": total, "which": which, "filters": list(FILTERS)}


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


def close(command: Command, deps: Deps) -> Answer:
    """`/campaign close <name>`: what is still open, and the form; or the question which one is meant."""
    if not command.text:
        raise Refused("Say which: `/campaign close spring` takes a name or a part of one.")
    with deps.reading(command.workspace) as store:
        named = campaigns.named(store, command.text)
        if len(named) > 1:
            lines = campaign_cards.lines(store, named, now=deps.now())
            return Say("campaign_which", {"typed": command.text, "lines": lines})
        return _closing(store, named[0].id, by=command.member)


def close_button(click: Click, deps: Deps) -> Answer:
    """*Close* on the card."""
    with deps.reading(click.workspace) as store:
        return _closing(store, click.id, by=click.member)


def _closing(store: Store, campaign_id: int, *, by: Member) -> Answer:
    ending = campaign_ends.load(store, campaign_id, reader=by)
    return Open("campaign_close", {"ending": ending}, {"id": campaign_id, "version": ending.campaign.version})


def closed(form: Form, deps: Deps) -> Answer:
    """Submit of *Close*."""
    said = {"outcome": form.text("outcome"), "lessons": form.text("lessons")}
    with deps.transaction(form.workspace) as store:
        campaign_ends.close(store, form.id, version=form.version, **said, by=form.member, now=deps.now())
        return Finish("campaign_card", {"card": campaign_cards.load(store, form.id, now=deps.now())})


def reopen(click: Click, deps: Deps) -> Answer:
    """*Reopen* on the card of a closed campaign."""
    with deps.transaction(click.workspace) as store:
        campaign_ends.reopen(store, click.id, by=click.member, now=deps.now())
        card = campaign_cards.load(store, click.id, now=deps.now())
    return Say("campaign_card", {"card": card})


ROUTES = Routes(
    commands={
        "/campaign": {
            "list": SubCommand(listed, "list", "campaigns, the open ones first"),
            "show": SubCommand(show, "show <name>", "the plan, the roster and how it goes"),
            "close": SubCommand(close, "close <name>", "with what came of it and what was learned", Role.MARKETER),
        }
    },
    clicks={
        "campaign.open": (open_card, Role.VIEWER),
        "campaign.list": (list_button, Role.VIEWER),
        "campaign.page": (turn_page, Role.VIEWER),
        "campaign.close": (close_button, Role.MARKETER),
        "campaign.reopen": (reopen, Role.MARKETER),
    },
    forms={"campaign_close": (closed, Role.MARKETER)},
)
