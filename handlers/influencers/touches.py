"""Logging touches, and the timeline."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.deps import Deps
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.touches import LOGGED_BY_PEOPLE, TouchKind
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.influencers import cards, touches, who
from handlers.answers import Answer, Finish, Open, Options, Replace, Say
from handlers.pickers import chosen_influencer, influencer_options, picked
from handlers.requests import Click, Command, Form, Lookup, Shortcut
from handlers.routes import Routes, SubCommand

KINDS = [(kind.value, kind.value.capitalize()) for kind in LOGGED_BY_PEOPLE]
MODAL_TEXT = 3_000
"""Characters that Slack takes in a field of a modal; a note behind a command may be longer."""


def log(command: Command, deps: Deps) -> Answer:
    """`/influencer log <who> <note>`: at once when it is clear, else by a form that keeps the note."""
    if not command.text:
        return Open("touch_log", _blank())
    with deps.reading(command.workspace) as store:
        named = who.before_note(store, command.text)
    if len(named.influencers) > 1 or not named.rest:
        return _ask(named)
    with deps.transaction(command.workspace) as store:
        influencer_id = named.influencers[0].id
        touches.log(store, influencer_id, kind=TouchKind.NOTE, text=named.rest, by=command.member, now=deps.now())
        card = cards.load(store, influencer_id, reader=command.member, now=deps.now())
    return Say("touch_logged", {"card": card})


def _ask(named: who.Named) -> Answer:
    """The form, with whom it may be about and the note as typed."""
    if len(named.rest) > MODAL_TEXT:
        names = ", ".join(one.name for one in named.influencers[:3])
        raise Refused(
            f"Several people are meant ({names} …), and the note is too long for a form. Write the full handle."
        )
    if len(named.influencers) == 1:
        return Open("touch_log", {**_blank(), "chosen": picked(named.influencers[0]), "note": named.rest})
    return Open("touch_log", {**_blank(), "among": influencer_options(named.influencers), "note": named.rest})


def _blank() -> dict[str, object]:
    return {"chosen": None, "among": [], "note": "", "kinds": KINDS, "kind": TouchKind.NOTE.value}


def answering(influencer: Influencer) -> Answer:
    """The form with which an answer to somebody is logged."""
    return Open("touch_log", {**_blank(), "chosen": picked(influencer), "kind": TouchKind.MESSAGE.value})


def log_button(click: Click, deps: Deps) -> Answer:
    """*Log a touch* on a card."""
    with deps.reading(click.workspace) as store:
        influencer = touches.found(store, click.id)
    return Open("touch_log", {**_blank(), "chosen": picked(influencer)})


def log_start(_click: Click, _deps: Deps) -> Answer:
    """*Log a touch*, from a menu or Home."""
    return Open("touch_log", _blank())


def log_shortcut(_shortcut: Shortcut, _deps: Deps) -> Answer:
    """The global shortcut *Log a touch*."""
    return Open("touch_log", _blank())


def save_message(shortcut: Shortcut, _deps: Deps) -> Answer:
    """The message shortcut *Save to timeline*: the message's words, and its place."""
    about = {"channel": shortcut.channel, "ts": shortcut.message_ts}
    return Open("touch_log", {**_blank(), "note": shortcut.text[:MODAL_TEXT], "kind": TouchKind.MESSAGE.value}, about)


def logged(form: Form, deps: Deps) -> Answer:
    """Submit of *Log a touch*."""
    influencer_id = chosen_influencer(form)
    kind = TouchKind(form.text("kind"))
    link = _link(form)
    with deps.transaction(form.workspace) as store:
        at = _moment(form, now=deps.now())
        touches.log(
            store, influencer_id, kind=kind, text=form.text("note"), by=form.member, now=deps.now(), at=at, link=link
        )
        card = cards.load(store, influencer_id, reader=form.member, now=deps.now())
    return Finish("touch_logged", {"card": card})


def _link(form: Form) -> str | None:
    channel, ts = form.about.get("channel"), form.about.get("ts")
    return f"https://slack.com/archives/{channel}/p{str(ts).replace('.', '')}" if channel and ts else None


def _moment(form: Form, *, now: datetime) -> datetime | None:
    """The day that was picked, at noon in the member's zone; none for today."""
    typed = form.optional("day")
    if typed is None:
        return None
    day = date.fromisoformat(typed)
    zone = ZoneInfo(form.member.tz)
    if day == now.astimezone(zone).date():
        return None
    return datetime.combine(day, time(12), zone).astimezone(UTC)


def timeline(click: Click, deps: Deps) -> Answer:
    """*Full timeline* and its pages."""
    influencer_id, _, page = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        shown = touches.timeline(store, int(influencer_id), page=int(page or 0))
    values = {"timeline": shown, "reader": click.member}
    return Replace("timeline", values) if page else Say("timeline", values)


def suggest(lookup: Lookup, deps: Deps) -> Answer:
    """Whom a picker offers while somebody types."""
    with deps.reading(lookup.workspace) as store:
        found = who.find(store, lookup.text)
        return Options([(option["value"], option["text"]) for option in influencer_options(found, store=store)])


ROUTES = Routes(
    commands={
        "/influencer": {
            "log": SubCommand(log, "log <who> <note>", "note a call, a message, a meeting", Role.MARKETER),
        }
    },
    clicks={
        "touch.log": (log_button, Role.MARKETER),
        "touch.start": (log_start, Role.MARKETER),
        "timeline.open": (timeline, Role.VIEWER),
        "timeline.page": (timeline, Role.VIEWER),
        "timeline.back": (timeline, Role.VIEWER),
    },
    forms={"touch_log": (logged, Role.MARKETER)},
    shortcuts={"touch.log": (log_shortcut, Role.MARKETER), "touch.save": (save_message, Role.MARKETER)},
    lookups={"influencer.pick": (suggest, Role.VIEWER)},
)
