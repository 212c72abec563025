"""What the templates of contract texts are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.contracts.contract_markup import Block, Kind, chapters
from bot.domain.contracts.contract_texts import TOKENS, ContractText, ContractTextVersion
from bot.domain.team.roles import Role
from bot.services.contracts.contract_texts import TextLine
from tests.example_records import MARIA, NOW, Said, member

Values = dict[str, Any]
Example = Callable[[Said, int], Values]


def _text(said: Said, number: int) -> ContractText:
    return ContractText(id=number, name=said("name")[:80], current=number, retired_at=None, version=number)


def _version(said: Said, number: int) -> ContractTextVersion:
    return ContractTextVersion(number, 3, number, said("note")[:2000], MARIA, NOW)


def _line(said: Said, number: int) -> TextLine:
    return TextLine(_text(said, number), _version(said, number))


def _list(said: Said, many: int) -> Values:
    reader = member(role=Role.MANAGER if many else Role.VIEWER)
    return {"lines": [_line(said, number + 1) for number in range(many)], "reader": reader}


def _form(said: Said, many: int) -> Values:
    sections = [(said("name")[:200] or "Beginning", said("note")[:3000])] * max(1, min(many, 20))
    return {"line": _line(said, 1) if many else None, "sections": sections, "tokens": list(TOKENS)}


def _preview(said: Said, many: int) -> Values:
    one = [Block(Kind.HEADING, said("name"), "1"), Block(Kind.CLAUSE, said("note"), "1.1"), Block(Kind.ITEM, "item")]
    return {"name": said("name")[:80], "chapters": chapters([Block(Kind.CLAUSE, said("note")), *one * min(many, 20)])}


def _versions(said: Said, many: int) -> Values:
    return {"text": _text(said, 1), "versions": [_version(said, number + 1) for number in range(many)]}


def _one_version(said: Said, many: int) -> Values:
    return {"text": _text(said, 1), "version": _version(said, 1), "sections": [said("note")[:3000]] * min(many, 20)}


MESSAGES: Mapping[str, Example] = {
    "contract_texts": _list,
    "contract_pdf": lambda said, many: {
        "contract": 12,
        "number": many,
        "name": said("name"),
        "campaign": said("name"),
    },
    "contract_pdf_sent": lambda _said, _many: {},
}

MODALS: Mapping[str, Example] = {
    "contract_text": _form,
    "contract_text_retire": lambda said, _many: {"line": _line(said, 1)},
    "contract_text_preview": _preview,
    "contract_text_versions": _versions,
    "contract_text_version": _one_version,
}

OUTBOX = frozenset({"contract_pdf"})
