"""The digest of a campaign as its messages say it: values that JSON can hold, with nothing private in them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from heapq import nsmallest
from typing import Any

from bot.domain.digests.comparing import LEAST, Placed, change
from bot.services.digests import digest_charts
from bot.services.digests.digest_facts import CampaignWeek, Person, Span
from bot.services.results import report_lines
from bot.services.results.report_lines import ReportLine
from storage import Store
from storage.digest_matters import DuePiece, Overdue, Quiet, QuietPeople

LISTED = 5
"""Matters of one kind that are named; the others are counted."""
IN_THREAD = 12
"""Matters of one kind that the thread names."""
ROWS = 20
"""People in the table of a thread."""

Values = dict[str, Any]


def of_campaign(store: Store, week: CampaignWeek, *, pictures: bool) -> Values:
    """All that the digest of a campaign and its thread say."""
    campaign = week.campaign
    lines = _lines(store, week)
    best = _best(week)
    names = {**_names(store, best), **{number: one.influencer.name for number, one in lines.items()}}
    return {
        "id": campaign.id,
        "name": campaign.name,
        "currency": campaign.currency,
        "goal": campaign.goal.value,
        "week": span_values(week.span),
        "is_empty": week.is_empty,
        "goals": [_goal(one) for one in week.goals],
        "figures": figures(week),
        "chart": digest_charts.of_campaign(week, names),
        "pictures": pictures,
        "ends": ends_values(week, lines),
        "rows": [_row(one, names) for one in best],
        "people": len(week.people),
        **matters(week.due, week.late, week.overdue, week.quiet),
        "promises": {"open": week.promises.open, "overdue": week.promises.overdue, "broken": week.promises.broken},
    }


def span_values(span: Span) -> Values:
    """Which days a digest is about."""
    number, key = span.week.number, str(span.week)
    first, last = span.first.isoformat(), span.last.isoformat()
    return {"key": key, "number": number, "first": first, "last": last, "is_whole": span.is_whole}


def figures(week: CampaignWeek) -> list[Values]:
    """What came in, and in the same days of the week before; what was never known, or nothing twice, is left out."""
    found = []
    for name in ("revenue", "conversions", "clicks", "engagements", "posts"):
        now, before = getattr(week.now, name), getattr(week.before, name)
        if now is not None:
            found.append({"name": name, "now": now, "before": before, "change": plain(change(now, before))})
    return [one for one in found if one["now"] or one["before"]] or found[:1]


def plain(value: Decimal | None) -> float | None:
    """A figure that JSON can hold."""
    return None if value is None else round(float(value), 2)


def _goal(one: Any) -> Values:
    told = {"target": one.target.value, "wanted": one.wanted, "reached": one.reached}
    return {**told, "percent": plain(one.percent), "is_on_pace": one.is_on_pace}


def _lines(store: Store, week: CampaignWeek) -> dict[int, ReportLine]:
    """Those who stand out, as the report knows them: with evidence among like peers."""
    chosen = [one.id for one in (*week.ends.top, *week.ends.bottom)]
    listed = store.results.some(chosen) if chosen else []
    has_orders = week.totals.conversions is not None
    found = report_lines.lines_of(store, week.campaign, listed, day=week.today, has_orders=has_orders) if listed else []
    return {one.collaboration_id: one for one in found}


def _names(store: Store, listed: Sequence[Person]) -> dict[int, str]:
    """The names of those whom the table and the chart show, by collaboration."""
    found = store.collaborations.many(one.of.collaboration_id for one in listed) if listed else {}
    people = store.influencers.many(one.influencer_id for one in found.values())
    return {number: people[one.influencer_id].name for number, one in found.items() if one.influencer_id in people}


def _best(week: CampaignWeek) -> Sequence[Person]:
    """Those who brought most, as many as the table shows."""

    def weight(one: Person) -> tuple[int, ...]:
        return (-one.of.revenue, -one.of.conversions, -one.of.clicks, -(one.engagements or 0), one.of.collaboration_id)

    return nsmallest(ROWS, week.people, key=weight)


def _row(one: Person, names: Mapping[int, str]) -> Values:
    told = one.of
    known: Values = {"clicks": None, "conversions": None, "revenue": None}
    if told.is_tracked or told.clicks or told.conversions or told.revenue:
        known = {"clicks": told.clicks, "conversions": told.conversions, "revenue": told.revenue}
    name = names.get(told.collaboration_id, "–")
    return {"id": told.collaboration_id, "name": name, "posts": one.posts, "engagements": one.engagements, **known}


def ends_values(week: CampaignWeek, lines: Mapping[int, ReportLine]) -> Values:
    """Who stands out and why: each figure beside the campaign's median, and what like peers say."""
    found = week.ends
    top, bottom = (_placed(listed, week, lines) for listed in (found.top, found.bottom))
    told = {"measure": found.measure.value, "people": found.people, "least": LEAST, "is_enough": found.is_enough}
    return {**told, "top": top, "bottom": bottom}


def _placed(listed: Sequence[Placed], week: CampaignWeek, lines: Mapping[int, ReportLine]) -> list[Values]:
    return [
        {
            "id": one.id,
            "name": lines[one.id].influencer.name,
            "campaign": week.campaign.name,
            "currency": week.campaign.currency,
            "measure": week.ends.measure.value,
            "value": one.value,
            "median": plain(one.median),
            "times": plain(one.times),
            "people": week.ends.people,
            "evidence": lines[one.id].evidence.sentence,
            "verdict": lines[one.id].verdict,
        }
        for one in listed
        if one.id in lines
    ]


def matters(
    due: Sequence[DuePiece], late: Sequence[DuePiece], overdue: Sequence[Overdue], quiet: QuietPeople
) -> Values:
    """What waits: how much, and the first of it."""
    return {
        "due": {"count": len(due), "listed": [_piece(one) for one in due[:IN_THREAD]]},
        "late": {"count": len(late), "listed": [_piece(one) for one in late[:IN_THREAD]]},
        "overdue": [_overdue(one) for one in overdue[:IN_THREAD]],
        "quiet": {"count": quiet.count, "listed": [_quiet(one) for one in quiet.first[:IN_THREAD]]},
    }


def _piece(one: DuePiece) -> Values:
    told = {"name": one.influencer, "title": one.title, "due_on": one.due_on.isoformat(), "state": one.state.value}
    return {**told, "collaboration_id": one.collaboration_id}


def _overdue(one: Overdue) -> Values:
    return {"name": one.influencer, "kind": one.kind.value, "owner": one.owner, "due_at": one.due_at.isoformat()}


def _quiet(one: Quiet) -> Values:
    return {"name": one.influencer, "since": one.since.isoformat(), "influencer_id": one.influencer_id}
