"""The weekly digest in Slack: a look at it now, posting it by hand, its schedule, and a pause."""

from datetime import date, time

from bot.deps import Deps, Store
from bot.domain.digests.schedule import Schedule
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import campaign_cards
from bot.services.digests import digest_settings, digests
from bot.services.digests.digests import PROGRAMME
from handlers.answers import Answer, Finish, Open, Options, Replace, Say
from handlers.requests import Click, Command, Form, Lookup
from handlers.routes import Routes, SubCommand

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OLD = "This digest is from an older version. Type `/digest now`."


def now(command: Command, deps: Deps) -> Answer:
    """`/digest now [campaign]`: the digest as it would be posted, for the asker alone."""
    with deps.reading(command.workspace) as store:
        named = digests.choices(store, command.text, by=command.member)
        if named is not None and len(named) != 1:
            lines = campaign_cards.lines(store, named, now=deps.now())
            return Say("digest_which", {"typed": command.text, "lines": lines})
        about = PROGRAMME if named is None else str(named[0].id)
        return Say("digest_preview", _look(store, about, so_far=False, by=command.member, deps=deps))


def _look(store: Store, about: str, *, so_far: bool, by: Member, deps: Deps) -> dict[str, object]:
    """What a preview shows, and whether it may be posted from there."""
    values = digests.preview(store, about, so_far=so_far, by=by, now=deps.now())
    channel = digests.channel_of(store, about, now=deps.now())
    return {"digest": values, "shown": {"about": about, "so_far": int(so_far), "channel": channel}}


def show(click: Click, deps: Deps) -> Answer:
    """*Preview*, *This week so far*, *The last whole week*, or a campaign of several."""
    about, so_far = _meant(click.value)
    with deps.reading(click.workspace) as store:
        values = _look(store, about, so_far=so_far, by=click.member, deps=deps)
    if click.where != "message":
        return Say("digest_window", values)
    return Replace("digest_preview", values)


def _meant(value: str) -> tuple[str, bool]:
    """What a button is about, and whether it means the week that runs."""
    about, _, rest = value.partition(":")
    if rest[:1] not in ("0", "1") or not (about == PROGRAMME or about.isdecimal()):
        raise Refused(OLD)
    return about, rest[0] == "1"


def post(click: Click, deps: Deps) -> Answer:
    """*Post it to the channel*."""
    about, so_far = _meant(click.value)
    seen = click.value.rpartition(":")[2]
    with deps.transaction(click.workspace) as store:
        channel = digests.post(store, about, so_far=so_far, seen=seen, by=click.member, now=deps.now())
    return Replace("digest_posted", {"channel": channel})


def _plan(store: Store, deps: Deps) -> dict[str, object]:
    """How the digest is set up, for people to read."""
    plan = digest_settings.load(store, now=deps.now())
    schedule = plan.schedule
    when = {"weekday": schedule.weekday, "hour": schedule.at.hour, "tz": schedule.tz, "channel": plan.channel}
    return {**when, "pause": plan.pause, "next_at": digest_settings.next_digest(store, now=deps.now())}


def schedule(command: Command, deps: Deps) -> Answer:
    """`/digest schedule`: the form."""
    return _schedule(command.workspace, deps)


def schedule_button(click: Click, deps: Deps) -> Answer:
    """*Schedule* or *Change*, wherever it stands."""
    return _schedule(click.workspace, deps)


def _schedule(workspace: str, deps: Deps) -> Answer:
    with deps.reading(workspace) as store:
        plan, seen = _plan(store, deps), digest_settings.load(store, now=deps.now()).seen
    choices = {"weekdays": [(str(n), name) for n, name in enumerate(WEEKDAYS)]}
    choices["hours"] = [(str(hour), f"{hour}:00") for hour in range(24)]
    return Open("digest_schedule", {"plan": plan, **choices}, {"seen": seen})


def scheduled(form: Form, deps: Deps) -> Answer:
    """Submit of *Weekly digest*."""
    weekday, hour, channel = form.text("weekday"), form.text("hour"), form.optional("channel")
    if weekday not in "0123456" or not hour.isdecimal() or not weekday or int(hour) > 23:
        raise Refused("Choose a weekday and an hour.", field="weekday")
    if channel:
        try:
            deps.directory.check_channel(channel)
        except Refused as refused:
            raise Refused(refused.sentence, field="channel") from refused
    chosen = Schedule(int(weekday), time(int(hour)), form.text("tz"))
    seen = str(form.about["seen"])
    with deps.transaction(form.workspace) as store:
        digest_settings.set_schedule(store, chosen, channel=channel, seen=seen, by=form.member, now=deps.now())
        return Finish("digest_standing", {"plan": _plan(store, deps), "note": "The schedule is set."})


def zones(lookup: Lookup, _deps: Deps) -> Answer:
    """The time zones that a typed city may mean."""
    return Options([(name, name) for name in digest_settings.zones_like(lookup.text)])


def pause(command: Command, deps: Deps) -> Answer:
    """`/digest pause`: the form, or where it is paused, since when and *Resume*."""
    return _pause(command.workspace, deps)


def pause_button(click: Click, deps: Deps) -> Answer:
    """*Pause*."""
    return _pause(click.workspace, deps)


def _pause(workspace: str, deps: Deps) -> Answer:
    with deps.reading(workspace) as store:
        plan = _plan(store, deps)
    if plan["pause"]:
        return Say("digest_standing", {"plan": plan, "note": ""})
    return Open("digest_pause", {"plan": plan})


def paused(form: Form, deps: Deps) -> Answer:
    """Submit of *Pause the digest*."""
    typed = form.optional("until")
    until = date.fromisoformat(typed) if typed else None
    with deps.transaction(form.workspace) as store:
        digest_settings.pause(store, until=until, by=form.member, now=deps.now())
        return Finish("digest_standing", {"plan": _plan(store, deps), "note": "The digest is paused."})


def resume(click: Click, deps: Deps) -> Answer:
    """*Resume*."""
    with deps.transaction(click.workspace) as store:
        digest_settings.resume(store, by=click.member, now=deps.now())
        return Replace("digest_standing", {"plan": _plan(store, deps), "note": "The digest comes again."})


ROUTES = Routes(
    commands={
        "/digest": {
            "now": SubCommand(now, "now [campaign]", "the digest as it stands, for you alone", Role.MARKETER),
            "schedule": SubCommand(schedule, "schedule", "when it comes and where to, with a preview", Role.MANAGER),
            "pause": SubCommand(pause, "pause", "let it rest for a while, and resume it", Role.MANAGER),
        }
    },
    clicks={
        "digest.show": (show, Role.MARKETER),
        "digest.post": (post, Role.MARKETER),
        "digest.schedule": (schedule_button, Role.MANAGER),
        "digest.pause": (pause_button, Role.MANAGER),
        "digest.resume": (resume, Role.MANAGER),
    },
    forms={
        "digest_schedule": (scheduled, Role.MANAGER),
        "digest_pause": (paused, Role.MANAGER),
    },
    lookups={"digest.zone": (zones, Role.MANAGER)},
)
