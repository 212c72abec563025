"""Texts of contracts in Slack: listing, reading and editing them, and reading a contract as a PDF."""

from collections.abc import Mapping
from typing import Any

from bot.deps import Deps, Store
from bot.domain.contracts.contract_markup import chapters
from bot.domain.contracts.contract_texts import MOST_SECTIONS, TOKENS, sections, title_of
from bot.domain.team.roles import Member, Role
from bot.services.contracts import contract_documents, contract_texts
from handlers.answers import Answer, Done, Finish, Open, Say
from handlers.requests import Click, Form
from handlers.routes import Routes

FIELDS = tuple(f"section_{number}" for number in range(MOST_SECTIONS + 1))
"""A field for each section, and one more to add another."""


def listed(click: Click, deps: Deps) -> Answer:
    """*Contract texts*."""
    with deps.reading(click.workspace) as store:
        return Say("contract_texts", _list(store, reader=click.member))


def add(_click: Click, _deps: Deps) -> Answer:
    """*New text*."""
    return Open("contract_text", {"line": None, "sections": [("Text", "")], "tokens": list(TOKENS)})


def menu(click: Click, deps: Deps) -> Answer:
    """*Read*, *Edit*, *Versions* or *Retire* beside a text."""
    verb, _, text_id = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        text = contract_texts.found(store, int(text_id))
        versions = store.contract_texts.versions(text.id)
        if verb == "versions":
            return Open("contract_text_versions", {"text": text, "versions": versions})
        if verb == "read":
            return _read(store, text.name, sections(versions[0].body), deps)
    click.member.require(Role.MANAGER)
    about = {"id": text.id, "version": text.version}
    line = contract_texts.TextLine(text, versions[0])
    if verb == "retire":
        return Open("contract_text_retire", {"line": line}, about)
    values = {"line": line, "sections": _named(versions[0].body), "tokens": list(TOKENS)}
    return Open("contract_text", values, about)


def read_version(click: Click, deps: Deps) -> Answer:
    """*Read* beside a version of a text: as it was written, tokens and all."""
    text_id, _, number = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        text = contract_texts.found(store, int(text_id))
        version = next(one for one in store.contract_texts.versions(text.id) if one.number == int(number))
    return Open("contract_text_version", {"text": text, "version": version, "sections": sections(version.body)})


def preview(click: Click, deps: Deps) -> Answer:
    """*Preview* in the form: how what is typed reads, on top of the form."""
    with deps.reading(click.workspace) as store:
        return _read(store, str(click.typed.get("name") or "Contract text"), _typed(click.typed), deps)


def saved(form: Form, deps: Deps) -> Answer:
    """Submit of a text, new or changed."""
    name, typed = form.text("name"), _typed(form.typed)
    with deps.transaction(form.workspace) as store:
        if form.about.get("id") is None:
            contract_texts.add(store, name, typed, by=form.member, now=deps.now())
        else:
            contract_texts.change(store, form.id, name, typed, version=form.version, by=form.member, now=deps.now())
        return Finish("contract_texts", _list(store, reader=form.member))


def retired(form: Form, deps: Deps) -> Answer:
    """Submit of *Retire*."""
    with deps.transaction(form.workspace) as store:
        contract_texts.retire(store, form.id, version=form.version, by=form.member, now=deps.now())
        return Finish("contract_texts", _list(store, reader=form.member))


def read_pdf(click: Click, deps: Deps) -> Answer:
    """*Read the PDF*: the version as a file in a direct message."""
    with deps.transaction(click.workspace) as store:
        contract_documents.send(store, click.id, to=click.member, now=deps.now())
    return Say("contract_pdf_sent") if click.where == "message" else Done()


def _list(store: Store, *, reader: Member) -> dict[str, object]:
    return {"lines": contract_texts.lines(store), "reader": reader}


def _read(store: Store, name: str, typed: list[str], deps: Deps) -> Answer:
    blocks = contract_texts.preview(store, typed, now=deps.now())
    return Open("contract_text_preview", {"name": name, "chapters": chapters(blocks)})


def _named(body: str) -> list[tuple[str, str]]:
    """The sections of a text, each with its heading."""
    return [(title_of(one), one) for one in sections(body)]


def _typed(typed: Mapping[str, Any]) -> list[str]:
    """What stands in the fields of the sections, in their order."""
    return [str(typed.get(name) or "").replace("\x00", "") for name in FIELDS]


ROUTES = Routes(
    clicks={
        "contract.texts": (listed, Role.VIEWER),
        "contract.text_new": (add, Role.MANAGER),
        "contract.text": (menu, Role.VIEWER),
        "contract.text_version": (read_version, Role.VIEWER),
        "contract.text_preview": (preview, Role.MANAGER),
        "contract.pdf": (read_pdf, Role.MARKETER),
    },
    forms={
        "contract_text": (saved, Role.MANAGER),
        "contract_text_retire": (retired, Role.MANAGER),
    },
)
