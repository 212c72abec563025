"""Recognise what the columns of a table hold, by their headings and checked by their cells."""

from dataclasses import replace
from datetime import date

from bot.domain.influencers.imports import identity, posts_columns
from bot.domain.influencers.imports.days import day_in_name, year_in_name
from bot.domain.influencers.imports.fields import FIGURES, Field, Kind
from bot.domain.influencers.imports.looks import Look, looks_of
from bot.domain.influencers.imports.mapping import Mapping, Use
from bot.domain.influencers.imports.tables import Table
from bot.domain.influencers.imports.words import meanings, platform_in, words_of

_TEXT = (Field.COUNTRY, Field.AUDIENCE_COUNTRY, Field.NICHES, Field.LANGUAGES, Field.TAGS, Field.NOTES)
_HALF = 0.5
_NEARLY_ALL = 0.8


def recognise(table: Table, *, name: str, today: date, kind: Kind | None = None) -> Mapping:
    """What each column of `table` holds. `name` is the file's, for the platform and the day of the figures.

    Headings propose, cells decide: a column of handles is known by what stands in it, and of doubled
    columns (`13.8M` beside `13800000`) the exact one is taken. `kind` is given when a person chose it.
    """
    looks = looks_of(table)
    kind = kind or posts_columns.kind_of(table.headings, looks)
    told = day_in_name(name)
    day = told if told is not None and told <= today else today
    mapping = Mapping(kind, None, table.headings, (None,) * len(table.headings), day, year_in_name(name))
    named = platform_in(words_of(name.rsplit(".", 1)[0]))
    if kind is Kind.POSTS:
        return posts_columns.with_posts(mapping, table=table, looks=looks, named=named)
    found = [_meant(heading, look=look) for heading, look in zip(table.headings, looks, strict=True)]
    mapping = replace(mapping, platform=_platform_of(found, named=named))
    return _with_audience(identity.settled(mapping, uses=_without_doubles(found, looks=looks), looks=looks))


def _meant(heading: str, *, look: Look) -> Use | None:
    """What a column holds by its heading, if its cells agree; by its cells alone if they are plain enough."""
    for meaning in meanings(heading):
        if (field := _agreed(meaning.field, look=look)) is not None:
            return Use(field, meaning.platform)
    if look.filled and look.link >= _NEARLY_ALL:
        return Use(Field.URL)
    if look.filled and look.email >= _NEARLY_ALL:
        return Use(Field.EMAIL)
    return None


def _agreed(field: Field, *, look: Look) -> Field | None:
    """The field that the cells make of what the heading proposes, or None if they contradict it."""
    if field in FIGURES:
        if not look.filled or look.number >= _HALF:
            return field
        return Field.NOTES if field is Field.COMMENTS and not look.number else None
    if field is Field.EMAIL:
        return field if look.email >= _HALF or not look.filled else None
    if field in _TEXT:
        return field if look.number < _HALF else None
    if field is Field.PLATFORM:
        return field if look.platform >= _HALF else None
    if field in (Field.NAME, Field.HANDLE, Field.URL):
        return _identity(field, look=look)
    return None


def _identity(field: Field, *, look: Look) -> Field | None:
    if look.link >= _HALF:
        return Field.URL
    if field is Field.NAME and look.platform >= _NEARLY_ALL:
        return Field.PLATFORM
    if look.number > _NEARLY_ALL:
        return None
    if field is Field.URL:
        return Field.HANDLE if look.handle >= _NEARLY_ALL else None
    return field


def _platform_of(found: list[Use | None], *, named: str | None) -> str | None:
    """The one platform of the sheet: told by a heading, else by the file's name; None if several are."""
    who = {use.platform for use in found if use and use.platform and use.field not in FIGURES}
    told = who or {use.platform for use in found if use and use.platform}
    if len(told) == 1:
        return told.pop()
    is_told_by_row = any(use and use.field is Field.PLATFORM for use in found)
    return None if told or is_told_by_row else named


def _without_doubles(found: list[Use | None], *, looks: tuple[Look, ...]) -> list[Use | None]:
    """One column for each field: the exact, the fullest, the first; niches and notes may have several."""
    kept = list(found)
    several = (Field.NICHES, Field.NOTES, Field.NAME, Field.HANDLE)
    for use in {use for use in found if use and use.field not in several}:
        same = [index for index, other in enumerate(found) if other == use]
        best = min(same, key=lambda index: (looks[index].suffixed > 0, -looks[index].filled, index))
        for index in same:
            kept[index] = use if index == best else None
    return kept


def _with_audience(mapping: Mapping) -> Mapping:
    """Call the country of an Instagram ranking with authentic engagement what it is there: the audience's.

    Such rankings come from audience tools; one month of the files we know says "Audience country", the next
    only "Country".
    """
    columns = mapping.columns
    is_ranking = mapping.platform == "instagram" and Field.ENGAGEMENT_AUTHENTIC in columns
    if not is_ranking or Field.COUNTRY not in columns or Field.AUDIENCE_COUNTRY in columns:
        return mapping
    index = columns[Field.COUNTRY]
    heading = " ".join(mapping.headings[index].split())
    remark = f"“{heading}” is read as the country of the audience, as in other rankings with authentic engagement."
    mapping = mapping.with_column(Field.COUNTRY, None).with_column(Field.AUDIENCE_COUNTRY, index)
    return replace(mapping, remarks=(*mapping.remarks, remark))
