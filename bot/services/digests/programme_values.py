"""The digest of the whole programme, for managers: every campaign beside the others, what was spent, what waits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.campaigns.campaigns import LEAST_PAID, CampaignState
from bot.domain.campaigns.collaborations import CostState
from bot.domain.digests.comparing import MOST, QUIET_AFTER, change
from bot.services.digests import digest_charts
from bot.services.digests.digest_facts import CampaignWeek, Span
from bot.services.digests.digest_values import IN_THREAD, Values, matters, plain, span_values
from storage import Store
from storage.digest_matters import PromiseSums, QuietPeople

ROWS = 30
"""Campaigns in the table of a thread; the others are counted."""


def of_programme(
    store: Store,
    weeks: Sequence[CampaignWeek],
    told: Sequence[Values],
    span: Span,
    *,
    now: datetime,
    pictures: bool,
) -> Values:
    """All that the programme's digest and its thread say. `told` are the values of each campaign's own digest."""
    overdue = store.digests.overdue(now=now, limit=IN_THREAD)
    due, late = [one for week in weeks for one in week.due], [one for week in weeks for one in week.late]
    starts, ends = span.moments
    promises = _all(store.digests.promises(first=starts, last=ends, now=now).values())
    return {
        "week": span_values(span),
        "count": len(weeks),
        "closed": store.campaigns.count(state=CampaignState.CLOSED),
        "is_empty": all(week.is_empty for week in weeks) and not promises.open,
        "pace": _paces(weeks),
        "revenue": _revenue(weeks),
        "counts": [_count(name, weeks) for name in ("conversions", "clicks", "engagements", "posts")],
        "chart": digest_charts.of_programme(weeks),
        "pictures": pictures,
        "top": _ends(told, "top", best=True),
        "bottom": _ends(told, "bottom", best=False),
        "compared": sum(1 for one in told if one["ends"]["is_enough"]),
        "rows": [_row(week) for week in weeks[:ROWS]],
        "spend": _spend(weeks),
        **matters(
            sorted(due, key=lambda one: one.due_on),
            sorted(late, key=lambda one: one.due_on),
            overdue,
            _quiet(store, weeks, now=now),
        ),
        "promises": {"open": promises.open, "overdue": promises.overdue, "broken": promises.broken},
        "decisions": store.digests.waiting(),
    }


def _quiet(store: Store, weeks: Sequence[CampaignWeek], *, now: datetime) -> QuietPeople:
    """Those who have gone quiet in any campaign, each once."""
    people = {one.influencer_id: one for week in weeks for one in week.quiet.first}
    count = store.digests.count_quiet([week.campaign.id for week in weeks], before=now - QUIET_AFTER) if people else 0
    return QuietPeople(count, sorted(people.values(), key=lambda one: one.since))


def without_single_fees(values: Values) -> Values:
    """The same for a channel: no costs of a campaign of which the sum would tell single fees."""
    rows = [row if row["paid"] >= LEAST_PAID or not row["paid"] else {**row, "cost": None} for row in values["rows"]]
    few = any(row["cost"] is None for row in rows)
    return {**values, "rows": rows, "spend": None if few else values["spend"]}


def _all(sums: Any) -> PromiseSums:
    listed = list(sums)
    return PromiseSums(*(sum(getattr(one, name) for one in listed) for name in ("open", "overdue", "broken")))


def _paces(weeks: Sequence[CampaignWeek]) -> Values:
    """How many campaigns run at the pace of their first target, behind it, or cannot be told."""
    first = [week.goals[0].is_on_pace if week.goals else None for week in weeks]
    return {"on": first.count(True), "behind": first.count(False), "unknown": first.count(None)}


def _revenue(weeks: Sequence[CampaignWeek]) -> list[Values]:
    """Revenue by currency, never added up across them."""
    found: dict[str, list[int]] = {}
    for week in weeks:
        if week.now.revenue is not None:
            sums = found.setdefault(week.campaign.currency, [0, 0])
            sums[0] += week.now.revenue
            sums[1] += week.before.revenue or 0
    return [
        {"currency": currency, "now": now, "before": before, "change": plain(change(now, before))}
        for currency, (now, before) in sorted(found.items(), key=lambda one: (-one[1][0], one[0]))
    ]


def _count(name: str, weeks: Sequence[CampaignWeek]) -> Values:
    """A count over all campaigns in which it is known."""
    known = [(getattr(week.now, name), getattr(week.before, name)) for week in weeks]
    now = [one for one, _ in known if one is not None]
    before = [one for _, one in known if one is not None]
    total, earlier = (sum(now) if now else None), (sum(before) if before else None)
    return {"name": name, "now": total, "before": earlier, "change": plain(change(total, earlier))}


def _ends(told: Sequence[Values], name: str, *, best: bool) -> list[Values]:
    """Who stands out most in the whole programme: by how many times the median of their own campaign."""
    every = [one for values in told for one in values["ends"][name] if one["times"] is not None]
    return sorted(every, key=lambda one: -one["times"] if best else one["times"])[:MOST]


def _row(week: CampaignWeek) -> Values:
    """A campaign in the table."""
    campaign, own = week.campaign, week.campaign.currency
    goal = week.goals[0] if week.goals else None
    spent = sum(week.spent.sums.get((own, state), 0) for state in (CostState.COMMITTED, CostState.SPENT))
    return {
        "id": campaign.id,
        "name": campaign.name,
        "currency": own,
        "revenue": week.now.revenue,
        "before": week.before.revenue,
        "clicks": week.now.clicks,
        "goal": None if goal is None else {"target": goal.target.value, "percent": plain(goal.percent)},
        "is_on_pace": goal.is_on_pace if goal else None,
        "budget": campaign.budget,
        "cost": spent,
        "paid": week.spent.paid,
        "due": len(week.due),
        "late": len(week.late),
        "overdue": week.promises.overdue,
    }


def _spend(weeks: Sequence[CampaignWeek]) -> list[Values]:
    """Budgets and what is committed or spent of them, by currency; costs in other currencies stand under theirs."""
    found: dict[str, dict[str, int]] = {}
    for week in weeks:
        own = found.setdefault(week.campaign.currency, {"budget": 0, "cost": 0, "without": 0})
        own["budget"] += week.campaign.budget or 0
        own["without"] += week.campaign.budget is None
        for (currency, state), amount in week.spent.sums.items():
            if state is not CostState.PLANNED:
                found.setdefault(currency, {"budget": 0, "cost": 0, "without": 0})["cost"] += amount
    return [
        {"currency": currency, **sums} for currency, sums in sorted(found.items()) if sums["budget"] or sums["cost"]
    ]
