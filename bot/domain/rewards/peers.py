"""Like for like: the same platform, tier and goal, in the same campaign or month; fewer than five say nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from bot.domain.explained import Figure, Input
from bot.domain.influencers.platforms import name_of
from bot.domain.results.benchmarks import LEAST_PEERS, percentile_of
from bot.domain.rewards.performances import OURS, Measure, Performance

UPPER = 75
LOWER = 25
"""The percentiles from which on somebody is in the peers' upper quarter, and below which in their lower one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One figure of somebody and where it stands among like peers, in percent; `percentile` explains itself."""

    own: Figure
    percentile: Figure

    @property
    def value(self) -> Decimal | None:
        """The percentile, or None: not enough data."""
        return self.percentile.value


class Crowd:
    """Everybody who is compared with one another. What is asked of one is worked out once for all who are alike."""

    def __init__(self, performances: Iterable[Performance]) -> None:
        self._alike: dict[tuple[object, ...], list[Performance]] = {}
        for one in performances:
            self._alike.setdefault(_kind(one), []).append(one)
        self._values: dict[tuple[object, ...], list[tuple[int, Decimal]]] = {}

    def like(self, own: Performance) -> list[Performance]:
        """The like peers of somebody; nobody is a peer of themselves, or of who was counted in another currency."""
        if own.platform is None or own.tier is None:
            return []
        return [one for one in self._alike.get(_kind(own), ()) if one.influencer_id != own.influencer_id]

    def standing(self, own: Performance, measure: Measure) -> Standing:
        """Where a figure stands among like peers of whom it is known too."""
        mine = measure(own)
        known = [each for each in self._known(own, measure) if each[0] != own.influencer_id]
        values, number = [value for _, value in known], len({who for who, _ in known})
        value = percentile_of(mine.value, values) if mine.value is not None and number >= LEAST_PEERS else None
        return Standing(mine, _explained(own, mine, values, number=number, value=value))

    def standings(self, own: Performance, measures: Sequence[Measure]) -> list[Standing]:
        """Where each of these figures stands."""
        return [self.standing(own, one) for one in measures]

    def _known(self, own: Performance, measure: Measure) -> list[tuple[int, Decimal]]:
        """The figure of everybody who is like somebody, themselves too, as far as it is known, the smallest first."""
        if own.platform is None or own.tier is None:
            return []
        key = (_kind(own), measure)
        if key not in self._values:
            found = [(one.influencer_id, measure(one).value) for one in self._alike.get(_kind(own), ())]
            known = [(who, value) for who, value in found if value is not None]
            self._values[key] = sorted(known, key=lambda each: (each[1], each[0]))
        return self._values[key]


def _kind(one: Performance) -> tuple[object, ...]:
    return one.period, one.platform, one.tier, one.goal, one.totals.currency


def _explained(
    own: Performance, mine: Figure, values: Sequence[Decimal], *, number: int, value: Decimal | None
) -> Figure:
    day, where = own.totals.day, "like peers of our own roster"
    middle = median(values) if values else None
    inputs = (
        _input(mine.name, mine.value, own, mine, "calculated"),
        _input(f"their peers' median {mine.name}", middle, own, mine, where),
        Input("peers", number, where, day, None),
    )
    formula = "(peers below + half of the equal ones) / peers × 100"
    note = f"Compared with {number} {say_alike(own)}." if value is not None else why_not(own, mine, number=number)
    return Figure(f"Percentile of {mine.name}", value, "", formula, inputs, note, OURS, places=0)


def _input(name: str, number: Decimal | None, own: Performance, figure: Figure, source: str) -> Input:
    """Money in whole minor units, so that it prints as money."""
    if figure.currency and number is not None:
        number = Decimal(round(number))
    return Input(name, number, source, own.totals.day, None, currency=figure.currency)


def why_not(own: Performance, mine: Figure, *, number: int) -> str:
    """Why there is no percentile."""
    if own.platform is None:
        return "Not enough data: their posts stand on several profiles or on none, so nobody is like them."
    if own.tier is None:
        return "Not enough data: the followers of their profile are not known, so nobody is like them."
    if mine.value is None:
        return mine.note
    return f"Not enough data: {number} other {say_alike(own)} with this figure, at least {LEAST_PEERS} needed."


def say_alike(own: Performance) -> str:
    """`micro profiles on Instagram in the same campaign`."""
    return f"{own.tier} profiles on {name_of(own.platform or '')} {own.period.words}"
