"""The nudges that somebody was shown and has not answered, as they are now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.team.roles import Member
from bot.services.nudges.kinds import Kinds
from bot.services.nudges.sending import values_of
from storage import Store

SHOWN = 5
"""Nudges on Home; all of them stand in the direct message."""


@dataclass(frozen=True, slots=True)
class OpenNudges:
    """The newest, as their words need them, and whether there are more."""

    lines: Sequence[Mapping[str, Any]]
    has_more: bool


def of(store: Store, member: Member, kinds: Kinds, *, now: datetime) -> OpenNudges:
    """What Home shows. Kinds with a message of their own stand there under their own names."""
    if not member.sees_private:
        return OpenNudges((), has_more=False)
    named = [one.name for one in kinds.values() if one.tell is None]
    found = store.nudges.shown_to(member.slack_id, kinds=named, limit=SHOWN + 1)
    loaded = [(one, kinds[one.kind].load(store, one, now)) for one in found[:SHOWN]]
    return OpenNudges([values_of(one, it) for one, it in loaded if it is not None], has_more=len(found) > SHOWN)
