"""Writing rows of posts: a post once, its figures once a day, its channel as a profile."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.domain.imports import KnownPost, Mapping, PostRow, channel_of, channel_row, judge_post, remember_post, wanted
from bot.services.importing import writing
from storage import Store
from storage.claims import Job


def write(store: Store, job: Job, rows: Sequence[PostRow], columns: Mapping, *, now: datetime) -> Counter[str]:
    """Write a chunk; gives how many rows were new, updated, unchanged."""
    profile_ids = _channels(store, job, rows, columns, now=now)
    platform = columns.platform or ""
    known = store.posts.known(platform, [row.post_key for row in rows], days=[row.day for row in rows])
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
    ids = store.posts.add([_post(row, profile_ids[row.channel.key]) for row, _ in new])
    for post_id, (_, post) in zip(ids, new, strict=True):
        post.id = post_id
    meta = {"source": writing.SOURCE, "entered_by": job.asked_by, "entered_at": now}
    store.posts.put_metrics(
        [{"post_id": post.id, "day": row.day, **post.figures[row.day]._asdict(), **meta} for row, post in dated]
    )
    store.audit.record("write", f"job:{job.id}", by=job.asked_by, now=now, rows=len(rows), counts=dict(counts))
    return counts


def _channels(store: Store, job: Job, rows: Sequence[PostRow], columns: Mapping, *, now: datetime) -> dict[str, int]:
    """The profile of each channel by its key, those nobody knew added as influencers."""
    people = {row.channel.key: row for row in rows}
    asked = [channel_row(row) for row in people.values()]
    known = store.roster.known(wanted(asked), day=columns.day)
    unknown = [channel_row(row) for row in people.values() if channel_of(row, known) is None]
    if unknown:
        writing.write(store, job, unknown, columns, now=now)
        known = store.roster.known(wanted(asked), day=columns.day)
    found = {key: channel_of(row, known) for key, row in people.items()}
    return {key: profile.id or 0 for key, profile in found.items() if profile}


def _post(row: PostRow, profile_id: int) -> dict[str, object]:
    return {
        "profile_id": profile_id,
        "platform": row.platform,
        "post_key": row.post_key,
        "title": row.title,
        "url": row.url,
        "category": row.category,
    }
