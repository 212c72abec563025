"""Promises in Slack: what we owe, since when, and how often we keep our word."""

from bot.deps import Deps
from bot.domain.explained import explain, say_figure
from bot.domain.team.roles import Role
from bot.services.payments import promise_lists, promises
from handlers.answers import Answer, Done, Open, Replace, Say
from handlers.influencers import touches
from handlers.requests import Click, Command
from handlers.routes import Routes, SubCommand


def listed(command: Command, deps: Deps) -> Answer:
    """`/contract promises [mine | all | overdue | campaign]`."""
    with deps.reading(command.workspace) as store:
        which = promise_lists.meant(store, command.text)
        owed = promise_lists.load(store, which, page=0, reader=command.member, now=deps.now())
    return Say("promise_list", {"owed": owed})


def list_button(click: Click, deps: Deps) -> Answer:
    """*Promises*, on Home or on a campaign's card."""
    with deps.reading(click.workspace) as store:
        owed = promise_lists.load(store, click.value, page=0, reader=click.member, now=deps.now())
    return Say("promise_list", {"owed": owed})


def turn_page(click: Click, deps: Deps) -> Answer:
    """Another page of the list, or another choice of promises."""
    which, _, page = click.value.rpartition(":")
    with deps.reading(click.workspace) as store:
        owed = promise_lists.load(store, which, page=int(page), reader=click.member, now=deps.now())
    return Replace("promise_list", {"owed": owed})


def how(click: Click, deps: Deps) -> Answer:
    """*How?*: formula and inputs of the on-time rate, and the rate of each owner and campaign."""
    with deps.reading(click.workspace) as store:
        rates = promise_lists.rates(store, click.value, reader=click.member, now=deps.now())
    values = {
        "explained": explain(rates.figure),
        "owners": [(owner, say_figure(one)) for owner, one in rates.owners],
        "campaigns": [(name, say_figure(one)) for name, one in rates.campaigns],
    }
    return Open("promise_how", values)


def answer(click: Click, deps: Deps) -> Answer:
    """*Log the answer* at a reply."""
    with deps.reading(click.workspace) as store:
        return touches.answering(promises.to_answer(store, click.id))


def nothing_to_answer(click: Click, deps: Deps) -> Answer:
    """*Nothing to answer* at a reply."""
    number, _, rest = click.value.partition(":")
    which, _, page = rest.rpartition(":")
    with deps.transaction(click.workspace) as store:
        promises.nothing_to_answer(store, int(number), by=click.member, now=deps.now())
        if click.where == "home":
            return Done()
        owed = promise_lists.load(store, which, page=int(page), reader=click.member, now=deps.now())
    return Replace("promise_list", {"owed": owed})


ROUTES = Routes(
    commands={
        "/contract": {
            "promises": SubCommand(
                listed, "promises [all, overdue or a campaign]", "what we owe, by when, and how often we keep our word"
            )
        }
    },
    clicks={
        "promise.list": (list_button, Role.VIEWER),
        "promise.page": (turn_page, Role.VIEWER),
        "promise.how": (how, Role.VIEWER),
        "promise.answer": (answer, Role.MARKETER),
        "promise.nothing": (nothing_to_answer, Role.MARKETER),
    },
)
