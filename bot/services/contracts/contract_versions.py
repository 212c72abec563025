"""The versions of a contract: who wrote which, and what each changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.contracts import term_forms
from bot.domain.contracts.contracts import Contract, ContractChange, ContractVersion
from bot.domain.contracts.term_changes import TermChange, changes
from bot.domain.contracts.term_forms import FIELD_LABELS
from bot.domain.contracts.terms import Terms
from bot.domain.influencers.influencers import Influencer
from bot.domain.refused import Refused
from bot.services.approvals import approval_lists
from bot.services.approvals.approval_lists import Request
from bot.services.contracts import contract_text_choices, contract_writing, contracts
from storage import Store

PAGE = 15
"""Versions in one window."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing in a version, or does not agree: the field as people read it, and what to do."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list, with what became of it."""

    version: ContractVersion
    story: Sequence[ContractChange]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A page of a contract's versions, the newest first."""

    contract: Contract
    influencer: Influencer
    lines: Sequence[VersionLine]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One version against the one before, and who decided what of it.

    `before` and `terms` are None where there is none, or it is not complete.
    """

    contract: Contract
    influencer: Influencer
    version: ContractVersion
    before: ContractVersion | None
    terms: Terms | None
    changes: Sequence[TermChange]
    missing: Sequence[Missing]
    story: Sequence[ContractChange]
    requests: Sequence[Request] = ()


def page(store: Store, contract_id: int, *, number: int = 0) -> VersionPage:
    """A page of the versions of a contract."""
    one = contracts.found(store, contract_id)
    _, _, influencer = contracts.parties(store, one)
    versions, story = store.contracts.versions(one.id), store.contracts.changes(one.id)
    pages = max(1, -(-len(versions) // PAGE))
    number = min(max(0, number), pages - 1)
    shown = versions[number * PAGE : (number + 1) * PAGE]
    lines = [VersionLine(version, _story(story, version)) for version in shown]
    return VersionPage(one, influencer, lines, number, pages)


def compared(store: Store, contract_id: int, number: int) -> Compared:
    """What a version changed against the one before."""
    one = contracts.found(store, contract_id)
    _, _, influencer = contracts.parties(store, one)
    version = contracts.numbered(store, one, number)
    before = store.contracts.numbered(one.id, number - 1)
    return Compared(
        contract=one,
        influencer=influencer,
        version=version,
        before=before,
        terms=contracts.terms_of(version),
        changes=differences(store, before, version) if before else (),
        missing=missing(version),
        story=_story(store.contracts.changes(one.id), version),
        requests=[
            request
            for request in approval_lists.of_contract(store, one)
            if request.approval.version_number == version.number
        ],
    )


def differences(store: Store, before: ContractVersion, version: ContractVersion) -> tuple[TermChange, ...]:
    """What changed from one version to another: its text, and its terms."""
    return (*contract_text_choices.changes(store, before, version), *between(before, version))


def between(before: ContractVersion | None, version: ContractVersion) -> tuple[TermChange, ...]:
    """What changed from one version to another; where one is not complete, what was typed otherwise."""
    old, new = contracts.terms_of(before) if before else None, contracts.terms_of(version)
    if new is not None and (old is not None or before is None):
        return changes(old, new)
    was = contract_writing.typed_in(before) if before else {}
    return term_forms.typed_changes(was, contract_writing.typed_in(version))


def missing(version: ContractVersion) -> tuple[Missing, ...]:
    """What keeps a version from being complete, as on the day when it was written."""
    if version.terms is not None:
        return ()
    try:
        contract_writing.read(contract_writing.typed_in(version), today=version.written_at.date())
    except Refused as refused:
        faults = (refused, *refused.others)
        return tuple(Missing(FIELD_LABELS.get(one.field or "", "Terms"), one.sentence) for one in faults)
    return ()


def typed_so_far(version: ContractVersion) -> tuple[TermChange, ...]:
    """What stands in the fields of a version that is not complete."""
    return between(None, version) if version.terms is None else ()


def _story(story: Sequence[ContractChange], version: ContractVersion) -> list[ContractChange]:
    return [one for one in story if one.number == version.number]
