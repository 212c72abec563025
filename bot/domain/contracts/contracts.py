"""Contracts: the versioned terms of a collaboration, their stages, and which changes between them exist."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.refused import Refused


class ContractStage(StrEnum):
    """Where a contract stands (product.md, "Stages")."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    SENT = "sent"
    SIGNED = "signed"
    COMPLETED = "completed"
    REJECTED = "rejected"
    EXPIRED = "expired"
    TERMINATED = "terminated"


_S = ContractStage
_NEXT: dict[ContractStage, tuple[ContractStage, ...]] = {
    _S.DRAFT: (_S.IN_REVIEW, _S.TERMINATED),
    _S.IN_REVIEW: (_S.DRAFT, _S.APPROVED, _S.REJECTED, _S.TERMINATED),
    _S.APPROVED: (_S.DRAFT, _S.SENT, _S.TERMINATED),
    _S.SENT: (_S.DRAFT, _S.APPROVED, _S.SIGNED, _S.EXPIRED, _S.TERMINATED),
    _S.SIGNED: (_S.COMPLETED, _S.TERMINATED),
    _S.COMPLETED: (),
    _S.REJECTED: (_S.DRAFT, _S.TERMINATED),
    _S.EXPIRED: (_S.DRAFT, _S.SENT, _S.TERMINATED),
    _S.TERMINATED: (),
}
BINDING = (_S.SIGNED, _S.COMPLETED)
"""Stages in which both sides are bound: nothing of such a contract is changed any more."""

ENDED = (_S.COMPLETED, _S.TERMINATED)
"""Stages after which a new contract of the same collaboration may be written."""

EDITABLE = (_S.DRAFT, _S.APPROVED, _S.SENT, _S.REJECTED, _S.EXPIRED)
"""Stages in which a new version may be written: it goes back to draft, and needs a new approval."""

NEEDS_WHY = (_S.TERMINATED, _S.REJECTED)
"""Stages that say nothing without a reason."""


@dataclass(frozen=True, slots=True)
class Contract:
    """The terms of one collaboration. `owner` is a member's Slack id, `current` the number of the newest version.

    `version` counts every change of the row itself: a conditional update compares it.
    """

    id: int
    collaboration_id: int
    stage: ContractStage
    stage_since: datetime
    owner: str
    current: int
    created_by: str
    created_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class ContractVersion:
    """One version of the terms; it is never changed.

    `typed` is what stood in the form. `terms` is what it means (`bot.domain.contracts.terms`), None while something
    is missing or does not agree. `fee` is in minor units of `currency`. `sha256` and `file_id` are those of the
    unsigned PDF, once it was made.
    """

    id: int
    contract_id: int
    number: int
    typed: Mapping[str, Any]
    terms: Mapping[str, Any] | None
    contract_text_version_id: int | None
    note: str
    fee: int | None
    currency: str | None
    written_by: str
    written_at: datetime
    sha256: str | None
    file_id: int | None


@dataclass(frozen=True, slots=True)
class ContractChange:
    """A change of stage: who, when, why, and which version was the newest. `from_stage` is None for the first."""

    from_stage: ContractStage | None
    to_stage: ContractStage
    number: int
    at: datetime
    by: str
    why: str


def next_stages(stage: ContractStage) -> tuple[ContractStage, ...]:
    """The stages that may follow `stage`."""
    return _NEXT[stage]


def check_change(old: ContractStage, new: ContractStage, *, why: str) -> None:
    """Refuse a change of stage that does not exist, or an end without a reason."""
    if new not in _NEXT[old]:
        allowed = ", ".join(_NEXT[old]) or "nothing more: it is over"
        raise Refused(f"This contract is {old}: the next stage can be {allowed}.")
    if new in NEEDS_WHY and not why.strip():
        raise Refused("Say why: whoever reads this contract later must know.", field="why")
