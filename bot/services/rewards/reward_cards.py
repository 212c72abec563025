"""Rewards as people see them: the card of one, what somebody got and for what, and those of a campaign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.approvals.approvals import ApprovalState, Subject
from bot.domain.campaigns.campaigns import Campaign
from bot.domain.influencers.influencers import Influencer
from bot.domain.rewards.performances import Period
from bot.domain.rewards.rewards import Reward, RewardStage
from bot.domain.rewards.suggesting import RewardKind
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approval_lists
from bot.services.approvals.approval_lists import Request
from bot.services.campaigns import campaigns
from bot.services.influencers import touches
from bot.services.rewards import proposals, reward_decisions, rewards
from storage import Store

LISTED = 10
"""Rewards that a list shows, the newest."""


@dataclass(frozen=True, slots=True)
class RewardLine:
    """A reward in a list. `result` says for what it is."""

    reward: Reward
    influencer: Influencer
    campaign: Campaign
    result: str


@dataclass(frozen=True, slots=True)
class RewardCard:
    """All that is worth knowing of one reward. `may_review` is the request that the reader is offered to decide."""

    line: RewardLine
    sentences: Sequence[str]
    requests: Sequence[Request]
    may_review: int | None
    thanked: Mapping[str, Any] | None
    reader: Member
    note: str = ""

    @property
    def waits(self) -> Request | None:
        """The request that nobody has decided yet."""
        return next((one for one in self.requests if one.approval.state is ApprovalState.OPEN), None)

    @property
    def may_thank(self) -> bool:
        """Whether there is somebody to thank."""
        return self.line.reward.stage in (RewardStage.APPROVED, RewardStage.GIVEN) and self.thanked is None

    @property
    def may_pay(self) -> bool:
        """Whether a bonus is still to be paid."""
        one = self.line.reward
        return one.stage is RewardStage.APPROVED and one.kind is RewardKind.BONUS

    @property
    def may_cancel(self) -> bool:
        """Whether the reader may take it back."""
        one = self.line.reward
        is_theirs = one.owner == self.reader.slack_id or self.reader.role.covers(Role.MANAGER)
        return one.stage is RewardStage.APPROVED and one.gift_id is None and is_theirs


@dataclass(frozen=True, slots=True)
class CampaignRewards:
    """The rewards of a campaign. `note` says what looking for top performers came to, or would come to now.

    `may_look` is whether the reader may have them looked for.
    """

    campaign: Campaign
    lines: Sequence[RewardLine]
    was_looked: bool
    note: str
    may_look: bool


@dataclass(frozen=True, slots=True)
class PersonRewards:
    """What somebody got, and for what, the newest first; what was only proposed is left to whoever decides."""

    influencer: Influencer
    lines: Sequence[RewardLine]
    total: int
    reader: Member


def lines(store: Store, found: Sequence[Reward]) -> list[RewardLine]:
    """Rewards with whom and what they are for, in the order given."""
    shown = []
    for one in found:
        _, campaign, influencer = rewards.parties(store, one)
        shown.append(RewardLine(one, influencer, campaign, rewards.result_of(one, campaign)))
    return shown


def load(store: Store, reward_id: int, *, reader: Member, note: str = "") -> RewardCard:
    """The card of one reward; raises Refused when it is gone. `note` says what just happened."""
    (line,) = lines(store, [rewards.found(store, reward_id)])
    requests = approval_lists.of(store, Subject.REWARD, reward_id)
    return RewardCard(
        line=line,
        sentences=reward_decisions.sentences(line.reward),
        requests=requests,
        may_review=approval_lists.to_review(requests, reader=reader),
        thanked=rewards.was_thanked(store, line.reward),
        reader=reader,
        note=note,
    )


def of_campaign(store: Store, campaign_id: int, *, reader: Member, now: datetime, note: str = "") -> CampaignRewards:
    """The rewards of a campaign, and whether there is anybody to propose."""
    campaign = campaigns.found(store, campaign_id)
    period = Period(campaign_id=campaign.id)
    found = store.rewards.of_campaign(campaign.id, limit=LISTED)
    return CampaignRewards(
        campaign=campaign,
        lines=lines(store, found),
        was_looked=proposals.was_looked(store, period),
        note=note or (proposals.chosen(store, period, now=now).note if not found else ""),
        may_look=reader.role.covers(Role.MANAGER),
    )


def of_influencer(store: Store, influencer_id: int, *, reader: Member) -> PersonRewards:
    """What somebody got, and for what."""
    found = [one for one in store.rewards.of_influencer(influencer_id) if one.stage in proposals.EARNED]
    return PersonRewards(touches.found(store, influencer_id), lines(store, found[:LISTED]), len(found), reader)
