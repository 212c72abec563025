"""Publishing: a deliverable's live post, checked against the creator's profile and for its disclosure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot import words
from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import Collaboration, CollaborationStage, next_stages
from bot.domain.content import deliverables as rules
from bot.domain.content.deliverables import Deliverable, DeliverableStage
from bot.domain.content.live_posts import LivePost
from bot.domain.content.post_links import PostLink, parse_post_link
from bot.domain.influencers.handles import handle_key
from bot.domain.influencers.influencers import Profile
from bot.domain.influencers.touches import TouchKind
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.services.campaigns import campaign_cards, campaigns, collaborations
from bot.services.content import content, disclosures
from bot.services.influencers import touches
from bot.services.payments import payment_planning
from bot.services.results import results
from storage import Store

LONGEST_CAPTION = 3_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw of a live post. The words in a video are None where nobody noted them."""

    caption: str
    on_screen: str | None = None
    spoken: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """What somebody tells of a live post: its address, the day, and what they saw."""

    url: str
    on: date | None
    seen: Seen


def publishable(store: Store, deliverable_id: int) -> Deliverable:
    """The deliverable if a live post can be noted for it, or a refusal."""
    one = content.found(store, deliverable_id)
    rules.check_change(one.state, DeliverableStage.PUBLISHED)
    return one


def publish(
    store: Store, deliverable_id: int, told: Publication, *, version: int, by: Member, now: datetime
) -> LivePost:
    """Note that a deliverable is live; the post is made, or joined where an import knows it already."""
    if content.found(store, deliverable_id).version != version:
        raise Refused(content.changed_meanwhile(store, deliverable_id))
    one = publishable(store, deliverable_id)
    collaboration = collaborations.found(store, one.collaboration_id)
    campaign = campaigns.found(store, collaboration.campaign_id)
    address, profile = _place(store, collaboration, one, told, today=content.today_of(by, now=now))
    check = _check(store, one, campaign, told.seen)
    fields = {"published_on": told.on, "caption": told.seen.caption, "disclosure": check, "checked_at": now}
    post = _kept(store, one, profile, address, fields)
    if not store.deliverables.change(one, {"state": DeliverableStage.PUBLISHED}):
        raise Refused(content.changed_meanwhile(store, deliverable_id))
    store.audit.record("publish", content.about(one.id), by=by.slack_id, now=now, post=post.id)
    text = f"{campaign.name}: “{one.title}” is live"
    influencer_id = collaboration.influencer_id
    touches.log(store, influencer_id, kind=TouchKind.DRAFT, text=text, by=by, now=now, link=post.url)
    _go_live(store, collaboration, by=by, now=now)
    payment_planning.date_published(store, collaboration.id, by=by.slack_id, now=now)
    _settle(store, post, collaboration, campaign, now=now)
    return post


def check_again(store: Store, post_id: int, seen: Seen, *, checked_at: str, by: Member, now: datetime) -> LivePost:
    """Check a live post anew, with the caption as it is by now."""
    post = live_post(store, post_id)
    one = content.found(store, post.deliverable_id or 0)
    collaboration = collaborations.found(store, one.collaboration_id)
    campaign = campaigns.found(store, collaboration.campaign_id)
    check = _check(store, one, campaign, seen)
    fields = {"caption": seen.caption, "disclosure": check, "checked_at": now}
    is_same = mark(post) == checked_at
    if not is_same or not store.live.keep_check(post, fields):
        raise Refused(content.changed_meanwhile(store, one.id))
    store.audit.record("check", content.about(one.id), by=by.slack_id, now=now, post=post.id)
    mended = live_post(store, post_id)
    _settle(store, mended, collaboration, campaign, now=now)
    return mended


def live_post(store: Store, post_id: int) -> LivePost:
    """The live post of a deliverable, or a refusal."""
    post = store.live.get(post_id)
    if post is None or post.deliverable_id is None:
        raise Refused("This post is no longer here.")
    return post


def mark(post: LivePost) -> str:
    """What tells one check of a post from the next."""
    return post.checked_at.isoformat() if post.checked_at else ""


def _place(
    store: Store, collaboration: Collaboration, one: Deliverable, told: Publication, *, today: date
) -> tuple[PostLink, Profile]:
    """The post's address and the profile it stands on; refuses, every fault on its own field."""
    faults = Faults()
    with faults.noting():
        if told.on is None:
            raise Refused("Choose the day on which it went live.", field="published_on")
        if told.on > today:
            raise Refused("That day lies ahead. Choose the day on which it went live.", field="published_on")
    with faults.noting():
        address = _address(told.url)
        profile = _profile(store, collaboration, one, address)
    faults.check()
    return address, profile


def _address(url: str) -> PostLink:
    try:
        return parse_post_link(url)
    except Refused as refused:
        raise Refused(refused.sentence, field="url") from refused


def _profile(store: Store, collaboration: Collaboration, one: Deliverable, address: PostLink) -> Profile:
    """The creator's profile that the post stands on; refuses another platform's address and another's post."""
    name, wanted = collaborations.name_of(store, collaboration), words.platform(one.platform)
    if address.platform != one.platform:
        other = words.platform(address.platform)
        raise Refused(f"This deliverable is for {wanted}, and that address is on {other}.", field="url")
    own = store.profiles.of([collaboration.influencer_id]).get(collaboration.influencer_id, [])
    own = [profile for profile in own if profile.platform == one.platform]
    if not own:
        raise Refused(f"{name} has no profile on {wanted} here. Add it with Edit on their card first.", field="url")
    if address.author is None:
        return own[0]
    for profile in own:
        if handle_key(one.platform, profile.handle) == address.author:
            return profile
    known = " and ".join(words.profile(one.platform, handle=profile.handle) for profile in own[:3])
    raise Refused(
        f"That post stands on {words.profile(one.platform, handle=address.author)}, and {name} is {known}. "
        "Copy the address of their post, or add that profile with Edit on their card.",
        field="url",
    )


def _check(store: Store, one: Deliverable, campaign: Campaign, seen: Seen) -> disclosures.Kept:
    if len(seen.caption) > LONGEST_CAPTION:
        raise Refused(f"{LONGEST_CAPTION:,} characters are the most. Leave out the end.", field="caption")
    return disclosures.check_content(
        store, one, campaign, caption=seen.caption, on_screen=seen.on_screen, spoken=seen.spoken
    )


def _kept(store: Store, one: Deliverable, profile: Profile, address: PostLink, fields: dict[str, Any]) -> LivePost:
    """The post with what is known of it now: a new row, or that of an import which belongs to nothing else yet."""
    links = {"collaboration_id": one.collaboration_id, "deliverable_id": one.id, "url": address.url}
    row = {"profile_id": profile.id, "platform": address.platform, "post_key": address.key, "title": one.title}
    is_new = store.live.add({**row, **links, **fields})
    post = store.live.at(address.platform, address.key)
    if post is None:
        raise Refused("This post could not be kept. Try again.", field="url")
    if is_new:
        return post
    is_mine = store.profiles.owners([post.profile_id]) == {profile.influencer_id}
    is_mine = is_mine and post.collaboration_id in (None, one.collaboration_id)
    if not is_mine or not store.live.join(post, {**links, **fields}):
        raise Refused(f"That post stands already {_where(store, post)}.", field="url")
    return live_post(store, post.id)


def _where(store: Store, post: LivePost) -> str:
    """Where a post stands, for a sentence."""
    now = store.live.get(post.id) or post
    one = store.deliverables.get(now.deliverable_id) if now.deliverable_id else None
    number = one.collaboration_id if one else now.collaboration_id
    collaboration = store.collaborations.get(number) if number else None
    if collaboration is None:
        return "here as another creator's: an import brought it"
    campaign = campaigns.found(store, collaboration.campaign_id)
    title = f"under “{one.title}” of " if one else "with "
    return f"{title}{collaborations.name_of(store, collaboration)} in {campaign.name}"


def _go_live(store: Store, collaboration: Collaboration, *, by: Member, now: datetime) -> None:
    """The first live post brings a producing collaboration to live; when it is completed, a person says."""
    if CollaborationStage.LIVE in next_stages(collaboration.stage):
        why = "its first post is live"
        collaborations.move(store, collaboration, CollaborationStage.LIVE, why=why, by=by, now=now)


def _settle(store: Store, post: LivePost, collaboration: Collaboration, campaign: Campaign, *, now: datetime) -> None:
    """Bring sums and card up to date; a fault in the disclosure is told, and the message says when it is mended."""
    results.sum_up(store, [collaboration.id])
    campaign_cards.refresh(store, campaign.id, now=now)
    check = post.disclosure or {}
    found = disclosures.faults(check)
    key = f"post:{post.id}:disclosure"
    values = {
        "post_id": post.id,
        "deliverable_id": post.deliverable_id,
        "url": post.url,
        "influencer": collaborations.name_of(store, collaboration),
        "campaign": campaign.name,
        "faults": [{**finding, "words": ""} for finding in found[:6]],
        "first_line": str(check.get("first_line", ""))[:300],
        "checked_at": now.isoformat(),
    }
    if not found:
        store.outbox.change(key, kind="deliverable_mended", values=values, now=now)
        return
    if not store.outbox.add(Message("deliverable_fault", key=key, to=collaboration.owner, values=values), now=now):
        store.outbox.change(key, kind="deliverable_fault", values=values, now=now)
