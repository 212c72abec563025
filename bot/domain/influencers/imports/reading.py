"""Read the rows of a table by its mapping: influencers, posts, or why a row can be neither."""

from collections.abc import Iterator

from bot.domain.influencers.imports.cell_readers import Cells, Memo
from bot.domain.influencers.imports.cells import email_in, lines_in, list_in, text_in
from bot.domain.influencers.imports.fields import Field, Kind
from bot.domain.influencers.imports.mapping import Mapping
from bot.domain.influencers.imports.profiles import ProfileReader
from bot.domain.influencers.imports.reading_posts import read_posts
from bot.domain.influencers.imports.rows import ImportProfile, ImportRow, PostRow, RejectedRow
from bot.domain.influencers.imports.tables import Table
from bot.domain.influencers.influencers import key_of
from bot.domain.refused import Refused

MAX_NAME = 300
MAX_NOTES = 10_000
_SHORT = (
    Field.NAME,
    Field.COUNTRY,
    Field.AUDIENCE_COUNTRY,
    Field.LANGUAGES,
    Field.TAGS,
)


def read_rows(table: Table, mapping: Mapping) -> Iterator[ImportRow | PostRow | RejectedRow]:
    """Every row of the table, read or rejected, in its order.

    Of rows with the same profile the first counts; so it does of rows with the same name and no profile.
    """
    if mapping.kind is Kind.POSTS:
        yield from read_posts(table, mapping)
        return
    reader = _Reader(mapping)
    for number, cells in zip(table.row_numbers, table.rows, strict=True):
        try:
            yield reader.row(number, cells)
        except Refused as refusal:
            yield RejectedRow(number, refusal.sentence, cells)


class _Reader:
    """Reads the rows of one file, and remembers whom it has read."""

    def __init__(self, mapping: Mapping) -> None:
        self._profiles = ProfileReader(mapping)
        columns = mapping.columns
        self._short = [columns.get(field, -1) for field in _SHORT]
        self._headings = mapping.headings
        self._email = columns.get(Field.EMAIL, -1)
        self._notes = mapping.columns_of(Field.NOTES)
        self._niches = mapping.columns_of(Field.NICHES)
        self._texts = Memo(text_in)
        self._lists = Memo(list_in)
        self._seen: dict[tuple[str, str], int] = {}

    def row(self, number: int, cells: Cells) -> ImportRow:
        """The influencer in a row. Raises Refused if there is none, or one that was read before."""
        profiles = self._profiles.of(cells)
        padded = (*cells, "")
        called, country, audience_country, languages, tags = [padded[at] for at in self._short]
        name = text_in(called) or (profiles[0].handle if profiles else "")
        name_key = key_of(name)
        self._refuse(number, name, profiles=profiles, name_key=name_key)
        email, notes = self._contact(padded)
        return ImportRow(
            number,
            name,
            name_key,
            profiles,
            self._texts[country],
            self._texts[audience_country],
            email,
            self._lists[languages],
            self._lists["\n".join([cells[column] for column in self._niches])],
            self._lists[tags],
            notes,
        )

    def _refuse(self, number: int, name: str, *, profiles: tuple[ImportProfile, ...], name_key: str) -> None:
        """Refuse a row without anybody, or with somebody whom an earlier row has."""
        if not name:
            raise Refused("There is no handle and no name in this row.")
        if len(name) > MAX_NAME:
            raise Refused(f"The name is longer than {MAX_NAME} characters. Shorten it.")
        keys = [(profile.platform, profile.key) for profile in profiles] or [("", name_key)]
        for key in keys:
            if key in self._seen:
                raise Refused(f"Same {'handle' if profiles else 'name'} as row {self._seen[key]}.")
        self._seen.update(dict.fromkeys(keys, number))

    def _contact(self, padded: Cells) -> tuple[str | None, str | None]:
        """The e-mail address and the notes; what else stands beside the address is kept as a note."""
        address, rest = email_in(padded[self._email])
        notes = [
            (column, text)
            for column, text in ((self._email, rest), *((at, lines_in(padded[at])) for at in self._notes))
            if text
        ]
        if not notes:
            return address, None
        first = self._notes[0] if self._notes else None
        told = [text if column == first else f"{self._called(column)}: {text}" for column, text in notes]
        return address, "\n".join(told)[:MAX_NOTES]

    def _called(self, column: int) -> str:
        return " ".join(self._headings[column].split())
