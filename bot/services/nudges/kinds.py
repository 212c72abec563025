"""What a kind of nudge is: one row of the product's table. The kinds themselves are in `bot.nudges`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Matter, Nudge, Seat
from storage import Store

Load = Callable[[Store, Nudge, datetime], Mapping[str, Any] | None]
Find = Callable[[Store, int, datetime], list[Matter]]
Tell = Callable[[Store, Nudge, datetime], str | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of nudge. Its open matters are `storage.matters.MATTERS[name]`, its words `templates/nudges/<name>.j2`.

    `steps` are days after the day from which a series counts, or hours after its moment (before it, where negative);
    `steps_of` asks for them where they are set elsewhere. `load` gives what the words need, or None
    where there is nothing left to be done. `seats` says who is nudged at a step, where it is not the owner alone.
    `rank` orders what is beyond somebody's daily cap: the smaller, the more important. `tell` posts a message of its
    own instead, and gives its key: for what a person asked for, or waits for; it does not count towards the cap.
    `find` gives the matters of which a step was never planned, where the table's SELECT alone does not say.
    `is_private`: it names money or says what must not stand in a channel.
    """

    name: str
    steps: tuple[int, ...]
    load: Load
    rank: int = 5
    seats: Mapping[int, tuple[Seat, ...]] | None = None
    tell: Tell | None = None
    steps_of: Callable[[Store, datetime], tuple[int, ...]] | None = None
    is_private: bool = True
    find: Find | None = None

    def seats_at(self, step: int) -> tuple[Seat, ...]:
        """Who is nudged at a step."""
        return (self.seats or {}).get(step, (Seat.OWNER,))


Kinds = Mapping[str, Kind]
