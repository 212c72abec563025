"""Contracts in Slack: listing and showing them."""

from bot.deps import Deps, Store
from bot.domain.contracts.contracts import ContractStage
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.contracts import contract_cards, contracts
from handlers.answers import Answer, Replace, Say
from handlers.requests import Click, Command
from handlers.routes import Routes, SubCommand

PAGE = 10
_S = ContractStage
FILTERS: dict[str, tuple[ContractStage, ...] | None] = {
    "all": None,
    "being written": (_S.DRAFT, _S.REJECTED, _S.EXPIRED),
    "in review": (_S.IN_REVIEW,),
    "approved or sent": (_S.APPROVED, _S.SENT),
    "signed": (_S.SIGNED,),
    "over": (_S.COMPLETED, _S.TERMINATED),
}


def listed(command: Command, deps: Deps) -> Answer:
    """`/contract list`: the newest first."""
    with deps.reading(command.workspace) as store:
        return Say("contract_list", _page(store, which="all", page=0, reader=command.member))


def turn_page(click: Click, deps: Deps) -> Answer:
    """Another page of the list, or another choice of contracts."""
    which, _, page = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        return Replace("contract_list", _page(store, which=which, page=int(page or 0), reader=click.member))


def list_button(click: Click, deps: Deps) -> Answer:
    """*Contracts*, wherever it stands."""
    with deps.reading(click.workspace) as store:
        return Say("contract_list", _page(store, which="all", page=0, reader=click.member))


def _page(store: Store, *, which: str, page: int, reader: Member) -> dict[str, object]:
    stages = FILTERS[which]
    total = store.contracts.count(stages=stages)
    lines = contract_cards.lines(store, store.contracts.page(stages=stages, limit=PAGE, skip=page * PAGE))
    pages = max(1, -(-total // PAGE))
    values = {"lines": lines, "page": page, "pages": pages, "total": total, "which": which}
    return {**values, "filters": list(FILTERS), "reader": reader}


def show(command: Command, deps: Deps) -> Answer:
    """`/contract show <who or number>`: the card, or the question which one is meant."""
    if not command.text:
        raise Refused("Say which: `/contract show noor` takes a name, a handle or the contract's number.")
    with deps.reading(command.workspace) as store:
        named = contracts.named(store, command.text)
        if len(named) > 1:
            lines = contract_cards.lines(store, named)
            return Say("contract_which", {"typed": command.text, "lines": lines, "reader": command.member})
        return Say("contract_card", {"card": contract_cards.load(store, named[0].id, reader=command.member)})


def open_card(click: Click, deps: Deps) -> Answer:
    """*Open*, wherever a contract stands."""
    with deps.reading(click.workspace) as store:
        return Say("contract_card", {"card": contract_cards.load(store, click.id, reader=click.member)})


ROUTES = Routes(
    commands={
        "/contract": {
            "list": SubCommand(listed, "list", "contracts, the newest first"),
            "show": SubCommand(show, "show <who or number>", "terms, versions, and who decided what"),
        }
    },
    clicks={
        "contract.open": (open_card, Role.VIEWER),
        "contract.list": (list_button, Role.VIEWER),
        "contract.page": (turn_page, Role.VIEWER),
    },
)
