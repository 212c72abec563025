"""Judge what a row would change: nothing, something known, or somebody new, who may be known elsewhere."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from bot.domain.influencers.imports.known import Known, KnownInfluencer, KnownProfile, ProfileKey
from bot.domain.influencers.imports.rows import Figures, ImportProfile, ImportRow

FILLED = ("country", "audience_country", "email", "languages", "niches", "tags", "notes")
"""What a row may fill in where an influencer has nothing. It never changes what is there."""


class VerdictKind(StrEnum):
    """What happens to a row. A possible duplicate is imported as new, and a merge is offered."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    POSSIBLE_DUPLICATE = "possible_duplicate"


class Verdict(NamedTuple):
    """What to write for a row.

    `influencer` is whom it belongs to, None if it makes a new one. `new_profiles` are added with their
    figures; `snapshots` are the figures to store for the day for profiles that are known; `fills` are fields
    of the influencer that were empty. `candidates` are others who may be the same person: offer a merge.
    """

    kind: VerdictKind
    influencer: KnownInfluencer | None = None
    new_profiles: tuple[ImportProfile, ...] = ()
    snapshots: tuple[tuple[ProfileKey, Figures], ...] = ()
    fills: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    candidates: tuple[KnownInfluencer, ...] = ()


def judge(row: ImportRow, known: Known) -> Verdict:
    """What `row` changes in what is `known`. Judged again after it was written, it changes nothing."""
    if not row.profiles:
        return _judge_name(row, known)
    found = [known.profiles.get((profile.platform, profile.key)) for profile in row.profiles]
    owners = list(dict.fromkeys(profile.influencer for profile in found if profile))
    if not owners:
        candidates = _candidates(row, known)
        kind = VerdictKind.POSSIBLE_DUPLICATE if candidates else VerdictKind.NEW
        return Verdict(kind, new_profiles=row.profiles, candidates=candidates)
    pairs = list(zip(row.profiles, found, strict=True))
    new_profiles = tuple(profile for profile, old in pairs if old is None)
    snapshots = tuple(
        ((profile.platform, profile.key), figures)
        for profile, old in pairs
        if old and (figures := _merged(profile.figures, old=old)) is not None
    )
    fills = _fills(row, owners[0])
    kind = VerdictKind.UPDATED if new_profiles or snapshots or fills else VerdictKind.UNCHANGED
    return Verdict(kind, owners[0], new_profiles, snapshots, fills, tuple(owners[1:]))


def remember(
    known: Known, row: ImportRow, verdict: Verdict, *, influencer_id: int | None = None
) -> KnownInfluencer | None:
    """Take into `known` what was written, or would be, for a row, so that later rows are judged right.

    Gives the influencer of the row. `influencer_id` is that of a new one, once it is stored.
    """
    influencer = verdict.influencer
    if influencer is None and verdict.kind in (VerdictKind.NEW, VerdictKind.POSSIBLE_DUPLICATE):
        influencer = _newcomer(row, influencer_id=influencer_id)
    if influencer is None:
        return None
    for name, value in verdict.fills:
        setattr(influencer, name, value)
    for key, figures in verdict.snapshots:
        known.profiles[key].figures = figures
    known.add(
        influencer,
        profiles={
            (profile.platform, profile.key): KnownProfile(None, influencer, profile.figures)
            for profile in verdict.new_profiles
        },
    )
    return influencer


def judge_all(rows: Iterable[ImportRow], known: Known) -> Iterator[tuple[ImportRow, Verdict]]:
    """Each row with its verdict, as if the rows before it had been written. Changes `known`."""
    for row in rows:
        verdict = judge(row, known)
        remember(known, row, verdict)
        yield row, verdict


def _judge_name(row: ImportRow, known: Known) -> Verdict:
    """A row without profiles is whoever has that name; with several of that name, nobody can tell."""
    same = known.by_name.get(row.name_key, [])
    if not same:
        return Verdict(VerdictKind.NEW)
    if len(same) > 1:
        return Verdict(VerdictKind.UNCHANGED, candidates=tuple(same))
    fills = _fills(row, same[0])
    return Verdict(VerdictKind.UPDATED if fills else VerdictKind.UNCHANGED, same[0], fills=fills)


def _candidates(row: ImportRow, known: Known) -> tuple[KnownInfluencer, ...]:
    """Influencers with the same handle or name who are on none of the row's platforms yet."""
    taken = {profile.platform for profile in row.profiles}
    same = [one for profile in row.profiles for one in known.by_handle.get(profile.key, ())]
    same += known.by_name.get(row.name_key, ())
    if not same:
        return ()
    return tuple(one for one in dict.fromkeys(same) if taken.isdisjoint(one.platforms))


def _merged(told: Figures, *, old: KnownProfile) -> Figures | None:
    """The figures to store: told ones over stored ones, typed ones kept; None if nothing changes."""
    stored = old.figures or Figures()
    first, second = (stored, told) if old.are_typed else (told, stored)
    merged = Figures(*(a if a is not None else b for a, b in zip(first, second, strict=True)))
    return None if merged == stored else merged


def _fills(row: ImportRow, influencer: KnownInfluencer) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    told = (row.country, row.audience_country, row.email, row.languages, row.niches, row.tags, row.notes)
    if not any(told):
        return ()
    return tuple(
        (name, value) for name, value in zip(FILLED, told, strict=True) if value and not getattr(influencer, name)
    )


def _newcomer(row: ImportRow, *, influencer_id: int | None) -> KnownInfluencer:
    return KnownInfluencer(
        influencer_id,
        row.name,
        country=row.country,
        audience_country=row.audience_country,
        email=row.email,
        languages=row.languages,
        niches=row.niches,
        tags=row.tags,
        notes=row.notes,
        row_number=row.row_number,
        name_key=row.name_key,
    )
