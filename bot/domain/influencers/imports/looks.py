"""What the cells of a column look like, whatever its heading says."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.domain.content.post_links import parse_post_link
from bot.domain.influencers.imports.cells import is_missing
from bot.domain.influencers.imports.tables import Table, is_number
from bot.domain.influencers.imports.words import platform_in, words_of
from bot.domain.influencers.platforms import WEB, host_table
from bot.domain.refused import Refused

_SAMPLE = 1000
_HANDLE = re.compile(r"@?[A-Za-z0-9._-]{1,40}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}([./-](\d{4}|\d\d)?)?|\d{4}-\d\d-\d\d")
_POST_ID = re.compile(r"[A-Za-z0-9_-]{11}")


@dataclass(frozen=True, slots=True)
class Look:
    """Shares, 0 to 1, of the filled cells of a column that look like a thing. `filled` is a count."""

    filled: int
    number: float
    suffixed: float
    handle: float
    capital: float
    different: float
    link: float
    email: float
    day: float
    post_id: float
    post_link: float
    platform: float

    @property
    def handleness(self) -> float:
        """How much this looks like a column of handles: plain characters, small letters, no repeats."""
        return 0.6 * self.handle + 0.2 * (1 - self.capital) + 0.2 * self.different


def looks_of(table: Table) -> tuple[Look, ...]:
    """The look of each column, from a thousand rows spread over the table."""
    rows = table.rows[:: max(1, len(table.rows) // _SAMPLE)]
    return tuple(_look([cell for cell in column if not is_missing(cell)]) for column in zip(*rows, strict=True))


def _look(cells: Sequence[str]) -> Look:
    def share(test: Callable[[str], object]) -> float:
        return sum(1 for cell in cells if test(cell)) / len(cells) if cells else 0.0

    return Look(
        filled=len(cells),
        number=share(is_number),
        suffixed=share(lambda cell: cell[-1].isalpha() and is_number(cell)),
        handle=share(_HANDLE.fullmatch),
        capital=share(lambda cell: cell != cell.lower()),
        different=len({cell.casefold() for cell in cells}) / len(cells) if cells else 0.0,
        link=share(_link().search),
        email=share(_EMAIL.search),
        day=share(_DAY.fullmatch),
        post_id=share(_POST_ID.fullmatch),
        post_link=share(_is_post_link),
        platform=share(lambda cell: len(cell) < 20 and len(words_of(cell)) < 3 and platform_in(words_of(cell))),
    )


def _is_post_link(cell: str) -> bool:
    """Whether a cell holds the address of a post."""
    if "/" not in cell:
        return False
    try:
        return parse_post_link(cell).platform != WEB
    except Refused:
        return False


@cache
def _link() -> re.Pattern[str]:
    """An address on one of the platforms."""
    hosts = "|".join(map(re.escape, host_table()))
    return re.compile(rf"(^|[/.<\s])({hosts})/\S", re.IGNORECASE)
