"""Signs that followers or engagement may not be real (formulas.md, section 5): flags, never a verdict.

Each check says its rule, its source and a sentence for people. Where the data for it is missing it was not
checked, and says why; it never raises a flag. No share of fake followers is told: platforms do not give it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import mean, pstdev

from bot.domain.influencers.spikes import furthest, steps_of
from bot.domain.results.benchmarks import Benchmark, percentile_of

NEVER_A_VERDICT = "A flag, never a verdict."
_FLOORED = ("instagram", "tiktok")


class Outcome(StrEnum):
    """What a check came to."""

    FLAGGED = "flagged"
    CLEAR = "clear"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its rule with its threshold, where that is from, and what to show."""

    name: str
    outcome: Outcome
    rule: str
    source: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where a flag is raised; all can be edited. Percents unless said otherwise, and "ours" is unverified."""

    times_good: Decimal = Decimal(2)
    floor: Decimal = Decimal(1)
    spike_in_a_day: Decimal = Decimal(10)
    """Ours."""
    spike_z: Decimal = Decimal(3)
    """Ours: a robust z-score, (gain − median) / (1.4826 × median absolute deviation)."""
    spike_gains: int = 5
    """Ours: how many gains a robust z needs."""
    generic: Decimal = Decimal(50)
    even_spread: Decimal = Decimal(10)
    """Ours: the coefficient of variation of likes, standard deviation / mean."""
    even_posts: int = 5
    quiet_days: int = 30
    long_quiet_days: int = 90
    outer: Decimal = Decimal(5)
    """Ours: the percentiles below this and above 100 less this are out of range."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a profile; None and empty are missing.

    `public_rate` is in percent. `followers` are counts by day. `comments` and `relevant_comments` are of the same
    posts, and so are `likes` and `comments`. `peer_ratios` are comments per like of like profiles of our roster.
    """

    platform: str
    today: date
    public_rate: Decimal | None = None
    benchmark: Benchmark | None = None
    followers: Mapping[date, int | None] = field(default_factory=dict)
    likes: int | None = None
    comments: int | None = None
    relevant_comments: int | None = None
    likes_of_posts: Sequence[int | None] = ()
    last_post: date | None = None
    peer_ratios: Sequence[Decimal] = ()


def checks(known: Known, thresholds: Thresholds | None = None) -> list[Check]:
    """Every check, in the order in which they are shown."""
    told = thresholds or Thresholds()
    others = (far_below, far_above, spike, generic, even, quiet, out_of_range)
    return [below_tier(known), *(check(known, told) for check in others)]


def below_tier(known: Known) -> Check:
    """A public rate below what is average for the tier."""
    usual = known.benchmark
    rule = _Rule("Engagement below tier", f"public ER < {_average(usual)}", _source(usual))
    if usual is None or known.public_rate is None:
        return rule.unchecked(_no_rate(known))
    said = f"Public ER is {known.public_rate:.2f}%; {usual.average}% is where average begins for {usual.tier} profiles"
    return rule.judge(f"{said} on {usual.platform}.", flag=known.public_rate < usual.average)


def far_below(known: Known, thresholds: Thresholds) -> Check:
    """A public rate under 1 % on Instagram or TikTok, whatever the tier."""
    rule = _Rule(
        "Very low engagement", f"public ER < {thresholds.floor}% on Instagram or TikTok", "sociavault.com [F21]"
    )
    if known.platform not in _FLOORED:
        return rule.unchecked("the rule is for Instagram and TikTok")
    if known.public_rate is None:
        return rule.unchecked("the public engagement rate is missing")
    said = f"Public ER is {known.public_rate:.2f}%; under {thresholds.floor}% is rare in a living audience."
    usual = known.benchmark
    if usual and usual.average <= known.public_rate < thresholds.floor:
        said += (
            f" Yet for {usual.tier} profiles {usual.source} calls it {usual.judge(known.public_rate)}: sources differ."
        )
    return rule.judge(said, flag=known.public_rate < thresholds.floor)


def far_above(known: Known, thresholds: Thresholds) -> Check:
    """A public rate far over what is good for the tier."""
    usual = known.benchmark
    rule = _Rule(
        "Engagement far above tier", f"public ER > {thresholds.times_good} × good", "media.kariblog.com [F21b], weak"
    )
    if usual is None or known.public_rate is None:
        return rule.unchecked(_no_rate(known))
    said = f"Public ER is {known.public_rate:.2f}%; good begins at {usual.good}% for {usual.tier} profiles."
    flag = known.public_rate > thresholds.times_good * usual.good
    return rule.judge(f"{said} A post that went viral can be the reason." if flag else said, flag=flag)


def spike(known: Known, thresholds: Thresholds) -> Check:
    """Followers that jump in a day: by a share of all, or far out of line with the other days' gains."""
    rule = _Rule(
        "Follower spike",
        f"more than {thresholds.spike_in_a_day}% in a day, or a robust z over {thresholds.spike_z}",
        "ours, unverified; the idea is Tagger's and HypeAuditor's [F21c][F21d]",
    )
    steps = list(steps_of(known.followers))
    if not steps:
        return rule.unchecked("it takes follower counts of two days at least")
    for step in steps:
        if step.is_over(thresholds.spike_in_a_day):
            return rule.judge(f"{step.said} Giveaways, shout-outs and ads can be the reason.", flag=True)
    if len(steps) < thresholds.spike_gains:
        return rule.unchecked(
            f"it takes follower counts of {thresholds.spike_gains + 1} days, there are {len(steps) + 1}"
        )
    highest, score = furthest(steps)
    if score is not None and score > thresholds.spike_z:
        said = f"{highest.said} That is far more than on other days (z {score:.1f})."
        return rule.judge(f"{said} Giveaways, shout-outs and ads can be the reason.", flag=True)
    return rule.judge("Followers grew without a jump.", flag=False)


def generic(known: Known, thresholds: Thresholds) -> Check:
    """Many comments of an emoji, a single word or a mention: those that are not relevant."""
    rule = _Rule("Generic comments", f"{thresholds.generic}% of comments or more", "HypeAuditor [F11]")
    raw, relevant = known.comments, known.relevant_comments
    if raw is None or relevant is None:
        return rule.unchecked("nobody has counted the relevant comments" if raw is not None else "comments are missing")
    if not raw or relevant > raw:
        return rule.unchecked("there are no comments" if not raw else "more comments are relevant than there are")
    share = Decimal(raw - relevant) / raw * 100
    said = f"{raw - relevant:,} of {raw:,} comments ({share:.0f}%) are not relevant; 5 to 15% is normal."
    return rule.judge(said, flag=share >= thresholds.generic)


def even(known: Known, thresholds: Thresholds) -> Check:
    """Likes that hardly differ from post to post."""
    rule = _Rule(
        "Likes too even",
        f"spread of likes between posts under {thresholds.even_spread}% of their mean",
        "the idea is Traackr's [F10]; the threshold is ours, unverified",
    )
    likes = [one for one in known.likes_of_posts if one is not None]
    if len(likes) < thresholds.even_posts:
        return rule.unchecked(f"it takes the likes of {thresholds.even_posts} posts, there are {len(likes)}")
    if not any(likes):
        return rule.unchecked("no post has a like")
    spread = Decimal(pstdev(likes)) / Decimal(mean(likes)) * 100
    said = f"The likes of {len(likes)} posts spread by {spread:.1f}% of their mean."
    return rule.judge(said, flag=spread < thresholds.even_spread)


def quiet(known: Known, thresholds: Thresholds) -> Check:
    """No post for 30 to 90 days."""
    few, many = thresholds.quiet_days, thresholds.long_quiet_days
    rule = _Rule("No posts", f"no post for {few} days; for {many} it weighs more", "Modash, HypeAuditor, infludata")
    if known.last_post is None or known.last_post > known.today:
        return rule.unchecked("the day of the latest post is missing" if known.last_post is None else "it lies ahead")
    days = (known.today - known.last_post).days
    said = f"The latest post that we know is {days} days old{', which is long' if days >= many else ''}."
    return rule.judge(said, flag=days >= few)


def out_of_range(known: Known, thresholds: Thresholds) -> Check:
    """Comments per like that are far from those of like profiles of our own roster."""
    low, high = thresholds.outer, 100 - thresholds.outer
    rule = _Rule("Comments per like", f"outside percentiles {low} to {high} of our own roster", "ours, unverified")
    if known.comments is None or not known.likes:
        return rule.unchecked(
            "likes or comments are missing" if known.likes is None or known.likes else "there are no likes"
        )
    ratio = Decimal(known.comments) / known.likes
    place = percentile_of(ratio, known.peer_ratios)
    if place is None:
        return rule.unchecked(f"it takes 5 like profiles, there are {len(known.peer_ratios)}")
    said = (
        f"There are {ratio * 100:.1f} comments per 100 likes: percentile {place:.0f} of {len(known.peer_ratios)} peers."
    )
    return rule.judge(said, flag=not low <= place <= high)


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    rule: str
    source: str

    def judge(self, sentence: str, *, flag: bool) -> Check:
        outcome = Outcome.FLAGGED if flag else Outcome.CLEAR
        said = f"{sentence} {NEVER_A_VERDICT}" if flag else sentence
        return Check(self.name, outcome, self.rule, self.source, said)

    def unchecked(self, why: str) -> Check:
        return Check(self.name, Outcome.NOT_CHECKED, self.rule, self.source, f"Not checked: {why}.")


def _average(usual: Benchmark | None) -> str:
    return f"{usual.average}%" if usual else "what is average for the tier"


def _source(usual: Benchmark | None) -> str:
    return f"{usual.source}, as of {usual.day.day} {usual.day:%B %Y}" if usual else "benchmarks"


def _no_rate(known: Known) -> str:
    if known.public_rate is None:
        return "the public engagement rate is missing"
    return "there is no benchmark for this platform and size"
