"""Sheets for the tests of the import, and whom they find known."""

from datetime import date
from pathlib import Path

from bot.domain.influencers.imports import (
    Figures,
    ImportRow,
    Kind,
    Known,
    KnownInfluencer,
    KnownProfile,
    Mapping,
    PostRow,
    RejectedRow,
    Table,
    read_rows,
    recognise,
)
from bot.spreadsheets import read_table

DATA = Path(__file__).parent.parent / "data"
TODAY = date(2026, 11, 22)


def table_of(text: str, *, name: str = "sheet.csv") -> Table:
    """The table in a text of comma-separated cells."""
    return read_table(name, text.encode())


def published(name: str) -> Table:
    """One of the spreadsheets as it was published."""
    return read_table(f"{name}.csv", (DATA / f"{name}.csv").read_bytes())


def recognised(table: Table, *, name: str = "sheet.csv", kind: Kind | None = None) -> Mapping:
    """Its mapping, as of the tests' today."""
    return recognise(table, name=name, today=TODAY, kind=kind)


def used(mapping: Mapping) -> dict[str, str]:
    """The headings that are used, each with its field (and platform, where it has one of its own)."""
    return {
        f"{index}:{' '.join(mapping.headings[index].split())}": ":".join(filter(None, use))
        for index, use in enumerate(mapping.uses)
        if use
    }


def read(text: str, *, name: str = "sheet.csv") -> list[ImportRow | PostRow | RejectedRow]:
    """All rows of a text, read by the mapping it is recognised with."""
    table = table_of(text, name=name)
    return list(read_rows(table, recognised(table, name=name)))


def influencers(text: str, *, name: str = "sheet.csv") -> list[ImportRow]:
    """The influencers in a text."""
    return [row for row in read(text, name=name) if isinstance(row, ImportRow)]


def posts(text: str, *, name: str = "sheet.csv") -> list[PostRow]:
    """The posts in a text."""
    return [row for row in read(text, name=name) if isinstance(row, PostRow)]


def reasons(text: str, *, name: str = "sheet.csv") -> dict[int, str]:
    """Why rows of a text are rejected, by row number."""
    return {row.row_number: row.reason for row in read(text, name=name) if isinstance(row, RejectedRow)}


def known_of(*people: tuple[KnownInfluencer, dict[tuple[str, str], Figures | None]]) -> Known:
    """What is known of these people, numbered from 0."""
    known = Known()
    for number, (person, profiles) in enumerate(people):
        found = {key: KnownProfile(number, person, figures) for key, figures in profiles.items()}
        known.add(person, profiles=found)
    return known


def rows_of(name: str) -> dict[int, ImportRow | PostRow | RejectedRow]:
    """The rows of a published sheet, by their number."""
    table = published(name)
    return {row.row_number: row for row in read_rows(table, recognised(table, name=f"{name}.csv"))}
