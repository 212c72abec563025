"""Live content in Slack: the post of a deliverable, its check of disclosure, and the rights to use it."""

from datetime import date

from bot.deps import Deps, Store
from bot.domain.content.usage_rights import RightKind
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.content import content, publishing, usage_rights
from handlers.answers import Answer, Finish, Open, Replace
from handlers.requests import Click, Form
from handlers.routes import Routes

KINDS = [(one.value, one.value.capitalize()) for one in RightKind]


def choose_post(click: Click, deps: Deps) -> Answer:
    """*Published* on an approved deliverable."""
    with deps.reading(click.workspace) as store:
        one = publishing.publishable(store, click.id)
        draft = store.deliverables.drafts(one.id)[:1]
    today = content.today_of(click.member, now=deps.now())
    values = {"deliverable": one, "caption": draft[0].text if draft else "", "today": today}
    return Open("deliverable_publish", values, {"id": one.id, "version": one.version})


def published(form: Form, deps: Deps) -> Answer:
    """Submit of *Published*."""
    with deps.transaction(form.workspace) as store:
        told = publishing.Publication(form.text("url"), _day(form, "published_on"), _seen(form))
        post = publishing.publish(store, form.id, told, version=form.version, by=form.member, now=deps.now())
        return _card(store, post.deliverable_id or 0, reader=form.member)


def choose_check(click: Click, deps: Deps) -> Answer:
    """*Check again*, wherever a live post stands."""
    with deps.reading(click.workspace) as store:
        post = publishing.live_post(store, click.id)
        one = content.found(store, post.deliverable_id or 0)
    return Open("deliverable_check", {"deliverable": one, "post": post}, {"id": post.id, "at": publishing.mark(post)})


def checked(form: Form, deps: Deps) -> Answer:
    """Submit of *Check again*."""
    with deps.transaction(form.workspace) as store:
        post = publishing.check_again(
            store,
            form.id,
            _seen(form),
            checked_at=str(form.about["at"]),
            by=form.member,
            now=deps.now(),
        )
        return _card(store, post.deliverable_id or 0, reader=form.member)


def choose_right(click: Click, deps: Deps) -> Answer:
    """*Usage rights* on a deliverable's card."""
    with deps.reading(click.workspace) as store:
        one = content.found(store, click.id)
    return Open("right_add", {"deliverable": one, "kinds": KINDS, "right": None}, {"id": one.id})


def choose_renewal(click: Click, deps: Deps) -> Answer:
    """*Renew* a usage right that ends: the same again, with another last day."""
    with deps.reading(click.workspace) as store:
        right = usage_rights.found(store, click.id)
        one = content.found(store, right.deliverable_id)
    return Open("right_add", {"deliverable": one, "kinds": KINDS, "right": right}, {"id": one.id})


def right_added(form: Form, deps: Deps) -> Answer:
    """Submit of *Usage rights*."""
    if form.text("kind") not in set(RightKind):
        raise Refused("Choose what may be done with it.", field="kind")
    fields = {
        "kind": RightKind(form.text("kind")),
        "channel": form.text("channel"),
        "territory": form.text("territory"),
        "until": _day(form, "until"),
        "ad_code": form.optional("ad_code"),
    }
    with deps.transaction(form.workspace) as store:
        usage_rights.add(store, form.id, fields, by=form.member, now=deps.now())
        return _card(store, form.id, reader=form.member)


def end_right(click: Click, deps: Deps) -> Answer:
    """*End* beside a usage right."""
    with deps.transaction(click.workspace) as store:
        right = usage_rights.end(store, click.id, by=click.member, now=deps.now())
        card = content.load(store, right.deliverable_id, reader=click.member)
    return Replace("deliverable_card", {"card": card})


def _seen(form: Form) -> publishing.Seen:
    return publishing.Seen(form.text("caption"), form.optional("on_screen"), form.optional("spoken"))


def _day(form: Form, name: str) -> date | None:
    day = form.optional(name)
    return date.fromisoformat(day) if day else None


def _card(store: Store, deliverable_id: int, *, reader: Member) -> Finish:
    return Finish("deliverable_card", {"card": content.load(store, deliverable_id, reader=reader)})


ROUTES = Routes(
    clicks={
        "deliverable.publish": (choose_post, Role.MARKETER),
        "deliverable.check": (choose_check, Role.MARKETER),
        "right.add": (choose_right, Role.MARKETER),
        "right.renew": (choose_renewal, Role.MARKETER),
        "right.end": (end_right, Role.MARKETER),
    },
    forms={
        "deliverable_publish": (published, Role.MARKETER),
        "deliverable_check": (checked, Role.MARKETER),
        "right_add": (right_added, Role.MARKETER),
    },
)
