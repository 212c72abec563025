"""The lines of a report: each influencer with results, costs, and where they stand among like ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaboration_rates import Counts, public_rate_of_posts, work_of
from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.campaigns.strengths import Evidence, Work, evidence
from bot.domain.explained import Figure
from bot.domain.influencers.influencers import Influencer, LabelKind, Profile
from bot.domain.results import results as formulas
from bot.domain.results.benchmarks import Benchmarks, Tier, benchmark, tier_of
from bot.domain.results.results import Totals
from bot.domain.results.sums import ResultLine
from bot.services.results import benchmarks, results
from storage import Store


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One influencer in a report. `verdict` holds their public rate against the tier; "" where nothing can."""

    collaboration_id: int
    influencer: Influencer
    stage: CollaborationStage
    totals: Totals
    engagements: int | None
    public_rate: Figure
    verdict: str
    evidence: Evidence
    labels: Sequence[str]

    @property
    def cost(self) -> Figure:
        """What this influencer cost."""
        return formulas.total_cost(self.totals)

    @property
    def roi(self) -> Figure:
        """What came back of it."""
        return formulas.roi(self.totals)


def lines_of(
    store: Store, campaign: Campaign, listed: Sequence[ResultLine], *, day: date, has_orders: bool
) -> list[ReportLine]:
    """Lines of a report with their influencers, costs, and where they stand among like ones."""
    ids = [one.influencer_id for one in listed]
    people, labels = store.influencers.many(ids), store.influencers.labels_of_many(ids)
    profiles = {one.id: one for mine in store.profiles.of(ids).values() for one in mine}
    costs = results.costs_of(store.collaborations.costs(one.collaboration_id for one in listed))
    peers = _Peers(store.results.peers(campaign.currency) if any(one.profile_id for one in listed) else ())
    usual = benchmarks.ours(store, day=day)
    found = []
    for one in listed:
        mine = costs.get(one.collaboration_id, {})
        totals = results.totals_of(one.sums, mine, currency=campaign.currency, has_orders=has_orders, day=day)
        strengths = labels.get(one.influencer_id, {}).get(LabelKind.STRENGTH, ())
        profile = profiles.get(one.profile_id or 0)
        found.append(_line(one, people[one.influencer_id], totals, profile, peers=peers, usual=usual, labels=strengths))
    return found


def _line(
    one: ResultLine,
    influencer: Influencer,
    totals: Totals,
    profile: Profile | None,
    *,
    peers: "_Peers",
    usual: Benchmarks,
    labels: Sequence[str],
) -> ReportLine:
    rate = public_rate_of_posts(totals, followers=profile.followers if profile else None)
    return ReportLine(
        collaboration_id=one.collaboration_id,
        influencer=influencer,
        stage=one.stage,
        totals=totals,
        engagements=results.engagement_sum(totals),
        public_rate=rate,
        verdict=_verdict(rate, profile, usual=usual),
        evidence=peers.evidence(one, totals, profile),
        labels=labels,
    )


def _verdict(rate: Figure, profile: Profile | None, *, usual: Benchmarks) -> str:
    one = benchmark(profile.platform, followers=profile.followers, ours=usual) if profile else None
    return f"{one.judge(rate.value)} for {one.tier}" if one and rate.value is not None else ""


class _Peers:
    """Like peers by platform and tier, worked out for those tiers that are asked about."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._rows: dict[tuple[str, Tier | None], list[Any]] = {}
        for row in rows:
            self._rows.setdefault((row[1], tier_of(row[2])), []).append(row)
        self._work: dict[tuple[str, Tier | None], list[tuple[int, Work]]] = {}

    def evidence(self, line: ResultLine, totals: Totals, profile: Profile | None) -> Evidence:
        """What the results of an influencer say, held against those of others."""
        if profile is None or profile.followers is None:
            why = "the posts stand on several profiles" if line.sums.posts and not profile else "no followers known"
            return Evidence(None, False, f"Not enough data: {why if line.sums.posts else 'no posts'}.")
        kind = (profile.platform, tier_of(profile.followers))
        if kind not in self._work:
            self._work[kind] = [(row[0], _work(row)) for row in self._rows.get(kind, ())]
        others = [work for influencer_id, work in self._work[kind] if influencer_id != line.influencer_id]
        return evidence(work_of(_counts(line, totals), followers=profile.followers), others)


def _work(row: Any) -> Work:
    _, _, followers, posts, *counts, clicks, conversions, revenue = row
    sold = (clicks, conversions, revenue) if clicks else ()
    return work_of(Counts(posts, *counts, *sold), followers=followers)


def _counts(line: ResultLine, totals: Totals) -> Counts:
    metrics, known = line.sums.metrics, line.sums.known
    return Counts(
        line.sums.posts,
        *(metrics["likes"] or 0, known["likes"], metrics["comments"] or 0, known["comments"]),
        *(metrics["shares"] or 0, known["shares"], metrics["saves"] or 0, known["saves"]),
        clicks=totals.clicks,
        conversions=totals.conversions,
        revenue=totals.revenue,
    )
