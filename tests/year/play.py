"""A whole stretch of time, foretold and played."""

from datetime import UTC, date, datetime, time, timedelta

from tests.year import deeds, doing
from tests.year.affairs import Affairs
from tests.year.almanac import LOOK
from tests.year.beginning import beginning
from tests.year.compare import first_difference
from tests.year.deeds import Deed
from tests.year.oracle import Oracle, Told
from tests.year.story import story
from tests.year.world import World


class Play:
    """A story, what it must come to, and what it came to."""

    def __init__(self, seed: int, *, begin: date, days: int, per_day: float) -> None:
        self.seed = seed
        self.start = datetime.combine(begin, time(0, 30), UTC)
        self.end = self.start + timedelta(days=days)
        self.oracle = Oracle(self.beginning(), now=self.start)
        acts = story(seed, begin=begin, days=days, per_day=per_day)
        done = [deeds.do(self.oracle, act, seed=seed) for act in acts if self.start < act.at < self.end]
        self.oracle.pass_until(self.end)
        self.deeds = [one for one in done if one is not None]

    def run(self, url: str) -> list[Told]:
        """Have everything happen on a database; gives what was told."""
        world = World(url, self.beginning(), now=self.start)
        try:
            self.happen(world)
            return world.said
        finally:
            world.close()

    def beginning(self) -> Affairs:
        """What there is before the first deed."""
        return beginning(self.seed, now=self.start)

    def happen(self, world: World) -> None:
        """Have everything happen in a world."""
        world.tick()
        waiting = list(self.deeds)
        stops = sorted({*self.oracle.stops, *self._midnights()}, reverse=True)
        while self._go_on(world, waiting, stops):
            pass

    def _midnights(self) -> list[datetime]:
        first = datetime.combine(self.start.date(), time(0), UTC) + LOOK
        return [first + timedelta(days=later) for later in range(1, (self.end - self.start).days + 1)]

    def _go_on(self, world: World, waiting: list[Deed], stops: list[datetime]) -> bool:
        """Travel to whatever comes next, and do it; whether there was anything."""
        while stops and stops[-1] <= world.now:
            stops.pop()
        planned = world.next_stop()
        moments = [*stops[-1:], *[one.at for one in waiting[:1]], *([planned] if planned else [])]
        at = min(moments, default=self.end)
        if at >= self.end:
            return False
        world.now = at
        if not waiting or waiting[0].at > at or doing.do(world, waiting.pop(0), seed=self.seed):
            world.tick()
        return True

    def difference(self, said: list[Told]) -> str | None:
        """The first difference as a sentence, with the seed that shows it again; None where there is none."""
        zones = {who: tz for who, (_, tz) in self.oracle.affairs.people.items()}
        found = first_difference(self.oracle.told, said, zones=zones)
        return f"seed {self.seed}: {found}" if found else None
