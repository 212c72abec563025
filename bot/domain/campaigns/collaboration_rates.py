"""Rates over the posts of one collaboration, all on one profile: what benchmarks and like peers are held against."""

from dataclasses import dataclass
from decimal import Decimal

from bot.domain.campaigns.strengths import Work
from bot.domain.explained import Figure, Input, over
from bot.domain.results.results import Totals, count_of

SOURCE = "GRIN [G4], Upfluence [U3], IZEA [F1]"


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums over posts, each with of how many posts it is known; clicks and orders; money in minor units.

    `clicks` None: nothing is known of them. Of `conversions` and `revenue` likewise.
    """

    posts: int
    likes: int = 0
    likes_known: int = 0
    comments: int = 0
    comments_known: int = 0
    shares: int = 0
    shares_known: int = 0
    saves: int = 0
    saves_known: int = 0
    clicks: int | None = None
    conversions: int | None = None
    revenue: int | None = None


def public_rate_of_posts(totals: Totals, *, followers: int | None) -> Figure:
    """(likes + comments) / (posts × followers) × 100: the mean over posts of the public engagement rate.

    Not enough data where likes are known of other posts than comments.
    """
    likes, comments = count_of(totals, "likes"), count_of(totals, "comments")
    known = likes.known_of[0] if likes.known_of else 0
    alike = likes.known_of == comments.known_of and followers is not None
    whole = Input(
        "followers × posts", known * followers if alike and followers else None, totals.source, totals.day, None
    )
    formula = "(likes + comments) / (followers × posts) × 100"
    return over("Public ER of the posts", [likes, comments], [whole], formula=formula, source=SOURCE)


def work_of(counts: Counts, *, followers: int | None) -> Work:
    """What somebody's posts came to, by which storytellers and sellers are told apart.

    Engagement, saves and shares are the mean of a post over the followers, in percent; engagement is likes and
    comments, which are known of nearly all.
    """
    likes = _mean(counts.likes, counts.likes_known)
    comments = _mean(counts.comments, counts.comments_known)
    engaged = None if likes is None or comments is None else likes + comments
    clicks = counts.clicks or None
    return Work(
        posts=counts.posts,
        engagement_rate=_of_followers(engaged, followers),
        save_rate=_of_followers(_mean(counts.saves, counts.saves_known), followers),
        share_rate=_of_followers(_mean(counts.shares, counts.shares_known), followers),
        conversion_rate=None
        if counts.conversions is None or not clicks
        else Decimal(counts.conversions * 100) / clicks,
        revenue_per_click=None if counts.revenue is None or not clicks else Decimal(counts.revenue) / clicks,
    )


def _mean(total: int, known: int) -> Decimal | None:
    return Decimal(total) / known if known else None


def _of_followers(value: Decimal | None, followers: int | None) -> Decimal | None:
    return value * 100 / followers if value is not None and followers else None
