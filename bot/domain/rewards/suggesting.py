"""What a proposal begins with: a tenth of what somebody was paid, as far as the budget goes, or a thank-you note."""

from dataclasses import dataclass
from enum import StrEnum

PART = 10
"""A suggested bonus is one part in so many of their fees: a number to start from, which a manager changes."""


class RewardKind(StrEnum):
    """What somebody gets."""

    BONUS = "bonus"
    GIFT = "gift"
    THANKS = "thank-you note"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to give, in minor units of the campaign's currency (0 for a note), and why it is that."""

    kind: RewardKind
    amount: int
    why: str


def suggest(*, fees: int | None, left: int | None) -> Suggestion:
    """A bonus of a tenth of their `fees`, if as much is `left` of the budget; None: there are none, or no budget."""
    bonus = (fees or 0) // PART
    if bonus <= 0:
        return Suggestion(RewardKind.THANKS, 0, "Nothing was paid to them that a bonus could be a part of.")
    if left is None:
        return Suggestion(
            RewardKind.BONUS, bonus, "A tenth of their fees. The campaign has no budget to check it against."
        )
    if left < bonus:
        return Suggestion(RewardKind.THANKS, 0, "The campaign's budget leaves no room for a tenth of their fees.")
    return Suggestion(RewardKind.BONUS, bonus, "A tenth of their fees, which the campaign's budget has left.")
