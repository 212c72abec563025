"""The evidence of a decision: what is known of the money and of the person at one moment, as it is frozen with it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.domain.approvals.approvals import Approval, Subject
from bot.domain.campaigns.collaborations import Collaboration, CostKind, CostState
from bot.domain.contracts.contracts import BINDING
from bot.domain.influencers.figures import public_rate
from bot.services.approvals import approval_endings
from bot.services.approvals.approval_matters import Matter
from bot.services.campaigns import campaign_sums, fitting
from bot.services.influencers import figures
from bot.services.results import benchmarks, results
from storage import Store

MOST = 3
"""Profiles, results and concerns that a window of one screen has room for."""

NEW = (Subject.GIFT, Subject.REWARD)
"""What costs the campaign nothing until it is approved; a payment's line of cost stands since the signature."""

Evidence = dict[str, Any]
"""Values that JSON can hold: money in minor units, rates as text."""


def gather(store: Store, approval: Approval, *, now: datetime) -> Evidence:
    """What is true at this moment."""
    matter = approval_endings.ending(approval).matter(store, approval)
    return {
        "at": now.isoformat(),
        **money(store, approval, matter),
        "fit": _fit(store, matter),
        "profiles": _profiles(store, matter, today=now.date()),
        "results": _results(store, matter),
        **_concerns(store, matter),
    }


def money(store: Store, approval: Approval, matter: Matter) -> Evidence:
    """The campaign's budget with this in it, and what this person cost before."""
    return {"budget": _budget(store, approval, matter), "before": _before(store, matter)}


def _budget(store: Store, approval: Approval, matter: Matter) -> Evidence | None:
    """The budget once this is approved: a contract's fee replaces what was planned or promised as their fees.

    None outside of campaigns.
    """
    if matter.campaign is None:
        return None
    budget = campaign_sums.budget(store, matter.campaign)
    own, amount = budget.own, approval.amount
    planned, committed = own.planned, own.committed
    is_counted = amount.currency == own.currency
    if approval.subject is Subject.CONTRACT and is_counted and matter.collaboration:
        lines = _fees(store, matter.collaboration, currency=own.currency)
        planned -= lines.get(CostState.PLANNED, 0)
        committed += amount.minor - lines.get(CostState.COMMITTED, 0)
    elif approval.subject in NEW and is_counted:
        committed += amount.minor
    left = None if budget.total is None else budget.total - committed - own.spent
    found = {"currency": own.currency, "total": budget.total, "planned": planned, "committed": committed}
    return {**found, "spent": own.spent, "left": left, "is_counted": is_counted}


def _fees(store: Store, collaboration: Collaboration, *, currency: str) -> dict[CostState, int]:
    found: dict[CostState, int] = {}
    for one in store.collaborations.costs([collaboration.id]):
        if one.kind is CostKind.FEES and one.currency == currency:
            found[one.state] = found.get(one.state, 0) + one.amount
    return found


def _before(store: Store, matter: Matter) -> Evidence:
    """What their other collaborations cost, and the last contract that was signed with them."""
    own = matter.collaboration.id if matter.collaboration else None
    others = [one.id for one in store.collaborations.of_influencers([matter.influencer.id]) if one.id != own]
    sums: dict[str, int] = {}
    for lines in results.costs_of(store.collaborations.costs(others)).values():
        for (_, currency), amount in lines.items():
            sums[currency] = sums.get(currency, 0) + amount
    signed = matter.written.contract.id if matter.written else None
    listed = store.contracts.of_influencer(matter.influencer.id)
    last = next((one for one in listed if one.stage in BINDING and one.id != signed), None)
    version = store.contracts.numbered(last.id, last.current) if last else None
    told = None
    if last and version:
        told = {"contract": last.id, "fee": version.fee, "currency": version.currency}
    return {"sums": [[amount, currency] for currency, amount in sorted(sums.items())], "last": told}


def _fit(store: Store, matter: Matter) -> Evidence:
    if matter.campaign is None:
        return {"score": None, "band": "", "coverage": 0}
    found = fitting.fits(store, matter.campaign, [matter.influencer])[matter.influencer.id]
    score = None if found.score is None else str(found.score)
    return {"score": score, "band": found.band, "coverage": round(found.coverage)}


def _profiles(store: Store, matter: Matter, *, today: date) -> list[Evidence]:
    """The public engagement of their largest profiles, by the team's own benchmarks where it has any."""
    mine = store.profiles.of([matter.influencer.id]).get(matter.influencer.id, [])
    latest = store.profiles.latest(one.id for one in mine)
    found = []
    for one in mine[:MOST]:
        rate = public_rate(figures.of_day(latest[one.id])).value if one.id in latest else None
        says = benchmarks.judge(store, one.platform, rate=rate, followers=one.followers, day=today).word
        told = {"platform": one.platform, "handle": one.handle, "followers": one.followers}
        found.append({**told, "rate": None if rate is None else f"{rate:.2f}", "judged": says})
    return found


def _results(store: Store, matter: Matter) -> list[Evidence]:
    """What earlier collaborations with us came to, the newest first."""
    lines = results.lines_of_influencer(store, matter.influencer.id)
    own = matter.collaboration.id if matter.collaboration else None
    others = [one for one in lines if one.collaboration_id != own]
    names = ("collaboration_id", "campaign", "currency", "posts", "engagements", "clicks", "conversions", "revenue")
    return [{name: getattr(one, name) for name in names} for one in others[:MOST]]


def _concerns(store: Store, matter: Matter) -> Evidence:
    listed = store.concerns.open_of(matter.influencer.id)
    told = [{"id": one.id, "text": one.text[:300], "by": one.opened_by} for one in listed[-MOST:]]
    return {"concerns": told, "more_concerns": max(0, len(listed) - MOST)}


def figures_of(evidence: Mapping[str, Any]) -> Evidence:
    """The figures of some evidence without words, few enough to be carried by a window and compared."""
    budget, before = evidence["budget"], evidence["before"]
    return {
        "budget": [budget[name] for name in ("planned", "committed", "spent", "left")] if budget else [],
        "before": before["sums"],
        "fit": evidence["fit"]["score"],
        "rates": [one["rate"] for one in evidence["profiles"]],
        "results": [[one["collaboration_id"], one["posts"], one["revenue"]] for one in evidence["results"]],
        "concerns": [one["id"] for one in evidence["concerns"]],
    }
