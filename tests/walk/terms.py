"""Terms at random, as the oracle knows them and as somebody types them."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.walk.ledger import Spec, parts_of

FEES = (0, 1_000_00, 9_999_99, 10_000_00, 50_000_00)
"""Nothing, and both sides of each limit, in minor units."""


@st.composite
def specs(draw: st.DrawFn, *, is_complete: bool = True) -> dict[str, Any]:
    """Terms, without the day on which they were written."""
    fee = draw(st.sampled_from(FEES))
    return {
        "is_complete": is_complete,
        "fee": fee,
        "currency": draw(st.sampled_from(["EUR", "EUR", "EUR", "JPY"])),
        "parts": draw(st.sampled_from(["signing", "halves", "thirds"])),
        "payment_days": draw(st.sampled_from([0, 2, 10])),
        "commission": draw(st.sampled_from([0, 0, 10])) if fee else 10,
        "product": draw(st.sampled_from(["", "", "A bread oven"])),
        "rounds": draw(st.integers(1, 2)),
        "is_free": draw(st.booleans()),
        "titles": draw(st.sampled_from([("A",), ("A", "B"), ("C",)])),
        "days": draw(st.sampled_from([12, 20])),
    }


def form_of(spec: Spec) -> dict[str, Any]:
    """The terms as somebody types them."""
    base: date = spec["base"]
    unit = 1 if spec["currency"] == "JPY" else 100
    parts = []
    for amount, trigger, day in parts_of(spec):
        parts.append(f"{amount / unit:.{0 if unit == 1 else 2}f} on {day.isoformat() if day else trigger}")
    days = [f"{base + timedelta(days=4 + at)} instagram reel {title}" for at, title in enumerate(spec["titles"])]
    return {
        "deliverables": "\n".join(days) if spec["is_complete"] else "",
        "starts_on": base,
        "ends_on": base + timedelta(days=spec["days"]),
        "brief": "must: name the brand" + ("\nfree: the recipe" if spec["is_free"] else ""),
        "fee": f"{spec['fee'] / unit:.{0 if unit == 1 else 2}f}" if spec["fee"] else "",
        "currency": spec["currency"],
        "instalments": "\n".join(parts),
        "payment_days": str(spec["payment_days"]),
        "commission": str(spec["commission"] or ""),
        "product": spec["product"],
        "product_by": base + timedelta(days=2) if spec["product"] else None,
        "rights_channels": "our website",
        "rights_territory": "worldwide",
        "rights_until": base + timedelta(days=365),
        "rights_forever": False,
        "paid_use": "organic use only",
        "exclusive_category": "",
        "exclusive_until": None,
        "round_cap": str(spec["rounds"]),
        "disclosure": "Say #ad first.",
        "cancellation": "Either side, in 14 days.",
    }
