"""Texts of contracts: what the team's own wording may hold, and how it is cut into sections to be edited."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

TOKENS: Mapping[str, str] = {
    "brand": "our workspace's name",
    "creator": "the influencer's name",
    "campaign": "the campaign's name",
    "contract": "the contract's number",
    "date": "the day this version was written",
    "starts_on": "the first day",
    "ends_on": "the last day",
    "deliverables": "each deliverable with its platform and date",
    "rounds": "rounds of review: 1 round, 2 rounds",
    "musts": "each line of the brief marked must",
    "mays": "each line marked may",
    "frees": "each line marked free",
    "fee": "the fee, empty without one",
    "payments": "each instalment with when it is due",
    "payment_days": "days to pay: “on the day of” or “within 14 days of”",
    "commission": "the percentage, empty without one",
    "commission_until": "the last day of which orders count",
    "commission_by": "until when it is paid",
    "product": "what we send, empty for nothing",
    "product_by": "until when we send it",
    "rights_channels": "where we may use the content",
    "rights_territory": "in which countries",
    "rights_until": "until when, empty for rights without end",
    "paid_use": "says that paid use is allowed, empty where it is not",
    "exclusive_category": "what they do not advertise for others, empty without exclusivity",
    "exclusive_until": "until when",
    "disclosure": "the disclosure duty, line by line",
    "cancellation": "how it can be cancelled, line by line",
}
"""Every token that a text may hold, and what it stands for. A condition asks whether one is there at all."""

LONGEST_NAME = 80
LONGEST_SECTION = 3_000
"""Characters of a section: as many as a field of Slack's modals holds."""
MOST_SECTIONS = 20
MOST_TEXTS = 20

_SECTION = re.compile(r"(?ms)^(?:\{%-?\s*if\b[^%\n]*%\}\s*)?# .*?(?=^(?:\{%-?\s*if\b[^%\n]*%\}\s*)?# |\Z)")


@dataclass(frozen=True, slots=True)
class ContractText:
    """A text that contracts are written in. `current` is the number of its newest version."""

    id: int
    name: str
    current: int
    retired_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class ContractTextVersion:
    """One version of a text; it is never changed. `edited_by` is a member's Slack id, or the bot's own."""

    id: int
    contract_text_id: int
    number: int
    body: str
    edited_by: str
    edited_at: datetime


def sections(body: str) -> list[str]:
    """The text cut before each heading, with a condition that stands before one; joined again it is the same."""
    found = [one[0].strip() for one in _SECTION.finditer(body)]
    before = _SECTION.sub("", body).strip()
    return ([before] if before or not found else []) + found


def title_of(section: str) -> str:
    """What a section is called: its heading."""
    heading = next((line for line in section.splitlines() if line.startswith("# ")), "# Beginning")
    return heading.removeprefix("# ").strip() or "Section"


def joined(parts: Iterable[str]) -> str:
    """The text that its sections make; what is empty falls away."""
    kept = (part.replace("\r\n", "\n").strip() for part in parts)
    return "\n\n".join(part for part in kept if part)
