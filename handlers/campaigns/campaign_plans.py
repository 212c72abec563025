"""Planning a campaign in Slack, step by step, and changing its plan: nothing typed is lost on the way."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.deps import Deps, Store
from bot.domain.campaigns.campaigns import Campaign
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Role
from bot.services.campaigns import campaign_cards, campaigns
from bot.services.results import conversions
from handlers.answers import Answer, Change, Done, Finish, Open, Replace, Say
from handlers.campaigns.campaign_forms import FIRST, PARTS, STEPS, defaults, plan_of, shown, typed_of
from handlers.influencers.followups import colleague_of
from handlers.requests import Click, Command, Form
from handlers.routes import Routes, SubCommand

LISTED = 5
"""Unfinished plans that `/campaign new` offers to go on with."""

NOT_COPIED = ("starts_on", "ends_on", "channel")
"""What belongs to one run of a campaign alone."""


def new(command: Command, deps: Deps) -> Answer:
    """`/campaign new [name]`: the first step; or what the person began before, to go on with."""
    with deps.reading(command.workspace) as store:
        begun = store.campaigns.unfinished(command.member.slack_id, limit=LISTED)
        if begun:
            return Say("campaign_unfinished", {"begun": begun, "name": command.text[:100]})
        typed = {**defaults(store, owner=command.member.slack_id), "name": command.text[:100]}
    return _first_step(typed, secrets.token_hex(8))


def begin(click: Click, deps: Deps) -> Answer:
    """*Plan a campaign*: a new one, whatever else was begun."""
    with deps.reading(click.workspace) as store:
        typed = {**defaults(store, owner=click.member.slack_id), "name": click.value}
    return _first_step(typed, secrets.token_hex(8))


def resume(click: Click, deps: Deps) -> Answer:
    """*Go on* with an unfinished plan."""
    with deps.reading(click.workspace) as store:
        typed = store.campaigns.typed(click.value, slack_id=click.member.slack_id)
    if typed is None:
        raise Refused("This plan is finished or was thrown away. `/campaign list` shows what there is.")
    return _first_step(typed, click.value)


def discard(click: Click, deps: Deps) -> Answer:
    """*Throw away* an unfinished plan."""
    with deps.transaction(click.workspace) as store:
        store.campaigns.forget_typed(click.value, slack_id=click.member.slack_id)
        begun = store.campaigns.unfinished(click.member.slack_id, limit=LISTED)
    return Replace("campaign_unfinished", {"begun": begun, "name": ""})


def copy(click: Click, deps: Deps) -> Answer:
    """*Copy*: a new plan with everything of an old one but its dates, channel and results."""
    token = secrets.token_hex(8)
    with deps.transaction(click.workspace) as store:
        campaign = campaigns.found(store, click.id)
        typed = typed_of(store, campaign) | dict.fromkeys(NOT_COPIED)
        typed |= {"name": campaigns.next_name(store, campaign.name), "owner": click.member.slack_id}
        store.campaigns.keep_typed(token, typed, campaign_id=None, slack_id=click.member.slack_id, now=deps.now())
    return _first_step(typed, token)


def _first_step(typed: Mapping[str, Any], token: str) -> Answer:
    step = STEPS[0]
    return Open("campaign_plan", shown(typed, step=step, is_new=True), {"plan": token, "step": step})


def turn(click: Click, deps: Deps) -> Answer:
    """*Back*, or another part of the plan: what stands in this one is kept, whether or not it is right."""
    with deps.transaction(click.workspace) as store:
        kept = _keep(store, click, deps)
        typed = {**_before(store, click), **kept}
    return _part(click, typed, step=click.value)


def _part(given: Click | Form, typed: Mapping[str, Any], *, step: str) -> Answer:
    about = {name: given.about[name] for name in ("plan", "id", "version") if name in given.about}
    return Change("campaign_plan", shown(typed, step=step, is_new="id" not in about), {**about, "step": step})


def _before(store: Store, given: Click | Form) -> dict[str, Any]:
    """What the fields held before anybody typed: the defaults, or the campaign as it is."""
    if "id" not in given.about:
        return defaults(store, owner=given.member.slack_id)
    return typed_of(store, campaigns.found(store, int(given.about["id"])))


def _keep(store: Store, given: Click | Form, deps: Deps) -> dict[str, Any]:
    """Keep what was typed in this part beside what was typed in the others; gives all that was typed."""
    token, who = str(given.about["plan"]), given.member.slack_id
    typed = {**(store.campaigns.typed(token, slack_id=who) or {}), **given.typed}
    store.campaigns.keep_typed(token, typed, campaign_id=given.about.get("id"), slack_id=who, now=deps.now())
    return typed


def closed(form: Form, deps: Deps) -> Answer:
    """The window was closed, perhaps by accident: what was typed into a new plan is kept."""
    if "id" in form.about:
        return Done()
    with deps.transaction(form.workspace) as store:
        before = _before(store, form)
        if any(value and value != before.get(name) for name, value in form.typed.items()):
            _keep(store, form, deps)
    return Done()


def submitted(form: Form, deps: Deps) -> Answer:
    """*Next*, *Plan it* or *Save*."""
    with deps.transaction(form.workspace) as store:
        kept = _keep(store, form, deps)
        typed = {**_before(store, form), **kept}
    if "id" in form.about:
        return _save(replace(form, typed=kept), deps)
    _check(form, deps, known=None)
    token, step = str(form.about["plan"]), str(form.about["step"])
    if step != STEPS[-1]:
        return _part(form, typed, step=STEPS[STEPS.index(step) + 1])
    plan = plan_of(replace(form, typed=typed), STEPS)
    with deps.transaction(form.workspace) as store:
        campaign_id = campaigns.add(store, plan, by=form.member, now=deps.now())
        store.campaigns.forget_typed(token, slack_id=form.member.slack_id)
        return Finish("campaign_card", {"card": campaign_cards.load(store, campaign_id, now=deps.now())})


def _check(form: Form, deps: Deps, *, known: Campaign | None) -> None:
    """Refuse what is wrong in this part of a plan: every fault at once, on its field."""
    faults = Faults()
    with faults.noting():
        plan_of(form, (str(form.about["step"]),))
    if form.optional("owner") and form.text("owner") != (known.owner if known else form.member.slack_id):
        with faults.noting():
            colleague_of(form, deps)
    channel = form.optional("channel")
    if channel and channel != (known.channel if known else None):
        with faults.noting():
            _check_channel(channel, deps)
    if "name" in form.typed and known is None:
        with deps.reading(form.workspace) as store, faults.noting():
            campaigns.check_name_free(store, form.text("name"))
    faults.check()


def _check_channel(channel: str, deps: Deps) -> None:
    try:
        deps.directory.check_channel(channel)
    except Refused as refused:
        raise Refused(refused.sentence, field="channel") from refused


def edit(click: Click, deps: Deps) -> Answer:
    """*Edit*: the plan as it is, part by part."""
    with deps.transaction(click.workspace) as store:
        campaign = campaigns.found(store, click.id)
        campaigns.check_open(campaign)
        store.campaigns.forget_changes(campaign.id, slack_id=click.member.slack_id)
        values = shown(typed_of(store, campaign), step=STEPS[0], is_new=False)
    about = {"plan": secrets.token_hex(8), "id": campaign.id, "version": campaign.version, "step": STEPS[0]}
    return Open("campaign_plan", values, about)


def _save(form: Form, deps: Deps) -> Answer:
    """Save the parts that were seen, all at once. `form` holds what was typed in any of them."""
    with deps.reading(form.workspace) as store:
        campaign = campaigns.found(store, form.id)
    _check(form, deps, known=campaign)
    seen = tuple(step for step in STEPS if FIRST[step] in form.typed)
    for step in seen:
        _check_unseen(form, step)
    with deps.transaction(form.workspace) as store:
        campaigns.change(store, form.id, plan_of(form, seen), version=form.version, by=form.member, now=deps.now())
        conversions.campaign_changed(store, campaign, by=form.member.slack_id, now=deps.now())
        store.campaigns.forget_typed(str(form.about["plan"]), slack_id=form.member.slack_id)
        return Finish("campaign_card", {"card": campaign_cards.load(store, form.id, now=deps.now())})


def _check_unseen(form: Form, step: str) -> None:
    """Name the part in which a fault is, for whoever looks at another one."""
    try:
        plan_of(form, (step,))
    except Refused as refused:
        raise Refused(f"In “{PARTS[step]}”: {refused.sentence}") from refused


ROUTES = Routes(
    commands={"/campaign": {"new": SubCommand(new, "new [name]", "plan one, step by step", Role.MARKETER)}},
    clicks={
        "campaign.new": (begin, Role.MARKETER),
        "campaign.resume": (resume, Role.MARKETER),
        "campaign.discard": (discard, Role.MARKETER),
        "campaign.copy": (copy, Role.MARKETER),
        "campaign.edit": (edit, Role.MARKETER),
        "campaign.part": (turn, Role.MARKETER),
    },
    forms={"campaign_plan": (submitted, Role.MARKETER)},
    closes={"campaign_plan": (closed, Role.MARKETER)},
)
