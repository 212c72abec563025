"""Roles and the state of Rapport: `/rapport roles` and `/rapport status`."""

from bot.deps import Deps
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.team import audit_check, kept_messages, members
from handlers.answers import Answer, Done, Finish, Open, Say
from handlers.requests import Click, Command, Form
from handlers.routes import Routes, SubCommand


def roles(command: Command, deps: Deps) -> Answer:
    """`/rapport roles`: who has which role."""
    with deps.reading(command.workspace) as store:
        return Say("roles", {"members": store.members.all(), "reader": command.member})


def choose_role(_click: Click, _deps: Deps) -> Answer:
    """*Change a role*."""
    return Open("role_change", {"roles": [(role.value, role.value) for role in Role]})


def role_chosen(form: Form, deps: Deps) -> Answer:
    """Submit of *Change a role*."""
    chosen = form.optional("who")
    if chosen is None:
        raise Refused("Choose a colleague.", field="who")
    try:
        person = deps.directory.person(chosen)
    except Refused as refused:
        raise Refused(refused.sentence, field="who") from refused
    with deps.transaction(form.workspace) as store:
        to = members.meet(store, person, deps)
        members.give_role(store, deps, to=to, role=Role(form.text("role")), by=form.member)
        return Finish("roles", {"members": store.members.all(), "reader": form.member})


def status(command: Command, deps: Deps) -> Answer:
    """`/rapport status`: how much there is, and what waits."""
    with deps.reading(command.workspace) as store:
        values = {
            "influencers": store.searches.size(),
            "posts": store.posts.count(),
            "unsent": store.outbox.unsent(),
            "failed": store.outbox.failed(),
            "kept": kept_messages.standing(store),
            "shut": store.outbox.causes(),
            "running": store.jobs.running(),
            "merges": store.merges.waiting(),
            "audit": audit_check.standing(store, now=deps.now()),
            "reader": command.member,
        }
    return Say("status", values)


def post_kept(click: Click, deps: Deps) -> Answer:
    """*Post them now*: what was kept for a conversation; the message that told of it changes by itself."""
    with deps.transaction(click.workspace) as store:
        kept_messages.post_now(store, click.value, by=click.member, now=deps.now())
    return Done()


ROUTES = Routes(
    commands={
        "/rapport": {
            "roles": SubCommand(roles, "roles", "who may do what"),
            "status": SubCommand(status, "status", "how much there is, and what waits"),
        }
    },
    clicks={"roles.change": (choose_role, Role.ADMIN), "kept.post": (post_kept, Role.MARKETER)},
    forms={"role_change": (role_chosen, Role.ADMIN)},
)
