"""Cadence: the gaps that a team lets pass without a touch, as set by its managers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.domain.influencers import cadence as rules
from bot.domain.influencers.cadence import Cadence, Chosen
from bot.domain.influencers.influencers import Influencer, LabelKind
from bot.domain.nudges.nudges import Matter
from bot.domain.results.benchmarks import tier_of
from bot.domain.team.roles import Member, Role
from bot.services.team import team_settings
from storage import Store
from storage.cadence import has_gap

RULES = "cadence:rules"
"""The dated setting that holds a team's gaps, as `rules.to_json` writes them."""
SOURCE = "our own rule"


def holding(store: Store, *, today: date) -> Cadence:
    """The gaps that hold on a day: the team's, or ours."""
    told = store.settings.on(RULES, day=today)
    return rules.DEFAULT if told is None else rules.from_json(told.value)


def gaps(store: Store, people: Sequence[Influencer], *, today: date) -> dict[int, Chosen]:
    """The gap that holds for each of these influencers, and because of what."""
    cadence, ids = holding(store, today=today), [one.id for one in people]
    labels, profiles = store.influencers.labels_of_many(ids), store.profiles.of(ids)
    return {
        one.id: rules.gap_for(
            cadence,
            tier=tier_of(profiles[one.id][0].followers) if profiles.get(one.id) else None,
            stage=one.stage,
            tags=labels.get(one.id, {}).get(LabelKind.TAG, ()),
        )
        for one in people
    }


def steps(store: Store, *, today: date) -> tuple[int, ...]:
    """After how many hours of silence somebody is reminded of anybody, as the gaps hold today."""
    cadence = holding(store, today=today)
    gaps_of_all = (*cadence.tiers.values(), *cadence.stages.values(), *cadence.tags.values())
    return tuple(sorted({24 * days for one in gaps_of_all for days in (one.ideal, one.longest)}))


def quiet(store: Store, step: int, now: datetime) -> list[Matter]:
    """With whom it comes to be quiet for so many hours, where that is their ideal or their longest gap."""
    narrowed = has_gap(holding(store, today=now.date()), days=step // 24)
    return store.nudges.unplanned("cadence", step=step, now=now, only=narrowed)


def choose(store: Store, typed: Mapping[str, str], *, seen: str, by: Member, now: datetime) -> Cadence:
    """Let other gaps hold from today on, as they were typed; raises Refused, each fault on its field.

    `seen` says which rules the form showed: where a colleague changed them meanwhile, they stay.
    """
    by.require(Role.MANAGER)
    cadence = rules.read(typed)
    team_settings.check_seen(store, RULES, seen=seen, today=now.date(), field="nano")
    value = rules.to_json(cadence)
    store.settings.set(RULES, value, since=now.date(), source=SOURCE, by=by.slack_id, now=now)
    store.audit.record("set", RULES, by=by.slack_id, now=now, **value)
    return cadence
