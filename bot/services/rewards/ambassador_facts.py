"""What ambassador tiers are decided by: facts about everybody who ever said yes, each of which explains itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.explained import Figure, Input, over
from bot.domain.rewards.peers import Crowd
from bot.domain.rewards.performances import OURS, Measure, Performance, public_rate, revenue
from bot.domain.rewards.tiers import Fact
from bot.services.rewards import performances
from storage import Store

YEAR = timedelta(days=365)
"""How far percentiles look back."""

Facts = Mapping[Fact, Figure]


def facts(store: Store, *, today: date) -> dict[int, Facts]:
    """All that is known, by influencer."""
    completed = store.performances.committed()
    months, punctual = store.performances.months_live(), store.performances.punctual()
    year = performances.since(store, today - YEAR, day=today)
    crowd, mine = Crowd(year), _by_influencer(year)
    return {
        who: {
            Fact.COMPLETED: _count("Completed collaborations", number, today),
            Fact.REVENUE: _percentile(mine.get(who, ()), crowd, revenue),
            Fact.ENGAGEMENT: _percentile(mine.get(who, ()), crowd, public_rate),
            Fact.ON_TIME: _on_time(*punctual.get(who, (0, 0)), today),
            Fact.MONTHS: _count("Months with a live post", months.get(who, 0), today),
        }
        for who, number in completed.items()
    }


def _by_influencer(year: Sequence[Performance]) -> dict[int, list[Performance]]:
    """The performances of each, the profile with most posts first."""
    found: dict[int, list[Performance]] = {}
    for one in sorted(year, key=lambda each: (-each.totals.posts, each.collaboration_id)):
        found.setdefault(one.influencer_id, []).append(one)
    return found


def _percentile(mine: Sequence[Performance], crowd: Crowd, measure: Measure) -> Figure:
    """The percentile of the profile with most posts of which there is one."""
    found = [crowd.standing(one, measure).percentile for one in mine]
    if found:
        return next((one for one in found if one.value is not None), found[0])
    name = "Percentile of Revenue" if measure is revenue else "Percentile of Public ER of the posts"
    note = "Not enough data: no results with us in the last 12 months."
    return Figure(name, None, "", "(peers below + half of the equal ones) / peers × 100", (), note, OURS, places=0)


def _count(name: str, number: int, today: date) -> Figure:
    told = Input(name.lower(), number, "our records", today, None)
    return Figure(name, Decimal(number), "", name.lower(), (told,), "", OURS, places=0)


def _on_time(kept: int, whole: int, today: date) -> Figure:
    """How much of what they published was live by its date."""
    on_time = Input("content live by its date", kept, "our records", today, None)
    all_ = Input("content that is live", whole, "our records", today, None)
    formula = "content live by its date / content that is live × 100"
    return replace(over("Content on time", [on_time], [all_], formula=formula, source=OURS), places=0)
