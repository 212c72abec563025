"""Gifts as people see them: a list with what came back of them, and the card of one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.approvals.approvals import ApprovalState, Subject
from bot.domain.campaigns.campaigns import Campaign
from bot.domain.explained import Figure
from bot.domain.gifts import gift_rates
from bot.domain.gifts import gifts as rules
from bot.domain.gifts.addresses import AddressLink
from bot.domain.gifts.gifts import OPEN, SILENT, TO_SHIP, Gift, GiftStage
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.stages import Stage
from bot.domain.private_links import LinkState
from bot.domain.team.roles import Member
from bot.services.approvals import approval_lists
from bot.services.approvals.approval_lists import Request
from bot.services.gifts import addresses, gift_decisions, gifts
from bot.services.influencers import touches
from storage import Store
from storage.gifts import Gifts

PAGE = 10
FILTERS: Mapping[str, tuple[GiftStage, ...]] = {
    "open": OPEN,
    "to ship": TO_SHIP,
    "without a post": SILENT,
    "all": tuple(GiftStage),
}
"""Which gifts a list shows, by what its buttons say."""


@dataclass(frozen=True, slots=True)
class GiftLine:
    """A gift in a list."""

    gift: Gift
    influencer: Influencer
    campaign: Campaign | None
    is_ghosted: bool


@dataclass(frozen=True, slots=True)
class GiftList:
    """A page of gifts, and what came back of all of them. `page` counts from 0."""

    lines: Sequence[GiftLine]
    figures: Sequence[Figure]
    which: str
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class GiftCard:
    """All that is worth knowing of one gift. `may_review` is the request that the reader is offered to decide.

    `address` is there for who may see it, while the parcel still has to be sent; `link` is the last by which it was
    asked for. `next` are the stages that may follow.
    """

    line: GiftLine
    reader: Member
    requests: Sequence[Request]
    may_review: int | None
    warnings: Sequence[str]
    needs_address: bool
    address: str
    link: AddressLink | None
    link_state: LinkState | None
    post_url: str
    next: Sequence[GiftStage]
    note: str = ""

    @property
    def waits(self) -> Request | None:
        """The request that nobody has decided yet."""
        return next((one for one in self.requests if one.approval.state is ApprovalState.OPEN), None)


def listed(store: Store, *, which: str, page: int, now: datetime) -> GiftList:
    """A page of the gifts of a filter, the newest first."""
    of = Gifts(FILTERS[which])
    total = store.gifts.count(of)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    found = store.gifts.page(of, limit=PAGE, skip=page * PAGE)
    return GiftList(lines(store, found, now=now), figures(store, now=now), which, page, pages, total)


def figures(store: Store, *, now: datetime, campaign_id: int | None = None, with_cost: bool = True) -> list[Figure]:
    """What came back of all gifts, or of a campaign's; empty where nothing was delivered yet."""
    return gift_rates.figures(store.gifts.sums(campaign_id=campaign_id), day=now.date(), with_cost=with_cost)


def lines(store: Store, found: Iterable[Gift], *, now: datetime) -> list[GiftLine]:
    """Gifts with whom and what they are for, in the order given."""
    shown = list(found)
    people = store.influencers.many({one.influencer_id for one in shown})
    named = {number: store.campaigns.get(number) for number in {one.campaign_id for one in shown} if number}
    return [
        GiftLine(one, people[one.influencer_id], named.get(one.campaign_id or 0), rules.is_ghosted(one, now=now))
        for one in shown
    ]


def load(store: Store, gift_id: int, *, reader: Member, now: datetime, note: str = "") -> GiftCard:
    """The card of one gift; raises Refused when it is gone. `note` says what just happened."""
    one = gifts.found(store, gift_id)
    (line,) = lines(store, [one], now=now)
    requests = approval_lists.of(store, Subject.GIFT, one.id)
    needs = one.is_shipped and one.stage in addresses.NEEDS
    link = store.address_links.newest(one.influencer_id) if needs else None
    post = store.posts.get(one.post_id) if one.post_id else None
    is_open = one.stage in (*TO_SHIP, GiftStage.PROPOSED)
    return GiftCard(
        line=line,
        reader=reader,
        requests=requests,
        may_review=approval_lists.to_review(requests, reader=reader),
        warnings=warnings(store, one.influencer_id, but=one.id, now=now) if is_open else (),
        needs_address=needs,
        address=(line.influencer.address or "") if needs and reader.sees_private else "",
        link=link,
        link_state=link.state(now=now) if link else None,
        post_url=post.url if post else "",
        next=rules.next_stages(one),
        note=note,
    )


def warnings(store: Store, influencer_id: int, *, but: int = 0, now: datetime) -> list[str]:
    """What speaks against a gift before it goes out: who wants no contact, and what they got lately."""
    influencer = touches.found(store, influencer_id)
    unwelcome = [f"{influencer.name[:100]} asked not to be contacted."]
    lately = gift_decisions.lately(store, influencer_id, but=but, now=now)
    return [*(unwelcome if influencer.stage is Stage.DO_NOT_CONTACT else ()), *lately]
