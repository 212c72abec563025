"""Work on content, worries and what is agreed, done by the real services."""

from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.content.deliverables import Decision, Format
from bot.domain.content.posts import PostFigures, Reading
from bot.domain.influencers.stages import Stage
from bot.domain.rewards.under import Response
from bot.domain.team.roles import Member
from bot.services.campaigns import collaborations
from bot.services.content import content, deliverables, drafts, metrics, publishing, reviews
from bot.services.influencers import concerns, influencers
from bot.services.rewards import answering
from storage import Store
from tests.year.deeds import Deed
from tests.year.world import World


def move(_: World, store: Store, deed: Deed, by: Member) -> None:
    """A collaboration reaches a stage."""
    one = collaborations.found(store, deed.known["collab"])
    collaborations.move(store, one, CollaborationStage(deed.known["to"]), why="It is so", by=by, now=deed.at)


def _haggle(_: World, store: Store, deed: Deed, by: Member) -> None:
    influencers.move(store, deed.known["influencer"], Stage.NEGOTIATING, why="They asked", by=by, now=deed.at)


def _plan_content(_: World, store: Store, deed: Deed, by: Member) -> None:
    fields = {"platform": "instagram", "format": Format.POST, "title": "Bread", "due_on": deed.known["due"]}
    deliverables.plan(store, deed.known["collab"], fields, number=1, by=by, now=deed.at)


def _draft(_: World, store: Store, deed: Deed, by: Member) -> None:
    one = content.found(store, deed.known["content"])
    fields = {"text": "#ad Our bread", "link": None, "file": None}
    drafts.submit(store, one.id, fields, reason="", version=one.version, by=by, now=deed.at)


def _review(_: World, store: Store, deed: Deed, by: Member) -> None:
    decision = Decision.APPROVED if deed.known["is_good"] else Decision.CHANGES
    mark = reviews.load(store, deed.known["draft"]).mark
    judgement = reviews.Judgement(decision, (), "It is so", mark)
    reviews.decide(store, deed.known["draft"], judgement, by=by, now=deed.at)


def _publish(_: World, store: Store, deed: Deed, by: Member) -> None:
    one = content.found(store, deed.known["content"])
    seen = publishing.Seen("#ad our bread" if deed.known["is_clear"] else "our bread")
    url = f"https://www.instagram.com/p/Bread{one.id}xyz/"
    told = publishing.Publication(url, deed.known["on"], seen)
    publishing.publish(store, one.id, told, version=one.version, by=by, now=deed.at)


def _measure(_: World, store: Store, deed: Deed, _by: Member) -> None:
    figures = PostFigures(**{**dict.fromkeys(PostFigures._fields), "likes": 5})
    reading = Reading(deed.known["post"], deed.at.date(), figures)
    metrics.record(store, [reading], source="manual", by=deed.who, now=deed.at)


def _worry(_: World, store: Store, deed: Deed, by: Member) -> None:
    concerns.note(store, deed.known["influencer"], text="They are late", by=by, now=deed.at)


def _settle(_: World, store: Store, deed: Deed, by: Member) -> None:
    concerns.settle(store, deed.known["concern"], outcome="We talked", by=by, now=deed.at)


def _bind(_: World, store: Store, deed: Deed, by: Member) -> None:
    one = collaborations.found(store, deed.known["collab"])
    collaborations.change_terms(store, one, category="bread", until=deed.known["until"], by=by, now=deed.at)


def _do_badly(_: World, store: Store, deed: Deed, _by: Member) -> None:
    one = collaborations.found(store, deed.known["collab"])
    evidence = {"among": "a month", "missing": [], "standings": [], "low": [], "suggestion": "coach"}
    of = {"influencer_id": one.influencer_id, "collaboration_id": one.id, "owner": one.owner}
    store.performance_notes.add({**of, "period": "month:2026-11", "evidence": evidence}, now=deed.at)


def _answer_weakness(world: World, store: Store, deed: Deed, _: Member) -> None:
    way = Response(deed.known["way"])
    answering.answer(store, deed.known["note"], way, why="It is so", by=world.member("UFAY"), now=deed.at)


DOING = {
    "do badly": _do_badly,
    "answer weakness": _answer_weakness,
    "accept": move,
    "haggle": _haggle,
    "complete": move,
    "drop": move,
    "take up": move,
    "plan content": _plan_content,
    "draft": _draft,
    "review": _review,
    "publish": _publish,
    "measure": _measure,
    "worry": _worry,
    "settle": _settle,
    "bind": _bind,
}
