"""What the templates of contracts are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.domain.contracts.contracts import Contract, ContractChange, ContractStage, ContractVersion
from bot.domain.contracts.term_forms import typed_changes
from bot.domain.contracts.terms import Terms, to_json
from bot.domain.team.roles import Role
from bot.services.contracts.contract_cards import Can, ContractCard, ContractLine
from bot.services.contracts.contract_versions import Missing
from handlers.contracts.contracts import FILTERS
from tests import example_payments
from tests.contracting import terms_for
from tests.example_campaigns import campaign, collaboration
from tests.example_records import MARIA, NOW, Said, a_contract, influencer, member
from tests.example_requests import requests
from tests.example_signatures import standing, wishes

Values = dict[str, Any]
Example = Callable[[Said, int], Values]


def contract(said: Said, many: int, *, number: int = 12) -> Contract:
    """A contract, in another stage for each number of everything."""
    return a_contract(many, number=number)


def contract_terms(said: Said, many: int) -> Terms:
    """Terms with `many` deliverables at least one, and what was said in every text."""
    return terms_for(
        NOW.date(),
        titles=[said("what")[:150]] * max(1, min(many, 20)),
        product=said("what")[:200] if many else "",
        product_by=NOW.date() if many else None,
        exclusive_category=said("saved")[:100] if many else "",
        exclusive_until=NOW.date() + timedelta(days=90) if many else None,
        disclosure=said("note")[:2000],
        cancellation=said("note")[:2000],
        rights_channels=said("what")[:200],
        rights_territory=said("what")[:200],
    )


def contract_version(said: Said, many: int, *, number: int = 1) -> ContractVersion:
    """A version: with 0 of everything it is not complete."""
    return ContractVersion(
        id=31,
        contract_id=12,
        number=number,
        typed={},
        terms=to_json(contract_terms(said, many)) if many else None,
        contract_text_version_id=None,
        note=said("note")[:500] if many else "",
        fee=120_000 if many else None,
        currency="EUR" if many else None,
        written_by=MARIA,
        written_at=NOW,
        sha256="0" * 64 if many else None,
        file_id=None,
    )


def contract_lines(said: Said, many: int) -> list[ContractLine]:
    """Contracts in a list."""
    return [
        ContractLine(
            contract(said, many, number=n), contract_version(said, many), campaign(said, many), influencer(said, many)
        )
        for n in range(many)
    ]


def contract_card(said: Said, many: int) -> Values:
    """A contract's card: with 0 of everything, as a viewer sees it."""
    change = ContractChange(ContractStage.DRAFT, ContractStage.IN_REVIEW, 1, NOW, MARIA, said("what"))
    reader = member(role=Role.MARKETER if many else Role.VIEWER)
    return {
        "card": ContractCard(
            contract=contract(said, many),
            version=contract_version(said, many),
            terms=contract_terms(said, many) if many not in (0, 2) else None,
            collaboration=collaboration(said, many),
            campaign=campaign(said, many),
            influencer=influencer(said, many),
            changes=[change] * many,
            reader=reader,
            note=said("note") if many else "",
            kept=example_payments.kept(said, many),
            requests=requests(said, many),
            may_review=5 if many > 1 else None,
            missing=[Missing("Deliverables", said("sentence"))] * 20 if many == 2 else (),
            so_far=typed_changes({}, {"deliverables": said("what"), "fee": said("what")}) * 10 if many == 2 else (),
            can=Can(edit=True, take_back=True, terminate=True, submit=True) if many else Can(),
            signing=standing(said, many) if many else None,
            wishes=wishes(said, many) if many == 1 else (),
        )
    }


def _listed(said: Said, many: int) -> Values:
    lines = contract_lines(said, min(many, 10))
    which = "signed" if many == 1 else "all"
    values = {"lines": lines, "page": many // 20, "pages": 1 + many // 10, "total": many, "which": which}
    return {**values, "filters": list(FILTERS), "reader": member(role=Role.MARKETER if many else Role.VIEWER)}


def _which(said: Said, many: int) -> Values:
    return {
        "typed": said("typed"),
        "lines": contract_lines(said, many + 1),
        "reader": member(role=Role.MARKETER if many else Role.VIEWER),
    }


MESSAGES: Mapping[str, Example] = {
    "contract_card": contract_card,
    "contract_list": _listed,
    "contract_which": _which,
}

MODALS: Mapping[str, Example] = {}
