"""Brand fit: what is known of influencers, held against what a campaign looks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.domain.campaigns import fit as rules
from bot.domain.campaigns.campaigns import Campaign, WantedKind
from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.campaigns.fit import Fit, Part
from bot.domain.influencers.figures import public_rate
from bot.domain.influencers.influencers import Influencer, LabelKind, Profile, Snapshot, key_of
from bot.domain.results.benchmarks import Benchmarks, benchmark, percentile_of, tier_of
from bot.services.influencers import figures
from bot.services.results import benchmarks
from storage import Store

WEIGHTS = "fit:weights"
"""The dated setting that holds a team's own weights: part → number."""

LEAST_CLICKS = 30
"""Clicks below which a conversion rate says nothing. Ours."""

_LEFT = (CollaborationStage.DECLINED, CollaborationStage.DROPPED)
Labels = Mapping[LabelKind, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Strengths:
    """How many on a roster have each strength that the campaign wants; `missing` says what nobody has, or is ""."""

    wanted: Mapping[str, int]
    missing: str


def fits(store: Store, campaign: Campaign, people: Sequence[Influencer]) -> dict[int, Fit]:
    """How well each of these influencers suits the campaign, with the weights and benchmarks of its last day."""
    ids = [one.id for one in people]
    wanted, labels = store.campaigns.wanted(campaign.id), store.influencers.labels_of_many(ids)
    profiles = store.profiles.of(ids)
    latest = store.profiles.latest(profile.id for mine in profiles.values() for profile in mine)
    weights, sold = weights_of(store, campaign), _sold(store, ids)
    usual = benchmarks.ours(store, day=campaign.ends_on)
    worries = store.concerns.open_counts(ids)
    return {
        one.id: rules.fit(
            [
                *_by_labels(wanted, labels.get(one.id, {})),
                rules.audience(campaign.places, audience_country=one.audience_country, country=one.country),
                _engagement(profiles.get(one.id, []), latest, usual),
                rules.conversion_potential(sold.get(one.id)),
                rules.safety(worries.get(one.id)),
            ],
            weights=weights,
        )
        for one in people
    }


def weights_of(store: Store, campaign: Campaign) -> Mapping[str, Decimal]:
    """The team's weights as they hold on the campaign's last day, or ours: a campaign that is over keeps its fits."""
    told = store.settings.on(WEIGHTS, day=campaign.ends_on)
    if told is None:
        return rules.WEIGHTS
    return {name: Decimal(str(weight)) for name, weight in told.value.items()}


def _by_labels(wanted: Mapping[WantedKind, Sequence[str]], labels: Labels) -> list[Part]:
    """Niches and values as they are kept; a style is kept as a tag, and tags that are none count for nothing."""
    tags = {key_of(tag): tag for tag in labels.get(LabelKind.TAG, ())}
    styles = [style for style in wanted[WantedKind.STYLE] if key_of(style) in tags]
    return [
        rules.overlap("niche", wanted[WantedKind.NICHE], labels.get(LabelKind.NICHE, ()), noun="niches"),
        rules.overlap("values", wanted[WantedKind.VALUE], labels.get(LabelKind.VALUE, ())),
        rules.overlap("style", wanted[WantedKind.STYLE], styles, noun="styles"),
    ]


def _engagement(profiles: Sequence[Profile], latest: Mapping[int, Snapshot], ours: Benchmarks) -> Part:
    """The public rate of the largest profile that has one, against its tier, by the team's own benchmarks first."""
    for profile in profiles:
        if profile.id not in latest:
            continue
        usual = benchmark(profile.platform, followers=profile.followers, ours=ours)
        rate: Any = public_rate(figures.of_day(latest[profile.id])).value
        if usual is not None and rate is not None:
            return rules.engagement(public_rate=rate, benchmark=usual)
    return rules.engagement()


def _sold(store: Store, ids: Sequence[int]) -> dict[int, Decimal]:
    """The percentile of each one's past conversion rate among others of the same platform and tier."""
    rates = {
        number: Decimal(conversions) / clicks
        for number, (clicks, conversions) in store.collaborations.sold().items()
        if clicks >= LEAST_CLICKS
    }
    profiles = store.profiles.of(rates) if rates.keys() & set(ids) else {}
    alike = {number: (mine[0].platform, tier_of(mine[0].followers)) for number, mine in profiles.items()}
    found = {}
    for number in rates.keys() & set(ids) & alike.keys():
        peers = [rates[other] for other, kind in alike.items() if other != number and kind == alike[number]]
        found[number] = percentile_of(rates[number], peers)
    return {number: place for number, place in found.items() if place is not None}


def strengths(store: Store, campaign_id: int) -> Strengths:
    """Strengths wanted against strengths present on a campaign's roster, for whoever shows it."""
    wanted = store.campaigns.wanted(campaign_id)[WantedKind.STRENGTH]
    if not wanted:
        return Strengths({}, "")
    staying = [one.influencer_id for one in store.collaborations.of_campaign(campaign_id) if one.stage not in _LEFT]
    labels = store.influencers.labels_of_many(staying)
    present = [key_of(text) for mine in labels.values() for text in mine.get(LabelKind.STRENGTH, ())]
    missing = rules.say_missing(rules.strengths_missing(wanted, present))
    return Strengths({strength: present.count(key_of(strength)) for strength in wanted}, missing)
