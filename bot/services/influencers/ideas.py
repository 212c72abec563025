"""Ideas of influencers: noting one, deciding on it, and telling the one who had it what becomes of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.campaigns.outreach import Letter
from bot.domain.influencers import ideas as rules
from bot.domain.influencers.ideas import Idea, IdeaStage
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.mail import one_line
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import TouchKind
from bot.domain.payments.promises import ANSWER_WITHIN, PromiseKind, PromiseSource
from bot.domain.payments.promises import about as promise_about
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import campaigns
from bot.services.influencers import touches
from bot.services.payments import promises
from bot.services.team import members
from storage import Store

QUOTED = 500
"""Characters of an idea that the message to the one who had it quotes."""
_SAYS = {
    IdeaStage.PLANNED: "is planned",
    IdeaStage.DONE: "was carried out",
    IdeaStage.DECLINED: "will not be carried out",
}
"""What became of an idea, behind "your idea"."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Whom to tell what became of an idea, and the message to begin with."""

    idea: Idea
    influencer: Influencer
    letter: Letter


def note(
    store: Store, influencer_id: int, *, theme: str, text: str, campaign_id: int | None, by: Member, now: datetime
) -> Idea:
    """Keep an idea that an influencer told us, and that they did; whoever looks after them sees to it."""
    by.require(Role.MARKETER)
    influencer = touches.found(store, influencer_id)
    rules.check(theme=theme, text=text)
    if campaign_id is not None:
        campaigns.found(store, campaign_id)
    theme, text = " ".join(theme.split()), text.strip()
    fields = {"theme": theme, "text": text, "owner": influencer.owner or by.slack_id, "campaign_id": campaign_id}
    idea_id = store.ideas.add(influencer.id, fields, by=by.slack_id, now=now)
    said = f"Their idea ({theme}): {text}"
    touches.log(store, influencer.id, kind=TouchKind.NOTE, text=said, by=by, now=now)
    store.audit.record("idea", _about(influencer.id), by=by.slack_id, now=now, idea=idea_id)
    return found(store, idea_id)


def found(store: Store, idea_id: int) -> Idea:
    """The idea, or a refusal."""
    one = store.ideas.get(idea_id)
    if one is None:
        raise Refused("This idea is no longer here.")
    return one


def to_decide(store: Store, idea_id: int, stage: IdeaStage, *, by: Member) -> tuple[Idea, Influencer]:
    """The idea while it can be brought to a stage, and whose it is; or a refusal that says how it stands."""
    by.require(Role.MARKETER)
    one = found(store, idea_id)
    rules.check_change(one.stage, stage)
    return one, touches.found(store, one.influencer_id)


def decide(
    store: Store, idea_id: int, stage: IdeaStage, *, outcome: str, version: int, by: Member, now: datetime
) -> Idea:
    """Plan an idea, note that it was done, or decline it, with what becomes of it: they are to hear of it."""
    one, influencer = to_decide(store, idea_id, stage, by=by)
    rules.check_outcome(stage, outcome)
    ended = {"ended_at": now, "ended_by": by.slack_id} if stage in rules.ENDED else {}
    fields = {"stage": stage, "outcome": outcome.strip(), "told_at": None, "told_by": None, **ended}
    if one.version != version or not store.ideas.change(one, fields):
        raise Refused(_changed(found(store, idea_id)), field="outcome")
    text = f"Their idea ({one.theme}) {_SAYS[stage]}: {outcome.strip()}"
    store.touches.add(influencer.id, TouchKind.NOTE, text, by=by.slack_id, at=now)
    store.audit.record("idea decided", _about(influencer.id), by=by.slack_id, now=now, idea=one.id, stage=stage)
    _promise(store, found(store, idea_id), influencer, now=now)
    return found(store, idea_id)


def _promise(store: Store, one: Idea, influencer: Influencer, *, now: datetime) -> None:
    """We owe them word of it, unless they asked not to be contacted."""
    if influencer.stage is Stage.DO_NOT_CONTACT:
        return
    promises.note(
        store,
        PromiseKind.ANSWER,
        promise_about(PromiseSource.IDEA, one.id),
        collaboration_id=None,
        influencer_id=influencer.id,
        campaign_id=one.campaign_id,
        owner=one.owner,
        text=f"Tell them what became of their idea ({one.theme})",
        due_at=now + ANSWER_WITHIN,
        now=now,
    )


def telling(store: Store, idea_id: int, *, by: Member) -> Telling:
    """The message that tells them, as it begins; refuses where there is nothing to tell, or nobody may write."""
    by.require(Role.MARKETER)
    one = found(store, idea_id)
    influencer = touches.found(store, one.influencer_id)
    if influencer.stage is Stage.DO_NOT_CONTACT:
        raise Refused(f"{influencer.name} asked not to be contacted. Nobody writes to them from here.")
    if one.stage is IdeaStage.OPEN:
        raise Refused("Nothing was decided on this idea yet: plan it, do it or decline it first.")
    if one.told_at is not None:
        raise Refused(f"{members.name_of(store, one.told_by or '')} told them already.")
    return Telling(one, influencer, _letter(one, influencer, by=by))


def _letter(one: Idea, influencer: Influencer, *, by: Member) -> Letter:
    first_name = influencer.name.strip().partition(" ")[0]
    idea = one.text if len(one.text) <= QUOTED else one.text[: QUOTED - 1].rstrip() + "…"
    parts = (
        f"Dear {first_name},",
        f"your idea {_SAYS[one.stage]}:",
        f"“{idea}”",
        one.outcome,
        "Thank you for thinking along with us.",
        by.name,
    )
    return Letter(f"Your idea: {one.theme}", "\n\n".join(parts))


def told(store: Store, idea_id: int, letter: Letter, *, version: int, by: Member, now: datetime) -> Idea:
    """Note that they heard what becomes of their idea: a touch, and our promise is kept."""
    about = telling(store, idea_id, by=by)
    letter = Letter(one_line(letter.subject), letter.body.strip())
    check_letter(letter)
    one = about.idea
    if one.version != version or not store.ideas.change(one, {"told_at": now, "told_by": by.slack_id}):
        raise Refused(_changed(found(store, idea_id)), field="body")
    text = f"Told them what became of their idea ({one.theme}):\n{letter.body}"
    touches.log(store, about.influencer.id, kind=TouchKind.MESSAGE, text=text, by=by, now=now)
    store.audit.record("idea told", _about(about.influencer.id), by=by.slack_id, now=now, idea=one.id)
    promises.keep(store, promise_about(PromiseSource.IDEA, one.id), by=by.slack_id, at=now)
    return found(store, idea_id)


def check_letter(letter: Letter) -> None:
    """Refuse a message without a subject or words, each on its field."""
    faults = Faults()
    for field, text in (("subject", letter.subject), ("body", letter.body)):
        with faults.noting():
            if not text.strip():
                raise Refused(f"The {'message' if field == 'body' else field} is missing.", field=field)
    faults.check()


def _changed(one: Idea) -> str:
    return (
        f"A colleague was quicker: this idea is {one.stage} by now. Copy what you typed, close this and open it again."
    )


def _about(influencer_id: int) -> str:
    return f"influencer:{influencer_id}"
