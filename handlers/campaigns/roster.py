"""The roster of a campaign in Slack: putting people on it, looking through it, and why somebody fits."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.deps import Deps, Store
from bot.domain.campaigns.campaigns import Campaign, CampaignState
from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.campaigns.fit import SOURCE
from bot.domain.influencers.influencers import Influencer
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.campaigns import campaigns, collaboration_cards, collaborations, roster_checks, rosters
from bot.services.campaigns.roster_checks import Check
from bot.services.influencers import touches, who
from handlers.answers import Answer, Change, Finish, Open, Options, Replace, Say
from handlers.pickers import chosen_influencer, influencer_options
from handlers.requests import Click, Command, Form, Lookup
from handlers.routes import Routes, SubCommand

USAGE = "`/campaign add noor to autumn bread`"
LONGEST_SEARCH = 2_000
"""Characters of a search, as JSON, that a form can remember."""

_TO = re.compile(r"\s+to\s+", re.IGNORECASE)


def add(command: Command, deps: Deps) -> Answer:
    """`/campaign add <who> to <name>`: the form, with what speaks against it; it asks for what is not clear."""
    if not command.text:
        return Open("roster_add", _blank())
    with deps.reading(command.workspace) as store:
        people, named = _parsed(store, command.text)
        if len(people) == len(named) == 1:
            return _clear(store, people[0], named[0], command=command, deps=deps)
    values = _blank() | {"person": people[0] if len(people) == 1 else None}
    values |= {"among": influencer_options(people) if len(people) > 1 else []}
    values |= {"campaign": picked_campaign(named[0]) if len(named) == 1 else None}
    values |= {"campaigns_among": [(str(one.id), one.name) for one in named] if len(named) > 1 else []}
    return Open("roster_add", values, {"who": people[0].id} if len(people) == 1 else {})


def _parsed(store: Store, text: str) -> tuple[list[Influencer], list[Campaign]]:
    """Who and which campaign are meant: both may hold the word *to*, so every place of it is tried."""
    splits = [(text[: one.start()], text[one.end() :]) for one in _TO.finditer(text)]
    for left, right in splits:
        people, named = who.find(store, left), store.campaigns.named(right)
        if people and named:
            return people, named
    if not splits:
        return who.one(store, text).influencers, []
    left, right = splits[0]
    return who.one(store, left).influencers, campaigns.named(store, right)


def _clear(store: Store, person: Influencer, campaign: Campaign, *, command: Command, deps: Deps) -> Answer:
    """One person and one campaign are meant: the card if they stand there already, else the form."""
    known = store.collaborations.between(campaign.id, person.id)
    if known:
        note = f"On the roster already: {known.stage}."
        card = collaboration_cards.load(store, known.id, reader=command.member, note=note)
        return Say("collaboration_card", {"card": card})
    check = roster_checks.check(store, campaign.id, [person.id], by=command.member, now=deps.now())
    roster_checks.check_somebody(store, check)
    values = _blank() | {"person": person, "campaign": picked_campaign(campaign), "check": check}
    return Open("roster_add", values, {"who": person.id, "seen": check.mark})


def _blank() -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(("person", "chosen", "campaign", "check"))
    return empty | {"many": 0, "among": [], "campaigns_among": [], "why": ""}


def picked_campaign(campaign: Campaign) -> dict[str, object]:
    """A campaign as the option that a picker holds already."""
    text = {"type": "plain_text", "text": campaign.name[:74] or "–", "emoji": True}
    return {"text": text, "value": str(campaign.id)}


def add_person(click: Click, deps: Deps) -> Answer:
    """*Add to a campaign* on an influencer's card."""
    with deps.reading(click.workspace) as store:
        person = touches.found(store, click.id)
    return Open("roster_add", _blank() | {"person": person}, {"who": person.id})


def add_somebody(click: Click, deps: Deps) -> Answer:
    """*Add somebody* on a roster."""
    with deps.reading(click.workspace) as store:
        campaign = campaigns.found(store, click.id)
        campaigns.check_open(campaign)
    return Open("roster_add", _blank() | {"campaign": picked_campaign(campaign)})


def add_found(click: Click, deps: Deps) -> Answer:
    """*Add all to a campaign* under what a search found."""
    if len(json.dumps(click.value)) > LONGEST_SEARCH:
        raise Refused("That search is too long to add from. Use a few words and filters.")
    with deps.reading(click.workspace) as store:
        many = len(roster_checks.found_by(store, click.value, by=click.member, now=deps.now()))
    return Open("roster_add", _blank() | {"many": many}, {"search": click.value})


def added(form: Form, deps: Deps) -> Answer:
    """Submit of *Add to a campaign*: once what speaks against it was shown."""
    campaign_id, now = _chosen_campaign(form), deps.now()
    is_many = "search" in form.about
    with deps.transaction(form.workspace) as store:
        ids = _asked(store, form, deps)
        check = roster_checks.check(store, campaign_id, ids, by=form.member, now=now)
        roster_checks.check_somebody(store, check)
        if (check.warns or is_many) and check.mark != form.about.get("seen"):
            return Change("roster_add", _shown(store, form, check, ids=ids), _about(form, check))
        done = roster_checks.add(
            store, check, why=form.text("why"), reason=form.text("reason"), by=form.member, now=now
        )
        if is_many:
            note = _note(done, check)
            return Finish("roster_list", {"roster": rosters.load(store, campaign_id), "note": note})
        note = f"On the roster of {check.campaign.name}."
        card = collaboration_cards.load(store, done.new[0], reader=form.member, note=note)
    return Finish("collaboration_card", {"card": card})


def _asked(store: Store, form: Form, deps: Deps) -> Sequence[int]:
    """Whom the form is about: found by a search, one from the start, or chosen in it."""
    if "search" in form.about:
        return roster_checks.found_by(store, str(form.about["search"]), by=form.member, now=deps.now())
    number = int(form.about["who"]) if "who" in form.about else chosen_influencer(form)
    return [touches.found(store, number).id]


def _shown(store: Store, form: Form, check: Check, *, ids: Sequence[int]) -> dict[str, Any]:
    """The form again, with what is known now and what was typed."""
    values = _blank() | {"campaign": picked_campaign(check.campaign), "check": check, "why": form.text("why")}
    if "search" in form.about:
        return values | {"many": len(ids)}
    return values | {"person": touches.found(store, ids[0])}


def _about(form: Form, check: Check) -> Mapping[str, Any]:
    if "search" in form.about:
        return {"search": form.about["search"], "seen": check.mark}
    return {"who": check.people[0].id, "seen": check.mark}


def _note(done: collaborations.Added, check: Check) -> str:
    """How it ended for many."""
    parts = [f"{len(done.new):,} added."]
    if check.known or done.known:
        parts.append(f"{len(check.known) + len(done.known):,} were on the roster already.")
    if check.unwelcome:
        parts.append(f"{len(check.unwelcome):,} asked not to be contacted and were left out.")
    return " ".join(parts)


def _chosen_campaign(form: Form) -> int:
    chosen = form.optional("campaign")
    if chosen is None or not chosen.isdecimal():
        raise Refused("Choose the campaign.", field="campaign")
    return int(chosen)


def suggest(lookup: Lookup, deps: Deps) -> Answer:
    """Which campaigns the picker offers while somebody types: the open ones."""
    with deps.reading(lookup.workspace) as store:
        found = store.campaigns.named(lookup.text)
    return Options([(str(one.id), one.name) for one in found if one.state is CampaignState.OPEN])


def open_roster(click: Click, deps: Deps) -> Answer:
    """*Roster*: the first page, with everybody."""
    with deps.reading(click.workspace) as store:
        return Say("roster_list", {"roster": rosters.load(store, click.id), "note": ""})


def turn_page(click: Click, deps: Deps) -> Answer:
    """Another page, or another stage."""
    with deps.reading(click.workspace) as store:
        return Replace("roster_list", {"roster": _page(store, click), "note": ""})


def _page(store: Store, click: Click) -> rosters.RosterPage:
    """What a button says: campaign, stage and page."""
    campaign_id, stage, page = click.value.split(":")
    return rosters.load(store, int(campaign_id), stage=CollaborationStage(stage) if stage else None, page=int(page))


def how(click: Click, deps: Deps) -> Answer:
    """*How?* on a roster: the parts of each fit on this page."""
    with deps.reading(click.workspace) as store:
        return Open("roster_fit", {"entries": _page(store, click).entries, "source": SOURCE})


def why(click: Click, deps: Deps) -> Answer:
    """*How?* on a collaboration: the parts of its fit."""
    with deps.reading(click.workspace) as store:
        entry = rosters.entry(store, collaborations.found(store, click.id))
    return Open("roster_fit", {"entries": [entry], "source": SOURCE})


def history(click: Click, deps: Deps) -> Answer:
    """*All campaigns* of an influencer, and its pages."""
    influencer_id, _, page = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        shown = rosters.history(store, int(influencer_id), page=int(page or 0))
    values = {"history": shown, "reader": click.member}
    return Replace("roster_history", values) if page else Say("roster_history", values)


ROUTES = Routes(
    commands={
        "/campaign": {
            "add": SubCommand(add, "add <who> to <name>", f"put somebody on the roster: {USAGE}", Role.MARKETER)
        }
    },
    clicks={
        "roster.person": (add_person, Role.MARKETER),
        "roster.add": (add_somebody, Role.MARKETER),
        "roster.found": (add_found, Role.MARKETER),
        "roster.open": (open_roster, Role.VIEWER),
        "roster.page": (turn_page, Role.VIEWER),
        "roster.back": (turn_page, Role.VIEWER),
        "roster.filter": (turn_page, Role.VIEWER),
        "roster.how": (how, Role.VIEWER),
        "roster.why": (why, Role.VIEWER),
        "roster.history": (history, Role.VIEWER),
        "roster.older": (history, Role.VIEWER),
        "roster.newer": (history, Role.VIEWER),
    },
    forms={"roster_add": (added, Role.MARKETER)},
    lookups={"roster.campaign": (suggest, Role.MARKETER)},
)
