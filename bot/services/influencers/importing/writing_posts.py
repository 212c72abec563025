"""Writing rows of posts: a post once, its figures once a day, its channel as a profile."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.domain.content.posts import Reading
from bot.domain.influencers.imports import (
    KnownPost,
    Mapping,
    PostRow,
    channel_of,
    channel_row,
    judge_post,
    remember_post,
    wanted,
)
from bot.services.content import metrics
from bot.services.influencers.importing import writing
from bot.services.influencers.importing.placing import misplaced
from storage import Store
from storage.claims import Job


def write(store: Store, job: Job, rows: Sequence[PostRow], columns: Mapping, *, now: datetime) -> Counter[str]:
    """Write a chunk; gives how many rows were new, updated, unchanged. Rows without a place are left out."""
    lost = misplaced(store, rows, now=now)
    rows = [row for row in rows if row.row_number not in lost]
    known = store.posts.known([(row.platform, row.post_key) for row in rows], days=[row.day for row in rows])
    profile_ids = _channels(store, job, rows, columns, now=now)
    counts: Counter[str] = Counter()
    new: list[tuple[PostRow, KnownPost]] = []
    dated: list[tuple[PostRow, KnownPost]] = []
    for row in rows:
        verdict = judge_post(row, known)
        counts[verdict.kind.value] += 1
        post = remember_post(known, row, verdict)
        if verdict.post is None:
            new.append((row, post))
        if verdict.figures is not None:
            dated.append((row, post))
    ids = store.posts.add([_post(row, profile_ids[_author(row)]) for row, _ in new])
    for post_id, (_, post) in zip(ids, new, strict=True):
        post.id = post_id
    readings = [Reading(post.id, row.day, post.figures[row.day]) for row, post in dated if post.id is not None]
    metrics.record(store, readings, source=writing.SOURCE, by=job.asked_by, now=now)
    store.audit.record("write", f"job:{job.id}", by=job.asked_by, now=now, rows=len(rows), counts=dict(counts))
    return counts


def _channels(
    store: Store, job: Job, rows: Sequence[PostRow], columns: Mapping, *, now: datetime
) -> dict[tuple[str, str], int]:
    """The profile of each channel by its platform and key; those nobody knew are added as influencers."""
    people = {_author(row): row for row in rows if row.channel is not None}
    asked = [one for row in people.values() if (one := channel_row(row))]
    known = store.roster.known(wanted(asked), day=columns.day)
    new = [row for row in people.values() if channel_of(row, known) is None and not row.has_link]
    if new:
        writing.write(store, job, [one for row in new if (one := channel_row(row))], columns, now=now)
        known = store.roster.known(wanted(asked), day=columns.day)
    found = {key: channel_of(row, known) for key, row in people.items()}
    return {key: profile.id or 0 for key, profile in found.items() if profile}


def _author(row: PostRow) -> tuple[str, str]:
    return (row.channel.platform, row.channel.key) if row.channel else (row.platform, "")


def _post(row: PostRow, profile_id: int) -> dict[str, object]:
    return {
        "profile_id": profile_id,
        "platform": row.platform,
        "post_key": row.post_key,
        "title": row.title,
        "url": row.url,
        "category": row.category,
    }
