"""Terms in which everything is agreed: to show how a contract text reads before a contract is written in it."""

from datetime import date, timedelta
from decimal import Decimal

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.content.deliverables import Format
from bot.domain.contracts.terms import Instalment, PaidUse, TermDeliverable, Terms, Trigger
from bot.domain.money import Money

BRIEF = (
    BriefLine(LineKind.MUST, "Name the flour"),
    BriefLine(LineKind.MAY, "Show the mill"),
    BriefLine(LineKind.FREE, "The recipe, the music and the cut"),
)
DISCLOSURE = "Say #ad in the first line.\nTurn on the platform's own label."
CANCELLATION = "Either side may cancel with 14 days' notice in writing.\nWork done until then is paid."


def example_terms(*, today: date) -> Terms:
    """A fee in three parts, a commission, a product, exclusivity, and two pieces within a month."""
    ends = today + timedelta(days=30)
    reel = TermDeliverable("instagram", Format.REEL, "A loaf in ten steps", today + timedelta(days=14))
    video = TermDeliverable("tiktok", Format.VIDEO, "What the dough told me", today + timedelta(days=21))
    parts = (Instalment(60_000, Trigger.SIGNING), Instalment(40_000, Trigger.PUBLISHING))
    return Terms(
        deliverables=(reel, video),
        starts_on=today,
        ends_on=ends,
        brief=BRIEF,
        fee=Money(120_000, "EUR"),
        instalments=(*parts, Instalment(20_000, Trigger.DATE, ends)),
        payment_days=14,
        commission=Decimal(10),
        product="two bags of flour",
        product_by=today + timedelta(days=7),
        rights_channels="our Instagram and website",
        rights_territory="worldwide",
        rights_until=today + timedelta(days=365),
        paid_use=PaidUse.PAID,
        exclusive_category="flour and baking mixes",
        exclusive_until=today + timedelta(days=90),
        round_cap=2,
        disclosure=DISCLOSURE,
        cancellation=CANCELLATION,
    )
