"""Follow-ups in Slack: asking for one, and the list of what waits."""

from datetime import UTC, datetime

from bot.dates import parse_when, say_when, split_followup
from bot.deps import Deps, Store
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.influencers import followups, touches, who
from bot.services.nudges import upcoming
from bot.services.team import members
from handlers.answers import Answer, Finish, Open, Replace, Say
from handlers.pickers import chosen_influencer, influencer_options, picked
from handlers.requests import Click, Command, Form, Shortcut
from handlers.routes import Routes, SubCommand

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
        quiet = _quiet(store, command.member, wanted.at, is_urgent=False, now=now)
    several = len(named.influencers) > 1
    values = {
        "quiet": quiet,
        "tz": tz,
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
    about = {"when": None, "at": None, "what": "", "owner": owner, "quiet": None, "tz": "UTC"}
    return {"chosen": None, "among": [], "name": None, **about}


def _quiet(store: Store, owner: Member, at: datetime, *, is_urgent: bool, now: datetime) -> dict[str, object] | None:
    """When a follow-up comes that was asked for outside of its owner's hours, and why not at once; else None."""
    comes, why = upcoming.in_hours(store, owner.slack_id, at, is_urgent=is_urgent, now=now)
    return {"why": why, "comes": comes} if why else None


def asked(form: Form, deps: Deps) -> Answer:
    """Submit of *Follow up*."""
    now = deps.now()
    influencer_id = chosen_influencer(form)
    due_at = moment_of(form, field="when", now=now)
    owner = colleague_of(form, deps) if form.optional("owner") else form.member
    is_urgent = bool(form.typed.get("urgent"))
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
            is_urgent=is_urgent,
        )
        influencer = touches.found(store, influencer_id)
        quiet = _quiet(store, owner, due_at, is_urgent=is_urgent, now=now)
    values = {"followup": followup, "influencer": influencer, "reader": form.member, "owner": owner, "quiet": quiet}
    return Finish("followup_set", values)


def colleague_of(form: Form, deps: Deps) -> Member:
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


def moment_of(form: Form, *, field: str, now: datetime) -> datetime:
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
        return Say("followup_list", page_of(store, command.member, page=0, now=deps.now()))


def turn_page(click: Click, deps: Deps) -> Answer:
    """Another page of the list, or the whole list from Home."""
    with deps.reading(click.workspace) as store:
        values = page_of(store, click.member, page=int(click.value), now=deps.now())
    return Replace("followup_list", values)


def page_of(store: Store, member: Member, *, page: int, now: datetime) -> dict[str, object]:
    """The values of a page of a member's list. `page` counts from 0."""
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


ASK = SubCommand(ask, "<who> <when> <what>", f"be reminded, for example {FORM}", Role.MARKETER)

ROUTES = Routes(
    commands={"/followup": {"list": SubCommand(list_open, "list", "what waits for me, overdue first")}},
    defaults={"/followup": ASK},
    clicks={
        "followup.ask": (ask_button, Role.MARKETER),
        "followup.page": (turn_page, Role.VIEWER),
        "followup.back": (turn_page, Role.VIEWER),
        "followup.list": (turn_page, Role.VIEWER),
    },
    forms={"followup_add": (asked, Role.MARKETER)},
    shortcuts={"followup.message": (ask_about_message, Role.MARKETER)},
)
