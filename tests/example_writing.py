"""What the templates of writing contracts are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.content.deliverables import Format
from bot.domain.contracts import term_checks, term_forms
from bot.domain.contracts.contracts import ContractChange, ContractStage
from bot.domain.contracts.term_changes import TermChange, changes
from bot.domain.contracts.terms import Instalment, TermDeliverable, Terms, Trigger
from bot.domain.money import Money
from bot.services.contracts.contract_prefill import Prefill
from bot.services.contracts.contract_versions import Compared, Missing, VersionLine, VersionPage
from handlers.contracts.contract_forms import shown
from tests.example_campaigns import campaign, collaboration
from tests.example_contracts import contract, contract_card, contract_terms, contract_version
from tests.example_records import MARIA, NOW, Said, influencer
from tests.example_requests import requests

Values = dict[str, Any]
Example = Callable[[Said, int], Values]


def missing(said: Said, many: int) -> list[Missing]:
    """What is missing in a version."""
    return [Missing("Deliverables", said("sentence")[:3000])] * many


def story(said: Said, many: int) -> list[ContractChange]:
    """Changes of stage."""
    return [ContractChange(ContractStage.IN_REVIEW, ContractStage.DRAFT, 1, NOW, MARIA, said("what"))] * many


def two_terms(said: Said, many: int) -> tuple[Terms, Terms]:
    """Terms, and others that differ from them in every part."""
    old = contract_terms(said, 0)
    day = NOW.date() + timedelta(days=20)
    rows = [TermDeliverable("tiktok", Format.VIDEO, f"{n} {said('what')[:140]}", day) for n in range(min(many, 20))]
    moved = replace(old.deliverables[0], due_on=day)
    new = replace(
        contract_terms(said, many),
        deliverables=(moved, *rows),
        brief=(BriefLine(LineKind.MAY, "Name the brand"), BriefLine(LineKind.MUST, said("what")[:500])),
        fee=Money(150_000, "EUR"),
        instalments=(Instalment(90_000, Trigger.SIGNING), Instalment(60_000, Trigger.DATE, day)),
        rights_until=None,
        payment_days=30,
        round_cap=3,
    )
    return old, new


def term_changes(said: Said, many: int) -> tuple[TermChange, ...]:
    """What changed: nothing, all that can change, or what was typed otherwise."""
    if many == 2:
        return term_forms.typed_changes({"deliverables": said("what")}, {"fee": said("what"), "rights_forever": True})
    return changes(*two_terms(said, many)) if many else ()


def _form(said: Said, many: int) -> Values:
    """A new form with nothing known or all, and the edit of a contract in one stage or another."""
    empty = term_forms.plain({})
    if many == 0:
        bare = replace(collaboration(said, 0), exclusive_category=None)
        blank = Prefill(bare, campaign(said, 0), influencer(said, 0), empty, 0, 0, 0, "", None)
        return shown(empty, prefill=blank)
    typed = term_forms.plain(term_checks.typed_of(contract_terms(said, many)))
    if many == 1:
        whole = (collaboration(said, many), campaign(said, many), influencer(said, many))
        return shown(typed, prefill=Prefill(*whole, typed, 3, 12, 4, "offer", contract(said, 4)))
    typed |= {name: said("note") for name in ("deliverables", "fee", "rights_channels", "product")}
    able = [(f"U{number}", f"{said('name')[:80]} (manager)") for number in range(min(many, 100))]
    texts = [(str(number), said("name")[:55]) for number in range(min(many, 20))]
    return shown(typed, contract=contract(said, many), approvers=able, texts=texts, text="1")


def _new(said: Said, many: int) -> Values:
    return {"among": [(str(n), said("name")[:71]) for n in range(many)], "typed": said("typed")}


def _versions(said: Said, many: int) -> Values:
    lines = [
        VersionLine(contract_version(said, many, number=n), story(said, many)) for n in range(1, min(many, 15) + 1)
    ]
    page = VersionPage(contract(said, many), influencer(said, many), lines, many // 20, 1 + many // 15)
    return {"versions": page}


def _version(said: Said, many: int) -> Values:
    one = Compared(
        contract=contract(said, many),
        influencer=influencer(said, many),
        version=contract_version(said, many, number=1 + many),
        before=contract_version(said, many) if many else None,
        terms=two_terms(said, many)[1] if many else None,
        changes=term_changes(said, many),
        missing=missing(said, many) if many != 1 else (),
        story=story(said, many),
        requests=requests(said, many),
    )
    return {"one": one}


def _terminate(said: Said, many: int) -> Values:
    """At one stage or another; what is signed shows its words on cancellation."""
    card = contract_card(said, max(1, many))["card"]
    signed = replace(card.contract, stage=ContractStage.SIGNED)
    return {"card": replace(card, contract=signed) if many == 61 else card}


MESSAGES: Mapping[str, Example] = {}

MODALS: Mapping[str, Example] = {
    "contract_new": _new,
    "contract_terms": _form,
    "contract_terminate": _terminate,
    "contract_version": _version,
    "contract_versions": _versions,
}
