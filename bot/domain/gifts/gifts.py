"""Gifts: what we give, how far it has come, and which changes exist (product.md, "Stages")."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.money import Money, digits
from bot.domain.refused import Faults, Refused

LONGEST_WHAT, LONGEST_NOTE, LONGEST_WHY = 200, 1_000, 500
LONGEST_CARRIER, LONGEST_TRACKING = 60, 120

SHIP_WITHIN = timedelta(days=3)
"""How soon a gift is on its way once it is approved (product.md, nudges)."""
POST_AFTER = (7, 10, 14)
"""Days after its delivery on which a gift without a post is looked at, and the last gives it up (formulas.md, 7)."""
LATELY = timedelta(days=90)
"""How long a gift counts as one that they got lately."""
LIMIT = 100
"""Above how many of a currency's major units somebody approves a gift, until the workspace sets its own limit."""


class GiftKind(StrEnum):
    """What is given."""

    PRODUCT = "product"
    VOUCHER = "voucher"
    EARLY_ACCESS = "early access"
    INVITATION = "invitation"
    PERK = "other perk"


class Occasion(StrEnum):
    """Why it is given."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    CAMPAIGN = "campaign completed"
    THANKS = "thank-you"
    SEEDING = "seeding"
    REWARD = "reward"
    APOLOGY = "apology"
    OTHER = "other"


class GiftStage(StrEnum):
    """How far a gift has come."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    ORDERED = "ordered"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    POSTED = "posted"
    THANKED = "thanked"
    CANCELLED = "cancelled"


_G = GiftStage
_SHIPPED: dict[GiftStage, tuple[GiftStage, ...]] = {
    _G.PROPOSED: (_G.APPROVED, _G.CANCELLED),
    _G.APPROVED: (_G.ORDERED, _G.SHIPPED, _G.CANCELLED),
    _G.ORDERED: (_G.SHIPPED, _G.CANCELLED),
    _G.SHIPPED: (_G.DELIVERED, _G.CANCELLED),
    _G.DELIVERED: (_G.POSTED, _G.THANKED),
    _G.THANKED: (_G.POSTED,),
}
_HANDED_OVER = {**_SHIPPED, _G.APPROVED: (_G.DELIVERED, _G.CANCELLED)}

OPEN = (_G.PROPOSED, _G.APPROVED, _G.ORDERED, _G.SHIPPED)
"""Stages in which we still have something to do before it is theirs."""
TO_SHIP = (_G.APPROVED, _G.ORDERED)
"""Stages in which we owe it."""
ARRIVED = (_G.DELIVERED, _G.POSTED, _G.THANKED)
"""Stages in which they have it."""
SILENT = (_G.DELIVERED, _G.THANKED)
"""Stages in which they have it, and there is no post."""


@dataclass(frozen=True, slots=True)
class Gift:
    """Something we give. `value` and `shipping` are of one currency; people are Slack ids.

    `shipping` None is not known. `why` is the reason why it was cancelled or sent back, or what came of it.
    """

    id: int
    influencer_id: int
    collaboration_id: int | None
    campaign_id: int | None
    gift_item_id: int | None
    reward_id: int | None
    kind: GiftKind
    what: str
    occasion: Occasion
    note: str
    value: Money
    shipping: int | None
    stage: GiftStage
    owner: str
    added_by: str
    added_at: datetime
    wanted_on: date | None
    approved_at: datetime | None
    ordered_at: datetime | None
    carrier: str | None
    tracking: str | None
    shipped_at: datetime | None
    delivered_at: datetime | None
    ended_at: datetime | None
    post_id: int | None
    value_cost_id: int | None
    shipping_cost_id: int | None
    why: str
    version: int

    @property
    def is_shipped(self) -> bool:
        """Whether it is a thing that a carrier brings."""
        return self.kind is GiftKind.PRODUCT

    @property
    def has_left(self) -> bool:
        """Whether it was given out of our hands, so that its money is spent."""
        return self.stage in (_G.SHIPPED, *ARRIVED) or (self.stage is _G.CANCELLED and self.shipped_at is not None)


@dataclass(frozen=True, slots=True)
class GiftItem:
    """A line of the catalogue. One that was `retired_at` a moment is offered no more."""

    id: int
    name: str
    kind: GiftKind
    value: Money
    retired_at: datetime | None
    edited_by: str
    edited_at: datetime
    version: int


def next_stages(gift: Gift) -> tuple[GiftStage, ...]:
    """The stages that may follow: what no carrier brings goes from approved to delivered."""
    ways = _SHIPPED if gift.is_shipped else _HANDED_OVER
    return ways.get(gift.stage, ())


def check_change(gift: Gift, new: GiftStage) -> None:
    """Refuse a change of stage that does not exist."""
    if new not in next_stages(gift):
        allowed = ", ".join(next_stages(gift)) or "nothing more: it is over"
        raise Refused(f"This gift is {gift.stage}: the next stage can be {allowed}.")


def limit_of(currency: str, *, chosen: int | None) -> int:
    """Above how many minor units a gift needs an approval: what was set, else the default."""
    return LIMIT * 10 ** digits(currency) if chosen is None else chosen


def needs_approval(value: Money, *, limit: int) -> bool:
    """Whether somebody else decides on a gift of this value."""
    return value.minor > limit


def check_words(*, what: str, note: str, wanted_on: date | None, today: date) -> None:
    """Refuse a gift without a name, with too many words, or wanted in the past; each fault on its field."""
    faults = Faults()
    with faults.noting():
        if not what.strip():
            raise Refused("Say what it is, or choose it from the catalogue.", field="what")
        check_length(what, LONGEST_WHAT, field="what")
    with faults.noting():
        check_length(note, LONGEST_NOTE, field="note")
    with faults.noting():
        if wanted_on and wanted_on < today:
            raise Refused("That day has passed. Choose a later one, or leave it out.", field="wanted_on")
    faults.check()


def check_shipping(*, carrier: str, tracking: str, on: date | None, today: date) -> None:
    """Refuse a parcel without a carrier, or one that is sent tomorrow; each fault on its field."""
    faults = Faults()
    with faults.noting():
        if not carrier.strip():
            raise Refused("Say who carries it: DHL, UPS, a courier, or by hand.", field="carrier")
        check_length(carrier, LONGEST_CARRIER, field="carrier")
    with faults.noting():
        check_length(tracking, LONGEST_TRACKING, field="tracking")
    with faults.noting():
        check_day(on, today=today, field="day")
    faults.check()


def check_day(on: date | None, *, today: date, field: str, since: date | None = None) -> None:
    """Refuse no day, one that lies ahead, and one before `since` (when it was sent)."""
    if on is None:
        raise Refused("Choose the day.", field=field)
    if on > today:
        raise Refused("That day lies ahead. Note it once it has happened.", field=field)
    if since and on < since:
        raise Refused(f"It was sent on {since.day} {since:%B %Y}. Choose that day or a later one.", field=field)


def check_why(why: str, *, field: str = "why") -> None:
    """Refuse an end without a reason, or one that is too long."""
    if not why.strip():
        raise Refused("Say why: whoever plans the next gift must know.", field=field)
    check_length(why, LONGEST_WHY, field=field)


def check_length(text: str, most: int, *, field: str) -> None:
    """Refuse a text of more characters than are kept."""
    if len(text) > most:
        raise Refused(f"That is {len(text):,} characters; {most:,} is the most.", field=field)


def is_ghosted(gift: Gift, *, now: datetime) -> bool:
    """Whether nothing has come back of it for so long that nobody waits any more; it is kept, and may still change."""
    if gift.stage is not _G.DELIVERED or gift.delivered_at is None:
        return False
    return now >= gift.delivered_at + timedelta(days=POST_AFTER[-1])
