"""Deliverables in Slack: planning content on a collaboration, the list, and the card of one."""

from datetime import date
from typing import Any

from bot import words
from bot.deps import Deps, Store
from bot.domain.content.deliverables import Format
from bot.domain.influencers.platforms import PLATFORMS
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import campaigns, collaboration_cards, collaborations
from bot.services.content import content, deliverables
from bot.services.influencers import touches
from handlers.answers import Answer, Finish, Open, Replace, Say
from handlers.requests import Click, Form
from handlers.routes import Routes

PAGE = 15
FORMATS = [(one.value, one.value.capitalize()) for one in Format]


def choose(click: Click, deps: Deps) -> Answer:
    """*Plan content* on a collaboration's card."""
    with deps.reading(click.workspace) as store:
        collaboration = deliverables.open_collaboration(store, click.id)
        values = {
            "influencer": touches.found(store, collaboration.influencer_id),
            "campaign": campaigns.found(store, collaboration.campaign_id),
            "platforms": _platforms(store, collaboration.influencer_id),
            "formats": FORMATS,
        }
    return Open("deliverable_plan", values, {"id": click.id})


def _platforms(store: Store, influencer_id: int) -> list[tuple[str, str]]:
    """All platforms, those of the influencer's profiles first, with the handle there."""
    own: dict[str, str] = {}
    for one in store.profiles.of([influencer_id]).get(influencer_id, []):
        own.setdefault(one.platform, words.profile(one.platform, handle=one.handle))
    return [*own.items(), *((one.key, one.name) for one in PLATFORMS.values() if one.key not in own)]


def planned(form: Form, deps: Deps) -> Answer:
    """Submit of *Plan content*."""
    number = form.text("number")
    with deps.transaction(form.workspace) as store:
        deliverables.plan(
            store,
            form.id,
            _fields(form),
            number=int(number) if number.isdecimal() and len(number) < 9 else 0,
            by=form.member,
            now=deps.now(),
        )
        return _collaboration(store, form.id, reader=form.member)


def _fields(form: Form) -> dict[str, Any]:
    day = form.optional("due_on")
    return {
        "platform": form.text("platform"),
        "format": Format(form.text("format")),
        "title": " ".join(form.text("title").split()),
        "due_on": date.fromisoformat(day) if day else None,
    }


def _collaboration(store: Store, collaboration_id: int, *, reader: Member) -> Finish:
    card = collaboration_cards.load(store, collaboration_id, reader=reader)
    return Finish("collaboration_card", {"card": card})


def edit(click: Click, deps: Deps) -> Answer:
    """*Edit* on a planned deliverable."""
    with deps.reading(click.workspace) as store:
        one = content.found(store, click.id)
        deliverables.check_planned(one)
        influencer_id = collaborations.found(store, one.collaboration_id).influencer_id
        values = {"deliverable": one, "platforms": _platforms(store, influencer_id), "formats": FORMATS}
    return Open("deliverable_edit", values, {"id": one.id, "version": one.version})


def edited(form: Form, deps: Deps) -> Answer:
    """Submit of *Edit*."""
    with deps.transaction(form.workspace) as store:
        deliverables.change(store, form.id, _fields(form), version=form.version, by=form.member, now=deps.now())
        return Finish("deliverable_card", {"card": content.load(store, form.id, reader=form.member)})


def remove(click: Click, deps: Deps) -> Answer:
    """*Remove* on a planned deliverable."""
    deliverable_id, _, version = click.value.partition(":")
    with deps.transaction(click.workspace) as store:
        gone = deliverables.remove(store, int(deliverable_id), version=int(version), by=click.member, now=deps.now())
        card = collaboration_cards.load(store, gone.collaboration_id, reader=click.member)
    return Replace("collaboration_card", {"card": card})


def open_card(click: Click, deps: Deps) -> Answer:
    """*Open*, wherever a deliverable stands."""
    with deps.reading(click.workspace) as store:
        return Say("deliverable_card", {"card": content.load(store, click.id, reader=click.member)})


def list_all(click: Click, deps: Deps) -> Answer:
    """*All deliverables*, where a card does not hold them."""
    with deps.reading(click.workspace) as store:
        return Say("deliverable_list", _page(store, click.id, page=0))


def turn_page(click: Click, deps: Deps) -> Answer:
    """Another page of the list."""
    collaboration_id, _, page = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        return Replace("deliverable_list", _page(store, int(collaboration_id), page=int(page)))


def _page(store: Store, collaboration_id: int, *, page: int) -> dict[str, object]:
    collaboration = collaborations.found(store, collaboration_id)
    lines = content.lines(store, [collaboration_id])
    pages = max(1, -(-len(lines) // PAGE))
    page = min(page, pages - 1)
    return {
        "lines": lines[page * PAGE : (page + 1) * PAGE],
        "total": len(lines),
        "page": page,
        "pages": pages,
        "collaboration_id": collaboration_id,
        "influencer": touches.found(store, collaboration.influencer_id),
        "campaign": campaigns.found(store, collaboration.campaign_id),
    }


ROUTES = Routes(
    clicks={
        "deliverable.plan": (choose, Role.MARKETER),
        "deliverable.open": (open_card, Role.VIEWER),
        "deliverable.list": (list_all, Role.VIEWER),
        "deliverable.page": (turn_page, Role.VIEWER),
        "deliverable.back": (turn_page, Role.VIEWER),
        "deliverable.edit": (edit, Role.MARKETER),
        "deliverable.remove": (remove, Role.MARKETER),
    },
    forms={
        "deliverable_plan": (planned, Role.MARKETER),
        "deliverable_edit": (edited, Role.MARKETER),
    },
)
