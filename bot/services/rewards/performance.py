"""How people do against like peers: judged each month, told to their owner, and answered with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.campaigns.collaborations import ENDED, Collaboration
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.stages import Stage
from bot.domain.payments.promises import PromiseKind, PromiseState, state
from bot.domain.rewards.peers import Crowd
from bot.domain.rewards.performances import Performance, Period
from bot.domain.rewards.under import Judgement, PerformanceNote, judge
from bot.services.campaigns import campaigns
from bot.services.influencers import touches
from bot.services.rewards import performances, reward_evidence
from storage import Store

SHOWN = 5
"""Collaborations and notes that *Performance* shows, the newest."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How somebody does in one campaign."""

    campaign: str
    evidence: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Performances:
    """How somebody does, campaign by campaign, and what was done about it before."""

    influencer: Influencer
    judged: Sequence[Judged]
    notes: Sequence[PerformanceNote]


class Judge:
    """Judges at one moment; what a campaign came to is loaded once."""

    def __init__(self, store: Store, *, now: datetime) -> None:
        self._store = store
        self._now = now
        self._known: dict[int, tuple[dict[int, Performance], Crowd]] = {}

    def in_campaign(self, one: Collaboration) -> Judgement | None:
        """How a collaboration does in its campaign; None where it has no results, or was given up."""
        mine, crowd = self._campaign(one.campaign_id)
        return self.among(mine[one.id], crowd) if one.id in mine else None

    def among(self, one: Performance, crowd: Crowd) -> Judgement:
        """How somebody does among others."""
        before = self._store.performance_notes.answered([one.influencer_id]).get(one.influencer_id, 0)
        said = hindrances(self._store, one, now=self._now)
        return judge(one, crowd, hindrances=said, before=before, today=self._now.date())

    def _campaign(self, campaign_id: int) -> tuple[dict[int, Performance], Crowd]:
        if campaign_id not in self._known:
            period = Period(campaign_id=campaign_id)
            everybody = performances.of_period(self._store, period, day=self._now.date())
            self._known[campaign_id] = ({one.collaboration_id: one for one in everybody}, Crowd(everybody))
        return self._known[campaign_id]


def look(store: Store, month: Period, *, by: str, now: datetime) -> int:
    """Note who underperformed in a month, each once; how many. `by` is a Slack id.

    Somebody is held against their campaign so far, and where there is not enough data, against the month.
    """
    listed = performances.of_period(store, month, day=now.date())
    goes_on = _going_on(store, [one.collaboration_id for one in listed])
    judges, crowd, noted = Judge(store, now=now), Crowd(listed), 0
    for one in listed:
        collaboration = goes_on.get(one.collaboration_id)
        if collaboration is None:
            continue
        judged = judges.in_campaign(collaboration)
        if judged is None or judged.missing:
            judged = judges.among(one, crowd)
        if judged.is_under and _note(store, judged, collaboration, month, now=now):
            noted += 1
    store.audit.record("look", f"performance:{month.key}", by=by, now=now, looked_at=len(goes_on), noted=noted)
    return noted


def _going_on(store: Store, collaboration_ids: Iterable[int]) -> dict[int, Collaboration]:
    """The collaborations among these about which there is still something to be done."""
    found = store.collaborations.many(collaboration_ids)
    people = store.influencers.many({one.influencer_id for one in found.values()})
    rests = {who for who, one in people.items() if one.stage in (Stage.PAUSED, Stage.DO_NOT_CONTACT)}
    return {number: one for number, one in found.items() if one.stage not in ENDED and one.influencer_id not in rests}


def hindrances(store: Store, one: Performance, *, now: datetime) -> list[str]:
    """What stands in the way of a judgement, because it was not their fault, or is still to be settled."""
    found = []
    if store.concerns.open_of(one.influencer_id):
        found.append("A concern is open: settle it first.")
    promised = store.promises.of_collaboration(one.collaboration_id)
    late = (PromiseState.OVERDUE, PromiseState.LATE)
    if any(each.kind is PromiseKind.SHIP and state(each, now=now) in late for each in promised):
        found.append("Our product reached them late, or has not been sent.")
    waits = PromiseState.OVERDUE
    if any(each.kind is PromiseKind.FEEDBACK and state(each, now=now) is waits for each in promised):
        found.append("A draft of theirs waits for our feedback.")
    return found


def _note(store: Store, one: Judgement, collaboration: Collaboration, month: Period, *, now: datetime) -> bool:
    fields = {
        "influencer_id": collaboration.influencer_id,
        "collaboration_id": collaboration.id,
        "period": month.key,
        "evidence": evidence_of(one),
        "owner": collaboration.owner,
    }
    number = store.performance_notes.add(fields, now=now)
    if number is None:
        return False
    store.audit.record("note", f"performance:{number}", by=store.members.bot_user(), now=now, period=month.key)
    return True


def evidence_of(one: Judgement) -> dict[str, Any]:
    """A judgement as it is kept and shown."""
    return {
        "among": one.performance.period.words,
        "missing": list(one.missing),
        "standings": reward_evidence.standings(one.standings),
        "low": [each.own.name for each in one.low],
        "suggestion": one.suggestion,
    }


def of_influencer(store: Store, influencer_id: int, *, now: datetime) -> Performances:
    """How somebody does in the campaigns they have results in, the newest first."""
    influencer, judges = touches.found(store, influencer_id), Judge(store, now=now)
    judged: list[Judged] = []
    for each in store.collaborations.of_influencers([influencer_id]):
        found = judges.in_campaign(each) if len(judged) < SHOWN else None
        if found is not None:
            judged.append(Judged(campaigns.found(store, each.campaign_id).name, evidence_of(found)))
    return Performances(influencer, judged, store.performance_notes.of_influencer(influencer_id)[:SHOWN])
