"""Which column holds what: found by the rules, corrected by a person."""

from collections.abc import Mapping as Values
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, Self

from bot.domain.influencers.imports.fields import Field, Kind


class Use(NamedTuple):
    """What one column is used for, for one platform where a row has several profiles."""

    field: Field
    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the rows of one table are read.

    `uses` has one entry for each heading, None for a column that is not used. Niches and notes may stand in
    several columns; every other field stands in one for each platform. `day` is the day the figures are from,
    `year` the year of dates without one (`13.09`), if any. `remarks` say what was decided against the
    headings, for the person to know.
    """

    kind: Kind
    platform: str | None
    headings: tuple[str, ...]
    uses: tuple[Use | None, ...]
    day: date
    year: int | None = None
    needs_year: bool = False
    unclear: tuple[tuple[Field, str], ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[Field, int]:
        """The first column of each field."""
        found: dict[Field, int] = {}
        for index, use in enumerate(self.uses):
            if use is not None:
                found.setdefault(use.field, index)
        return found

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms that have a profile column of their own, if the rows hold several profiles."""
        named = (use.platform for use in self.uses if use and use.field in (Field.HANDLE, Field.URL))
        return tuple(dict.fromkeys(platform for platform in named if platform))

    @property
    def sure(self) -> bool:
        """Whether a person need not be asked anything."""
        return not self.doubts

    @property
    def doubts(self) -> list[str]:
        """What a person should decide first, one sentence each."""
        missing = self._post_doubts() if self.kind is Kind.POSTS else self._influencer_doubts()
        return missing + [sentence for _, sentence in self.unclear]

    def columns_of(self, field: Field, *, platform: str | None = None) -> tuple[int, ...]:
        """All columns of a field, for one platform or for none in particular."""
        return tuple(index for index, use in enumerate(self.uses) if use == Use(field, platform))

    def with_column(self, field: Field, index: int | None, *, platform: str | None = None) -> Self:
        """The same with one column for this field, or with none."""
        return self.with_columns(field, () if index is None else (index,), platform=platform)

    def with_columns(self, field: Field, indexes: tuple[int, ...], *, platform: str | None = None) -> Self:
        """The same with these columns for this field. Raises IndexError for a column that is not there."""
        use = Use(field, platform)
        uses = [None if old == use else old for old in self.uses]
        for index in indexes:
            uses[index] = use
        unclear = tuple((about, sentence) for about, sentence in self.unclear if about is not field)
        return replace(self, uses=tuple(uses), unclear=unclear)

    def to_values(self) -> dict[str, Any]:
        """The mapping as plain values, to be kept while the import waits or runs."""
        return {
            "kind": self.kind.value,
            "platform": self.platform,
            "headings": list(self.headings),
            "uses": [use and [use.field.value, use.platform] for use in self.uses],
            "day": self.day.isoformat(),
            "year": self.year,
            "needs_year": self.needs_year,
            "unclear": [[about.value, sentence] for about, sentence in self.unclear],
            "remarks": list(self.remarks),
        }

    @classmethod
    def from_values(cls, values: Values[str, Any]) -> Self:
        """The mapping that `to_values` gave."""
        return cls(
            kind=Kind(values["kind"]),
            platform=values["platform"],
            headings=tuple(values["headings"]),
            uses=tuple(use and Use(Field(use[0]), use[1]) for use in values["uses"]),
            day=date.fromisoformat(values["day"]),
            year=values["year"],
            needs_year=values["needs_year"],
            unclear=tuple((Field(about), sentence) for about, sentence in values["unclear"]),
            remarks=tuple(values["remarks"]),
        )

    def _influencer_doubts(self) -> list[str]:
        columns = self.columns
        if not columns.keys() & {Field.HANDLE, Field.URL, Field.NAME}:
            return ["I cannot tell who is in this file. Choose the column with handles, profile links or names."]
        if not columns.keys() & {Field.HANDLE, Field.URL}:
            return ["I found names, but no handles or profile links. Choose their column if there is one."]
        alone = Field.HANDLE in columns and self.columns_of(Field.HANDLE) and not self.columns_of(Field.URL)
        if alone and self.platform is None and Field.PLATFORM not in columns:
            return ["I cannot tell which platform these profiles are on. Choose it."]
        return []

    def _post_doubts(self) -> list[str]:
        asked = {
            Field.CHANNEL: "Choose the column with the channel of each post.",
            Field.DAY: "Choose the column with the date of the figures.",
        }
        has_links = Field.POST_URL in self.columns
        if has_links:
            del asked[Field.CHANNEL]
        elif Field.POST_ID not in self.columns:
            asked = {Field.POST_ID: "Choose the column with the links or the ids of the posts.", **asked}
        doubts = [sentence for field, sentence in asked.items() if field not in self.columns]
        if self.platform is None and not has_links:
            doubts.append("I cannot tell which platform these posts are on. Choose it.")
        if self.needs_year and self.year is None:
            doubts.append("The dates in this file have no year. Choose the year they are from.")
        return doubts
