"""`/influencer find`: words and filters, pages, sorting, saved searches."""

from bot.deps import Deps
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.influencers import finding
from handlers.answers import Answer, Finish, Open, Replace, Say
from handlers.requests import Click, Command, Form
from handlers.routes import Routes, SubCommand

LONGEST = 1_900
"""Characters of a search that the buttons under it can carry."""


def find(command: Command, deps: Deps) -> Answer:
    """The first page of those who fit."""
    with deps.reading(command.workspace) as store:
        found = finding.find(store, command.text, by=command.member, now=deps.now())
    return Say("found", _values(found))


def find_all(click: Click, deps: Deps) -> Answer:
    """*Find influencers*, from a menu: everybody."""
    with deps.reading(click.workspace) as store:
        found = finding.find(store, click.value, by=click.member, now=deps.now())
    return Say("found", _values(found))


def turn_page(click: Click, deps: Deps) -> Answer:
    """*More* and *Back*."""
    page, _, text = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        found = finding.find(store, text, by=click.member, now=deps.now(), page=int(page))
    return Replace("found", _values(found))


def sort(click: Click, deps: Deps) -> Answer:
    """Another order."""
    with deps.reading(click.workspace) as store:
        found = finding.find(store, click.value, by=click.member, now=deps.now())
    return Replace("found", _values(found))


def _values(found: finding.Found) -> dict[str, object]:
    if len(found.text) > LONGEST:
        raise Refused("That search is too long. Use a few words and filters.")
    return {name: getattr(found, name) for name in found.__dataclass_fields__}


def choose_name(click: Click, _deps: Deps) -> Answer:
    """*Save this search*."""
    return Open("find_save", {"text": click.value}, {"text": click.value})


def name_chosen(form: Form, deps: Deps) -> Answer:
    """Submit of *Save this search*."""
    text = str(form.about["text"])
    with deps.transaction(form.workspace) as store:
        finding.save(store, form.text("name"), text, by=form.member, now=deps.now())
        found = finding.find(store, text, by=form.member, now=deps.now())
    return Finish("found", _values(found))


ROUTES = Routes(
    commands={
        "/influencer": {
            "find": SubCommand(find, "find <words and filters>", "for example platform:tiktok followers:10k+")
        }
    },
    clicks={
        "find.all": (find_all, Role.VIEWER),
        "find.page": (turn_page, Role.VIEWER),
        "find.back": (turn_page, Role.VIEWER),
        "find.sort": (sort, Role.VIEWER),
        "find.save": (choose_name, Role.MARKETER),
    },
    forms={"find_save": (name_chosen, Role.MARKETER)},
)
