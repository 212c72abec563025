"""Relationship health in Slack: how it comes about, and what a team weighs; the gaps of the cadence."""

from decimal import Decimal, InvalidOperation

from bot.deps import Deps, Store
from bot.domain.explained import explain
from bot.domain.influencers import cadence as cadence_rules
from bot.domain.influencers.health import HEAVIEST, Part
from bot.domain.refused import Faults, Refused
from bot.domain.results.benchmarks import Tier, bounds
from bot.domain.team.roles import Member, Role
from bot.services.influencers import cadences, health, touches
from bot.services.team import team_settings
from handlers.answers import Answer, Change, Done, Open
from handlers.requests import Click, Form
from handlers.routes import Routes


def how(click: Click, deps: Deps) -> Answer:
    """*How?* beside the health of a relationship."""
    with deps.reading(click.workspace) as store:
        return Open("health_how", _explained(store, click.id, reader=click.member, deps=deps), {"id": click.id})


def _explained(store: Store, influencer_id: int, *, reader: Member, deps: Deps) -> dict[str, object]:
    influencer, now = touches.found(store, influencer_id), deps.now()
    found = health.of(store, influencer, now=now)
    return {
        "influencer": influencer,
        "health": found,
        "explained": explain(found.figure(day=now.date())),
        "parts": [(one, [(fact, explain(fact.figure)[1:]) for fact in one.facts]) for one in found.parts],
        "may_change": reader.role.covers(Role.MANAGER),
    }


def weigh(click: Click, deps: Deps) -> Answer:
    """*Weights* in *How?*: how much each part counts."""
    today = deps.now().date()
    with deps.reading(click.workspace) as store:
        weights = health.weights_of(store, day=today)
        seen = team_settings.version_of(store, health.WEIGHTS, today=today)
    typed = {str(part): f"{weights[part].normalize():f}" for part in Part}
    return Change("health_weights", {"typed": typed}, {"id": int(click.about["id"]), "seen": seen})


def weighed(form: Form, deps: Deps) -> Answer:
    """Submit of *Weights*."""
    weights = _weights(form)
    with deps.transaction(form.workspace) as store:
        health.weigh(store, weights, seen=str(form.about["seen"]), by=form.member, now=deps.now())
        about = {"id": form.id}
        return Change("health_how", _explained(store, about["id"], reader=form.member, deps=deps), about)


def _weights(form: Form) -> dict[Part, Decimal]:
    faults, told = Faults(), {}
    for part in Part:
        with faults.noting():
            try:
                told[part] = Decimal(form.text(part).replace(",", "."))
            except InvalidOperation as error:
                raise Refused(f"Write a number from 0 to {HEAVIEST}.", field=part) from error
    faults.check()
    return told


def rules(click: Click, deps: Deps) -> Answer:
    """The gaps of the cadence, for managers."""
    today = deps.now().date()
    with deps.reading(click.workspace) as store:
        cadence = cadences.holding(store, today=today)
        seen = team_settings.version_of(store, cadences.RULES, today=today)
    values = {
        "tiers": [(str(tier), *bounds(tier), str(cadence.tiers[tier])) for tier in Tier],
        "stages": [(str(stage), str(cadence.stages.get(stage, ""))) for stage in cadence_rules.BY_STAGE],
        "tags": "\n".join(f"{tag}: {gap}" for tag, gap in cadence.tags.items()),
    }
    return Open("cadence_rules", values, {"seen": seen})


def ruled(form: Form, deps: Deps) -> Answer:
    """Submit of the gaps of the cadence."""
    typed = {name: form.text(name) for name in (*Tier, *cadence_rules.BY_STAGE, "tags")}
    with deps.transaction(form.workspace) as store:
        cadences.choose(store, typed, seen=str(form.about["seen"]), by=form.member, now=deps.now())
    return Done()


ROUTES = Routes(
    clicks={
        "health.how": (how, Role.MARKETER),
        "health.weights": (weigh, Role.MANAGER),
        "cadence.rules": (rules, Role.MANAGER),
    },
    forms={"health_weights": (weighed, Role.MANAGER), "cadence_rules": (ruled, Role.MANAGER)},
)
