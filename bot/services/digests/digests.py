"""The weekly digest: planned once a week from data, worked out as a job, told to channels and managers, once."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.deps import Deps
from bot.domain.campaigns.campaigns import Campaign, CampaignState
from bot.domain.digests.schedule import Week
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.messages import Message
from bot.services.campaigns import campaigns
from bot.services.digests import digest_facts, digest_pictures, digest_settings, digest_values, programme_values
from bot.services.digests.digest_facts import Span
from bot.services.digests.digest_values import Values
from storage import Store
from storage.claims import Job

MOST = 1_000
"""Open campaigns that one week's digests are about."""
PROGRAMME = "programme"


def begin(store: Store, *, now: datetime) -> None:
    """Have the digest of a week worked out whose moment has come, once; late rather than never, the last week alone."""
    week = digest_settings.week_to_send(store, now=now)
    if week is None:
        return
    known = [digest_settings.load(store, now=now).set_by, *(one.slack_id for one in leads(store))]
    by = next((one for one in known if one), store.members.bot_user())
    store.jobs.add("digest", step="tell", values={"week": str(week), "name": "the digest"}, by=by, now=now)
    digest_settings.note_planned(store, week, now=now)


def step(deps: Deps, job: Job) -> None:
    """Read the week, and put its digests into the outbox: in one transaction, each under a key of its own."""
    now, week = deps.now(), week_of(str(job.values["week"]))
    with deps.reading(job.workspace) as store:
        messages = compose(store, week, now=now)
    with deps.transaction(job.workspace) as store:
        if not store.jobs.move(job, step="done", due_at=None):
            return
        _tell(store, messages, now=now)


def _tell(store: Store, messages: Sequence[Message], *, now: datetime) -> bool:
    """Put digests into the outbox, each thread with its digest or not at all; whether any was new."""
    new: set[str | None] = {None}
    for message in messages:
        if message.thread_of in new and store.outbox.add(message, now=now):
            new.add(message.key)
            digest_pictures.draw_later(store, message, now=now)
    return len(new) > 1


def week_of(key: str) -> Week:
    """The week of `2026-W47`. Raises Refused for anything else."""
    try:
        return Week.of(datetime.strptime(f"{key}-1", "%G-W%V-%u").date())  # noqa: DTZ007 - a day, no moment
    except ValueError as error:
        raise Refused("This digest is from an older version. Type `/digest now`.") from error


def compose(store: Store, week: Week, *, now: datetime) -> list[Message]:
    """The digests of a week, each with its thread. A channel is told of no week before its campaign was there."""
    plan, pictures = digest_settings.load(store, now=now), digest_settings.draws_pictures(store, now=now)
    span = Span(week, week.last, plan.schedule.tz)
    known = _open(store)
    weeks = digest_facts.load(store, known, span, now=now)
    told = [digest_values.of_campaign(store, one, pictures=pictures) for one in weeks]
    messages = [
        message
        for one, values in zip(known, told, strict=True)
        if one.channel and _local(one.created_at, span.tz) <= week.last
        for message in _of_campaign(values, key=key_of(one.id, week), to=one.channel)
    ]
    whole = programme_values.of_programme(store, weeks, told, span, now=now, pictures=pictures)
    if not weeks and whole["is_empty"]:
        return messages
    if plan.channel:
        return [*messages, *_of_programme(_in_channel(whole), key=key_of(PROGRAMME, week), to=plan.channel)]
    for one in leads(store):
        messages += _of_programme(whole, key=f"{key_of(PROGRAMME, week)}:{one.slack_id}", to=one.slack_id)
    return messages


def key_of(about: int | str, week: Week) -> str:
    """Under which key a digest stands in the outbox: a campaign's number, or the programme's."""
    return f"digest:{about}:{week}"


def leads(store: Store) -> list[Member]:
    """Managers and admins, by name."""
    return [one for one in store.members.all() if one.role.covers(Role.MANAGER)]


def _open(store: Store) -> list[Campaign]:
    return store.campaigns.all(state=CampaignState.OPEN, limit=MOST)


def _local(moment: datetime, tz: str) -> date:
    return moment.astimezone(ZoneInfo(tz)).date()


def _in_channel(values: Values) -> Values:
    return programme_values.without_single_fees(values)


def _of_campaign(values: Values, *, key: str, to: str) -> list[Message]:
    digest = {"digest": values}
    first = Message("digest_campaign", key=key, to=to, values=digest)
    if values["is_empty"]:
        return [first]
    return [first, Message("digest_campaign_details", f"{key}:details", to, digest, thread_of=key)]


def _of_programme(values: Values, *, key: str, to: str) -> list[Message]:
    digest = {"digest": values}
    first = Message("digest_programme", key=key, to=to, values=digest)
    if values["is_empty"]:
        return [first]
    return [first, Message("digest_programme_details", f"{key}:details", to, digest, thread_of=key)]


def preview(store: Store, about: str, *, so_far: bool, by: Member, now: datetime) -> Values:
    """The digest that somebody asks for: of a campaign by its number, or "programme", of the last week or this one.

    Raises Denied where they may not read it, Refused where the campaign is gone.
    """
    span = _span(store, so_far=so_far, now=now)
    if about == PROGRAMME:
        by.require(Role.MANAGER)
        known = _open(store)
        weeks = digest_facts.load(store, known, span, now=now)
        told = [digest_values.of_campaign(store, one, pictures=False) for one in weeks]
        return programme_values.of_programme(store, weeks, told, span, now=now, pictures=False)
    by.require(Role.MARKETER)
    (week,) = digest_facts.load(store, [_found(store, about)], span, now=now)
    return digest_values.of_campaign(store, week, pictures=False)


def _found(store: Store, about: str) -> Campaign:
    return campaigns.found(store, int(about) if about.isdecimal() and len(about) < 19 else 0)


def _span(store: Store, *, so_far: bool, now: datetime) -> Span:
    schedule = digest_settings.load(store, now=now).schedule
    today = _local(now, schedule.tz)
    if so_far:
        return Span(Week.of(today), today, schedule.tz)
    week = Week.of(today).previous()
    return Span(week, week.last, schedule.tz)


def channel_of(store: Store, about: str, *, now: datetime) -> str | None:
    """Where the digest of a campaign, or of the programme, is posted; None where it has no channel."""
    if about == PROGRAMME:
        return digest_settings.load(store, now=now).channel
    return _found(store, about).channel


def post(store: Store, about: str, *, so_far: bool, seen: str, by: Member, now: datetime) -> str:
    """Post what the preview of the week `seen` showed to its channel; gives the channel. Refuses to do so twice."""
    values = preview(store, about, so_far=so_far, by=by, now=now)
    span, channel = _span(store, so_far=so_far, now=now), channel_of(store, about, now=now)
    if str(span.week) != seen:
        raise Refused("Another week began since you looked. Type `/digest now` again.")
    if channel is None:
        raise Refused("It has no channel any more. Type `/digest now` again.")
    values["pictures"] = digest_settings.draws_pictures(store, now=now)
    key = key_of(about, span.week) + (f":so-far:{span.last}" if so_far else "")
    messages = (
        _of_programme(_in_channel(values), key=key, to=channel)
        if about == PROGRAMME
        else _of_campaign(values, key=key, to=channel)
    )
    if not _tell(store, messages, now=now):
        raise Refused("This digest stands in the channel already.")
    store.audit.record("post digest", _about(about), by=by.slack_id, now=now, week=str(span.week), channel=channel)
    return channel


def _about(about: str) -> str:
    return "workspace" if about == PROGRAMME else f"campaign:{about}"


def choices(store: Store, typed: str, *, by: Member) -> Sequence[Campaign] | None:
    """The campaigns that somebody may mean; None is the whole programme. Nothing typed means all that are open."""
    if typed:
        return campaigns.named(store, typed)
    return None if by.role.covers(Role.MANAGER) else _open(store)
