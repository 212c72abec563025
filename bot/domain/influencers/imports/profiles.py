"""Read the profiles of a row, one or several, with the figures that belong to each."""

from bot.domain.influencers.imports.cell_readers import Cells, Counts, Memo, profile_in
from bot.domain.influencers.imports.cells import is_missing
from bot.domain.influencers.imports.fields import FIGURES, Field
from bot.domain.influencers.imports.mapping import Mapping
from bot.domain.influencers.imports.rows import Figures, ImportProfile
from bot.domain.influencers.platforms import WEB, platform_named
from bot.domain.refused import Refused


class ProfileReader:
    """Reads the profiles of the rows of one table."""

    def __init__(self, mapping: Mapping) -> None:
        self._headings = mapping.headings
        self._platform = mapping.platform
        self._own = [
            (column, platform)
            for column, use in enumerate(mapping.uses)
            if use and use.platform and use.field in (Field.HANDLE, Field.URL)
            for platform in [use.platform]
        ]
        self._handle, self._link, self._told = (
            next(iter(mapping.columns_of(field)), None) for field in (Field.HANDLE, Field.URL, Field.PLATFORM)
        )
        self._plain = _counts(mapping, platform=None)
        self._counts = {platform: _counts(mapping, platform=platform) for platform in mapping.platforms}
        self._platforms = Memo(lambda cell: platform_named(cell).key)

    def of(self, cells: Cells) -> tuple[ImportProfile, ...]:
        """The profiles of a row with their figures; figures of no platform count for the first profile.

        Raises Refused for a handle, link, platform or figure that cannot be read, and for figures of nobody.
        """
        single = self._single(cells)
        profiles = [] if single is None else [single]
        for column, platform in self._own:
            if not is_missing(cells[column]):
                found = profile_in(cells[column], platform=platform, heading=self._headings[column])
                if all((p.platform, p.key) != (found.platform, found.key) for p in profiles):
                    profiles.append(found)
        figures = Figures(*self._plain.of(cells))
        if not profiles:
            if not figures.is_empty:
                raise Refused("There are figures in this row, but no handle or profile link they belong to.")
            return ()
        profiles[0] = profiles[0]._replace(figures=figures)
        return tuple(self._with_own(profile, cells=cells) for profile in profiles) if self._counts else tuple(profiles)

    def _single(self, cells: Cells) -> ImportProfile | None:
        """The profile in the columns for a handle and a link; the link says it more surely, if it is one."""
        handle, link = (
            None if column is None or is_missing(cells[column]) else (cells[column], self._headings[column])
            for column in (self._handle, self._link)
        )
        platform = self._platform_of(cells)
        if link is not None:
            try:
                found = profile_in(link[0], platform=platform, heading=link[1])
            except Refused:
                if handle is None:
                    raise
            else:
                if handle is None or (found.platform != WEB and platform in (None, found.platform)):
                    return found
        return handle and profile_in(handle[0], platform=platform, heading=handle[1])

    def _platform_of(self, cells: Cells) -> str | None:
        if self._told is None or is_missing(cells[self._told]):
            return self._platform
        return self._platforms[cells[self._told]]

    def _with_own(self, profile: ImportProfile, *, cells: Cells) -> ImportProfile:
        """The profile with the figures of the columns for its platform, where it has any."""
        counts = self._counts.get(profile.platform)
        own = Figures(*counts.of(cells)) if counts else Figures()
        pairs = zip(own, profile.figures, strict=True)
        return profile._replace(figures=Figures(*(new if new is not None else old for new, old in pairs)))


def _counts(mapping: Mapping, *, platform: str | None) -> Counts:
    columns = [next(iter(mapping.columns_of(field, platform=platform)), None) for field in FIGURES]
    return Counts(columns, headings=mapping.headings)
