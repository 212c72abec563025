"""What the templates of posts and metrics are given, as handlers and services give it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.domain.content.post_rates import means, totals
from bot.domain.content.posts import Known, Post, PostDay, PostFigures
from bot.domain.influencers.authenticity import Check, Outcome, checks
from bot.domain.influencers.authenticity import Known as KnownProfile
from bot.domain.influencers.figures import Figure
from bot.domain.results.benchmarks import Peer, Tier, benchmark, built_in, roster_percentile
from bot.domain.results.emv import UPFLUENCE, by_cpm, by_cpm_and_cpc, by_metric
from bot.services.content.metrics import Doubt
from bot.services.content.post_cards import PostCard, PostList, day_lines
from bot.services.content.posts import PostLine, line
from bot.services.influencers.explaining import Explained, ProfileJudged
from bot.services.results.benchmarks import VARIANTS, Judgement, Usual, Worth
from tests.example_campaigns import Example, Values, campaign, collaboration, collaboration_card
from tests.example_records import MARIA, NOW, OMAR, Said, influencer, profiles

PLATFORM = "tiktok"


def post(said: Said, many: int, *, number: int = 1) -> Post:
    """A post that is live."""
    return Post(
        id=number,
        profile_id=1,
        platform=PLATFORM,
        post_key=str(number),
        title=said("note")[:1000],
        url=f"https://www.tiktok.com/@noor.bakes/video/{number}",
        collaboration_id=5 if many else None,
        deliverable_id=None,
        published_on=NOW.date() - timedelta(days=20) if many else None,
    )


def days(many: int, *, number: int = 1) -> list[PostDay]:
    """The figures of a post on so many days, the oldest first; every third one without what few people know."""
    found = []
    for ago in range(many - 1, -1, -1):
        grown = 1000 * (many - ago)
        engaged = (grown * 12, None, grown, grown // 2, grown // 3, grown // 4)
        told = PostFigures(grown * 90, *engaged, grown * 70, grown * 99)
        figures = told if ago % 3 else PostFigures(views=grown * 90)
        source = "manual + CSV" if ago % 2 else "manual"
        by = MARIA if ago % 2 else OMAR
        found.append(PostDay(number, NOW.date() - timedelta(days=ago), figures, source, by, NOW))
    return found


def post_line(said: Said, many: int, *, number: int = 1) -> PostLine:
    """A post in a list."""
    return line(post(said, many, number=number), days(many), [Known(120_000, NOW.date(), "CSV", MARIA)] if many else [])


def explained(said: Said, many: int) -> Explained:
    """Everything that *How?* tells of posts."""
    lines = [post_line(said, many, number=number) for number in range(1, many + 1)]
    today = NOW.date()
    sums = totals([one.known for one in lines], currency="USD", today=today)
    rates = replace(UPFLUENCE, source=said("note")[:200], cpc=Decimal("12.5"), per_metric={"likes": Decimal("0.5")})
    usual = benchmark(PLATFORM, followers=120_000)
    judgements = [
        Judgement(PLATFORM, Decimal("4.25"), usual and replace(usual, source=said("note")[:200])),
        Judgement("youtube", Decimal("4.25"), None),
        Judgement(PLATFORM, None, usual),
    ]
    return Explained(
        rates=means([(one.post.title[:80], one.rates) for one in lines], today=today),
        judgements=judgements[:many],
        percentiles=[percentile(many)] if many else [],
        worth=[by_cpm(sums, rates), by_cpm_and_cpc(sums, rates), by_metric(sums, rates)],
    )


def percentile(many: int) -> Figure:
    """Where a rate stands among so many peers."""
    own = Peer(PLATFORM, Tier.MID, "Meaningful ER", Decimal(2))
    peers = [replace(own, rate=Decimal(number)) for number in range(many)]
    return roster_percentile(own, peers, day=NOW.date())


def judged(many: int, *, profile: int) -> ProfileJudged:
    """What a profile is compared with, and flags: none, all, or not checked."""
    usual = benchmark(PLATFORM, followers=120_000) if many else None
    told = KnownProfile(PLATFORM, NOW.date(), Decimal("0.4") if many else None, usual)
    flagged = [replace(one, outcome=Outcome.FLAGGED) if profile % 2 else one for one in checks(told)]
    long = Check("Follower spike", Outcome.FLAGGED, "more than 10%", "ours", "Followers went up. " * 40)
    judgement = Judgement(PLATFORM, Decimal("0.4") if many else None, usual)
    return ProfileJudged(judgement, percentile(many) if many else None, [*flagged, long][: 8 if many else 0])


def _list(said: Said, many: int) -> Values:
    lines = [post_line(said, many, number=number) for number in range(1, min(many, 8) + 1)]
    one = PostList(collaboration(said, many), campaign(said, many), influencer(said, many), lines, min(many, 1), 9, 61)
    return {"list": one if many > 2 else replace(one, page=0, pages=1)}


def _card(said: Said, many: int) -> Values:
    shown = day_lines(days(many), page=0)
    mine = collaboration(said, many) if many else None
    whose = campaign(said, many) if many else None
    told = post_line(said, many)
    pages = 3 if many > 2 else 1
    return {"card": PostCard(told, influencer(said, many), profiles(1)[0], mine, whose, shown, pages // 2, pages, many)}


def _form(said: Said, many: int) -> Values:
    names = ("views", "likes", "comments", "relevant_comments", "shares", "saves", "reach", "impressions")
    among = [(str(number), f"TikTok: {said('note')[:1000]}") for number in range(1, many)]
    sentence = "Views: 100 is less than the 1,000 of 21 November."
    return {
        "doubts": [Doubt(name, sentence, f"lower:{name}:100") for name in names] if many > 1 else [],
        "among": among,
        "chosen": "1" if among else None,
        "title": said("note")[:1000],
        "day": NOW.date().isoformat(),
        "typed": {name: said("typed")[:30] if many else None for name in names},
    }


def _how(said: Said, many: int) -> Values:
    return {"heading": said("note")[:1000], "told": explained(said, many)}


def _add(said: Said, many: int) -> Values:
    accounts = [(str(one.id), f"TikTok @{one.handle}") for one in profiles(many)]
    return {"name": said("name"), "campaign": said("name")[:100], "profiles": accounts}


def _on_card(said: Said, many: int) -> Values:
    """A collaboration's card with its newest posts."""
    lines = [post_line(said, many, number=number) for number in range(1, min(many, 3) + 1)]
    return {"card": replace(collaboration_card(said, many)["card"], posts=lines, post_count=many)}


MESSAGES: Mapping[str, Example] = {"collaboration_card": _on_card, "post_list": _list, "post_card": _card}


def _benchmarks(said: Said, many: int) -> Values:
    source = said("note")[:200]
    usual = [Usual(replace(one, source=source), MARIA if many else None) for one in built_in().values()]
    per_metric = dict.fromkeys(("views", "likes", "saves"), Decimal("0.5")) if many else {}
    rates = replace(UPFLUENCE, source=source, cpc=Decimal("12.5") if many else None, per_metric=per_metric)
    worth = [Worth(key, name, rates, OMAR if many else None) for key, name in VARIANTS.items()]
    choices = [(f"tiktok:{number}", f"TikTok, {number}") for number in range(1, many + 2)]
    return {
        "usual": usual,
        "worth": worth,
        "choices": choices,
        "since": NOW.date() if many else None,
        "may_change": many > 0,
    }


def _benchmark_edit(said: Said, many: int) -> Values:
    typed = {"good": "3.5", "average": "2", "source": said("note")[:200]} if many else {}
    blank = dict.fromkeys(("good", "average", "source"))
    return {
        "platform": PLATFORM,
        "tier": Tier.MEGA if many else Tier.NANO,
        "least": 1_000,
        "below": None if many else 10_000,
        "typed": {**blank, **typed, "since": NOW.date().isoformat()},
        "warning": f"{said('name')} set this a moment ago, for the same day." if many > 1 else "",
    }


def _emv_edit(said: Said, many: int) -> Values:
    rates = [("cpm", "CPM"), ("cpc", "CPC")]
    typed = {"cpm": "6.5", "cpc": None, "currency": "EUR", "source": said("note")[:200] if many else None}
    warning = f"{said('name')} set this a moment ago, for the same day." if many > 1 else ""
    return {"name": "A: CPM", "rates": rates, "typed": {**typed, "since": NOW.date().isoformat()}, "warning": warning}


MODALS: Mapping[str, Example] = {
    "benchmark_edit": _benchmark_edit,
    "benchmark_list": _benchmarks,
    "emv_edit": _emv_edit,
    "metrics_add": _form,
    "metrics_how": _how,
    "post_add": _add,
}
