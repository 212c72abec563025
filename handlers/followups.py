"""Follow-ups in Slack: asking for one, and the buttons of a reminder."""

from datetime import UTC, datetime

from bot.dates import parse_when, say_when, split_followup
from bot.deps import Deps, Store
from bot.domain.followups import snoozed_until
from bot.domain.refused import Refused
from bot.domain.roles import Member, Role
from bot.domain.touches import TouchKind
from bot.services import followups, members, touches, who
from handlers.answers import Answer, Done, Finish, Open, Replace, Say
from handlers.pickers import chosen_influencer, influencer_options, picked
from handlers.requests import Click, Command, Form, Shortcut
from handlers.routes import Routes, SubCommand
from handlers.touches import KINDS

PAGE = 10
SNOOZES = {"1d": "Tomorrow morning", "3d": "In 3 days", "week": "Next Monday"}
FORM = "`/followup @noor.bakes friday 10am ask about rates`"


def ask(command: Command, deps: Deps) -> Answer:
    """`/followup <who> <when> <what>`: echoed back in words before it counts."""
    now, tz = deps.now(), command.member.tz
    followups.check_length(command.text)
    with deps.reading(command.workspace) as store:
        wanted = split_followup(command.text, now=now, tz=tz, names=lambda text: who.is_name(store, text))
        named = who.one(store, wanted.who)
    several = len(named.influencers) > 1
    values = {
        "chosen": None if several else picked(named.influencers[0]),
        "among": influencer_options(named.influencers) if several else [],
        "name": None if several else named.influencers[0].name,
        "when": say_when(wanted.at, tz=tz, now=now),
        "at": int(wanted.at.timestamp()),
        "what": wanted.what,
        "owner": command.member.slack_id,
    }
    return Open("followup_add", values)


def ask_button(click: Click, deps: Deps) -> Answer:
    """*Follow up* on a card."""
    with deps.reading(click.workspace) as store:
        influencer = touches.found(store, click.id)
    return Open(
        "followup_add", {**_blank(click.member.slack_id), "chosen": picked(influencer), "name": influencer.name}
    )


def ask_about_message(shortcut: Shortcut, _deps: Deps) -> Answer:
    """The message shortcut *Follow up on this*."""
    about = {"channel": shortcut.channel, "ts": shortcut.message_ts}
    what = " ".join(shortcut.text.split())[:1000]
    return Open("followup_add", {**_blank(shortcut.member.slack_id), "what": what}, about)


def _blank(owner: str) -> dict[str, object]:
    return {"chosen": None, "among": [], "name": None, "when": None, "at": None, "what": "", "owner": owner}


def asked(form: Form, deps: Deps) -> Answer:
    """Submit of *Follow up*."""
    now = deps.now()
    influencer_id = chosen_influencer(form)
    due_at = _moment(form, field="when", now=now)
    owner = _colleague(form, deps) if form.optional("owner") else form.member
    channel, ts = form.about.get("channel"), form.about.get("ts")
    link = f"https://slack.com/archives/{channel}/p{str(ts).replace('.', '')}" if channel and ts else None
    with deps.transaction(form.workspace) as store:
        followup = followups.add(
            store,
            influencer_id,
            due_at=due_at,
            what=form.text("what"),
            owner=owner.slack_id,
            by=form.member,
            now=now,
            link=link,
        )
        influencer = touches.found(store, influencer_id)
    values = {"followup": followup, "influencer": influencer, "reader": form.member, "owner": owner}
    return Finish("followup_set", values)


def _colleague(form: Form, deps: Deps) -> Member:
    """Whom the field `owner` names; they must be able to answer the reminder."""
    chosen = form.optional("owner")
    if chosen is None:
        raise Refused("Choose a colleague.", field="owner")
    try:
        colleague = members.acting(deps, form.workspace, chosen)
    except Refused as refused:
        raise Refused("Choose a full member of this workspace.", field="owner") from refused
    if not colleague.role.covers(Role.MARKETER):
        raise Refused(f"{colleague.name} only reads here. Choose somebody who can follow it up.", field="owner")
    return colleague


def _moment(form: Form, *, field: str, now: datetime) -> datetime:
    """The moment of a field: picked with the calendar, or typed in words."""
    typed = form.typed.get(field)
    if isinstance(typed, int):
        return datetime.fromtimestamp(typed, UTC)
    if not typed:
        raise Refused("Choose the day and the hour.", field=field)
    try:
        return parse_when(str(typed), now=now, tz=form.member.tz)
    except Refused as refused:
        raise Refused(refused.sentence, field=field) from refused


def list_open(command: Command, deps: Deps) -> Answer:
    """`/followup list`: mine, overdue first."""
    with deps.reading(command.workspace) as store:
        return Say("followup_list", _page(store, command.member, page=0, now=deps.now()))


def turn_page(click: Click, deps: Deps) -> Answer:
    """Another page of the list, or the whole list from Home."""
    with deps.reading(click.workspace) as store:
        values = _page(store, click.member, page=int(click.value), now=deps.now())
    return Replace("followup_list", values)


def _page(store: Store, member: Member, *, page: int, now: datetime) -> dict[str, object]:
    total = store.followups.count_open(member.slack_id)
    shown = store.followups.open_of(member.slack_id, limit=PAGE, skip=page * PAGE)
    people = followups.names(store, shown)
    items = [{"followup": one, "influencer": people[one.influencer_id]} for one in shown]
    return {
        "items": items,
        "page": page,
        "pages": max(1, -(-total // PAGE)),
        "total": total,
        "reader": member,
        "now": now,
    }


def _turn(value: str) -> tuple[int, int]:
    followup_id, _, turn = value.partition(":")
    return int(followup_id), int(turn)


def _is_listed(click: Click) -> bool:
    """Whether the button stands in a list, which shows what became of it; reminders and Home change by themselves."""
    return click.action.endswith(":list")


def _after(store: Store, form: Form, deps: Deps) -> Answer:
    """What is shown once a form has done its work: the list it was opened from, anew."""
    if not form.about.get("listed"):
        return Done()
    return Finish("followup_list", _page(store, form.member, page=0, now=deps.now()))


def choose_done(click: Click, deps: Deps) -> Answer:
    """*Done*: what happened, and the next date."""
    followup_id, turn = _turn(click.value)
    with deps.reading(click.workspace) as store:
        followup = followups.open_turn(store, followup_id, turn)
        influencer = touches.found(store, followup.influencer_id)
    values = {"followup": followup, "influencer": influencer, "kinds": KINDS}
    return Open("followup_done", values, {"id": followup_id, "turn": turn, "listed": _is_listed(click)})


def done(form: Form, deps: Deps) -> Answer:
    """Submit of *Done*."""
    now = deps.now()
    next_at = _moment(form, field="next", now=now) if form.typed.get("next") else None
    with deps.transaction(form.workspace) as store:
        followups.done(
            store,
            followups.open_turn(store, int(form.about["id"]), int(form.about["turn"])),
            outcome=form.text("note"),
            kind=TouchKind(form.text("kind")),
            next_at=next_at,
            next_what=form.text("what"),
            by=form.member,
            now=now,
        )
        return _after(store, form, deps)


def snooze(click: Click, deps: Deps) -> Answer:
    """*Snooze*: a usual time at once, or the choice of a date."""
    choice, _, rest = click.value.partition("@")
    followup_id, turn = _turn(rest)
    if choice == "date":
        with deps.reading(click.workspace) as store:
            followup = followups.open_turn(store, followup_id, turn)
        return Open(
            "followup_snooze", {"followup": followup}, {"id": followup_id, "turn": turn, "listed": _is_listed(click)}
        )
    until = snoozed_until(choice, now=deps.now(), tz=click.member.tz)
    with deps.transaction(click.workspace) as store:
        followup = followups.open_turn(store, followup_id, turn)
        followups.snooze(store, followup, until=until, by=click.member, now=deps.now())
        if _is_listed(click):
            return Replace("followup_list", _page(store, click.member, page=0, now=deps.now()))
    return Done()


def snoozed(form: Form, deps: Deps) -> Answer:
    """Submit of *Snooze until*."""
    until = _moment(form, field="when", now=deps.now())
    with deps.transaction(form.workspace) as store:
        followup = followups.open_turn(store, int(form.about["id"]), int(form.about["turn"]))
        followups.snooze(store, followup, until=until, by=form.member, now=deps.now())
        return _after(store, form, deps)


def choose_colleague(click: Click, deps: Deps) -> Answer:
    """*Reassign*: to whom."""
    followup_id, turn = _turn(click.value)
    with deps.reading(click.workspace) as store:
        followup = followups.open_turn(store, followup_id, turn)
    return Open(
        "followup_reassign", {"followup": followup}, {"id": followup_id, "turn": turn, "listed": _is_listed(click)}
    )


def reassigned(form: Form, deps: Deps) -> Answer:
    """Submit of *Reassign*."""
    to = _colleague(form, deps)
    with deps.transaction(form.workspace) as store:
        followup = followups.open_turn(store, int(form.about["id"]), int(form.about["turn"]))
        followups.reassign(store, followup, to=to, by=form.member, now=deps.now())
        return _after(store, form, deps)


ASK = SubCommand(ask, "<who> <when> <what>", f"be reminded, for example {FORM}", Role.MARKETER)

ROUTES = Routes(
    commands={"/followup": {"list": SubCommand(list_open, "list", "what waits for me, overdue first")}},
    defaults={"/followup": ASK},
    clicks={
        "followup.ask": (ask_button, Role.MARKETER),
        "followup.page": (turn_page, Role.VIEWER),
        "followup.back": (turn_page, Role.VIEWER),
        "followup.list": (turn_page, Role.VIEWER),
        "followup.done": (choose_done, Role.MARKETER),
        "followup.snooze": (snooze, Role.MARKETER),
        "followup.reassign": (choose_colleague, Role.MARKETER),
    },
    forms={
        "followup_add": (asked, Role.MARKETER),
        "followup_done": (done, Role.MARKETER),
        "followup_snooze": (snoozed, Role.MARKETER),
        "followup_reassign": (reassigned, Role.MARKETER),
    },
    shortcuts={"followup.message": (ask_about_message, Role.MARKETER)},
)
