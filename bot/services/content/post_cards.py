"""The card of a post, and the list of a collaboration's posts."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import Collaboration
from bot.domain.content.posts import PostDay, PostFigures
from bot.domain.influencers.influencers import Influencer, Profile
from bot.domain.influencers.series import Series, series
from bot.services.campaigns import campaigns, collaborations
from bot.services.content import posts
from bot.services.content.posts import PostLine
from bot.services.influencers import touches
from storage import Store

PAGE = 8
DAYS = 10


@dataclass(frozen=True, slots=True)
class Count:
    """A metric's total at a day, and what that day added where the day before is known."""

    name: str
    value: int
    gained: int | None


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a post."""

    day: PostDay
    counts: Sequence[Count]


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post over time: a page of its days, newest first."""

    line: PostLine
    influencer: Influencer
    profile: Profile
    collaboration: Collaboration | None
    campaign: Campaign | None
    days: Sequence[DayLine]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class PostList:
    """A page of a collaboration's posts."""

    collaboration: Collaboration
    campaign: Campaign
    influencer: Influencer
    lines: Sequence[PostLine]
    page: int
    pages: int
    total: int


def load(store: Store, post_id: int, *, page: int = 0) -> PostCard:
    """The card of one post; raises Refused when it is gone."""
    post = posts.found(store, post_id)
    influencer, profile = posts.profile_of(store, post)
    days = store.posts.days([post.id])
    one = store.collaborations.get(post.collaboration_id) if post.collaboration_id is not None else None
    pages = max(1, -(-len(days) // DAYS))
    page = min(max(page, 0), pages - 1)
    return PostCard(
        line=posts.lines(store, [post])[0],
        influencer=influencer,
        profile=profile,
        collaboration=one,
        campaign=campaigns.found(store, one.campaign_id) if one else None,
        days=day_lines(days, page=page),
        page=page,
        pages=pages,
        total=len(days),
    )


def day_lines(days: Sequence[PostDay], *, page: int) -> list[DayLine]:
    """A page of days, newest first, each metric with what the day added."""
    over_time = {name: series((one.day, getattr(one.figures, name)) for one in days) for name in PostFigures._fields}
    shown = list(reversed(days))[page * DAYS : (page + 1) * DAYS]
    return [DayLine(one, _counts(one, over_time)) for one in shown]


def _counts(one: PostDay, over_time: dict[str, Series]) -> list[Count]:
    return [
        Count(name, value, over_time[name].gains(one.day, one.day)[0].gained)
        for name, value in one.figures._asdict().items()
        if value is not None
    ]


def of_collaboration(store: Store, collaboration_id: int, *, page: int = 0) -> PostList:
    """The posts of a collaboration; raises Refused when it is gone."""
    one = collaborations.found(store, collaboration_id)
    listed = store.posts.of_collaborations([one.id])
    pages = max(1, -(-len(listed) // PAGE))
    page = min(max(page, 0), pages - 1)
    return PostList(
        collaboration=one,
        campaign=campaigns.found(store, one.campaign_id),
        influencer=touches.found(store, one.influencer_id),
        lines=posts.lines(store, listed[page * PAGE : (page + 1) * PAGE]),
        page=page,
        pages=pages,
        total=len(listed),
    )
