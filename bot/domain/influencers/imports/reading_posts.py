"""Read the rows of a sheet of posts: one post on one day."""

from collections.abc import Iterator

from bot.domain.content.post_links import PostLink, parse_post_link
from bot.domain.influencers.handles import profile_url
from bot.domain.influencers.imports.cell_readers import Cells, Counts, Memo, profile_in
from bot.domain.influencers.imports.cells import is_missing, text_in
from bot.domain.influencers.imports.days import day_in
from bot.domain.influencers.imports.fields import POST_FIGURES, Field
from bot.domain.influencers.imports.mapping import Mapping
from bot.domain.influencers.imports.rows import ImportProfile, PostFigures, PostRow, RejectedRow
from bot.domain.influencers.imports.tables import Table
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
    """Reads the rows of one file.

    A figure of 0 is missing in files of posts by id: that is how they write it. In a team's own sheet, which
    names posts by their links, it is a 0.
    """

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        columns = mapping.columns
        self._short = [
            columns.get(field, -1)
            for field in (Field.POST_URL, Field.POST_ID, Field.TITLE, Field.CATEGORY, Field.CHANNEL, Field.DAY)
        ]
        figures = [columns.get(field) for field in POST_FIGURES]
        by_link = Field.POST_URL in columns
        self._counts = Counts(figures, headings=mapping.headings, is_zero_missing=not by_link)
        self._days = Memo(lambda cell: day_in(cell, year=mapping.year))
        self._channels = Memo(self._channel)
        self._seen: dict[tuple[str, str, object], int] = {}

    def row(self, number: int, cells: Cells) -> PostRow:
        """The post in a row. Raises Refused if there is none, or one that was read before for that day."""
        padded = (*cells, "")
        address, told_id, title, category, named, told = [padded[column] for column in self._short]
        link = self._link(address, told_id)
        channel = self._author(link, named) if link else self._channels[named]
        platform, post_key = (link.platform, link.key) if link else (channel.platform if channel else "", told_id)
        try:
            day = self._days[told]
        except ValueError:
            raise Refused(f"“{told[:40]}” is not a date. Write it like 2017-09-13 or 13.09.2017.") from None
        if (platform, post_key, day) in self._seen:
            raise Refused(f"Same post and day as row {self._seen[platform, post_key, day]}.")
        figures = PostFigures(*self._counts.of(cells))
        self._seen[platform, post_key, day] = number
        title = (text_in(title) or post_key)[:MAX_TITLE]
        url = link.url if link else _URLS.get(platform, channel.url if channel else "").format(post_key)
        return PostRow(
            number, platform, post_key, title, url, text_in(category), channel, day, figures, link is not None
        )

    def _link(self, address: str, told_id: str) -> PostLink | None:
        """The post that a row links to; None where it has an id. Raises Refused if it has neither."""
        for cell in (address, told_id):
            if "/" in cell:
                return parse_post_link(cell)
        if not is_missing(told_id):
            return None
        raise Refused("There is no link to a post and no id of one in this row.")

    def _author(self, link: PostLink, named: str) -> ImportProfile | None:
        """Whose post it is: by its address, else by the channel that the row names, if that can be read."""
        if link.author is not None:
            return ImportProfile(link.platform, link.author, link.author, profile_url(link.platform, link.author))
        if is_missing(named):
            return None
        try:
            return profile_in(named, platform=link.platform, heading="")
        except Refused:
            return None

    def _channel(self, cell: str) -> ImportProfile:
        column = self._mapping.columns.get(Field.CHANNEL)
        if column is None or text_in(cell) is None:
            raise Refused("There is no channel in this row.")
        return profile_in(cell, platform=self._mapping.platform, heading=self._mapping.headings[column])
