"""Influencers: adding, changing, and moving them from stage to stage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.influencers.handles import ProfileRef, handle_key, profile_url
from bot.domain.influencers.influencers import Influencer, LabelKind, Profile
from bot.domain.influencers.stages import Stage, check_change
from bot.domain.influencers.touches import TouchKind
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.influencers import figures
from bot.services.influencers.touches import found
from bot.services.payments import owed
from storage import Store

LONGEST_NAME = 300
LONGEST_LABEL = 64
"""Characters of a tag, niche, value, strength or language: as many as a filter of `find` takes."""


class ProfileTaken(Exception):
    """A profile belongs to somebody on the roster already; `field` is where it was typed."""

    def __init__(self, profile: Profile, *, influencer: Influencer, field: str) -> None:
        super().__init__(f"profile {profile.id}")
        self.profile = profile
        self.influencer = influencer
        self.field = field


@dataclass(frozen=True, slots=True)
class Details:
    """What a form says of an influencer. A field that the form did not show is not in `fields`."""

    fields: Mapping[str, str | date | None]
    labels: Mapping[LabelKind, list[str]] = field(default_factory=dict)
    """Short words by kind; a form shows each kind in a field named as its plural."""
    profiles: Sequence[tuple[str, ProfileRef]] = ()
    """Profiles, each with the form field that it was typed in."""


def add(store: Store, details: Details, *, by: Member, now: datetime) -> int:
    """Put somebody on the roster; raises ProfileTaken when one of the handles is there already."""
    _check(details)
    if not details.profiles:
        raise Refused("Give at least one profile: a handle or a link.", field="profile_1")
    _check_free(store, details.profiles, of=None)
    fields = {"stage": Stage.PROSPECT, **details.fields}
    influencer_id = store.influencers.add(fields, labels=details.labels, now=now)
    _add_profiles(store, influencer_id, details.profiles)
    store.influencers.index(influencer_id)
    store.touches.add(influencer_id, TouchKind.ADDED, "Added to the roster", by=by.slack_id, at=now)
    store.audit.record("add", f"influencer:{influencer_id}", by=by.slack_id, now=now, name=fields["name"])
    return influencer_id


def change(store: Store, influencer_id: int, details: Details, *, version: int, by: Member, now: datetime) -> None:
    """Change what the form showed, unless somebody else changed this influencer meanwhile."""
    _check(details)
    influencer = found(store, influencer_id)
    if influencer.version != version or not store.influencers.change(influencer, details.fields):
        raise Refused(
            "A colleague changed this influencer meanwhile. Copy what you typed, close this and open it again.",
            field="name",
        )
    _check_free(store, details.profiles, of=influencer_id)
    for kind, texts in details.labels.items():
        store.influencers.set_labels(influencer_id, kind, texts)
    _settle_profiles(store, influencer_id, details.profiles)
    store.influencers.index(influencer_id)
    if (owner := details.fields.get("owner")) and owner != influencer.owner:
        owed.influencer_given(store, influencer_id, owner=influencer.owner, to=str(owner), now=now)
    changed = sorted(details.fields)
    store.audit.record("change", f"influencer:{influencer_id}", by=by.slack_id, now=now, fields=changed)


def known_profiles(store: Store, influencer_id: int) -> dict[str, ProfileRef]:
    """An influencer's profiles by address: an address that stays in a form names the same profile again."""
    mine = store.profiles.of([influencer_id]).get(influencer_id, [])
    return {one.url: ProfileRef(one.platform, one.handle, one.url) for one in mine}


def _check(details: Details) -> None:
    name = details.fields.get("name")
    if not name:
        raise Refused("Give a name.", field="name")
    if len(str(name)) > LONGEST_NAME:
        raise Refused(f"The name has {len(str(name))} characters; {LONGEST_NAME} is the most.", field="name")
    for kind, texts in details.labels.items():
        _check_labels(texts, field=f"{kind}s")
    seen: dict[tuple[str, str], str] = {}
    for where, ref in details.profiles:
        if ref.platform is None:
            raise Refused("Choose the platform, or paste the profile's link.", field=where)
        key = (ref.platform, handle_key(ref.platform, ref.handle))
        if key in seen:
            raise Refused("This profile stands here twice. Remove one.", field=where)
        seen[key] = where


def _check_labels(texts: Sequence[str], *, field: str) -> None:
    for text in texts:
        if len(text) > LONGEST_LABEL:
            raise Refused(
                f"“{text[:40]}…” has {len(text)} characters; {LONGEST_LABEL} is the most. Put commas between words.",
                field=field,
            )


def _check_free(store: Store, profiles: Sequence[tuple[str, ProfileRef]], *, of: int | None) -> None:
    for where, ref in profiles:
        owners = store.profiles.by_handle(handle_key(ref.platform or "", ref.handle), platform=ref.platform)
        if owners and owners[0].influencer_id != of:
            raise ProfileTaken(owners[0], influencer=found(store, owners[0].influencer_id), field=where)


def _add_profiles(store: Store, influencer_id: int, profiles: Iterable[tuple[str, ProfileRef]]) -> None:
    """Add profiles; refuses one that somebody else took since it was looked for."""
    for where, ref in profiles:
        platform = ref.platform or ""
        key = handle_key(platform, ref.handle)
        url = ref.url or profile_url(platform, ref.handle)
        if not store.profiles.add(influencer_id, platform=platform, handle=ref.handle, handle_key=key, url=url):
            raise Refused("A colleague added this profile a moment ago. Look with /influencer find.", field=where)


def _settle_profiles(store: Store, influencer_id: int, profiles: Iterable[tuple[str, ProfileRef]]) -> None:
    """Keep the profiles that still stand in the form, with their figures; add the new, drop the others."""
    mine = store.profiles.of([influencer_id]).get(influencer_id, [])
    wanted = {(ref.platform, handle_key(ref.platform or "", ref.handle)): (where, ref) for where, ref in profiles}
    for profile in mine:
        if wanted.pop((profile.platform, handle_key(profile.platform, profile.handle)), None) is None:
            store.profiles.remove(profile.id)
    _add_profiles(store, influencer_id, wanted.values())
    figures.sum_up(store, [influencer_id])


def move(store: Store, influencer_id: int, stage: Stage, *, why: str, by: Member, now: datetime) -> Influencer:
    """Take an influencer to another stage; who, when and why stand in the timeline."""
    influencer = found(store, influencer_id)
    check_change(influencer.stage, stage, why=why)
    if not store.influencers.change(influencer, {"stage": stage}):
        raise Refused("A colleague changed the stage a moment ago. Look again before you do.", field="stage")
    reason = f": {why.strip()}" if why.strip() else ""
    text = f"{influencer.stage} → {stage}{reason}"
    store.touches.add(influencer_id, TouchKind.STAGE, text, by=by.slack_id, at=now)
    if stage is Stage.DO_NOT_CONTACT:
        owed.let_be(store, influencer_id, why="they asked not to be contacted", now=now)
    detail = {"old": influencer.stage, "new": stage, "why": why}
    store.audit.record("stage", f"influencer:{influencer_id}", by=by.slack_id, now=now, **detail)
    return influencer


def record_figures(
    store: Store, profile: Profile, day: date, given: Mapping[str, int | None], *, by: Member, now: datetime
) -> None:
    """Keep the figures of a profile that somebody typed."""
    if all(value is None for value in given.values()):
        raise Refused("Type at least one figure.", field="followers")
    store.profiles.record(profile.id, day, given, source="manual", by=by.slack_id, now=now)
    figures.sum_up(store, [profile.influencer_id])
    about = f"influencer:{profile.influencer_id}"
    store.audit.record("figures", about, by=by.slack_id, now=now, profile=profile.id, day=day.isoformat())
