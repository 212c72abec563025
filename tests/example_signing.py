"""What the templates of signing are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.deps import Web
from bot.domain.influencers.mail import mail_link
from handlers.contracts.signings import DAYS
from tests.example_contracts import contract_card
from tests.example_records import MARIA, NOW, OMAR, Said
from tests.example_signatures import differences, wishes

Values = dict[str, Any]
Example = Callable[[Said, int], Values]
TOKEN = "t" * 43


def _proposal(said: Said, many: int) -> Values:
    state = ["overtaken", "taken over", "declined"][many % 3]
    values = {"proposal_id": 5, "contract_id": 12, "number": 2, "influencer": said("name"), "campaign": said("name")}
    values |= {"at": NOW.isoformat(), "due_at": (NOW + timedelta(days=1)).isoformat(), "state": state}
    values |= {"changes": wishes(said, many), "words": said("note")[:4000] if many else "", "answered_by": MARIA}
    return {**values, "answer": said("note")[:2000]}


def _signature(said: Said, many: int) -> Values:
    values = {"contract_id": 12, "signature_id": 4, "influencer": said("name"), "campaign": said("name")}
    values |= {"name": said("name")[:200], "signed_at": NOW.isoformat(), "differences": differences(said, max(many, 1))}
    return {**values, "words": [said("note")[:500]] * min(many, 4), "why": said("note")[:1000]}


def _settled(said: Said, many: int) -> Values:
    return {**_signature(said, many), "outcome": "counts" if many else "refused", "by": OMAR}


def _send(said: Said, many: int) -> Values:
    web = Web("https://sign.example", is_local=not many, is_served=many != 1)
    return {**contract_card(said, many), "web": web, "days": DAYS, "usual": "14"}


def _link(said: Said, many: int) -> Values:
    address, to = f"https://sign.example/c/{TOKEN}", "noor@bakes.example" if many else None
    mail = mail_link(to, subject="Your contract", body=f"{said('name')[:100]} {address}")[:2800]
    return {"name": said("name"), "address": address, "mail": mail, "to": to, "until": "7 December 2026", "web": Web()}


MESSAGES: Mapping[str, Example] = {
    "contract_signed": _signature,
    "proposal_answered": _proposal,
    "proposal_asked": _proposal,
    "signed_pdf": lambda said, many: {**_signature(said, many), "number": 1, "sha256": "0" * 64},
    "signing_differs": _signature,
    "signing_expired": lambda said, many: {**_signature(said, many), "was_opened": bool(many), "number": 1},
    "signing_settled": _settled,
}
MODALS: Mapping[str, Example] = {
    "proposal_decline": _proposal,
    "signature_refuse": _signature,
    "signing_link": _link,
    "signing_send": _send,
}
OUTBOX = frozenset(MESSAGES)
