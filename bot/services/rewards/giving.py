"""Giving a reward that was approved: thanking for it, paying a bonus, or taking it back with a reason."""

from datetime import datetime
from typing import Any

from bot.domain.campaigns.collaborations import CostState
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import TouchKind
from bot.domain.payments import payments as payment_rules
from bot.domain.payments.promises import end_of_day
from bot.domain.refused import Refused
from bot.domain.rewards import rewards as rules
from bot.domain.rewards.rewards import Reward, RewardStage
from bot.domain.rewards.suggesting import RewardKind
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import campaign_cards
from bot.services.content import content
from bot.services.influencers import touches
from bot.services.payments import promises
from bot.services.rewards import rewards
from bot.services.team import members
from storage import Store

GIVABLE = (RewardStage.APPROVED, RewardStage.GIVEN)
"""Stages in which somebody can be thanked."""


def to_thank(store: Store, reward_id: int) -> Reward:
    """The reward, if there is something to thank for; refuses for who asked not to be contacted."""
    one = rewards.found(store, reward_id)
    if one.stage not in GIVABLE:
        raise Refused(f"This reward is {one.stage}: somebody is thanked for one that was approved.")
    _, _, influencer = rewards.parties(store, one)
    if influencer.stage is Stage.DO_NOT_CONTACT:
        raise Refused(f"{influencer.name} asked not to be contacted, so there is no note to send.")
    return one


def thanked(store: Store, reward_id: int, *, note: str, version: int, by: Member, now: datetime) -> Reward:
    """Write the note that was sent into the timeline; a thank-you note is given by that, a bonus once it is paid."""
    by.require(Role.MARKETER)
    one = to_thank(store, reward_id)
    if one.version != version:
        raise Refused(rewards.changed_meanwhile(store, one), field="note")
    if not note.strip():
        raise Refused("Write the note that you sent.", field="note")
    fields: dict[str, Any] = {}
    if one.kind is RewardKind.THANKS and one.stage is RewardStage.APPROVED:
        fields = {"stage": RewardStage.GIVEN, "given_at": now}
    changed = rewards.change(store, one, fields)
    _, campaign, _ = rewards.parties(store, one)
    text = f"Thank-you note for {rewards.result_of(one, campaign)}:\n{note}"
    touches.log(store, one.influencer_id, kind=TouchKind.MESSAGE, text=text, by=by, now=now)
    store.audit.record("thank", one.about, by=by.slack_id, now=now)
    _settle(store, changed, now=now)
    return changed


def paid(store: Store, reward_id: int, *, reference: str, version: int, by: Member, now: datetime) -> Reward:
    """Note that a bonus was paid today, once, with the bank's reference."""
    by.require(Role.MARKETER)
    one = to_pay(store, reward_id)
    if one.version != version:
        raise Refused(rewards.changed_meanwhile(store, one), field="reference")
    today = content.today_of(by, now=now)
    payment_rules.check_paid(paid_on=today, reference=reference, today=today)
    changed = rewards.change(store, one, {"stage": RewardStage.GIVEN, "given_at": now})
    _cost(store, one, CostState.SPENT)
    promises.keep(store, one.about, by=by.slack_id, at=min(now, end_of_day(today, tz=by.tz)))
    _, campaign, _ = rewards.parties(store, one)
    text = f"Bonus for {rewards.result_of(one, campaign)} was paid"
    touches.log(store, one.influencer_id, kind=TouchKind.PAYMENT, text=text, by=by, now=now)
    store.audit.record("pay", one.about, by=by.slack_id, now=now, reference=reference.strip())
    _settle(store, changed, now=now)
    return changed


def to_pay(store: Store, reward_id: int) -> Reward:
    """The reward, if it is a bonus that is to be paid; an old message may still ask."""
    one = rewards.found(store, reward_id)
    if one.kind is not RewardKind.BONUS:
        raise Refused(f"This reward is a {one.kind}: there is nothing to pay.")
    if one.stage is RewardStage.GIVEN:
        raise Refused(f"{rewards.changed_meanwhile(store, one)} It is never paid twice.")
    rules.check_change(one.stage, RewardStage.GIVEN)
    return one


def to_cancel(store: Store, reward_id: int, *, by: Member) -> Reward:
    """The reward, if it was approved, was not given, and somebody may take it back."""
    one = rewards.found(store, reward_id)
    rules.check_change(one.stage, RewardStage.CANCELLED)
    if one.gift_id is not None:
        raise Refused(f"It goes on as gift {one.gift_id}: cancel it there, with `/gift list`.")
    if one.owner != by.slack_id and not by.role.covers(Role.MANAGER):
        name = members.name_of(store, one.owner)
        raise Refused(f"Only who looks after it ({name}) or a manager takes a reward back. Ask one of them.")
    return one


def cancel(store: Store, reward_id: int, *, why: str, version: int, by: Member, now: datetime) -> Reward:
    """Take back a reward that was approved and not given: its cost and our promise are gone."""
    one = to_cancel(store, reward_id, by=by)
    if one.version != version:
        raise Refused(rewards.changed_meanwhile(store, one), field="why")
    rules.check_why(why)
    changed = rewards.change(store, one, {"stage": RewardStage.CANCELLED, "why": why.strip(), "cost_id": None})
    line = store.collaborations.cost(one.cost_id) if one.cost_id else None
    if line is not None and not store.collaborations.remove_cost(line):
        raise Refused("This reward's cost was changed a moment ago. Try again.")
    promises.cancel(store, one.about, why=why.strip(), now=now)
    store.audit.record("cancel", one.about, by=by.slack_id, now=now, why=why.strip())
    _settle(store, changed, now=now)
    return changed


def _cost(store: Store, one: Reward, state: CostState) -> None:
    line = store.collaborations.cost(one.cost_id) if one.cost_id else None
    if line is not None and not store.collaborations.change_cost(line, {"state": state}):
        raise Refused("This reward's cost was changed a moment ago. Try again.")


def _settle(store: Store, one: Reward, *, now: datetime) -> None:
    """Have its message and the campaign's card say how it stands now."""
    store.outbox.change(rewards.key_of(one), kind="reward_approved", values=rewards.values_of(store, one), now=now)
    campaign_cards.refresh(store, one.campaign_id, now=now)
