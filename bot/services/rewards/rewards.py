"""Rewards as people meet them: found, at the version that they saw, and what messages say of one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import Collaboration
from bot.domain.influencers.influencers import Influencer
from bot.domain.refused import Refused
from bot.domain.rewards.performances import Period
from bot.domain.rewards.rewards import Reward
from bot.services.campaigns import campaigns, collaborations
from bot.services.influencers import touches
from bot.services.team import members
from storage import Store


def found(store: Store, reward_id: int) -> Reward:
    """The reward, or a refusal."""
    one = store.rewards.get(reward_id)
    if one is None:
        raise Refused("This reward is no longer here.")
    return one


def at_version(store: Store, reward_id: int, version: int) -> Reward:
    """The reward as a window showed it; refuses with what became of it when a colleague was quicker."""
    one = found(store, reward_id)
    if one.version != version:
        raise Refused(changed_meanwhile(store, one))
    return one


def changed_meanwhile(store: Store, one: Reward) -> str:
    """The sentence that tells the slower of two what the other did."""
    now = found(store, one.id)
    told = [each for each in store.audit.of(now.about) if each["verb"] not in ("refused", "ask")]
    who = members.name_of(store, str(told[-1]["by"])) if told else "A colleague"
    return f"{who} changed this reward a moment ago: it is {now.stage} by now. Close this and open it again."


def change(store: Store, one: Reward, fields: Mapping[str, Any]) -> Reward:
    """Change a reward that nobody changed since it was read; gives it as it is then."""
    if not store.rewards.change(one, fields):
        raise Refused(changed_meanwhile(store, one))
    return found(store, one.id)


def parties(store: Store, one: Reward) -> tuple[Collaboration, Campaign, Influencer]:
    """In which collaboration it was earned, in which campaign, and by whom."""
    collaboration = collaborations.found(store, one.collaboration_id)
    return collaboration, campaigns.found(store, one.campaign_id), touches.found(store, one.influencer_id)


def result_of(one: Reward, campaign: Campaign) -> str:
    """For what it is, in words: `Autumn bread`, or `November 2026, in Autumn bread`."""
    month = Period.of(one.result_key).month
    return campaign.name if month is None else f"{month:%B %Y}, in {campaign.name}"


def values_of(store: Store, one: Reward) -> dict[str, Any]:
    """What every message about a reward says. It holds money: never for a channel."""
    _, campaign, influencer = parties(store, one)
    return {
        "reward_id": one.id,
        "influencer_id": one.influencer_id,
        "influencer": influencer.name,
        "campaign": campaign.name,
        "result": result_of(one, campaign),
        "kind": one.kind,
        "amount": one.amount.minor,
        "currency": one.amount.currency,
        "what": one.what,
        "stage": one.stage,
        "why": one.why,
        "evidence": dict(one.evidence),
        "gift_id": one.gift_id,
        "thanked": was_thanked(store, one),
    }


def key_of(one: Reward) -> str:
    """Under which key the message to whoever sees to it stands."""
    return f"reward:{one.id}"


def was_thanked(store: Store, one: Reward) -> dict[str, Any] | None:
    """Who thanked them for it and when, from the log; None while nobody has."""
    told = [each for each in store.audit.of(one.about) if each["verb"] == "thank"]
    return {"by": told[-1]["by"], "at": _iso(told[-1]["at"])} if told else None


def _iso(at: datetime | str) -> str:
    return at if isinstance(at, str) else at.isoformat()
