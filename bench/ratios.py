"""Ratios between two ways of doing something, taken in turn so that a busy machine slows both alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Measure = Callable[[], float]
"""Does something once and gives the seconds it took."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """What came of several pairs. `bar` is the most that the median may be, None where it is only told."""

    name: str
    bar: float | None
    pairs: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the pairs."""
        return median(self.pairs)

    @property
    def holds(self) -> bool:
        """Whether the bar holds."""
        return self.bar is None or self.median <= self.bar

    def __str__(self) -> str:
        """One line: `name  ratio  (bar)  min–max`."""
        bar = "        " if self.bar is None else f"(≤ {self.bar:4.2f})"
        verdict = "" if self.holds else "  does not hold"
        return f"{self.name:<62} {self.median:6.2f}  {bar}  {min(self.pairs):.2f}–{max(self.pairs):.2f}{verdict}"


def in_turn(name: str, ours: Measure, theirs: Measure, *, bar: float | None, rounds: int) -> Ratio:
    """Measure ours, theirs, ours, theirs …: one ratio a round. Each is done once before, unmeasured."""
    ours()
    theirs()
    return Ratio(name, bar, tuple(ours() / theirs() for _ in range(rounds)))


def together(name: str, ratios: list[Ratio], *, bar: float) -> Ratio:
    """The median of several ratios as one, with their own medians as its pairs."""
    return Ratio(name, bar, tuple(one.median for one in ratios))


def timed(act: Callable[[], object], *, times: int = 1) -> Measure:
    """A measure of doing something: the best of a number of times.

    The others say how busy the machine was, as `timeit` puts it; both sides of a pair are measured so.
    """
    return lambda: min(_once(act) for _ in range(times))


def _once(act: Callable[[], object]) -> float:
    started = perf_counter()
    act()
    return perf_counter() - started
