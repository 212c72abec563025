"""The way of a gift: ordered, shipped, delivered, and what came back of it. Each change is won once."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.content.post_links import PostLink
from bot.domain.gifts import gifts as rules
from bot.domain.gifts.gifts import Gift, GiftStage
from bot.domain.influencers.touches import TouchKind
from bot.domain.local_time import moment_at
from bot.domain.money import parse_amount
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member, Role
from bot.services.content import post_adding, posts
from bot.services.content.content import today_of
from bot.services.content.post_adding import NewPost
from bot.services.gifts import gift_costs
from bot.services.gifts.gift_decisions import about
from bot.services.gifts.gifts import at_version, changed_meanwhile, found
from bot.services.influencers import touches
from bot.services.payments import promises
from storage import Store

STORY = "story"
"""What is chosen where they posted something that has no address."""
_G = GiftStage


def movable(store: Store, gift_id: int, to: GiftStage) -> Gift:
    """The gift if it may come to a stage now; an old message's button is told what became of it."""
    one = found(store, gift_id)
    if to not in rules.next_stages(one) and one.stage not in (_G.PROPOSED, _G.APPROVED):
        raise Refused(changed_meanwhile(store, one))
    rules.check_change(one, to)
    return one


def order(store: Store, gift_id: int, *, shipping: str, version: int, by: Member, now: datetime) -> Gift:
    """Note that a gift was ordered, and what its shipping costs if that is known."""
    one = _start(store, gift_id, _G.ORDERED, version=version, by=by)
    fields = {"ordered_at": now, **_shipping(one, shipping)}
    return _finish(store, one, _G.ORDERED, fields, by=by, now=now)


def ship(
    store: Store,
    gift_id: int,
    *,
    carrier: str,
    tracking: str,
    on: date | None,
    shipping: str,
    version: int,
    by: Member,
    now: datetime,
) -> Gift:
    """Note that a gift is on its way: our promise is kept, and its money is spent."""
    one = _start(store, gift_id, _G.SHIPPED, version=version, by=by)
    faults, cost = Faults(), dict[str, Any]()
    with faults.noting():
        rules.check_shipping(carrier=carrier, tracking=tracking, on=on, today=today_of(by, now=now))
    with faults.noting():
        cost = _shipping(one, shipping)
    faults.check()
    at = _moment(on, by=by, now=now)
    fields = {"shipped_at": at, "carrier": carrier.strip(), "tracking": tracking.strip() or None, **cost}
    shipped = _finish(store, one, _G.SHIPPED, fields, by=by, now=now)
    promises.keep(store, about(one), by=by.slack_id, at=at)
    _log(store, one, f"{one.what} was sent with {carrier.strip()} ({one.occasion})", at=at, by=by, now=now)
    return shipped


def deliver(store: Store, gift_id: int, *, on: date | None, version: int, by: Member, now: datetime) -> Gift:
    """Note that they have it."""
    one = _start(store, gift_id, _G.DELIVERED, version=version, by=by)
    sent_on = one.shipped_at.astimezone(ZoneInfo(by.tz)).date() if one.shipped_at else None
    rules.check_day(on, today=today_of(by, now=now), field="day", since=sent_on)
    at = max(filter(None, (_moment(on, by=by, now=now), one.shipped_at)))
    delivered = _finish(store, one, _G.DELIVERED, {"delivered_at": at}, by=by, now=now)
    promises.keep(store, about(one), by=by.slack_id, at=at)
    said = "arrived" if one.is_shipped else f"was given ({one.occasion})"
    _log(store, one, f"{one.what} {said}", at=at, by=by, now=now)
    return delivered


def post(store: Store, gift_id: int, *, chosen: str, url: str, version: int, by: Member, now: datetime) -> Gift:
    """Note that they posted about it: a post that is known, one by its address, or a story."""
    one = _start(store, gift_id, _G.POSTED, version=version, by=by)
    post_id, said = _post(store, one, chosen=chosen, url=url, by=by, now=now)
    fields = {"post_id": post_id, "why": said[: rules.LONGEST_WHY], "ended_at": now}
    posted = _finish(store, one, _G.POSTED, fields, by=by, now=now)
    _log(store, one, f"Posted about {one.what}: {said}", at=now, by=by, now=now)
    return posted


def thank(store: Store, gift_id: int, *, note: str, version: int, by: Member, now: datetime) -> Gift:
    """Note that they said thank you."""
    one = _start(store, gift_id, _G.THANKED, version=version, by=by)
    rules.check_length(note, rules.LONGEST_WHY, field="note")
    fields = {"why": note.strip(), "ended_at": now}
    thanked = _finish(store, one, _G.THANKED, fields, by=by, now=now)
    said = f": {note.strip()}" if note.strip() else ""
    _log(store, one, f"Thanked us for {one.what}{said}", at=now, by=by, now=now)
    return thanked


def _start(store: Store, gift_id: int, to: GiftStage, *, version: int, by: Member) -> Gift:
    by.require(Role.MARKETER)
    one = at_version(store, gift_id, version)
    rules.check_change(one, to)
    return one


def _finish(store: Store, one: Gift, to: GiftStage, fields: dict[str, Any], *, by: Member, now: datetime) -> Gift:
    """Bring it to the stage if nobody was quicker; its cost follows."""
    if not store.gifts.change(one, {**fields, "stage": to}):
        raise Refused(changed_meanwhile(store, one))
    store.audit.record("move", about(one), by=by.slack_id, now=now, **{"from": one.stage, "to": to})
    gift_costs.keep(store, found(store, one.id), by=by.slack_id, now=now)
    return found(store, one.id)


def _shipping(one: Gift, typed: str) -> dict[str, int]:
    """The cost of shipping, if anybody typed it."""
    return {"shipping": parse_amount(typed, one.value.currency, field="shipping")} if typed.strip() else {}


def _moment(on: date | None, *, by: Member, now: datetime) -> datetime:
    """Now for today, else the middle of the day."""
    if on is None or on == today_of(by, now=now):
        return now
    return moment_at(on, time(12), tz=by.tz)


def _log(store: Store, one: Gift, text: str, *, at: datetime, by: Member, now: datetime) -> None:
    touches.log(store, one.influencer_id, kind=TouchKind.GIFT, text=text, by=by, now=now, at=at)


def _post(store: Store, one: Gift, *, chosen: str, url: str, by: Member, now: datetime) -> tuple[int | None, str]:
    """The post, if it has an address, and how it is called."""
    if url.strip():
        link = posts.read_link(url, field="url")
        return _at(store, one, link, by=by, now=now), link.url
    if chosen == STORY:
        return None, "a story"
    known = store.posts.get(int(chosen)) if chosen.isdecimal() else None
    if known is None:
        raise Refused("Choose what they posted, or paste its address below.", field="post")
    if store.profiles.owners([known.profile_id]) != {one.influencer_id}:
        raise Refused("This post is known here as somebody else's. Choose another.", field="post")
    return known.id, known.url


def _at(store: Store, one: Gift, link: PostLink, *, by: Member, now: datetime) -> int:
    """The post at an address: one that is known, or a new one, which counts in the gift's campaign."""
    known = store.posts.at(link.platform, link.key)
    if known and store.profiles.owners([known.profile_id]) == {one.influencer_id}:
        return known.id
    if known:
        raise Refused("This post is known here as somebody else's. Check the address.", field="url")
    new = NewPost(link, title="", published_on=None, profile_id=None)
    if one.collaboration_id is not None:
        return post_adding.add(store, one.collaboration_id, new, by=by, now=now)
    influencer = touches.found(store, one.influencer_id)
    mine = store.profiles.of([influencer.id]).get(influencer.id, [])
    author = posts.author_of(link, mine, chosen=None, name=influencer.name)
    row = {"profile_id": author.id, "platform": link.platform, "post_key": link.key, "url": link.url}
    post_id = store.posts.add_new({**row, "title": new.name, "published_on": None, "collaboration_id": None})
    if post_id is None:
        raise Refused("A colleague added this post a moment ago. Try again.", field="url")
    return post_id
