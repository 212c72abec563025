"""What *How?* shows of posts and profiles: rates, what they are compared with, what they are worth, flags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.content.post_rates import means, of_sums, totals, with_origins
from bot.domain.influencers import authenticity
from bot.domain.influencers.authenticity import Check
from bot.domain.influencers.figures import Figure, best_rates
from bot.domain.results.benchmarks import Peer, roster_percentile, tier_of
from bot.domain.results.emv import by_cpm, by_cpm_and_cpc, by_metric
from bot.domain.results.results import Totals
from bot.services.content import posts
from bot.services.content.posts import PostLine
from bot.services.influencers.figures import ProfileFigures, of_day
from bot.services.results import benchmarks
from bot.services.results.benchmarks import Judgement
from storage import Store

PUBLIC = "Public ER"
HISTORY = 90
"""Snapshots that the check of spikes looks at."""
POSTS = 30
"""Posts that the checks look at."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Rates, judgements by benchmark, percentiles within our own roster, and earned media value."""

    rates: Sequence[Figure]
    judgements: Sequence[Judgement]
    percentiles: Sequence[Figure]
    worth: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class ProfileJudged:
    """What a profile's figures are compared with, and the flags they raise."""

    judgement: Judgement
    percentile: Figure | None
    checks: Sequence[Check]


def of_post(store: Store, line: PostLine, *, today: date) -> Explained:
    """Every figure of one post."""
    sums = totals([line.known], currency="USD", today=today)
    worth = _worth(store, sums, day=_day_of(line, today), lines=[line])
    return Explained(
        rates=line.rates,
        judgements=[_judged(store, line, today=today)],
        percentiles=[one for one in [_placed(store, line, today=today)] if one],
        worth=[with_origins(one, line.known) for one in worth],
    )


def of_posts(store: Store, lines: Sequence[PostLine], *, today: date) -> Explained:
    """Every figure of a collaboration: means over its posts, rates of sums, judgements by platform."""
    titled = [(line.post.title[:80], line.rates) for line in lines]
    sums = totals([line.known for line in lines], currency="USD", today=today)
    by_sums = [of_sums([line.known for line in lines], by=by, today=today) for by in ("reach", "impressions", "views")]
    day = max((_day_of(line, today) for line in lines), default=today)
    return Explained(
        rates=[*means(titled, today=today), *(one for one in by_sums if one.value is not None)],
        judgements=_by_platform(store, lines, today=today),
        percentiles=[],
        worth=_worth(store, sums, day=day, lines=lines),
    )


def _day_of(line: PostLine, today: date) -> date:
    return line.origin.day if line.origin else today


def _public(rates: Sequence[Figure]) -> Decimal | None:
    return next((one.value for one in rates if one.name == PUBLIC), None)


def _judged(store: Store, line: PostLine, *, today: date) -> Judgement:
    followers = line.followers.value if line.followers else None
    day = _day_of(line, today)
    return benchmarks.judge(store, line.post.platform, rate=_public(line.rates), followers=followers, day=day)


def _by_platform(store: Store, lines: Sequence[PostLine], *, today: date) -> list[Judgement]:
    """The mean public rate on each platform, by the benchmark of the largest number of followers there."""
    found = []
    for platform in dict.fromkeys(line.post.platform for line in lines):
        here = [line for line in lines if line.post.platform == platform]
        rates = [rate for line in here if (rate := _public(line.rates)) is not None]
        mean = sum(rates, Decimal(0)) / len(rates) if rates else None
        followers = max((line.followers.value for line in here if line.followers), default=None)
        day = max(_day_of(line, today) for line in here)
        found.append(benchmarks.judge(store, platform, rate=mean, followers=followers, day=day))
    return found


def _placed(store: Store, line: PostLine, *, today: date) -> Figure | None:
    followers = line.followers.value if line.followers else None
    return _percentile(
        store, line.post.platform, line.rates, followers=followers, profile_id=line.post.profile_id, today=today
    )


def _percentile(
    store: Store,
    platform: str,
    rates: Sequence[Figure],
    *,
    followers: int | None,
    profile_id: int,
    today: date,
) -> Figure | None:
    """Where the first rate, the meaningful one, stands within our own roster; None where there is none."""
    if not rates or rates[0].value is None or (tier := tier_of(followers)) is None:
        return None
    peers = benchmarks.rates_of_peers(store, platform, tier, without=profile_id)
    return roster_percentile(Peer(platform, tier, rates[0].name, rates[0].value), peers, day=today)


def _worth(store: Store, sums: Totals, *, day: date, lines: Sequence[PostLine]) -> list[Figure]:
    """EMV by every variant that is published, with the rates that held on the day of the figures."""
    a, b, d = (benchmarks.worth(store, variant, day=day).rates for variant in ("a", "b", "d"))
    only = lines[0] if len(lines) == 1 else None
    followers = only.followers.value if only and only.followers else None
    public = _public(only.rates) if only else None
    return [by_cpm(sums, a), by_cpm_and_cpc(sums, b, followers=followers, public_rate=public), by_metric(sums, d)]


def of_profiles(store: Store, listed: Sequence[ProfileFigures], *, today: date) -> Mapping[int, ProfileJudged]:
    """What each profile's latest figures are compared with, and its flags, by the profile's id."""
    return {one.profile.id: _of_profile(store, one, today=today) for one in listed}


def _of_profile(store: Store, one: ProfileFigures, *, today: date) -> ProfileJudged:
    profile = one.profile
    rates = best_rates(of_day(one.latest)) if one.latest else []
    followers = one.latest.followers if one.latest else None
    day = one.latest.day if one.latest else today
    judgement = benchmarks.judge(store, profile.platform, rate=_public(rates), followers=followers, day=day)
    return ProfileJudged(
        judgement=judgement,
        percentile=_percentile(store, profile.platform, rates, followers=followers, profile_id=profile.id, today=today),
        checks=authenticity.checks(_known(store, one, judgement, today=today)),
    )


def _known(store: Store, one: ProfileFigures, judgement: Judgement, *, today: date) -> authenticity.Known:
    profile, now = one.profile, one.latest
    history = store.profiles.snapshots([profile.id], latest=HISTORY)[profile.id]
    listed = store.posts.of_profile(profile.id, limit=POSTS)
    lines = posts.lines(store, listed)
    return authenticity.Known(
        platform=profile.platform,
        today=today,
        public_rate=judgement.rate,
        benchmark=judgement.benchmark,
        followers={snapshot.day: snapshot.followers for snapshot in history},
        likes=now.likes if now else None,
        comments=now.comments if now else None,
        relevant_comments=now.relevant_comments if now else None,
        likes_of_posts=[line.known["likes"].value if "likes" in line.known else None for line in lines],
        last_post=max((post.published_on for post in listed if post.published_on), default=None),
        peer_ratios=_ratios(store, one),
    )


def _ratios(store: Store, one: ProfileFigures) -> list[Decimal]:
    """Comments per like of the roster's like profiles."""
    tier = tier_of(one.latest.followers if one.latest else None)
    peers = benchmarks.peers(store, one.profile.platform, tier, without=one.profile.id) if tier else []
    return [Decimal(peer.comments) / peer.likes for peer in peers if peer.likes and peer.comments is not None]
