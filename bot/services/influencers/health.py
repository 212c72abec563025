"""Relationship health: what is known of influencers and us, as facts with their numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.domain.campaigns.collaborations import COMMITTED, Collaboration, CollaborationStage
from bot.domain.content.deliverables import DeliverableStage
from bot.domain.influencers import health as rules
from bot.domain.influencers import health_facts as facts
from bot.domain.influencers.cadence import Chosen
from bot.domain.influencers.health import Fact, Health, Part
from bot.domain.influencers.health_facts import Share
from bot.domain.influencers.influencers import Influencer
from bot.domain.payments.promises import ANSWER_WITHIN, Promise, PromiseKind, PromiseSource, PromiseState
from bot.domain.payments.promises import state as state_of
from bot.domain.team.roles import Member, Role
from bot.services.content import disclosures
from bot.services.influencers import cadences, expectations
from bot.services.team import team_settings
from storage import Store
from storage.care import Owed

WEIGHTS = "health:weights"
"""The dated setting that holds a team's own weights: part → number, as text."""
ANSWER_DAYS = 9
"""Days after which a message of ours that nobody answered counts as that: the last reminder of *no reply*."""


@dataclass(slots=True)
class Known:
    """What was counted about one influencer."""

    influencer: Influencer
    gap: Chosen
    answered: tuple[int, int] = (0, 0)
    promises: list[Promise] = field(default_factory=list)
    collaborations: list[Collaboration] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    posts: list[bool] = field(default_factory=list)
    """Of each live post that was checked, whether its disclosure is in order."""
    concerns: int | None = None
    expected: tuple[int, int] = (0, 0)
    """How many expectations are met, and how many were stated that something can be held against."""


def of(store: Store, influencer: Influencer, *, now: datetime) -> Health:
    """The health of the relationship with one influencer."""
    return of_many(store, [influencer], now=now)[influencer.id]


def of_many(store: Store, people: Sequence[Influencer], *, now: datetime) -> dict[int, Health]:
    """The health of each of these relationships."""
    weights = weights_of(store, day=now.date())
    return {
        number: rules.health(_facts(one, now=now), weights=weights)
        for number, one in _known(store, people, now=now).items()
    }


def weights_of(store: Store, *, day: date) -> Mapping[Part, Decimal]:
    """The team's weights as they hold on a day, or alike."""
    told = store.settings.on(WEIGHTS, day=day)
    return rules.WEIGHTS if told is None else {part: Decimal(told.value[part]) for part in Part}


def weigh(store: Store, weights: Mapping[Part, Decimal], *, seen: str, by: Member, now: datetime) -> None:
    """Let other weights hold from today on; raises Refused for those that are none, and for the slower of two."""
    by.require(Role.MANAGER)
    rules.check_weights(weights)
    team_settings.check_seen(store, WEIGHTS, seen=seen, today=now.date(), field=Part.COMMUNICATION)
    value = {str(part): str(weights[part]) for part in Part}
    store.settings.set(WEIGHTS, value, since=now.date(), source="our own rule", by=by.slack_id, now=now)
    store.audit.record("set", WEIGHTS, by=by.slack_id, now=now, **value)


def _known(store: Store, people: Sequence[Influencer], *, now: datetime) -> dict[int, Known]:
    gaps, ids = cadences.gaps(store, people, today=now.date()), [one.id for one in people]
    found = {one.id: Known(one, gaps[one.id]) for one in people}
    for promise in store.promises.towards(ids):
        found[promise.influencer_id].promises.append(promise)
    for collaboration in store.collaborations.of_influencers(ids):
        found[collaboration.influencer_id].collaborations.append(collaboration)
    working = [one.influencer.id for one in found.values() if one.collaborations]
    if working:
        _add_work(store, found, working, now=now)
    for number, open_ones in store.concerns.open_counts(ids).items():
        found[number].concerns = open_ones
    return found


def _add_work(store: Store, found: Mapping[int, Known], ids: Sequence[int], *, now: datetime) -> None:
    """What was counted of those who were ever on a roster."""
    for owed in store.care.content(ids):
        found[owed.influencer_id].owed.append(owed)
    for number, check in store.care.disclosures(ids):
        found[number].posts.append(not disclosures.faults(dict(check)))
    for number, counts in store.care.answered(ids, sent_until=now - timedelta(days=ANSWER_DAYS)).items():
        found[number].answered = counts
    for number in ids:
        one = found[number]
        one.expected = expectations.met(store, number, hours=_hours(one.promises, now=now))


def _facts(known: Known, *, now: datetime) -> list[Fact]:
    return [*_communication(known, now=now), *_collaboration(known, now=now), *_commitment(known, now=now)]


def _communication(known: Known, *, now: datetime) -> list[Fact]:
    one, today, gap = known.influencer, now.date(), known.gap.gap
    touched = one.quiet_since.date() if one.quiet_since > one.added_at else None
    replied, wrote = known.answered
    noun = f"messages of ours, {ANSWER_DAYS} days or longer ago or answered"
    return [
        facts.last_touch(touched, ideal=gap.ideal, longest=gap.longest, today=today),
        facts.our_answers(_hours(known.promises, now=now), today=today),
        facts.share(
            Part.COMMUNICATION, "their answers", Share(replied, wrote, noun, "answered by them", "outreach", today)
        ),
    ]


def _hours(promises: Iterable[Promise], *, now: datetime) -> list[Decimal]:
    """How many hours each reply of theirs waited for us; one that still waits counts once it is overdue."""
    replies = [one for one in promises if one.source is PromiseSource.REPLY and one.cancelled_at is None]
    ended = [(one, one.kept_at or now) for one in replies if one.kept_at or one.due_at < now]
    waits = [max(at - (one.due_at - ANSWER_WITHIN), timedelta()) for one, at in ended]
    return [Decimal(wait // timedelta(minutes=1)) / 60 for wait in waits]


def _collaboration(known: Known, *, now: datetime) -> list[Fact]:
    today, stages = now.date(), [one.stage for one in known.collaborations]
    completed, declined = stages.count(CollaborationStage.COMPLETED), stages.count(CollaborationStage.DECLINED)
    again, asked = _came_back(known.collaborations)
    live = [one for one in known.owed if one.live_on is not None]
    in_time = sum(1 for one in live if one.live_on is not None and one.live_on <= one.due_on)
    approved = (DeliverableStage.APPROVED, DeliverableStage.PUBLISHED)
    rounds = [(one.round, one.round_cap) for one in known.owed if one.stage in approved and one.round]
    ended, part = completed + declined, Part.COLLABORATION
    return [
        facts.share(
            part,
            "completed",
            Share(completed, ended, "collaborations completed or declined", "completed", "rosters", today),
        ),
        facts.share(
            part,
            "content on time",
            Share(in_time, len(live), "pieces of content live", "live by their date", "posts", today),
        ),
        facts.review_rounds(rounds, today=today),
        facts.share(
            part, "came back", Share(again, asked, "times that we asked again", "said yes again", "rosters", today)
        ),
    ]


def _came_back(collaborations: Iterable[Collaboration]) -> tuple[int, int]:
    """How often they said yes after the first time, and how often they were asked by then and answered."""
    decided = [*COMMITTED, CollaborationStage.DECLINED]
    told = [one for one in sorted(collaborations, key=lambda one: one.id) if one.stage in decided]
    first = next((place for place, one in enumerate(told) if one.stage in COMMITTED), len(told))
    after = told[first + 1 :]
    return sum(1 for one in after if one.stage in COMMITTED), len(after)


def _commitment(known: Known, *, now: datetime) -> list[Fact]:
    today, part = now.date(), Part.COMMITMENT
    pay = [one for one in known.promises if one.kind is PromiseKind.PAY]
    other = [one for one in known.promises if one.kind is not PromiseKind.PAY]
    met, stated = known.expected
    in_time, due = _deadlines(known.owed, today=today)
    clean = sum(known.posts)
    return [
        _kept("our promises", other, noun="promises that fell due", now=now),
        _kept("our payments", pay, noun="payments that fell due", now=now),
        facts.open_concerns(known.concerns, today=today),
        facts.share(
            part, "their expectations", Share(met, stated, "expectations that they stated", "met", "contracts", today)
        ),
        facts.share(
            part,
            "their deadlines",
            Share(in_time, due, "pieces of content due", "there in time", "drafts and posts", today),
        ),
        facts.share(
            part,
            "disclosure",
            Share(clean, len(known.posts), "live posts checked", "disclosed as they must", "checks", today),
        ),
    ]


def _kept(name: str, promises: Sequence[Promise], *, noun: str, now: datetime) -> Fact:
    counts: dict[PromiseState, int] = defaultdict(int)
    for one in promises:
        counts[state_of(one, now=now)] += 1
    whole = counts[PromiseState.KEPT] + counts[PromiseState.LATE] + counts[PromiseState.OVERDUE]
    of = Share(counts[PromiseState.KEPT], whole, noun, "kept on time", "list of promises", now.date())
    return facts.share(Part.COMMITMENT, name, of)


def _deadlines(owed: Iterable[Owed], *, today: date) -> tuple[int, int]:
    """Of how much content a draft or the post was there by its date, and how much was due or came before."""
    came = [(one, _came_on(one)) for one in owed]
    due = [(one, on) for one, on in came if on is not None or one.due_on < today]
    return sum(1 for one, on in due if on is not None and on <= one.due_on), len(due)


def _came_on(one: Owed) -> date | None:
    drafted = one.first_draft_at.astimezone(ZoneInfo("UTC")).date() if one.first_draft_at else None
    return min((on for on in (drafted, one.live_on) if on is not None), default=None)
