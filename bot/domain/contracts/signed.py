"""What an influencer signed: a name under one version, and whether it counts yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

CONSENT = "I have read version {number} of this contract and I agree to it. My name above is my signature."
"""What the box on the page says; it is kept with the signature."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature under one version. It waits while it neither counts nor was refused.

    `consent` is what was ticked, `expectations` what they stated (`bot.domain.contracts.expectations`), `differences`
    the sentences that say where the terms are not so. `sha256` and `file_id` are those of the signed PDF.
    """

    id: int
    contract_version_id: int
    signing_link_id: int
    name: str
    consent: str
    expectations: Mapping[str, Any]
    differences: Sequence[Mapping[str, Any]]
    signed_at: datetime
    counted_at: datetime | None
    counted_by: str | None
    refused_at: datetime | None
    refused_by: str | None
    why: str
    sha256: str | None
    file_id: int | None

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has yet to say if it counts."""
        return self.counted_at is None and self.refused_at is None
