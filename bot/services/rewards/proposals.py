"""Proposing rewards: once for each campaign that closes and for each month, and changing what is proposed."""

from datetime import datetime
from typing import Any

from bot.domain.approvals.approvals import Approval, Subject
from bot.domain.campaigns.campaigns import Campaign
from bot.domain.money import Money
from bot.domain.refused import Refused
from bot.domain.rewards import rewards as rules
from bot.domain.rewards.performances import Period
from bot.domain.rewards.rewards import Reward, RewardStage
from bot.domain.rewards.suggesting import RewardKind
from bot.domain.rewards.top import THANKED_WITHIN, Candidate, Choice, choose
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approvals
from bot.services.campaigns import campaigns, collaborations
from bot.services.rewards import performances, reward_evidence, rewards
from storage import Store

EARNED = (RewardStage.APPROVED, RewardStage.GIVEN)
"""Stages in which somebody has it, or is to have it."""


def look(store: Store, period: Period, *, by: str, now: datetime) -> Choice:
    """Propose the top performers of a period to whoever decides, each once; gives whom there was to choose from.

    Looking again adds nothing but who has come out on top since. `by` is a Slack id.
    """
    choice = chosen(store, period, now=now)
    made = [_propose(store, period, one, choice, now=now) for one in choice.winners]
    about = about_period(period)
    detail: dict[str, Any] = {"rewards": [number for number in made if number], "compared": choice.compared}
    store.audit.record("look", about, by=by, now=now, **detail, note=choice.note)
    return choice


def chosen(store: Store, period: Period, *, now: datetime) -> Choice:
    """Who stands out in a period and was not rewarded for it yet."""
    found = performances.of_period(store, period, day=now.date())
    people = {one.influencer_id for one in found}
    thanked = store.rewards.thanked(sorted(people), since=now - THANKED_WITHIN)
    days = {who: at.date() for who, at in thanked.items()}
    return choose(found, thanked=days, counted=store.rewards.counted(sorted(people)), today=now.date())


def about_period(period: Period) -> str:
    """What the audit log calls looking for top performers of a period."""
    return f"rewards:{period.key}"


def was_looked(store: Store, period: Period) -> bool:
    """Whether the top performers of a period were looked for already."""
    return bool(store.audit.of(about_period(period)))


def look_again(store: Store, campaign_id: int, *, by: Member, now: datetime) -> tuple[Campaign, Choice]:
    """A manager has the top performers of a campaign looked for at this moment."""
    by.require(Role.MANAGER)
    campaign = campaigns.found(store, campaign_id)
    return campaign, look(store, Period(campaign_id=campaign.id), by=by.slack_id, now=now)


def _propose(store: Store, period: Period, one: Candidate, choice: Choice, *, now: datetime) -> int | None:
    """Note a proposal and ask for a decision; None where this result counts already."""
    performance = one.performance
    collaboration = collaborations.found(store, performance.collaboration_id)
    campaign = campaigns.found(store, collaboration.campaign_id)
    suggested = reward_evidence.suggestion(store, campaign, collaboration.id)
    fields: dict[str, Any] = {
        "influencer_id": performance.influencer_id,
        "collaboration_id": collaboration.id,
        "campaign_id": campaign.id,
        "result_key": period.key,
        "kind": suggested.kind,
        "amount": suggested.amount,
        "currency": campaign.currency,
        "what": "",
        "owner": collaboration.owner,
        "evidence": reward_evidence.of_candidate(store, one, choice, why=suggested.why),
    }
    number = store.rewards.propose(fields, sources=performance.sources, now=now)
    if number is not None:
        made = rewards.found(store, number)
        by = store.members.bot_user()
        store.audit.record("propose", made.about, by=by, now=now, result=period.key, kind=made.kind)
        _ask(store, made, written_by=made.owner, preferred=None, now=now)
    return number


def change(
    store: Store, reward_id: int, *, kind: RewardKind, amount: int, what: str, version: int, by: Member, now: datetime
) -> tuple[Reward, bool]:
    """Propose something else instead, by who may decide on it; gives it, and whether they may still decide.

    Who raises the amount has written it, so that somebody else decides.
    """
    one = rewards.at_version(store, reward_id, version)
    approvals.may_decide(store, open_request(store, one), by=by, now=now)
    rules.check(kind, amount=amount, what=what)
    is_raised = amount > one.amount.minor
    if not approvals.withdraw(store, Subject.REWARD, one.id, by=by.slack_id, now=now):
        raise Refused(rewards.changed_meanwhile(store, one))
    changed = rewards.change(store, one, {"kind": kind, "amount": amount, "what": what.strip()})
    detail = {"kind": kind, "amount": amount, "was": one.amount.minor}
    store.audit.record("change", one.about, by=by.slack_id, now=now, **detail)
    preferred = None if is_raised else by.slack_id
    _ask(store, changed, written_by=by.slack_id if is_raised else one.owner, preferred=preferred, now=now)
    return changed, not is_raised


def open_request(store: Store, one: Reward) -> Approval:
    """The request for a decision that is open; refuses where it is over."""
    rules.check_change(one.stage, RewardStage.APPROVED)
    found = store.approvals.open_of(Subject.REWARD, one.id)
    if found is None:
        raise Refused(rewards.changed_meanwhile(store, one))
    return found


def _ask(store: Store, one: Reward, *, written_by: str, preferred: str | None, now: datetime) -> None:
    approvals.request(
        store,
        subject=Subject.REWARD,
        subject_id=one.id,
        number=None,
        amount=Money(one.amount.minor, one.amount.currency),
        requested_by=one.owner,
        owner=one.owner,
        written_by=written_by,
        preferred=preferred,
        note="",
        now=now,
    )


def hand_over(store: Store, from_id: int, to_id: int, *, by: Member, now: datetime) -> None:
    """Two influencers are one: what both have for the same result is decided on once."""
    theirs = {one.result_key for one in store.rewards.of_influencer(to_id)}
    for one in store.rewards.of_influencer(from_id):
        if one.result_key in theirs:
            approvals.withdraw(store, Subject.REWARD, one.id, by=by.slack_id, now=now)
    store.rewards.hand_over(from_id, to_id)
    store.performance_notes.hand_over(from_id, to_id)
