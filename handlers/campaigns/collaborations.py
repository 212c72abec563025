"""Collaborations in Slack: their card, and changing stage, costs, terms and owner."""

from datetime import date

from bot.deps import Deps, Store
from bot.domain.campaigns.collaborations import CollaborationStage, CostKind, CostState, next_stages
from bot.domain.campaigns.rosters import brought_stage
from bot.domain.explained import say_money
from bot.domain.team.roles import Role
from bot.services.campaigns import campaign_cards, collaboration_cards, collaborations, costs, roster_checks
from bot.services.campaigns.costs import Typed
from handlers.answers import Answer, Finish, Open, Replace, Say
from handlers.influencers.followups import colleague_of
from handlers.requests import Click, Form
from handlers.routes import Routes

KINDS = [(kind.value, kind.value.capitalize()) for kind in CostKind]
STATES = [(state.value, state.value.capitalize()) for state in CostState]


def open_card(click: Click, deps: Deps) -> Answer:
    """*Open*, wherever a collaboration stands."""
    with deps.reading(click.workspace) as store:
        card = collaboration_cards.load(store, click.id, reader=click.member)
    return Say("collaboration_card", {"card": card})


def _after(store: Store, form: Form, collaboration_id: int, *, note: str = "") -> Answer:
    """The card, once a form has done its work."""
    card = collaboration_cards.load(store, collaboration_id, reader=form.member, note=note)
    return Finish("collaboration_card", {"card": card})


def _form(click: Click, deps: Deps) -> tuple[collaboration_cards.CollaborationCard, dict[str, int]]:
    """The card that a form is about, and what the form is to remember."""
    with deps.reading(click.workspace) as store:
        card = collaboration_cards.load(store, click.id, reader=click.member)
    return card, {"id": card.collaboration.id, "version": card.collaboration.version}


def choose_stage(click: Click, deps: Deps) -> Answer:
    """*Change stage*: the stages that may follow, and what they mean for the relationship."""
    card, about = _form(click, deps)
    with deps.reading(click.workspace) as store:
        touched = roster_checks.touched(store, [card.influencer.id], by=click.member, now=deps.now())
    stages = next_stages(card.collaboration.stage)
    brings = [(to, brought) for to in stages if (brought := brought_stage(card.influencer.stage, to))]
    if not stages:
        return Say("refused", {"sentence": "This collaboration is completed: nothing more follows."})
    values = {"card": card, "stages": [(stage, stage.capitalize()) for stage in stages], "brings": brings}
    values["touched"] = touched.get(card.influencer.id)
    return Open("collaboration_stage", values, about)


def stage_chosen(form: Form, deps: Deps) -> Answer:
    """Submit of *Change stage*."""
    now = deps.now()
    to = CollaborationStage(form.text("stage"))
    with deps.transaction(form.workspace) as store:
        one = collaborations.at_version(store, form.id, form.version, field="stage")
        brought = collaborations.move(store, one, to, why=form.text("why"), by=form.member, now=now)
        campaign_cards.refresh(store, one.campaign_id, now=now)
        also = f" {collaborations.name_of(store, one)[:100]} is {brought} now, too." if brought else ""
        return _after(store, form, form.id, note=f"From {one.stage} to {to}.{also}")


def choose_terms(click: Click, deps: Deps) -> Answer:
    """*Terms*: exclusivity."""
    card, about = _form(click, deps)
    return Open("collaboration_terms", {"card": card}, about)


def terms_chosen(form: Form, deps: Deps) -> Answer:
    """Submit of *Terms*."""
    typed = form.optional("until")
    until = date.fromisoformat(typed) if typed else None
    category = " ".join(form.text("category").split())
    with deps.transaction(form.workspace) as store:
        one = collaborations.at_version(store, form.id, form.version, field="category")
        collaborations.change_terms(store, one, category=category, until=until, by=form.member, now=deps.now())
        return _after(store, form, form.id)


def choose_owner(click: Click, deps: Deps) -> Answer:
    """*Owner*: who looks after it."""
    card, about = _form(click, deps)
    return Open("collaboration_owner", {"card": card}, about)


def owner_chosen(form: Form, deps: Deps) -> Answer:
    """Submit of *Owner*."""
    now, to = deps.now(), colleague_of(form, deps)
    with deps.transaction(form.workspace) as store:
        one = collaborations.at_version(store, form.id, form.version, field="owner")
        collaborations.give(store, one, to=to, by=form.member, now=now)
        campaign_cards.refresh(store, one.campaign_id, now=now)
        return _after(store, form, form.id)


def list_costs(click: Click, deps: Deps) -> Answer:
    """*Costs*: the lines, and a form for one more."""
    card, about = _form(click, deps)
    return Open("collaboration_costs", {"card": card, "kinds": KINDS, "states": STATES}, about)


def _typed(form: Form) -> Typed:
    kind, state = CostKind(form.text("kind")), CostState(form.text("state"))
    return Typed(kind, state, amount=form.text("amount"), note=form.text("note"))


def cost_added(form: Form, deps: Deps) -> Answer:
    """Submit of *Costs*: one more line."""
    with deps.transaction(form.workspace) as store:
        costs.add(store, form.id, _typed(form), by=form.member, now=deps.now())
        return _after(store, form, form.id)


def edit_cost(click: Click, deps: Deps) -> Answer:
    """*Edit* beside a line of cost."""
    with deps.reading(click.workspace) as store:
        cost = costs.free_line(store, click.id)
    amount = say_money(cost.amount, cost.currency).removesuffix(cost.currency).strip()
    values = {"cost": cost, "amount": amount, "kinds": KINDS, "states": STATES}
    return Open("collaboration_cost", values, {"id": cost.id, "version": cost.version})


def cost_changed(form: Form, deps: Deps) -> Answer:
    """Submit of *Edit cost*."""
    with deps.transaction(form.workspace) as store:
        number = costs.change(store, form.id, _typed(form), version=form.version, by=form.member, now=deps.now())
        return _after(store, form, number)


def commit_costs(click: Click, deps: Deps) -> Answer:
    """*Commit them*: what is planned counts as promised."""
    with deps.transaction(click.workspace) as store:
        lines = costs.commit(store, click.id, by=click.member, now=deps.now())
        note = f"{len(lines)} {'cost' if len(lines) == 1 else 'costs'} committed."
        card = collaboration_cards.load(store, click.id, reader=click.member, note=note)
    return Replace("collaboration_card", {"card": card})


ROUTES = Routes(
    clicks={
        "collaboration.open": (open_card, Role.VIEWER),
        "collaboration.stage": (choose_stage, Role.MARKETER),
        "collaboration.costs": (list_costs, Role.MARKETER),
        "collaboration.cost": (edit_cost, Role.MARKETER),
        "collaboration.commit": (commit_costs, Role.MARKETER),
        "collaboration.terms": (choose_terms, Role.MARKETER),
        "collaboration.owner": (choose_owner, Role.MARKETER),
    },
    forms={
        "collaboration_stage": (stage_chosen, Role.MARKETER),
        "collaboration_costs": (cost_added, Role.MARKETER),
        "collaboration_cost": (cost_changed, Role.MARKETER),
        "collaboration_terms": (terms_chosen, Role.MARKETER),
        "collaboration_owner": (owner_chosen, Role.MARKETER),
    },
)
