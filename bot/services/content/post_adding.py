"""Giving a post to a collaboration by its address, when it was never one of its deliverables."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.campaigns.collaborations import Collaboration
from bot.domain.content.post_links import PostLink
from bot.domain.content.posts import Post
from bot.domain.influencers.touches import TouchKind
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.campaigns import campaigns, collaborations
from bot.services.content import metrics, posts
from bot.services.influencers import touches
from storage import Store


@dataclass(frozen=True, slots=True)
class NewPost:
    """What somebody says of a post. `profile_id` is asked for where the address does not say whose it is."""

    link: PostLink
    title: str
    published_on: date | None
    profile_id: int | None

    @property
    def name(self) -> str:
        """What to call it: its title, else its address."""
        return self.title or self.link.url.removeprefix("https://").removeprefix("www.")


def add(store: Store, collaboration_id: int, new: NewPost, *, by: Member, now: datetime) -> int:
    """Add a post, or give one that is known to this collaboration; gives its id. Refuses what belongs elsewhere."""
    one = collaborations.found(store, collaboration_id)
    known = store.posts.at(new.link.platform, new.link.key)
    post_id = _make(store, one, new) if known is None else _take(store, one, known)
    text = f"Post live for {campaigns.found(store, one.campaign_id).name}: {new.name}"
    store.touches.add(one.influencer_id, TouchKind.NOTE, text, by=by.slack_id, at=now)
    store.audit.record("add", f"post:{post_id}", by=by.slack_id, now=now, collaboration=one.id, url=new.link.url)
    metrics.bring_up_to_date(store, [post_id], now=now)
    return post_id


def _make(store: Store, one: Collaboration, new: NewPost) -> int:
    influencer = touches.found(store, one.influencer_id)
    mine = store.profiles.of([influencer.id]).get(influencer.id, [])
    author = posts.author_of(new.link, mine, chosen=new.profile_id, name=influencer.name)
    row = {"profile_id": author.id, "platform": new.link.platform, "post_key": new.link.key, "url": new.link.url}
    row |= {"title": new.name, "published_on": new.published_on, "collaboration_id": one.id}
    post_id = store.posts.add_new(row)
    if post_id is None:
        raise Refused("A colleague added this post a moment ago. Close this and open the posts again.", field="url")
    return post_id


def _take(store: Store, one: Collaboration, known: Post) -> int:
    if store.profiles.owners([known.profile_id]) != {one.influencer_id}:
        raise Refused("This post is known here as somebody else's. Check the address.", field="url")
    if known.collaboration_id == one.id:
        raise Refused("This post is in this collaboration already.", field="url")
    if not store.posts.attach(known.id, one.id):
        raise Refused(_elsewhere(store, known.id), field="url")
    return known.id


def _elsewhere(store: Store, post_id: int) -> str:
    """To whom a post belongs already."""
    post = store.posts.get(post_id)
    other = store.collaborations.get(post.collaboration_id) if post and post.collaboration_id else None
    campaign = campaigns.found(store, other.campaign_id).name if other else "another campaign"
    return f"This post belongs to {campaign[:100]} already. A post counts in one campaign only."
