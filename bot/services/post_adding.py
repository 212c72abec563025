"""Giving a post to a collaboration by its address, when it was never one of its deliverables."""

from datetime import date, datetime

from bot.domain.post_links import PostLink
from bot.domain.posts import Post
from bot.domain.refused import Refused
from bot.domain.roles import Member
from bot.domain.touches import TouchKind
from bot.services import campaigns, collaborations, metrics, posts, touches
from storage import Store

LONGEST_TITLE = 300


def add(
    store: Store,
    collaboration_id: int,
    link: PostLink,
    *,
    title: str,
    published_on: date | None,
    profile: int | None,
    by: Member,
    now: datetime,
) -> int:
    """Add a post, or give one that is known to this collaboration; gives its id. Refuses what belongs elsewhere."""
    one = collaborations.found(store, collaboration_id)
    influencer = touches.found(store, one.influencer_id)
    mine = store.profiles.of([influencer.id]).get(influencer.id, [])
    known = store.posts.at(link.platform, link.key)
    if known is None:
        author = posts.author_of(link, mine, chosen=profile, name=influencer.name)
        row = {"profile_id": author.id, "platform": link.platform, "post_key": link.key, "url": link.url}
        row |= {"title": title or link.key, "published_on": published_on, "collaboration_id": one.id}
        post_id = store.posts.add_new(row)
        if post_id is None:
            raise Refused("A colleague added this post a moment ago. Close this and open the posts again.", field="url")
    else:
        if known.profile_id not in {profile.id for profile in mine}:
            raise Refused("This post is known here as somebody else's. Check the address.", field="url")
        post_id = _take(store, known, one.id)
    text = f"Post live for {campaigns.found(store, one.campaign_id).name}: {title or link.url}"
    store.touches.add(influencer.id, TouchKind.NOTE, text, by=by.slack_id, at=now)
    store.audit.record("add", f"post:{post_id}", by=by.slack_id, now=now, collaboration=one.id, url=link.url)
    metrics.bring_up_to_date(store, [post_id], now=now)
    return post_id


def _take(store: Store, known: Post, collaboration_id: int) -> int:
    if known.collaboration_id == collaboration_id:
        raise Refused("This post is in this collaboration already.", field="url")
    if not store.posts.attach(known.id, collaboration_id):
        raise Refused(_elsewhere(store, known), field="url")
    return known.id


def _elsewhere(store: Store, known: Post) -> str:
    """To whom a post belongs already."""
    now_of = store.posts.get(known.id)
    other = store.collaborations.get(now_of.collaboration_id) if now_of and now_of.collaboration_id else None
    campaign = campaigns.found(store, other.campaign_id).name if other else "another campaign"
    return f"This post belongs to {campaign[:100]} already. A post counts in one campaign only."
