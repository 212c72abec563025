"""Rewards and decisions: what is decided on, and what follows from it."""

from datetime import date, datetime, timedelta

from bot import words
from bot.domain.approvals.approvals import Approval, ApprovalState
from bot.domain.campaigns.collaborations import CostKind, CostState
from bot.domain.gifts.gifts import GiftKind, Occasion
from bot.domain.influencers.stages import Stage
from bot.domain.payments.promises import PromiseKind, end_of_day
from bot.domain.refused import Refused
from bot.domain.rewards import rewards as rules
from bot.domain.rewards.rewards import Reward, RewardStage
from bot.domain.rewards.suggesting import RewardKind
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.services.approvals.approval_matters import Matter
from bot.services.campaigns import campaign_cards
from bot.services.gifts import gift_decisions
from bot.services.payments import promises
from bot.services.rewards import rewards
from storage import Store


def matter(store: Store, approval: Approval) -> Matter:
    """The reward that is decided on, with the evidence that it was proposed on."""
    one = rewards.found(store, approval.subject_id)
    collaboration, campaign, influencer = rewards.parties(store, one)
    title = f"Reward {one.id}: {one.kind} for {rewards.result_of(one, campaign)}"
    return Matter(
        title=title,
        owner=one.owner,
        influencer=influencer,
        opens=("reward.open", one.id),
        collaboration=collaboration,
        campaign=campaign,
        details=sentences(one),
    )


def sentences(one: Reward) -> list[str]:
    """What speaks for it, in sentences."""
    told = [_standing(each) for each in one.evidence["standings"]]
    known = [each["note"] for each in one.evidence["standings"] if each["percentile"] is not None]
    told += known[:1]
    return [*told, _thanked(one), _what(one)]


def _thanked(one: Reward) -> str:
    """When they were thanked last, and who was passed over because they were."""
    thanked, passed = one.evidence["thanked_on"], one.evidence["passed_over"]
    said = "Not thanked in the 90 days before."
    if thanked:
        said = f"Thanked on {words.day(date.fromisoformat(thanked))}: nobody else stands out."
    if passed:
        said += f" Passed over, because they were thanked lately: {', '.join(name[:50] for name in passed[:2])}"
        said += f" and {len(passed) - 2} more." if len(passed) > 2 else "."
    return said


def _standing(kept: dict[str, str]) -> str:
    if kept["percentile"] is None:
        return f"{kept['name']}: {kept['said']}. {kept['note']}"
    share = "all" if kept["percentile"] == "100" else f"{kept['percentile']}%"
    return f"{kept['name']}: {kept['said']}, better than {share} of their peers."


def _what(one: Reward) -> str:
    if one.what:
        return f"{one.kind.capitalize()}: {one.what}"
    return str(one.evidence["suggestion"])


def check(store: Store, approval: Approval) -> None:
    """Refuse where it is decided, is another by now, or cannot be given to them any more."""
    _proposed(store, approval)


def ended(store: Store, approval: Approval, by: Member, reason: str, now: datetime) -> None:
    """Have a reward that was approved be given: its cost stands, we promised it, and its owner is told."""
    one = _proposed(store, approval)
    decided = {"decided_at": now, "decided_by": by.slack_id, "why": reason[: rules.LONGEST_WHY]}
    if approval.state is not ApprovalState.APPROVED:
        rewards.change(store, one, {"stage": RewardStage.DECLINED, **decided})
        store.audit.record("decline", one.about, by=by.slack_id, now=now)
        return
    changed = rewards.change(store, one, {"stage": RewardStage.APPROVED, **decided})
    store.audit.record("approve", one.about, by=by.slack_id, now=now)
    if changed.kind is RewardKind.BONUS:
        changed = _promise(store, changed, by=by, now=now)
    elif changed.kind is RewardKind.GIFT:
        changed = _hand_over(store, changed, by=by, now=now)
    values = rewards.values_of(store, changed)
    store.outbox.add(Message("reward_approved", key=rewards.key_of(one), to=one.owner, values=values), now=now)


def _promise(store: Store, one: Reward, *, by: Member, now: datetime) -> Reward:
    """A bonus is a line of cost from its approval on, and a promise to pay it."""
    _, campaign, _ = rewards.parties(store, one)
    note = f"Reward {one.id}: {rewards.result_of(one, campaign)}"
    fields = {"kind": CostKind.BONUSES, "state": CostState.COMMITTED, "amount": one.amount.minor}
    fields |= {"currency": one.amount.currency, "note": note}
    line = store.collaborations.add_cost(one.collaboration_id, fields, by=by.slack_id, now=now)
    store.audit.record("cost", f"collaboration:{one.collaboration_id}", by=by.slack_id, now=now, cost=line)
    owner = store.members.get(one.owner)
    promises.note(
        store,
        PromiseKind.PAY,
        one.about,
        collaboration_id=one.collaboration_id,
        text=f"Pay the bonus of reward {one.id}",
        due_at=end_of_day(now.date() + timedelta(days=rules.DAYS_TO_PAY), tz=owner.tz if owner else "UTC"),
        now=now,
        owner=one.owner,
    )
    campaign_cards.refresh(store, one.campaign_id, now=now)
    return rewards.change(store, one, {"cost_id": line})


def _hand_over(store: Store, one: Reward, *, by: Member, now: datetime) -> Reward:
    """A gift goes on as a gift, approved already: its address, its way and its cost are there."""
    fields = {
        "influencer_id": one.influencer_id,
        "collaboration_id": one.collaboration_id,
        "campaign_id": one.campaign_id,
        "reward_id": one.id,
        "kind": GiftKind.PRODUCT,
        "what": one.what,
        "occasion": Occasion.REWARD,
        "note": "",
        "value": one.amount.minor,
        "currency": one.amount.currency,
        "owner": one.owner,
        "added_by": by.slack_id,
        "added_at": now,
    }
    number = store.gifts.add(fields)
    made = store.gifts.get(number)
    if made is None:
        raise LookupError(number)
    store.audit.record("propose", f"gift:{number}", by=by.slack_id, now=now, reward=one.id)
    gift_decisions.approve(store, made, by=by.slack_id, why="its reward was approved", now=now)
    return rewards.change(store, one, {"gift_id": number})


def _proposed(store: Store, approval: Approval) -> Reward:
    one = rewards.found(store, approval.subject_id)
    if one.stage is not RewardStage.PROPOSED:
        raise Refused(f"This reward is {one.stage} by now, so there is nothing to decide. Open it to see it.")
    if one.amount != approval.amount:
        raise Refused("The amount of this reward is another by now. Open it to see what is proposed.")
    _, _, influencer = rewards.parties(store, one)
    if influencer.stage is Stage.DO_NOT_CONTACT:
        raise Refused(f"{influencer.name} asked not to be contacted, so there is no reward to give.")
    return one
