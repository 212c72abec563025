"""Figures in Slack: typing those of a profile, and saying how the rates on a card are made."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.deps import Deps
from bot.domain.influencers.counts import parse_count
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.influencers import cards, explaining, influencers
from handlers.answers import Answer, Finish, Open
from handlers.requests import Click, Form
from handlers.routes import Routes

SHOWN = 6
"""Profiles that *How?* explains."""


def explain(click: Click, deps: Deps) -> Answer:
    """*How?*: where the figures come from, how the rates are made, what they are compared with, and flags."""
    with deps.reading(click.workspace) as store:
        card = cards.load(store, click.id, reader=click.member, now=deps.now())
        figures = card.figures[:SHOWN]
        judged = explaining.of_profiles(store, figures, today=_today(click.member, deps))
    return Open("figures_how", {"figures": figures, "judged": judged})


def type_figures(click: Click, deps: Deps) -> Answer:
    """*Add figures*: the figures of one profile on one day."""
    with deps.reading(click.workspace) as store:
        card = cards.load(store, click.id, reader=click.member, now=deps.now())
    if not card.figures:
        raise Refused("There is no profile yet. Add one with *Edit* first.")
    day = _today(click.member, deps).isoformat()
    return Open("figures_add", {"card": card, "day": day}, {"id": click.id})


def figures_typed(form: Form, deps: Deps) -> Answer:
    """Submit of *Add figures*."""
    day = date.fromisoformat(form.text("day"))
    if day > _today(form.member, deps):
        raise Refused("This day lies ahead.", field="day")
    given = {name: _count(form, name) for name in cards.TYPED_FIGURES if name in form.typed}
    with deps.transaction(form.workspace) as store:
        profiles = store.profiles.of([form.id]).get(form.id, [])
        profile = next((one for one in profiles if str(one.id) == form.text("profile")), None)
        if profile is None:
            raise Refused("This profile was removed meanwhile. Choose another.", field="profile")
        influencers.record_figures(store, profile, day, given, by=form.member, now=deps.now())
        card = cards.load(store, form.id, reader=form.member, now=deps.now())
    return Finish("influencer_card", {"card": card})


def _today(member: Member, deps: Deps) -> date:
    """The day that it is where this member is."""
    return deps.now().astimezone(ZoneInfo(member.tz)).date()


def _count(form: Form, name: str) -> int | None:
    try:
        return parse_count(form.text(name))
    except Refused as refused:
        raise Refused(refused.sentence, field=name) from refused


ROUTES = Routes(
    clicks={"influencer.how": (explain, Role.VIEWER), "figures.add": (type_figures, Role.MARKETER)},
    forms={"figures_add": (figures_typed, Role.MARKETER)},
)
