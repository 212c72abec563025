"""What a touch, and a stage that is reached, bring with them, as the oracle knows it."""

from datetime import datetime, timedelta

from tests.year.affairs import Affairs
from tests.year.table import PROMISED
from tests.year.things import Owed

SPOKEN = ("message", "call", "meeting")
BRINGS = {
    "invited": ("contacted", ("prospect", "shortlisted")),
    "accepted": ("active", ("contacted", "negotiating")),
}
"""The stage that an influencer reaches with a collaboration, and from which there is a way."""


def touch(affairs: Affairs, influencer: int, kind: str, *, at: datetime, by: str) -> None:
    """Something passed between us: the silence is over; a reply is to be answered, and where we spoke, it is."""
    affairs.influencers[influencer].quiet_since = max(at, affairs.influencers[influencer].quiet_since)
    if kind == "reply":
        _hear(affairs, influencer, at=at, by=by)
    if kind in SPOKEN:
        for one in affairs.answers.values():
            one.is_open &= one.influencer != influencer


def _hear(affairs: Affairs, influencer: int, *, at: datetime, by: str) -> None:
    hear_from(affairs, influencer, at=at)
    is_owed = any(one.is_open and one.influencer == influencer for one in affairs.answers.values())
    if is_owed or influencer in affairs.never:
        return
    under_way = [n for n, one in affairs.collabs.items() if one.influencer == influencer and not one.is_over]
    collab = under_way[0] if len(under_way) == 1 else None
    owner = affairs.collabs[collab].owner if collab else affairs.influencers[influencer].owner
    due = at + timedelta(hours=PROMISED)
    affairs.answers[len(affairs.answers) + 1] = Owed("answer_owed", influencer, collab, owner, due)


def hear_from(affairs: Affairs, influencer: int, *, at: datetime) -> None:
    """They said something: nothing that we wrote to them waits for a reply any more."""
    affairs.influencers[influencer].quiet_since = max(at, affairs.influencers[influencer].quiet_since)
    for letter in affairs.letters.values():
        letter.is_answered |= affairs.collabs[letter.collab].influencer == influencer


def drop(affairs: Affairs, collab: int, *, at: datetime) -> None:
    """We want no more of a collaboration: nobody reviews its drafts any more, nor sends it anything."""
    reach(affairs, collab, "dropped", at)
    for one in (*affairs.feedbacks.values(), *affairs.products.values()):
        one.is_open &= one.collab != collab


def reach(affairs: Affairs, collab: int, stage: str, at: datetime) -> None:
    """A collaboration reaches a stage, and brings its influencer further along, never back."""
    one = affairs.collabs[collab]
    one.stage, one.since = stage, at
    if stage == "accepted" and one.yes_at is None:
        one.yes_at = at
    influencer, (brought, before) = affairs.influencers[one.influencer], BRINGS.get(stage, ("", ()))
    if influencer.stage in before:
        influencer.stage = brought
