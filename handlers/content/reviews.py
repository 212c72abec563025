"""Drafts in Slack: submitting one, and reviewing it."""

from collections.abc import Mapping
from typing import Any

from bot.deps import Deps
from bot.domain.content.deliverables import Decision
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.content import content, drafts, reviews
from handlers.answers import Answer, Finish, Open
from handlers.requests import Click, Form
from handlers.routes import Routes

DECISIONS = [(Decision.APPROVED.value, "Approve"), (Decision.CHANGES.value, "Ask for changes")]
BOXES = 10
"""Boxes in one field: Slack takes no more."""


def choose_draft(click: Click, deps: Deps) -> Answer:
    """*Submit a draft* on a deliverable's card."""
    with deps.reading(click.workspace) as store:
        turn = drafts.next_turn(store, click.id, by=click.member)
    return Open("draft_submit", {"turn": turn}, {"id": click.id, "version": turn.deliverable.version})


def submitted(form: Form, deps: Deps) -> Answer:
    """Submit of a draft."""
    fields = {"text": form.text("text"), "link": form.optional("link"), "file": _file(form)}
    with deps.transaction(form.workspace) as store:
        drafts.submit(
            store,
            form.id,
            fields,
            reason=form.text("over_cap"),
            version=form.version,
            by=form.member,
            now=deps.now(),
        )
        return Finish("deliverable_card", {"card": content.load(store, form.id, reader=form.member)})


def _file(form: Form) -> Mapping[str, Any] | None:
    """What is kept of an uploaded file: the bot needs no copy of it."""
    files = form.typed.get("file") or []
    if not files:
        return None
    one = files[0]
    name = str(one.get("name") or one.get("title") or "file")[:200]
    return {"id": one.get("id"), "name": name, "permalink": one.get("permalink")}


def review(click: Click, deps: Deps) -> Answer:
    """*Review*, wherever a draft waits."""
    with deps.reading(click.workspace) as store:
        one = reviews.load(store, click.id)
    places = [(str(at), f"{at + 1}. {text}") for at, text in enumerate(one.must)]
    groups = [places[at : at + BOXES] for at in range(0, len(places), BOXES)]
    values = {"review": one, "groups": groups, "decisions": DECISIONS}
    return Open("draft_review", values, {"id": click.id, "mark": one.mark})


def reviewed(form: Form, deps: Deps) -> Answer:
    """Submit of *Review*."""
    if form.text("decision") not in set(Decision):
        raise Refused("Choose whether it is approved.", field="decision")
    ticked = [int(place) for name, places in form.typed.items() if name.startswith("must_") for place in places or []]
    judgement = reviews.Judgement(
        decision=Decision(form.text("decision")),
        ticked=frozenset(ticked),
        reasons=form.text("reasons"),
        mark=str(form.about["mark"]),
        on_screen=form.optional("on_screen"),
        spoken=form.optional("spoken"),
    )
    with deps.transaction(form.workspace) as store:
        one = reviews.decide(store, form.id, judgement, by=form.member, now=deps.now())
        return Finish("deliverable_card", {"card": content.load(store, one.id, reader=form.member)})


ROUTES = Routes(
    clicks={"draft.submit": (choose_draft, Role.MARKETER), "review.open": (review, Role.MARKETER)},
    forms={"draft_submit": (submitted, Role.MARKETER), "draft_review": (reviewed, Role.MARKETER)},
)
