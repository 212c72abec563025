"""Posts: what is known of them, what their figures come to, and giving one to a collaboration by its address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import words
from bot.domain.content.post_links import PostLink, parse_post_link
from bot.domain.content.post_rates import followers_on, rates
from bot.domain.content.posts import Known, Post, PostDay, latest
from bot.domain.influencers.figures import Figure, Growth
from bot.domain.influencers.handles import handle_key
from bot.domain.influencers.influencers import Influencer, Profile, Snapshot
from bot.domain.influencers.series import series
from bot.domain.refused import Refused
from bot.services.influencers import touches
from storage import Store

TRENDS = ("views", "impressions", "reach", "likes", "comments")
"""What a post's trend is told by: the first of these that is known."""
COUNTS = 1_000
"""Snapshots of a profile that are looked at for its followers of a day."""


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post with its figures as they are known last, its rates, and how it grew between the last two days."""

    post: Post
    known: Mapping[str, Known]
    rates: Sequence[Figure]
    grew: str | None
    growth: Growth | None
    followers: Known | None

    @property
    def origin(self) -> Known | None:
        """The newest figure: its day and source stand for the line."""
        return max(self.known.values(), key=lambda one: one.day, default=None)


def lines(store: Store, posts: Sequence[Post]) -> list[PostLine]:
    """Posts as a list shows them, in the order given."""
    days: dict[int, list[PostDay]] = {}
    for one in store.posts.days(one.id for one in posts):
        days.setdefault(one.post_id, []).append(one)
    snapshots = store.profiles.snapshots({one.profile_id for one in posts}, latest=COUNTS)
    counts = {profile_id: _counts(found) for profile_id, found in snapshots.items()}
    return [line(one, days.get(one.id, []), counts[one.profile_id]) for one in posts]


def line(post: Post, days: Sequence[PostDay], counts: Sequence[Known]) -> PostLine:
    """One post with what its days and its profile's followers come to."""
    known = latest(days)
    newest = max((one.day for one in known.values()), default=None)
    followers = followers_on(counts, newest) if newest else None
    name = next((one for one in TRENDS if one in known), None)
    return PostLine(post, known, rates(known, followers), name, _growth(name, days), followers)


def _counts(snapshots: Sequence[Snapshot]) -> list[Known]:
    return [Known(one.followers, one.day, one.source, one.entered_by) for one in snapshots if one.followers is not None]


def _growth(name: str | None, days: Sequence[PostDay]) -> Growth | None:
    """The growth of a metric between the last two days on which it is known."""
    points = series((one.day, getattr(one.figures, name)) for one in days).points if name else ()
    if len(points) < 2:
        return None
    return series((point.day, point.value) for point in points).growth(points[-2].day, points[-1].day)


def found(store: Store, post_id: int) -> Post:
    """The post, or a refusal."""
    post = store.posts.get(post_id)
    if post is None:
        raise Refused("This post is no longer here. Open its collaboration again.")
    return post


def profile_of(store: Store, post: Post) -> tuple[Influencer, Profile]:
    """Whose post it is."""
    owners = store.profiles.owners([post.profile_id])
    influencer = touches.found(store, next(iter(owners), 0))
    profiles = store.profiles.of([influencer.id]).get(influencer.id, [])
    return influencer, next(one for one in profiles if one.id == post.profile_id)


def read_link(text: str, *, field: str) -> PostLink:
    """The post that an address leads to; refuses on `field`."""
    try:
        return parse_post_link(text)
    except Refused as refused:
        raise Refused(refused.sentence, field=field) from refused


def author_of(link: PostLink, profiles: Sequence[Profile], *, chosen: int | None, name: str) -> Profile:
    """Which of an influencer's profiles a post is on: the one that its address names, else the only one there."""
    there = [one for one in profiles if one.platform == link.platform]
    if not there:
        where = words.platform(link.platform)
        said = f"{name[:100]} has no {where} profile here. Add it with *Edit* on their card, then this post."
        raise Refused(said, field="url")
    if link.author is not None:
        mine = [one for one in there if handle_key(one.platform, one.handle) == link.author]
        if not mine:
            told = ", ".join(f"@{one.handle}" for one in there)[:200]
            raise Refused(f"This is a post of @{link.author}, and {name[:100]} is {told} there.", field="url")
        return mine[0]
    if len(there) == 1:
        return there[0]
    picked = next((one for one in there if one.id == chosen), None)
    if picked is None:
        raise Refused("The address does not say whose post it is. Choose the profile below.", field="url")
    return picked
