"""The disclosure check (formulas.md, section 8): does content say that it is advertising, clearly and early enough?

`check` a `Content` and get a `Verdict`. A lint, not legal advice: it knows words and places, not the law.
Rules known through secondary sources: the FTC's "Disclosures 101" (November 2019) and 16 CFR Part 255.
"""

from bot.domain.content.disclosure.checking import check
from bot.domain.content.disclosure.models import (
    CAPTION_RULES,
    NOTICE,
    Connection,
    Content,
    Finding,
    Rule,
    Severity,
    Verdict,
)

__all__ = [
    "CAPTION_RULES",
    "NOTICE",
    "Connection",
    "Content",
    "Finding",
    "Rule",
    "Severity",
    "Verdict",
    "check",
]
