"""How far a campaign has come towards its targets, and whether it will reach them at this pace."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.campaigns.campaigns import Target


@dataclass(frozen=True, slots=True)
class Progress:
    """A target and what is reached of it; None is not enough data. Revenue is in minor units.

    `is_on_pace` compares it with the share of the campaign's days that have passed; None before the first day.
    """

    target: Target
    wanted: int
    reached: int | None
    percent: Decimal | None
    is_on_pace: bool | None


def progress(
    targets: Mapping[Target, int],
    reached: Mapping[Target, int | None],
    *,
    starts_on: date,
    ends_on: date,
    today: date,
) -> list[Progress]:
    """How far each target is reached on a day; today counts as passed."""
    whole = (ends_on - starts_on).days + 1
    passed = min(max((today - starts_on).days + 1, 0), whole)
    return [
        _progress(target, targets[target], reached.get(target), passed, whole)
        for target in Target
        if targets.get(target)
    ]


def _progress(target: Target, wanted: int, reached: int | None, passed: int, whole: int) -> Progress:
    if reached is None:
        return Progress(target, wanted, None, None, None)
    is_on_pace = reached * whole >= wanted * passed if passed else None
    return Progress(target, wanted, reached, Decimal(reached) / wanted * 100, is_on_pace)
