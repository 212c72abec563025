"""Terms and the forms they are typed into, as examples and as hypothesis draws them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.content.deliverables import Format
from bot.domain.contracts.terms import Instalment, PaidUse, TermDeliverable, Terms, Trigger
from bot.domain.influencers.platforms import PLATFORMS
from bot.domain.money import Money

TODAY = date(2026, 11, 23)
REEL = TermDeliverable("instagram", Format.REEL, "Pancake recipe", date(2026, 12, 10))
SHORT = TermDeliverable("youtube", Format.SHORT, "Flour test", date(2026, 12, 15))
TERMS = Terms(
    deliverables=(REEL, SHORT),
    starts_on=date(2026, 12, 1),
    ends_on=date(2026, 12, 31),
    brief=(BriefLine(LineKind.MUST, "Name the brand"), BriefLine(LineKind.FREE, "The music")),
    fee=Money(100_000, "EUR"),
    instalments=(Instalment(50_000, Trigger.SIGNING), Instalment(50_000, Trigger.PUBLISHING)),
    payment_days=14,
    commission=Decimal(0),
    product="A bag of rye flour",
    product_by=date(2026, 12, 5),
    rights_channels="our Instagram",
    rights_territory="Germany",
    rights_until=date(2027, 6, 30),
    paid_use=PaidUse.ORGANIC,
    exclusive_category="flour",
    exclusive_until=date(2027, 1, 31),
    round_cap=2,
    disclosure="#ad in the first line",
    cancellation="Either side, 14 days before the first date.",
)
TYPED: dict[str, Any] = {
    "deliverables": "2026-12-10 instagram reel Pancake recipe\n2026-12-15 youtube short Flour test",
    "starts_on": date(2026, 12, 1),
    "ends_on": date(2026, 12, 31),
    "brief": "must: Name the brand\nfree: The music",
    "fee": "1,000",
    "currency": "eur",
    "instalments": "50% on signing\n50% on publishing",
    "payment_days": "14",
    "commission": "",
    "product": "A bag of rye flour",
    "product_by": date(2026, 12, 5),
    "rights_channels": "our Instagram",
    "rights_territory": "Germany",
    "rights_until": date(2027, 6, 30),
    "rights_forever": False,
    "paid_use": "organic use only",
    "exclusive_category": "flour",
    "exclusive_until": date(2027, 1, 31),
    "round_cap": "2",
    "disclosure": "#ad in the first line",
    "cancellation": "Either side, 14 days before the first date.",
}
"""`TERMS` as somebody types them."""


def currency_of(text: str) -> str | None:
    """Three currencies with 2, 0 and 3 places."""
    return text.upper() if text.upper() in {"EUR", "JPY", "KWD"} else None


def said(most: int = 80) -> st.SearchStrategy[str]:
    """One line of text with something in it, of any script, mark-up included."""
    hostile = st.sampled_from(["<!channel> *b*", "{{ 7*7 }}", "<script>alert(1)</script>", "- a dash", "must: a colon"])
    letters = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=most)
    return hostile | letters.map(lambda text: " ".join(text.split())).filter(bool)


def days(least: date, most: date) -> st.SearchStrategy[date]:
    """A day from `least` to `most`."""
    return st.dates(least, most)


@st.composite
def all_terms(draw: st.DrawFn) -> Terms:
    """Terms that agree with one another, not ended at `TODAY`."""
    starts_on = draw(days(date(2026, 1, 1), date(2030, 1, 1)))
    ends_on = max(starts_on, TODAY) + timedelta(days=draw(st.integers(0, 400)))
    rows = draw(
        st.lists(
            st.builds(
                TermDeliverable,
                st.sampled_from(sorted(PLATFORMS)),
                st.sampled_from(Format),
                said(),
                days(starts_on, ends_on),
            ),
            min_size=1,
            max_size=5,
        )
    )
    fee = Money(draw(st.integers(0, 10**9)), draw(st.sampled_from(["EUR", "JPY", "KWD"])))
    first, last = min(row.due_on for row in rows), max(row.due_on for row in rows)
    is_exclusive, has_end = draw(st.booleans()), draw(st.booleans())
    commission = draw(st.decimals(0, 100, places=2))
    product = draw(said() | st.just("")) if fee.minor or commission else draw(said())
    return replace(
        TERMS,
        deliverables=tuple(rows),
        starts_on=starts_on,
        ends_on=ends_on,
        brief=tuple(draw(st.lists(st.builds(BriefLine, st.sampled_from(LineKind), said()), max_size=5))),
        fee=fee,
        instalments=draw(_parts(fee.minor, starts_on)),
        payment_days=draw(st.integers(0, 90)) if fee.minor or commission else 0,
        commission=commission,
        product=product,
        product_by=first if product else None,
        rights_channels=draw(said()),
        rights_until=last if has_end else None,
        paid_use=draw(st.sampled_from(PaidUse)),
        exclusive_category=draw(said()) if is_exclusive else "",
        exclusive_until=ends_on if is_exclusive else None,
        round_cap=draw(st.integers(1, 10)),
        disclosure=draw(said()),
        cancellation=draw(said() | st.just("")),
    )


@st.composite
def _parts(draw: st.DrawFn, fee: int, starts_on: date) -> tuple[Instalment, ...]:
    cuts = draw(st.sets(st.integers(1, fee - 1), max_size=4)) if fee > 1 else set()
    edges = [0, *sorted(cuts), fee]
    parts = []
    for low, high in pairwise(edges):
        trigger = draw(st.sampled_from(Trigger))
        on = starts_on + timedelta(days=draw(st.integers(0, 90))) if trigger is Trigger.DATE else None
        parts.append(Instalment(high - low, trigger, on))
    return tuple(parts) if fee else ()
