"""In which text a contract's terms are put: what there is to choose from, and what another choice changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.contracts.contract_texts import ContractTextVersion
from bot.domain.contracts.contracts import ContractVersion
from bot.domain.contracts.term_changes import ChangeKind, TermChange
from bot.domain.refused import Refused
from bot.services.contracts import contract_texts
from storage import Store

LONGEST_NAME = 55
"""Characters of a name in a choice: Slack shows 75 in all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The versions of texts by id, as people choose among them, and the one that stands."""

    texts: Sequence[tuple[int, str]]
    chosen: int | None


def choice(store: Store, version: ContractVersion | None = None) -> Choice:
    """The newest version of each text; of a version of a contract, its own too where it is an older one."""
    newest = [one.newest for one in contract_texts.lines(store)]
    own = _own(store, version) if version else None
    listed = newest if own is None or own in newest else [own, *newest]
    chosen = own or next(iter(newest), None)
    return Choice([(one.id, _name(store, one)) for one in listed], chosen.id if chosen else None)


def check(store: Store, text_version_id: int | None) -> None:
    """Refuse a text that is not here."""
    if text_version_id is not None and store.contract_texts.version(text_version_id) is None:
        raise Refused("This text is no longer here. Choose another one.", field="contract_text")


def changes(store: Store, before: ContractVersion, after: ContractVersion) -> tuple[TermChange, ...]:
    """The change of text from one version to another, beside what `term_changes` says; none where it is the same."""
    old, new = _own(store, before), _own(store, after)
    if old is None or new is None or old.id == new.id:
        return ()
    names = (_name(store, old), _name(store, new))
    return (TermChange("contract_text", "Contract text", ChangeKind.CHANGED, *names),)


def _own(store: Store, version: ContractVersion) -> ContractTextVersion | None:
    try:
        return contract_texts.version_for(store, version)
    except Refused:  # there is no text yet
        return None


def _name(store: Store, version: ContractTextVersion) -> str:
    text = contract_texts.found(store, version.contract_text_id)
    return f"{text.name[:LONGEST_NAME]} (version {version.number})"
