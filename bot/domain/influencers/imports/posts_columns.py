"""Recognise sheets of posts: a row for each post and day."""

from dataclasses import replace

from bot.domain.influencers.imports.days import needs_year
from bot.domain.influencers.imports.fields import POST_FIGURES, Field, Kind
from bot.domain.influencers.imports.looks import Look
from bot.domain.influencers.imports.mapping import Mapping, Use
from bot.domain.influencers.imports.tables import Table
from bot.domain.influencers.imports.words import meanings

_HALF = 0.5
_NEARLY_ALL = 0.95


def kind_of(headings: tuple[str, ...], looks: tuple[Look, ...]) -> Kind:
    """Posts if there are post ids, links to posts, or titles with views and dates; influencers otherwise."""
    said = [{meaning.field for meaning in meanings(heading)} for heading in headings]
    fields = set().union(*said) if said else set()
    has_days = any(Field.DAY in said[index] and look.day >= _HALF for index, look in enumerate(looks))
    has_links = any(look.filled and look.post_link >= _HALF for look in looks)
    has_ids = Field.POST_ID in fields or Field.POST_URL in fields
    if has_ids or (has_links and has_days) or ({Field.TITLE, Field.VIEWS} <= fields and has_days):
        return Kind.POSTS
    return Kind.INFLUENCERS


def with_posts(mapping: Mapping, *, table: Table, looks: tuple[Look, ...], named: str | None) -> Mapping:
    """The mapping with the columns of a sheet of posts. YouTube's ids have 11 characters: they tell it."""
    uses: list[Use | None] = [None] * len(table.headings)
    taken: set[Field] = set()
    platforms: set[str] = set()
    for index, heading in enumerate(table.headings):
        platforms |= {meaning.platform for meaning in meanings(heading) if meaning.platform}
        field = next((f for f in _proposed(heading, look=looks[index]) if f not in taken), None)
        if field is not None:
            taken.add(field)
            uses[index] = Use(field)
    mapping = replace(mapping, uses=tuple(uses))
    ids = mapping.columns.get(Field.POST_ID)
    if len(platforms) == 1:
        named = platforms.pop()
    elif named is None and ids is not None:
        named = "youtube" if looks[ids].post_id >= _NEARLY_ALL else None
    days = mapping.columns.get(Field.DAY)
    is_short = days is not None and any(needs_year(row[days]) for row in table.rows)
    return replace(mapping, platform=named, needs_year=is_short)


def _proposed(heading: str, *, look: Look) -> list[Field]:
    """The fields of a post that a heading may mean and its cells do not contradict, the likeliest first."""
    found: list[Field] = []
    for meaning in meanings(heading):
        field = Field.CHANNEL if meaning.field in (Field.NAME, Field.HANDLE) else meaning.field
        if field in (Field.URL, Field.POST_ID) and look.post_link >= _HALF:
            field = Field.POST_URL
        if field in POST_FIGURES:
            is_right = look.number >= _HALF or not look.filled
        elif field is Field.DAY:
            is_right = look.day >= _HALF
        else:
            is_right = field in (Field.POST_ID, Field.POST_URL, Field.TITLE, Field.CHANNEL, Field.CATEGORY)
        if is_right:
            found.append(field)
    return found or ([Field.POST_URL] if look.filled and look.post_link >= _NEARLY_ALL else [])
