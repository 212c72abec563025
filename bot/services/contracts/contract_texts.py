"""The texts that contracts are written in: one that is there from the start, and what the managers make of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import contract_texts as texts
from bot.domain.contracts.contract_markup import Block
from bot.domain.contracts.contract_texts import (
    LONGEST_NAME,
    LONGEST_SECTION,
    MOST_SECTIONS,
    MOST_TEXTS,
    ContractText,
    ContractTextVersion,
    joined,
    sections,
)
from bot.domain.contracts.contracts import ContractVersion
from bot.domain.contracts.example_terms import example_terms
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member, Role
from bot.services.contracts import contract_wording
from bot.services.contracts.contract_wording import Between
from bot.services.team import members
from storage import Store

SHIPPED = "contract_texts.shipped"
"""The setting that says that the shipped text was handed over; a retired one does not come back."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text in a list, with its newest version."""

    text: ContractText
    newest: ContractTextVersion


def ship(store: Store, *, by: str, now: datetime) -> None:
    """Give a workspace the shipped text, once."""
    if store.settings.on(SHIPPED, day=now.date()) is not None:
        return
    one = texts.shipped()
    store.contract_texts.add(one.name, one.body, by=by, now=now)
    store.settings.set(SHIPPED, True, since=now.date(), source="Rapport", by=by, now=now)


def lines(store: Store) -> list[TextLine]:
    """The texts that contracts can be written in, the oldest first. `newest.id` is what a contract's version keeps."""
    return [TextLine(one, store.contract_texts.versions(one.id)[0]) for one in store.contract_texts.listed()]


def found(store: Store, text_id: int) -> ContractText:
    """The text, or a refusal."""
    one = store.contract_texts.get(text_id)
    if one is None:
        raise Refused("This text is no longer here. Choose another one.")
    return one


def version_for(store: Store, version: ContractVersion) -> ContractTextVersion:
    """The text that a version of a contract is written in: the chosen one, or the workspace's first as it was then."""
    chosen = version.contract_text_version_id
    one = store.contract_texts.version(chosen) if chosen else store.contract_texts.as_of(version.written_at)
    if one is None:
        raise Refused("There is no contract text yet. A manager adds one under *Contract texts* in `/contract list`.")
    return one


def add(store: Store, name: str, typed: Sequence[str], *, by: Member, now: datetime) -> int:
    """Add a text, or refuse, every fault on its own field; gives its id. `typed` are its sections."""
    by.require(Role.MANAGER)
    body = _checked(store, name, typed, besides=None)
    if len(store.contract_texts.listed()) >= MOST_TEXTS:
        raise Refused(f"There are {MOST_TEXTS} texts: retire one that nobody uses.", field="name")
    text_id = store.contract_texts.add(_line(name), body, by=by.slack_id, now=now)
    if text_id is None:
        raise _taken()
    store.audit.record("add", f"contract text:{text_id}", by=by.slack_id, now=now, name=_line(name))
    return text_id


def change(
    store: Store, text_id: int, name: str, typed: Sequence[str], *, version: int, by: Member, now: datetime
) -> ContractText:
    """Write the next version of a text; contracts keep the version they were written in. Gives the text as it is then.

    Nothing new, no version. Refuses, every fault on its own field, and when a colleague was quicker.
    """
    by.require(Role.MANAGER)
    one = _at_version(store, text_id, version)
    body = _checked(store, name, typed, besides=text_id)
    if _line(name) != one.name:
        if not store.contract_texts.rename(one, _line(name)):
            raise _changed_meanwhile(store, text_id)
        store.audit.record("rename", _about(one), by=by.slack_id, now=now, was=one.name, name=_line(name))
        one = found(store, text_id)
    if body != store.contract_texts.versions(text_id)[0].body:
        if not store.contract_texts.add_version(one, body, by=by.slack_id, now=now):
            raise _changed_meanwhile(store, text_id)
        store.audit.record("change", _about(one), by=by.slack_id, now=now, number=one.current + 1)
    return found(store, text_id)


def retire(store: Store, text_id: int, *, version: int, by: Member, now: datetime) -> None:
    """Take a text out of the list, unless a colleague changed it meanwhile. The last one stays."""
    by.require(Role.MANAGER)
    one = _at_version(store, text_id, version)
    if len(store.contract_texts.listed()) == 1:
        raise Refused("This is the only text there is: add another one first, then retire this.")
    if not store.contract_texts.retire(one, now=now):
        raise _changed_meanwhile(store, text_id)
    store.audit.record("retire", _about(one), by=by.slack_id, now=now, name=one.name)


def preview(store: Store, typed: Sequence[str], *, now: datetime) -> tuple[Block, ...]:
    """How a text reads with made-up terms in which everything is agreed. Refuses what cannot be read, on its field."""
    between = Between(store.members.workspace_name(), "Noor Example", "Example campaign", 1, now, window_days=30)
    return texts.blocks(_body(typed), contract_wording.values(example_terms(today=now.date()), between))


def _checked(store: Store, name: str, typed: Sequence[str], *, besides: int | None) -> str:
    """The body that the sections make."""
    faults = Faults()
    with faults.noting():
        _check_name(store, name, besides=besides)
    body = ""
    with faults.noting():
        body = _body(typed)
    faults.check()
    return body


def _check_name(store: Store, name: str, *, besides: int | None) -> None:
    if not name.strip():
        raise Refused("Give the text a name: it is the title of the contract.", field="name")
    if len(name) > LONGEST_NAME:
        raise Refused(f"That is {len(name)} characters; {LONGEST_NAME} is the most.", field="name")
    if store.contract_texts.is_name_taken(_line(name), besides=besides):
        raise _taken()


def _body(typed: Sequence[str]) -> str:
    """The text that the sections make; every fault stands on the field of its section, `section_0` and so on."""
    faults = Faults()
    for number, section in enumerate(typed):
        with faults.noting():
            texts.check(section, field=f"section_{number}")
    faults.check()
    body = joined(typed)
    cut = sections(body)
    if not body:
        raise Refused("Write the text: a line that begins with # is a heading.", field="section_0")
    if len(cut) > MOST_SECTIONS:
        raise Refused(f"That makes {len(cut)} sections; {MOST_SECTIONS} is the most. Join two.", field="section_0")
    if longest := next((one for one in cut if len(one) > LONGEST_SECTION), None):
        sentence = f"The section that begins “{longest[:40]}” is over {LONGEST_SECTION:,} characters: give it a heading"
        raise Refused(f"{sentence} in its middle (a line that begins with #).", field="section_0")
    return body


def _at_version(store: Store, text_id: int, version: int) -> ContractText:
    one = found(store, text_id)
    if one.version != version or one.retired_at is not None:
        raise _changed_meanwhile(store, text_id)
    return one


def _about(one: ContractText) -> str:
    return f"contract text:{one.id}"


def _line(name: str) -> str:
    return " ".join(name.split())


def _taken() -> Refused:
    return Refused("There is a text of this name already. Choose another name.", field="name")


def _changed_meanwhile(store: Store, text_id: int) -> Refused:
    told = store.audit.of(f"contract text:{text_id}")
    name = members.name_of(store, str(told[-1]["by"])) if told else "A colleague"
    return Refused(f"{name} changed this text while it was open. Copy what you typed, close this, and open it again.")
