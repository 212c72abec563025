"""What the disclosure check takes, and what it gives: plain values that can be stored as evidence (R12)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bot.domain.content.deliverables import Format

NOTICE = "This is a lint, not legal advice: it looks at words and where they stand, and a person decides."


class Rule(StrEnum):
    """The rules of formulas.md, section 8."""

    NEEDED = "R1"
    IN_THE_POST = "R2"
    EARLY = "R3"
    NOT_BURIED = "R4"
    CLEAR_WORDS = "R5"
    UNCLEAR_WORDS = "R6"
    PARTNER_TAG = "R6b"
    VIDEO = "R7"
    STORY = "R8"
    LIVE = "R9"
    LANGUAGE = "R10"
    PLATFORM_LABEL = "R11"
    EVIDENCE = "R12"
    PLACE = "R13"


CAPTION_RULES = frozenset(Rule) - {Rule.VIDEO, Rule.STORY, Rule.LIVE, Rule.EVIDENCE}
"""The rules that a change of the caption alone can meet."""


class Severity(StrEnum):
    """A fault must be mended, what is unclear must be looked at by a person, advice may be left."""

    FAULT = "fault"
    UNCLEAR = "unclear"
    ADVICE = "advice"


class Connection(StrEnum):
    """A material connection that is recorded on the influencer or on the campaign; any one needs a disclosure."""

    PAYMENT = "payment"
    COMMISSION = "commission"
    PRODUCT = "product"
    TRIP = "trip"
    PERK = "perk"
    EMPLOYMENT = "employment"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Content:
    """What is checked. `platform` is a key of platforms.toml.

    `spoken` and `on_screen` are the words in the sound and over the picture: None is "nobody told us", "" is none.
    `in_bio` is that the profile's bio carries a disclosure; `platform_label` that the platform's own label is on,
    None where nobody knows. `brands` are names or handles. `places` are country codes (ISO 3166, two letters),
    none is "not known"; `language` is a code such as "en" or "de-AT", None is "not known".
    """

    caption: str
    platform: str
    format: Format
    connections: frozenset[Connection] = frozenset()
    brands: tuple[str, ...] = ()
    spoken: str | None = None
    on_screen: str | None = None
    in_bio: bool = False
    platform_label: bool | None = None
    places: tuple[str, ...] = ()
    language: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The content as it stood, in values that JSON knows."""
        return {
            "caption": self.caption,
            "platform": self.platform,
            "format": self.format.value,
            "connections": sorted(one.value for one in self.connections),
            "brands": list(self.brands),
            "spoken": self.spoken,
            "on_screen": self.on_screen,
            "in_bio": self.in_bio,
            "platform_label": self.platform_label,
            "places": list(self.places),
            "language": self.language,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule has to say.

    `line` is the caption's line, from 1, and `words` are those that it is about, as they were typed; None and ""
    where there are none. `fix` is the first line to put in the caption, or what to do in the video, or "".
    """

    rule: Rule
    severity: Severity
    sentence: str
    fix: str = ""
    line: int | None = None
    words: str = ""

    def to_json(self) -> dict[str, Any]:
        """The finding in values that JSON knows."""
        return {
            "rule": self.rule.value,
            "severity": self.severity.value,
            "sentence": self.sentence,
            "fix": self.fix,
            "line": self.line,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check says of one piece of content.

    `why` says why a disclosure is needed or not. `found` are the clear words in the caption. `fixed_caption` is the
    whole caption with `first_line` put before it; both are "" where the caption needs no change. `notes` say whose
    rules were applied; `rules_of` is the day of our tables.
    """

    content: Content
    needed: bool
    why: str
    findings: tuple[Finding, ...]
    rules_of: date
    found: tuple[str, ...] = ()
    first_line: str = ""
    fixed_caption: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether there is nothing to mend and nothing that a person still has to look at."""
        return all(finding.severity is Severity.ADVICE for finding in self.findings)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What must be mended."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.FAULT)

    def to_json(self) -> dict[str, Any]:
        """The verdict with what it was given on, to keep as evidence that the brand monitors (R12)."""
        return {
            "needed": self.needed,
            "why": self.why,
            "ok": self.ok,
            "findings": [finding.to_json() for finding in self.findings],
            "found": list(self.found),
            "first_line": self.first_line,
            "fixed_caption": self.fixed_caption,
            "notes": list(self.notes),
            "notice": NOTICE,
            "rules_of": self.rules_of.isoformat(),
            "content": self.content.to_json(),
        }
