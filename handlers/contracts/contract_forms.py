"""The form of a contract: what its template is given, and reading what was typed."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.contracts import term_forms
from bot.domain.contracts.terms import PaidUse
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.contracts.contract_text_choices import Choice
from bot.services.contracts.contract_writing import Written
from handlers.requests import Form

SUBMIT = "submit"
WAYS = [("draft", "Save it as a draft"), (SUBMIT, "Submit it for approval")]
PAID_USES = [(one.value, one.value.capitalize()) for one in PaidUse]


def shown(typed: Mapping[str, Any], **more: object) -> dict[str, object]:
    """The values of the form's template: what stands in its fields, and what it is about."""
    fields = {"typed": typed, "paid_uses": PAID_USES, "ways": WAYS, "approvers": [], "texts": [], "text": ""}
    return {"prefill": None, "contract": None, **fields, **more}


def texts(choice: Choice) -> dict[str, object]:
    """The values of the field *Contract text*; it is not shown where there is nothing to choose."""
    options = [(str(number), name) for number, name in choice.texts]
    return {"texts": options if len(options) > 1 else [], "text": str(choice.chosen)}


def approvers(able: Iterable[Member]) -> list[tuple[str, str]]:
    """What the field *Who decides* offers."""
    return [(one.slack_id, f"{one.name} ({one.role})") for one in able]


def written(form: Form) -> Written:
    """What stands in the form, by the fields that it shows."""
    typed = {name: form.typed[name] for name in term_forms.FIELD_LABELS if name in form.typed}
    text = form.text("contract_text")
    is_other = text.isdecimal() and text != str(form.about.get("text"))
    chosen = int(text) if is_other else None
    is_final = form.text("next") == SUBMIT
    return Written(typed, note=form.text("note"), is_final=is_final, contract_text_version_id=chosen)


def numbers(value: str) -> tuple[int, int]:
    """The two numbers that a button carries: a contract's, and its version's or a page's."""
    first, _, second = value.partition(":")
    if not first.isdecimal() or not (second or "0").isdecimal():
        raise Refused("This button is from an older version of Rapport. Open the contract again with `/contract show`.")
    return int(first), int(second or 0)
