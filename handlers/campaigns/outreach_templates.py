"""The templates of outreach in Slack: listing, adding, changing and deleting them."""

from bot.deps import Deps
from bot.domain.campaigns.outreach import TOKENS, Letter
from bot.domain.team.roles import Role
from bot.services.campaigns import outreach_templates
from handlers.answers import Answer, Finish, Open, Say
from handlers.requests import Click, Form
from handlers.routes import Routes


def listed(click: Click, deps: Deps) -> Answer:
    """*Outreach templates* on a campaign's card."""
    with deps.reading(click.workspace) as store:
        return Say("outreach_templates", {"templates": store.outreaches.templates()})


def add(_click: Click, _deps: Deps) -> Answer:
    """*New template*."""
    return Open("outreach_template", {"template": None, "tokens": list(TOKENS)})


def change_or_delete(click: Click, deps: Deps) -> Answer:
    """*Edit* or *Delete* beside a template."""
    verb, _, template_id = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        template = outreach_templates.found(store, int(template_id))
    about = {"id": template.id, "version": template.version}
    if verb == "delete":
        return Open("outreach_template_delete", {"template": template}, about)
    return Open("outreach_template", {"template": template, "tokens": list(TOKENS)}, about)


def saved(form: Form, deps: Deps) -> Answer:
    """Submit of a template, new or changed."""
    name, letter = form.text("name"), Letter(form.text("subject"), form.text("body"))
    with deps.transaction(form.workspace) as store:
        if form.about.get("id") is None:
            outreach_templates.add(store, name, letter, by=form.member, now=deps.now())
        else:
            outreach_templates.change(
                store, form.id, name, letter, version=form.version, by=form.member, now=deps.now()
            )
        return Finish("outreach_templates", {"templates": store.outreaches.templates()})


def deleted(form: Form, deps: Deps) -> Answer:
    """Submit of *Delete*."""
    with deps.transaction(form.workspace) as store:
        outreach_templates.delete(store, form.id, version=form.version, by=form.member, now=deps.now())
        return Finish("outreach_templates", {"templates": store.outreaches.templates()})


ROUTES = Routes(
    clicks={
        "outreach.templates": (listed, Role.VIEWER),
        "outreach.new": (add, Role.MARKETER),
        "outreach.template": (change_or_delete, Role.MARKETER),
    },
    forms={
        "outreach_template": (saved, Role.MARKETER),
        "outreach_template_delete": (deleted, Role.MARKETER),
    },
)
