"""Read the cells of a row that a mapping names: figures, profiles and short texts."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Generic, TypeVar

from bot.domain.influencers.counts import parse_count
from bot.domain.influencers.handles import handle_key, parse_profile, profile_url
from bot.domain.influencers.imports.cells import is_missing
from bot.domain.influencers.imports.rows import ImportProfile
from bot.domain.influencers.platforms import PLATFORMS, WEB, host_table, other_hosts
from bot.domain.refused import Refused

Made = TypeVar("Made")
Cells = tuple[str, ...]
_PLAIN = re.compile(r"[A-Za-z0-9_.]*[A-Za-z0-9_]")
_LONG = 12


class Memo(dict[str, Made], Generic[Made]):
    """What a function makes of texts, kept: the cells of a column say the same things again and again."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Made:
        made = self[text] = self._make(text)
        return made


class Counts:
    """Reads figures from fixed columns; a column of None gives None for every row."""

    def __init__(self, columns: Sequence[int | None], *, headings: Cells, is_zero_missing: bool = False) -> None:
        self._columns = [-1 if column is None else column for column in columns]
        self._headings = headings
        self._read = _count_or_none if is_zero_missing else _count

    def of(self, cells: Cells) -> list[int | None]:
        """The figures of a row, in the order of the columns. Raises Refused with the name of the column."""
        padded = (*cells, "")
        try:
            return [self._read(padded[column]) for column in self._columns]
        except Refused:
            return [self._blamed(padded[column], column=column) for column in self._columns]

    def _blamed(self, cell: str, *, column: int) -> int | None:
        try:
            return self._read(cell)
        except Refused as refusal:
            raise blamed(refusal, heading=self._headings[column]) from None


def profile_in(cell: str, *, platform: str | None, heading: str) -> ImportProfile:
    """The profile that a cell names by handle or link. Raises Refused with the name of the column."""
    if platform is not None and (plain := _plain(cell, platform=platform)) is not None:
        return plain
    try:
        profile = parse_profile(cell, platform=platform)
    except Refused as refusal:
        raise blamed(refusal, heading=heading) from None
    if profile.platform is None:
        raise Refused(f"There is no platform for “{cell[:60]}”. Give its link, or a column with the platform.")
    url = profile.url or profile_url(profile.platform, profile.handle)
    return ImportProfile(profile.platform, profile.handle, handle_key(profile.platform, profile.handle), url)


def blamed(refusal: Refused, *, heading: str) -> Refused:
    """The same refusal, with the column it is about."""
    return Refused(f"Column “{' '.join(heading.split())}”: {refusal.sentence}")


def _plain(cell: str, *, platform: str) -> ImportProfile | None:
    """The profile of a plain handle, as `parse_profile` would read it but ten times as fast; or None."""
    rule = PLATFORMS[platform]
    if platform == WEB or rule.ignored or _PLAIN.fullmatch(cell) is None or cell.startswith("UC"):
        return None
    if len(cell) > rule.max_length or rule.handle.fullmatch(cell) is None or cell.lower().endswith(_hosts()):
        return None
    address = next(address for form, address in rule.urls if form.fullmatch(cell))
    return ImportProfile(platform, cell, cell.lower(), address.format(handle=cell))


@cache
def _hosts() -> tuple[str, ...]:
    return (*host_table(), *other_hosts())


def _count(cell: str) -> int | None:
    if cell.isdecimal() and len(cell) < _LONG:
        return int(cell)
    return None if is_missing(cell) else parse_count(cell)


def _count_or_none(cell: str) -> int | None:
    return _count(cell) or None
