"""Steps on contracts that several tests take: writing one through its form, and bringing it from stage to stage."""

from datetime import date, timedelta
from typing import Any

from bot.domain.contracts.contracts import Contract, ContractStage, ContractVersion
from bot.services.contracts import contracts
from sandbox.driver import Person, Seen
from tests.content import hub
from tests.workspace import Workspace


def today(workspace: Workspace) -> date:
    """The day it is."""
    return workspace.clock().date()


def typed(day: date, **fields: Any) -> dict[str, Any]:
    """What somebody types into the form on a day for terms that are complete and agree."""
    due = day + timedelta(days=10)
    usual: dict[str, Any] = {
        "deliverables": f"{due} instagram reel Bread reel\n{due} tiktok video Crust",
        "starts_on": day,
        "ends_on": day + timedelta(days=30),
        "brief": "must: Name the brand\nfree: The music",
        "fee": "1,200",
        "currency": "EUR",
        "instalments": "50% on signing\n50% on publishing",
        "payment_days": "14",
        "commission": "5",
        "product": "A bag of flour",
        "product_by": day + timedelta(days=3),
        "rights_channels": "our Instagram",
        "rights_territory": "Germany",
        "rights_until": day + timedelta(days=365),
        "paid_use": "organic use only",
        "exclusive_category": "flour",
        "exclusive_until": day + timedelta(days=90),
        "round_cap": "2",
        "disclosure": "#ad in the first line",
        "cancellation": "Either side, with 14 days' notice.",
    }
    return {**usual, **fields}


def form(workspace: Workspace, who: str = "maria") -> Seen:
    """*Write the contract* on the collaboration's card."""
    return workspace.person(who).click("Write the contract", hub(workspace, who))


def write(workspace: Workspace, who: str = "maria", **fields: Any) -> Seen:
    """Somebody writes a draft that is complete; gives the card."""
    return workspace.person(who).submit(form(workspace, who), **typed(today(workspace), **fields))


def card(workspace: Workspace, who: str = "maria", number: int = 1) -> Seen:
    """A contract's card."""
    return workspace.person(who).command(f"/contract show {number}")


def labels(seen: Seen) -> list[str]:
    """What the buttons of the last message say."""
    return [button.label for button in seen.messages[-1].buttons]


def stored(workspace: Workspace, number: int = 1) -> tuple[Contract, list[ContractVersion]]:
    """A contract as the database has it, with its versions, the newest first."""
    with workspace.bot.deps.reading(workspace.team) as store:
        return contracts.found(store, number), store.contracts.versions(number)


def bring(workspace: Workspace, *stages: ContractStage, number: int = 1, who: str = "maria") -> None:
    """Bring a contract through these stages, without the decisions and signatures that they take."""
    for stage in stages:
        with workspace.bot.deps.transaction(workspace.team) as store:
            by = workspace.person(who).id
            contracts.move(store, contracts.found(store, number), stage, why="so be it", by=by, now=workspace.clock())


def press(workspace: Workspace, person: Person, label: str) -> Seen:
    """Press a button of the contract's card."""
    return person.click(label, card(workspace, person.name))
