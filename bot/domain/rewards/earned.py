"""What was rewarded before: nobody wins twice for the same result, nor through a campaign and its month."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.rewards.performances import Performance

CAMPAIGN = "campaign:"


@dataclass(frozen=True, slots=True)
class Earned:
    """A result that was proposed for a reward, whatever became of it. `result` is its period's key."""

    influencer_id: int
    collaboration_id: int
    result: str


def has_counted(one: Performance, earned: Iterable[Earned]) -> bool:
    """Whether a result counted before: the same one, or a campaign and a month that share a collaboration.

    Two months of one collaboration are two results: other posts, and orders of other days.
    """
    mine = [each for each in earned if each.influencer_id == one.influencer_id]
    return any(_is_same(one, each) for each in mine)


def _is_same(one: Performance, earned: Earned) -> bool:
    if earned.result == one.period.key:
        return True
    is_whole = earned.result.startswith(CAMPAIGN) or one.period.month is None
    return is_whole and earned.collaboration_id == one.collaboration_id
