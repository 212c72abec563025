"""Ideas that influencers have, from the day they were logged to what became of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.influencers.influencers import key_of
from bot.domain.refused import Faults, Refused

LONGEST_THEME = 60
LONGEST_TEXT = 2_000
LONGEST_OUTCOME = 1_000


class IdeaStage(StrEnum):
    """Where an idea stands."""

    OPEN = "open"
    PLANNED = "planned"
    DONE = "done"
    DECLINED = "declined"


_S = IdeaStage
_NEXT: Mapping[IdeaStage, tuple[IdeaStage, ...]] = {
    _S.OPEN: (_S.PLANNED, _S.DONE, _S.DECLINED),
    _S.PLANNED: (_S.DONE, _S.DECLINED),
    _S.DONE: (),
    _S.DECLINED: (),
}
ENDED = (_S.DONE, _S.DECLINED)
"""Stages in which an idea has come to its end."""


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea that an influencer had. `owner` is a member's Slack id: who is to see to it.

    `outcome` says what becomes of it, "" while it is open; `told_at` when they heard how it stands now.
    """

    id: int
    influencer_id: int
    campaign_id: int | None
    theme: str
    text: str
    stage: IdeaStage
    owner: str
    noted_by: str
    noted_at: datetime
    outcome: str
    ended_at: datetime | None
    ended_by: str | None
    told_at: datetime | None
    told_by: str | None
    version: int

    @property
    def is_to_be_told(self) -> bool:
        """Whether something was decided that the one who had it does not know yet."""
        return self.stage is not IdeaStage.OPEN and self.told_at is None


@dataclass(frozen=True, slots=True)
class Theme:
    """How many ideas there are about one theme, by stage. `name` is one way to write it, `first_id` its first idea."""

    name: str
    first_id: int
    counts: Mapping[IdeaStage, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def check_change(old: IdeaStage, new: IdeaStage) -> None:
    """Refuse a change of stage that does not exist."""
    if new not in _NEXT[old]:
        allowed = " or ".join(_NEXT[old])
        after = f"the next stage can be {allowed}" if allowed else "nothing more comes after that"
        raise Refused(f"This idea is {old}: {after}.", field="outcome")


def check(*, theme: str, text: str) -> None:
    """Refuse an idea without a theme or words, or with too many, each on its field."""
    faults = Faults()
    with faults.noting():
        _check_text(theme, most=LONGEST_THEME, missing="Give it a theme, such as “recipes”.", field="theme")
    with faults.noting():
        _check_text(text, most=LONGEST_TEXT, missing="Write the idea in a sentence or two.", field="text")
    faults.check()


def check_outcome(stage: IdeaStage, outcome: str) -> None:
    """Refuse a decision without the words that the one who had the idea will read."""
    missing = {
        IdeaStage.PLANNED: "Say what is planned, and for when.",
        IdeaStage.DONE: "Say what came of it.",
        IdeaStage.DECLINED: "Say why not: they gave it some thought.",
    }[stage]
    _check_text(outcome, most=LONGEST_OUTCOME, missing=missing, field="outcome")


def by_theme(counted: Iterable[tuple[str, int, IdeaStage, int]]) -> list[Theme]:
    """Counts by theme, the most first, from (theme, first id, stage, number); two spellings of one count together."""
    found: dict[str, Theme] = {}
    for theme, first_id, stage, number in counted:
        known = found.get(key_of(theme), Theme(theme, first_id))
        counts = {**known.counts, stage: known.counts.get(stage, 0) + number}
        found[key_of(theme)] = Theme(known.name, min(known.first_id, first_id), counts)
    return sorted(found.values(), key=lambda one: (-one.total, key_of(one.name)))


def _check_text(text: str, *, most: int, missing: str, field: str) -> None:
    if not text.strip():
        raise Refused(missing, field=field)
    if len(text) > most:
        raise Refused(f"That is {len(text):,} characters; {most:,} is the most.", field=field)
