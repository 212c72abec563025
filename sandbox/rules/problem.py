"""What a check says: a `Problem`, the `Report` that collects them, and a `Spot`, the place looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning"]
Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of Slack's rules.

    `code` is the short name of the breach ("header_text_too_long"), `message` what Slack says, or a sentence
    of ours, `pointer` a JSON pointer (RFC 6901) into the payload that was checked ("/blocks/3/text/text").
    `level` is "error" where Slack refuses the payload or a person sees it broken, "warning" where it is only
    poor. `refused` tells the two kinds of error apart: true where Slack answers with an error, false where it
    accepts the payload and shows it all the same.
    """

    code: str
    message: str
    pointer: str
    level: Level = "error"
    refused: bool = True


@dataclass(slots=True)
class Report:
    """The problems of one payload, and what a check needs to know or to remember while it reads it.

    `people` and `channels` are the ids that exist; `typed` is what people typed, whose mark-up may stand raw
    in a plain text. `tally` counts what a whole message may hold only so much of; `block_ids` and `focused`
    remember what must not come twice.
    """

    surface: Surface = "message"
    people: Container[str] = ()
    channels: Container[str] = ()
    typed: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    refusals: int = 0
    tally: Counter[str] = field(default_factory=Counter)
    block_ids: set[str] = field(default_factory=set)
    focused: bool = False


class Spot:
    """A place in a payload. The pointer is put together only when something is wrong there."""

    __slots__ = ("_above", "_key", "report")

    def __init__(self, report: Report, above: Spot | None = None, key: str | int = "") -> None:
        """The root of a payload; `of` gives the places below it."""
        self.report = report
        self._above = above
        self._key = key

    def of(self, key: str | int) -> Spot:
        """The place of a property or an item."""
        return Spot(self.report, self, key)

    @property
    def pointer(self) -> str:
        """The JSON pointer of this place; the empty string is the whole payload."""
        keys: list[str] = []
        spot: Spot = self
        while spot._above is not None:
            keys.append("/" + str(spot._key).replace("~", "~0").replace("/", "~1"))
            spot = spot._above
        return "".join(reversed(keys))

    def refuse(self, code: str, message: str) -> None:
        """Slack answers this payload with an error."""
        self.report.refusals += 1
        self.report.problems.append(Problem(code, message, self.pointer))

    def broken(self, code: str, message: str) -> None:
        """Slack accepts this, and a person sees it broken."""
        self.report.problems.append(Problem(code, message, self.pointer, refused=False))

    def warn(self, code: str, message: str) -> None:
        """Slack accepts this, and it works, but poorly."""
        self.report.problems.append(Problem(code, message, self.pointer, level="warning", refused=False))
