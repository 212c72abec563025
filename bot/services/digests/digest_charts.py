"""What the chart of a digest shows: numbers by label, for Slack's chart, a picture or bars of text.

`kind` says which: "pace" (so far, against the pace to the goal), "weeks" (week by week), "people" (who brought how
much) or "campaigns" (this week beside the one before). Money is in whole units of its currency.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bot.domain.campaigns.campaigns import Campaign, Goal, Target
from bot.domain.digests.comparing import Measure
from bot.domain.money import digits
from bot.services.digests.digest_facts import CampaignWeek, Figures

MOST_BARS = 10
"""People or campaigns in a chart."""
LONGEST_LABEL = 20
"""Characters of a label that Slack takes."""
BAR = 24
"""Blocks of the longest bar of text."""

Chart = Mapping[str, Any]


def of_campaign(week: CampaignWeek, names: Mapping[int, str]) -> Chart | None:
    """The chart of a campaign; None where nothing is known to draw. `names` are influencers by collaboration."""
    measure = _measure(week)
    if measure is None:
        return _people(week, names)
    weeks = _weeks(week)
    sums = [sum(_value(one, measure) for one in week.days if begins <= one.day <= ends) for begins, ends in weeks]
    labels = [f"{begins.day} {begins:%b}" for begins, _ in weeks]
    wanted = week.campaign.targets.get(Target(measure)) if measure is Measure.REVENUE else None
    if not wanted:
        return _chart("weeks", measure, labels, {"now": sums}, week.campaign.currency) if any(sums) else None
    whole = week.totals.revenue or 0
    reached = [whole - sum(_value(one, measure) for one in week.days if one.day > ends) for _, ends in weeks]
    pace = [_pace(week.campaign, wanted, ends) for _, ends in weeks]
    return _chart("pace", measure, labels, {"reached": reached, "pace": pace}, week.campaign.currency)


def of_programme(weeks: Sequence[CampaignWeek]) -> Chart | None:
    """The chart of all campaigns: revenue in the currency that brought most campaigns any, else clicks."""
    sold = [one for one in weeks if one.now.revenue or one.before.revenue]
    codes = [one.campaign.currency for one in sold]
    currency = max(sorted(set(codes)), key=codes.count) if codes else ""
    measure = Measure.REVENUE if codes else Measure.CLICKS
    shown = [one for one in sold if one.campaign.currency == currency] if codes else list(weeks)
    both = [(_of(one.now, measure), _of(one.before, measure), one.campaign.name) for one in shown]
    both = sorted((one for one in both if one[0] or one[1]), key=lambda one: -one[0] - one[1])[:MOST_BARS]
    if not both:
        return None
    labels = _labels([name for _, _, name in both])
    series = {"before": [before for _, before, _ in both], "now": [now for now, _, _ in both]}
    return _chart("campaigns", measure, labels, series, currency)


def _of(figures: Figures, measure: Measure) -> int:
    return int(getattr(figures, measure) or 0)


def _measure(week: CampaignWeek) -> Measure | None:
    """What there is day by day: revenue or clicks, if any came in at all."""
    totals = week.totals
    if totals.revenue and (week.campaign.goal is Goal.SALES or not totals.clicks):
        return Measure.REVENUE
    return Measure.CLICKS if totals.clicks else None


def _value(one: Any, measure: Measure) -> int:
    return int(getattr(one, measure))


def _weeks(week: CampaignWeek) -> list[tuple[date, date]]:
    """The weeks since the campaign began or the first day with any result, as far as the chart goes back."""
    first = min([week.campaign.starts_on, *(one.day for one in week.days[:1])])
    latest = max(week.span.first - timedelta(weeks=11), first - timedelta(days=first.weekday()))
    count = max(1, (week.span.first - latest).days // 7 + 1)
    mondays = [week.span.first - timedelta(weeks=back) for back in range(count - 1, -1, -1)]
    return [(monday, min(monday + timedelta(days=6), week.span.last)) for monday in mondays]


def _pace(campaign: Campaign, wanted: int, day: date) -> int:
    """What would be reached on a day if as much came in every day; the whole at the end."""
    whole = (campaign.ends_on - campaign.starts_on).days + 1
    passed = min(max((day - campaign.starts_on).days + 1, 0), whole)
    return wanted * passed // whole


def _people(week: CampaignWeek, names: Mapping[int, str]) -> Chart | None:
    """Who brought how many engagements in the week."""
    known = [(one.engagements, names.get(one.of.collaboration_id)) for one in week.people]
    both = sorted(((count, name) for count, name in known if count and count > 0 and name), reverse=True)[:MOST_BARS]
    if not both:
        return None
    return _chart("people", Measure.ENGAGEMENTS, _labels([name for _, name in both]), {"now": [n for n, _ in both]}, "")


def _labels(names: Sequence[str]) -> list[str]:
    """Names as labels: short, and no two alike."""
    found: list[str] = []
    for name in names:
        plain = " ".join(name.split()) or "–"
        label = plain if len(plain) <= LONGEST_LABEL else plain[: LONGEST_LABEL - 1].rstrip() + "…"
        number = 2
        while label in found:
            end = f" {number}"
            label, number = plain[: LONGEST_LABEL - len(end)].rstrip() + end, number + 1
        found.append(label)
    return found


def _chart(
    kind: str, measure: Measure, labels: Sequence[str], series: Mapping[str, Sequence[int]], currency: str
) -> Chart:
    unit = currency if measure is Measure.REVENUE else ""
    scale = 10 ** digits(currency) if unit else 1
    most = max(max(values) for values in series.values()) or 1
    bars = {name: [max(0, value * BAR // most) for value in values] for name, values in series.items()}
    told = [
        {"name": name, "values": [one / scale for one in values], "bars": bars[name], "minor": list(values)}
        for name, values in series.items()
    ]
    return {"kind": kind, "measure": measure.value, "unit": unit, "labels": list(labels), "series": told}
