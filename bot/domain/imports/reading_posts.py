"""Read the rows of a sheet of posts: one post on one day."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from bot.domain.imports.cell_readers import Cells, Counts, Memo, profile_in
from bot.domain.imports.cells import text_in
from bot.domain.imports.days import day_in
from bot.domain.imports.fields import POST_FIGURES, Field
from bot.domain.imports.mapping import Mapping
from bot.domain.imports.rows import ImportProfile, PostFigures, PostRow, RejectedRow
from bot.domain.imports.tables import Table
from bot.domain.refused import Refused

MAX_TITLE = 1000
_URLS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "instagram": "https://www.instagram.com/p/{}/",
    "x": "https://x.com/i/status/{}",
    "facebook": "https://www.facebook.com/{}",
    "twitch": "https://www.twitch.tv/videos/{}",
    "pinterest": "https://www.pinterest.com/pin/{}/",
}
"""Where a post stands by its id alone; on other platforms the channel's address is given."""


def read_posts(table: Table, mapping: Mapping) -> Iterator[PostRow | RejectedRow]:
    """Every row of the table, read or rejected. Of rows with the same post and day the first counts."""
    reader = _Reader(mapping)
    for number, cells in zip(table.row_numbers, table.rows, strict=True):
        try:
            yield reader.row(number, cells)
        except Refused as refusal:
            yield RejectedRow(number, refusal.sentence, cells)


class _Reader:
    """Reads the rows of one file. A figure of 0 is missing: that is how such files write it."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        columns = mapping.columns
        self._short = [
            columns.get(field, -1) for field in (Field.POST_ID, Field.TITLE, Field.CATEGORY, Field.CHANNEL, Field.DAY)
        ]
        figures = [columns.get(field) for field in POST_FIGURES]
        self._counts = Counts(figures, headings=mapping.headings, is_zero_missing=True)
        self._days = Memo(lambda cell: day_in(cell, year=mapping.year))
        self._channels = Memo(self._channel)
        self._seen: dict[tuple[str, object], int] = {}

    def row(self, number: int, cells: Cells) -> PostRow:
        """The post in a row. Raises Refused if there is none, or one that was read before for that day."""
        padded = (*cells, "")
        told_post, title, category, named, told = [padded[column] for column in self._short]
        post_key, link = _post(told_post)
        if not post_key:
            raise Refused("There is no id of a post in this row.")
        channel = self._channels[named]
        try:
            day = self._days[told]
        except ValueError:
            raise Refused(f"“{told[:40]}” is not a date. Write it like 2017-09-13 or 13.09.2017.") from None
        if (post_key, day) in self._seen:
            raise Refused(f"Same post and day as row {self._seen[post_key, day]}.")
        figures = PostFigures(*self._counts.of(cells))
        self._seen[post_key, day] = number
        title = (text_in(title) or post_key)[:MAX_TITLE]
        url = link or _URLS.get(channel.platform, channel.url).format(post_key)
        return PostRow(number, channel.platform, post_key, title, url, text_in(category), channel, day, figures)

    def _channel(self, cell: str) -> ImportProfile:
        column = self._mapping.columns.get(Field.CHANNEL)
        if column is None or text_in(cell) is None:
            raise Refused("There is no channel in this row.")
        return profile_in(cell, platform=self._mapping.platform, heading=self._mapping.headings[column])


def _post(cell: str) -> tuple[str, str | None]:
    """The id of a post, and its address if that is what the cell holds."""
    if "://" not in cell:
        return cell, None
    try:
        parts = urlsplit(cell)
    except ValueError:
        return "", None
    told = parse_qs(parts.query).get("v") or [part for part in parts.path.split("/") if part][-1:] or [""]
    return told[0], cell
