"""Usage rights: where and until when we may use a piece of content. They belong to the asset, not to the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.refused import Faults, Refused

LONGEST = 200
"""Characters of a channel, a territory or an ad code."""


class RightKind(StrEnum):
    """What we may do with the content (formulas.md, usage rights)."""

    ORGANIC = "organic repost"
    WHITELISTING = "whitelisting"
    AD_CODE = "ad code"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class UsageRight:
    """One right. `until` is its last day, None is without end; `ad_code` is the platform's code for an ad."""

    id: int
    deliverable_id: int
    kind: RightKind
    channel: str
    territory: str
    until: date | None
    ad_code: str | None

    def has_ended(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and self.until < today

    def standing(self, today: date) -> str:
        """`without end`, `ended`, `ends today`, `ends in 12 days`."""
        if self.until is None:
            return "without end"
        days = (self.until - today).days
        if days < 0:
            return "ended"
        if days == 0:
            return "ends today"
        return f"ends in {days} {'day' if days == 1 else 'days'}"


def check_right(fields: Mapping[str, object], *, today: date) -> None:
    """Refuse a right that does not say where it holds, every fault on its own field."""
    faults = Faults()
    for name, sentence in (
        ("channel", "Say where it may be used, such as “our Instagram” or “Meta ads”."),
        ("territory", "Say in which countries, such as “Germany” or “worldwide”."),
    ):
        with faults.noting():
            if not str(fields[name]).strip():
                raise Refused(sentence, field=name)
    with faults.noting():
        if fields["kind"] is RightKind.AD_CODE and not fields["ad_code"]:
            raise Refused("Paste the ad code that the platform gave the creator.", field="ad_code")
    with faults.noting():
        until = fields["until"]
        if isinstance(until, date) and until < today:
            raise Refused("That day has passed. Choose a later one, or leave it out for no end.", field="until")
    for name in ("channel", "territory", "ad_code"):
        with faults.noting():
            if len(str(fields[name] or "")) > LONGEST:
                raise Refused(f"{LONGEST} characters are the most. Shorten it.", field=name)
    faults.check()
