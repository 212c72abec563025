"""Answering that somebody underperforms: coach, change their role, pause, end, each with its reason; or not now."""

from datetime import datetime
from typing import Any

from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.influencers.stages import Stage, next_stages
from bot.domain.influencers.touches import TouchKind
from bot.domain.nudges.nudges import NudgeState
from bot.domain.refused import Refused
from bot.domain.rewards import under as rules
from bot.domain.rewards.under import PerformanceNote, Response
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import campaigns, collaborations
from bot.services.influencers import influencers, touches
from bot.services.nudges import endings
from bot.services.team import members
from storage import Store

_SAID = {
    Response.COACH: "We coach them",
    Response.CHANGE_ROLE: "We give them another role",
    Response.PAUSE: "We pause working with them",
    Response.END: "We end the collaboration",
}


def found(store: Store, note_id: int) -> PerformanceNote:
    """The note, or a refusal."""
    one = store.performance_notes.get(note_id)
    if one is None:
        raise Refused("This is no longer here.")
    return one


def to_answer(store: Store, note_id: int, response: Response, *, by: Member) -> PerformanceNote:
    """The note while nobody has answered it, if this answer is possible; only its owner or a manager may."""
    by.require(Role.MARKETER)
    one = found(store, note_id)
    if one.choice is not None:
        raise Refused(_answered(store, one))
    if one.owner != by.slack_id and not by.role.covers(Role.MANAGER):
        name = members.name_of(store, one.owner)
        raise Refused(f"Only who looks after it ({name}) or a manager decides this. Ask one of them.")
    influencer = touches.found(store, one.influencer_id)
    if response is Response.PAUSE and Stage.PAUSED not in next_stages(influencer.stage):
        raise Refused(f"{influencer.name} is {influencer.stage}: only who is active can be paused. Choose another way.")
    return one


def answer(store: Store, note_id: int, response: Response, *, why: str, by: Member, now: datetime) -> PerformanceNote:
    """Keep what is done about it, and why; *Pause* and *End* move the stage. Gives the note as it is then."""
    one = to_answer(store, note_id, response, by=by)
    if response is not Response.NOT_NOW:
        rules.check_why(why)
    fields: dict[str, Any] = {"choice": response, "why": why.strip(), "chosen_by": by.slack_id, "chosen_at": now}
    if not store.performance_notes.change(one, fields):
        raise Refused(_answered(store, found(store, note_id)))
    store.audit.record("answer", f"performance:{one.id}", by=by.slack_id, now=now, choice=response, why=why.strip())
    for nudge in store.nudges.open_about("underperforming", one.id):
        endings.end(store, nudge, NudgeState.DONE, by=by.slack_id, why=f"{response}: {why}".rstrip(": "), now=now)
    if response is not Response.NOT_NOW:
        _carry_out(store, one, response, why=why.strip(), by=by, now=now)
    return found(store, note_id)


def _carry_out(store: Store, one: PerformanceNote, response: Response, *, why: str, by: Member, now: datetime) -> None:
    """Into the timeline, and to the stage that follows from it."""
    collaboration = collaborations.found(store, one.collaboration_id)
    name = campaigns.found(store, collaboration.campaign_id).name
    text = f"{_SAID[response]} after their results in {name}: {why}"
    touches.log(store, one.influencer_id, kind=TouchKind.NOTE, text=text, by=by, now=now)
    if response is Response.PAUSE:
        influencers.move(store, one.influencer_id, Stage.PAUSED, why=why, by=by, now=now)
    elif response is Response.END:
        collaborations.move(store, collaboration, CollaborationStage.DROPPED, why=why, by=by, now=now)


def _answered(store: Store, one: PerformanceNote) -> str:
    who = members.name_of(store, one.chosen_by or "")
    return f"{who} answered this already: {one.choice}. Nothing was changed by you."
