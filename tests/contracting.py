"""Contracts for the tests: terms that agree with themselves, and a contract in a campaign that runs."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.content.deliverables import Format
from bot.domain.contracts.terms import Instalment, PaidUse, TermDeliverable, Terms, Trigger, to_json
from bot.domain.money import Money
from tests.workspace import Workspace


def terms_for(today: date, *, titles: Sequence[str] = ("Bread reel", "Bread story"), **fields: Any) -> Terms:
    """Terms that are complete and agree: 1,200 EUR, half at signing and half at publishing."""
    usual: dict[str, Any] = {
        "deliverables": tuple(
            TermDeliverable("instagram", Format.REEL, title, today + timedelta(days=10 + number % 10))
            for number, title in enumerate(titles)
        ),
        "starts_on": today,
        "ends_on": today + timedelta(days=30),
        "brief": (BriefLine(LineKind.MUST, "Name the brand"), BriefLine(LineKind.FREE, "The recipe is yours")),
        "fee": Money(120_000, "EUR"),
        "instalments": (Instalment(60_000, Trigger.SIGNING), Instalment(60_000, Trigger.PUBLISHING)),
        "payment_days": 14,
        "commission": Decimal(0),
        "product": "",
        "product_by": None,
        "rights_channels": "our Instagram and website",
        "rights_territory": "worldwide",
        "rights_until": today + timedelta(days=365),
        "paid_use": PaidUse.ORGANIC,
        "exclusive_category": "",
        "exclusive_until": None,
        "round_cap": 2,
        "disclosure": "Say #ad in the first line, and use the platform's label.",
        "cancellation": "Either side, with 14 days' notice; work done is paid.",
    }
    return Terms(**{**usual, **fields})


def contract(workspace: Workspace, who: str, influencer: str = "Noor Haddad", **fields: Any) -> int:
    """A draft whose first version is complete, of an influencer on the roster, in a campaign of its own."""
    now = workspace.clock()
    campaign_id = workspace.campaign(who, f"Campaign of {influencer}")
    collaboration_id = workspace.collaboration(who, campaign_id, influencer)
    terms = terms_for(now.date(), **fields)
    by = workspace.member(who).slack_id
    version: dict[str, Any] = {"typed": {}, "terms": to_json(terms), "note": "", "contract_text_version_id": None}
    version |= {"fee": terms.fee.minor, "currency": terms.fee.currency}
    with workspace.bot.deps.transaction(workspace.team) as store:
        return store.contracts.add(collaboration_id, version, owner=by, by=by, now=now)
