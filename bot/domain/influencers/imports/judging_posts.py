"""Judge what a row of a sheet of posts would change."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.domain.influencers.imports.judging import VerdictKind
from bot.domain.influencers.imports.known import Known, KnownPost, KnownPosts, KnownProfile
from bot.domain.influencers.imports.rows import ImportRow, PostFigures, PostRow
from bot.domain.influencers.influencers import key_of


class PostVerdict(NamedTuple):
    """What to write for a row: `figures` are those to store for its day, None if nothing changes."""

    kind: VerdictKind
    post: KnownPost | None = None
    figures: PostFigures | None = None


def judge_post(row: PostRow, known: KnownPosts) -> PostVerdict:
    """New for an unknown post, updated for another day or other figures, unchanged for the same again."""
    post = known.posts.get((row.platform, row.post_key))
    if post is None:
        return PostVerdict(VerdictKind.NEW, None, None if row.figures.is_empty else row.figures)
    stored = post.figures.get(row.day, PostFigures())
    first, second = (stored, row.figures) if row.day in post.typed_days else (row.figures, stored)
    merged = PostFigures(*(a if a is not None else b for a, b in zip(first, second, strict=True)))
    if merged == stored:
        return PostVerdict(VerdictKind.UNCHANGED, post)
    return PostVerdict(VerdictKind.UPDATED, post, merged)


def remember_post(known: KnownPosts, row: PostRow, verdict: PostVerdict, *, post_id: int | None = None) -> KnownPost:
    """Take into `known` what was written, or would be, for a row. `post_id` is that of a new post."""
    post = verdict.post or known.posts.setdefault((row.platform, row.post_key), KnownPost(post_id))
    if verdict.figures is not None:
        post.figures[row.day] = verdict.figures
    return post


def judge_posts(rows: Iterable[PostRow], known: KnownPosts) -> Iterator[tuple[PostRow, PostVerdict]]:
    """Each row with its verdict, as if the rows before it had been written. Changes `known`."""
    for row in rows:
        verdict = judge_post(row, known)
        remember_post(known, row, verdict)
        yield row, verdict


def channel_of(row: PostRow, known: Known) -> KnownProfile | None:
    """The profile a post belongs to: by its handle, else the only one on that platform so named."""
    channel = row.channel
    if channel is None:
        return None
    profile = known.profiles.get((channel.platform, channel.key))
    if profile is not None:
        return profile
    named = known.by_channel_name.get((channel.platform, key_of(channel.handle)), [])
    return named[0] if len(named) == 1 else None


def channel_row(row: PostRow) -> ImportRow | None:
    """The channel of a post as a row of its own, where it names one: judge it when `channel_of` knows none."""
    channel = row.channel
    return channel and ImportRow(row.row_number, channel.handle, key_of(channel.handle), (channel,))
