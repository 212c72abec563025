"""What stands in the form of a new contract before anybody types, and where it comes from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.domain.campaigns.campaign_words import MOST_LINES
from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import Collaboration, CostKind
from bot.domain.campaigns.outreach import OfferState
from bot.domain.contracts import term_checks, term_forms, term_lines
from bot.domain.contracts.contracts import BINDING, Contract
from bot.domain.contracts.term_forms import LONGEST_FIELD
from bot.domain.contracts.terms import TermDeliverable, Terms, Trigger
from bot.domain.influencers.influencers import Influencer
from bot.domain.money import Money
from bot.services.campaigns import campaigns
from bot.services.contracts import contracts
from bot.services.influencers import touches
from storage import Store

AS_BEFORE = (
    *("payment_days", "commission", "rights_channels", "rights_territory", "rights_forever", "paid_use"),
    *("disclosure", "cancellation"),
)
"""Fields that the last contract with somebody fills."""


@dataclass(frozen=True, slots=True)
class Prefill:
    """A new contract's form. `typed` is as `term_forms.plain` says; the rest says what it was filled from.

    `fee_from` is "offer", "costs" or "" where no fee is known yet; `left_out` counts lines of the brief that a field
    does not hold.
    """

    collaboration: Collaboration
    campaign: Campaign
    influencer: Influencer
    typed: Mapping[str, Any]
    deliverables: int
    brief: int
    left_out: int
    fee_from: str
    last: Contract | None


def load(store: Store, collaboration: Collaboration, *, today: date) -> Prefill:
    """The form for a collaboration's contract."""
    campaign = campaigns.found(store, collaboration.campaign_id)
    owed, brief = _owed(store, collaboration), store.campaigns.brief(campaign.id)
    lines = _fitting(term_lines.write_brief([line]) for line in brief)
    fee, fee_from = _fee(store, collaboration, campaign)
    last, before = _last(store, collaboration)
    typed = {
        **_timeline(campaign, owed, today=today),
        **_deliverables(owed),
        "brief": "\n".join(lines),
        "fee": term_lines.write_amount(fee) if fee.minor else "",
        "currency": fee.currency,
        "exclusive_category": collaboration.exclusive_category,
        "exclusive_until": collaboration.exclusive_until,
        "round_cap": str(campaign.round_cap),
        **(_as_before(before, owed, fee) if before else {}),
    }
    return Prefill(
        collaboration=collaboration,
        campaign=campaign,
        influencer=touches.found(store, collaboration.influencer_id),
        typed=term_forms.plain(typed),
        deliverables=len(owed),
        brief=len(lines),
        left_out=len(brief) - len(lines),
        fee_from=fee_from,
        last=last,
    )


def _owed(store: Store, collaboration: Collaboration) -> list[TermDeliverable]:
    planned = store.deliverables.of([collaboration.id])[: term_lines.MOST_DELIVERABLES]
    return [TermDeliverable(one.platform, one.format, one.title, one.due_on) for one in planned]


def _deliverables(owed: Sequence[TermDeliverable]) -> dict[str, Any]:
    return {"deliverables": "\n".join(_fitting(term_lines.write_deliverables([one]) for one in owed))}


def _fitting(lines: Iterable[str]) -> list[str]:
    """As many lines as one field takes."""
    kept: list[str] = []
    for line in lines:
        if len(kept) == MOST_LINES or len("\n".join([*kept, line])) > LONGEST_FIELD:
            break
        kept.append(line)
    return kept


def _timeline(campaign: Campaign, owed: Sequence[TermDeliverable], *, today: date) -> dict[str, Any]:
    """From today or the campaign's start, and earlier where something is due before; to its end or the last day due."""
    starts_on = min([max(today, campaign.starts_on), *(one.due_on for one in owed)])
    ends_on = max([campaign.ends_on, *(one.due_on for one in owed)])
    return {"starts_on": starts_on, "ends_on": ends_on if ends_on >= today else None}


def _fee(store: Store, collaboration: Collaboration, campaign: Campaign) -> tuple[Money, str]:
    """What was agreed: the last offer that was accepted; else what stands in the costs as fees."""
    accepted = [one for one in store.outreaches.offers(collaboration.id) if one.state is OfferState.ACCEPTED]
    if accepted and accepted[-1].fee:
        return Money(accepted[-1].fee, accepted[-1].currency), "offer"
    costs = store.collaborations.costs([collaboration.id])
    fees = [one.amount for one in costs if one.kind is CostKind.FEES and one.currency == campaign.currency]
    return Money(sum(fees), campaign.currency), "costs" if sum(fees) else ""


def _last(store: Store, collaboration: Collaboration) -> tuple[Contract | None, Terms | None]:
    """The newest contract with this person that was signed, else the newest that is complete."""
    listed = store.contracts.of_influencer(collaboration.influencer_id)
    for one in sorted(listed, key=lambda contract: contract.stage not in BINDING):
        terms = contracts.terms_of(contracts.newest(store, one))
        if terms is not None:
            return one, terms
    return None, None


def _as_before(before: Terms, owed: Sequence[TermDeliverable], fee: Money) -> dict[str, Any]:
    """What the last contract said; its rights last as long after the last deliverable as they did then."""
    typed = term_checks.typed_of(before)
    same = {name: typed[name] for name in AS_BEFORE}
    same["payment_days"] = typed["payment_days"] if before.payment_days else ""
    last_due = max((one.due_on for one in owed), default=None)
    if before.rights_until and last_due:
        lasts = max(timedelta(), before.rights_until - before.last_due)
        same["rights_until"] = last_due + min(lasts, date.max - last_due)
    return {**same, "instalments": _shares(before) if fee.minor else ""}


def _shares(before: Terms) -> str:
    """The instalments of the last contract as parts of another fee; none where one had a day of its own."""
    if not before.fee.minor or any(one.trigger is Trigger.DATE for one in before.instalments):
        return ""
    percents = [Decimal(one.amount * 100) / before.fee.minor for one in before.instalments]
    rounded = [one.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() for one in percents]
    parts = zip(rounded, before.instalments, strict=True)
    return "\n".join(f"{percent:f}% on {one.trigger}" for percent, one in parts)
