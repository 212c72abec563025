"""The buttons of a follow-up, wherever it stands: *Done*, *Snooze*, *Reassign*."""

from bot.deps import Deps, Store
from bot.domain.influencers.followups import snoozed_until
from bot.domain.influencers.touches import TouchKind
from bot.domain.team.roles import Role
from bot.services.influencers import followups, touches
from bot.services.nudges import upcoming
from handlers.answers import Answer, Done, Finish, Open, Replace
from handlers.influencers.followups import colleague_of, moment_of, page_of
from handlers.influencers.touches import KINDS
from handlers.requests import Click, Form, turn_of
from handlers.routes import Routes


def _is_listed(click: Click) -> bool:
    """Whether the button stands in a list, which shows what became of it; reminders and Home change by themselves."""
    return click.action.endswith(":list")


def _after(store: Store, form: Form, deps: Deps) -> Answer:
    """What is shown once a form has done its work: the list it was opened from, anew."""
    if not form.about.get("listed"):
        return Done()
    return Finish("followup_list", page_of(store, form.member, page=0, now=deps.now()))


def choose_done(click: Click, deps: Deps) -> Answer:
    """*Done*: what happened, and the next date."""
    followup_id, turn = turn_of(click.value)
    with deps.reading(click.workspace) as store:
        followup = followups.open_turn(store, followup_id, turn)
        influencer = touches.found(store, followup.influencer_id)
    values = {"followup": followup, "influencer": influencer, "kinds": KINDS}
    return Open("followup_done", values, {"id": followup_id, "turn": turn, "listed": _is_listed(click)})


def done(form: Form, deps: Deps) -> Answer:
    """Submit of *Done*."""
    now = deps.now()
    next_at = moment_of(form, field="next", now=now) if form.typed.get("next") else None
    with deps.transaction(form.workspace) as store:
        followups.done(
            store,
            followups.open_turn(store, form.id, form.turn),
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
    followup_id, turn = turn_of(rest)
    if choice == "date":
        with deps.reading(click.workspace) as store:
            followup = followups.open_turn(store, followup_id, turn)
        return Open(
            "followup_snooze", {"followup": followup}, {"id": followup_id, "turn": turn, "listed": _is_listed(click)}
        )
    now = deps.now()
    until = snoozed_until(choice, now=now, tz=click.member.tz)
    with deps.transaction(click.workspace) as store:
        followup = followups.open_turn(store, followup_id, turn)
        until = upcoming.heard_at(store, followup.owner, until, is_urgent=followup.is_urgent, now=now)
        followups.snooze(store, followup, until=until, by=click.member, now=now)
        if _is_listed(click):
            return Replace("followup_list", page_of(store, click.member, page=0, now=deps.now()))
    return Done()


def snoozed(form: Form, deps: Deps) -> Answer:
    """Submit of *Snooze until*."""
    now = deps.now()
    until = moment_of(form, field="when", now=now)
    with deps.transaction(form.workspace) as store:
        followup = followups.open_turn(store, form.id, form.turn)
        until = upcoming.heard_at(store, followup.owner, until, is_urgent=followup.is_urgent, now=now)
        followups.snooze(store, followup, until=until, by=form.member, now=now)
        return _after(store, form, deps)


def choose_colleague(click: Click, deps: Deps) -> Answer:
    """*Reassign*: to whom."""
    followup_id, turn = turn_of(click.value)
    with deps.reading(click.workspace) as store:
        followup = followups.open_turn(store, followup_id, turn)
    return Open(
        "followup_reassign", {"followup": followup}, {"id": followup_id, "turn": turn, "listed": _is_listed(click)}
    )


def reassigned(form: Form, deps: Deps) -> Answer:
    """Submit of *Reassign*."""
    to = colleague_of(form, deps)
    with deps.transaction(form.workspace) as store:
        followup = followups.open_turn(store, form.id, form.turn)
        followups.reassign(store, followup, to=to, by=form.member, now=deps.now())
        return _after(store, form, deps)


ROUTES = Routes(
    clicks={
        "followup.done": (choose_done, Role.MARKETER),
        "followup.snooze": (snooze, Role.MARKETER),
        "followup.reassign": (choose_colleague, Role.MARKETER),
    },
    forms={
        "followup_done": (done, Role.MARKETER),
        "followup_snooze": (snoozed, Role.MARKETER),
        "followup_reassign": (reassigned, Role.MARKETER),
    },
)
