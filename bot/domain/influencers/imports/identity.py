"""Tell handles from names, and one profile in a row from several."""

from dataclasses import replace

from bot.domain.influencers.imports.fields import FIGURES, Field
from bot.domain.influencers.imports.looks import Look
from bot.domain.influencers.imports.mapping import Mapping, Use
from bot.domain.influencers.imports.words import meanings
from bot.domain.influencers.platforms import PLATFORMS

_WHO = (Field.NAME, Field.HANDLE)
_CLEAR = 0.08
_PLAIN = 0.9


def settled(mapping: Mapping, *, uses: list[Use | None], looks: tuple[Look, ...]) -> Mapping:
    """The mapping with these uses, once handles, names and profile columns are told apart."""
    who = {use.platform for use in uses if use and use.platform and use.field in (*_WHO, Field.URL)}
    if len(who) > 1:
        return _several(mapping, uses=uses, looks=looks)
    uses = [use and Use(use.field) for use in uses]
    columns = [index for index, use in enumerate(uses) if use and use.field in _WHO]
    has_link = any(use and use.field is Field.URL for use in uses)
    for index in columns:
        uses[index] = None
    if len(columns) == 1:
        uses[columns[0]] = Use(
            _alone(
                mapping.headings[columns[0]],
                look=looks[columns[0]],
                has_link=has_link,
                platform=mapping.platform,
            )
        )
        return replace(mapping, uses=tuple(uses))
    if not columns:
        return replace(mapping, uses=tuple(uses))
    handle, *others = sorted(columns, key=lambda index: -looks[index].handleness)
    name = max(others, key=lambda index: (looks[index].filled * 2 > looks[handle].filled, -index))
    return _pair(replace(mapping, uses=tuple(uses)), handle=handle, name=name, looks=looks)


def _alone(heading: str, *, look: Look, has_link: bool, platform: str | None) -> Field:
    """What the only column that says who somebody is holds: handles if they look it or are called so.

    Where a platform knows its people by names with spaces, as YouTube did, names are handles.
    """
    called = next((meaning.field for meaning in meanings(heading) if meaning.field in _WHO), Field.NAME)
    looks_plain = look.handle >= _PLAIN and look.capital < 0.5
    takes_names = platform is not None and PLATFORMS[platform].handle.fullmatch("two words") is not None
    if called is Field.HANDLE or ((looks_plain or takes_names) and not has_link):
        return Field.HANDLE
    return Field.NAME


def _pair(mapping: Mapping, *, handle: int, name: int, looks: tuple[Look, ...]) -> Mapping:
    """Handles in one column and names in the other, with a remark if the headings say it the other way."""
    is_clear = looks[handle].handleness - looks[name].handleness >= _CLEAR
    handle_called, name_called = (_called_handle(mapping.headings[index]) for index in (handle, name))
    if not is_clear and name_called and not handle_called:
        handle, name = name, handle
    uses = list(mapping.uses)
    uses[handle], uses[name] = Use(Field.HANDLE), Use(Field.NAME)
    mapping = replace(mapping, uses=tuple(uses))
    said = [" ".join(mapping.headings[index].split()) for index in (handle, name)]
    if not is_clear and handle_called == name_called:
        doubt = f"I cannot tell handles from names. Are the handles in “{said[0]}” and the names in “{said[1]}”?"
        return replace(mapping, unclear=((Field.HANDLE, doubt),))
    if handle_called and not name_called:
        return mapping
    remark = f"By the look of the cells, “{said[0]}” holds handles and “{said[1]}” names."
    return replace(mapping, remarks=(*mapping.remarks, remark))


def _called_handle(heading: str) -> bool:
    return any(meaning.field is Field.HANDLE for meaning in meanings(heading))


def _several(mapping: Mapping, *, uses: list[Use | None], looks: tuple[Look, ...]) -> Mapping:
    """One profile column for each platform, the rest names; plain figures count for a row's first profile."""
    by_platform: dict[str, list[int]] = {}
    plain: list[int] = []
    for index, use in enumerate(uses):
        if use and use.field in (*_WHO, Field.URL):
            by_platform.setdefault(use.platform, []).append(index) if use.platform else plain.append(index)
            uses[index] = None
    for platform, indexes in by_platform.items():
        best = max(indexes, key=lambda index: (looks[index].link, looks[index].handleness, -index))
        uses[best] = Use(Field.HANDLE, platform)
    if plain:
        name = min(plain, key=lambda index: (looks[index].link, looks[index].handleness, index))
        uses[name] = Use(Field.NAME)
    uses = [use and (use if use.field in (Field.HANDLE, *FIGURES) else Use(use.field)) for use in uses]
    remarks = mapping.remarks
    if any(use and use.field in FIGURES and use.platform is None for use in uses):
        remarks = (
            *remarks,
            "Rows hold several profiles: the figures count for the first profile of each row.",
        )
    return replace(mapping, platform=None, uses=tuple(uses), remarks=remarks)
