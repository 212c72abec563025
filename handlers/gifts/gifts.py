"""Gifts in Slack: proposing one, the list, the card, changing and cancelling, and what came back of them."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from bot import words
from bot.deps import Deps, Store
from bot.domain.campaigns.campaigns import Campaign
from bot.domain.explained import explain
from bot.domain.gifts.gifts import GiftStage, Occasion
from bot.domain.influencers.influencers import Influencer
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import campaigns
from bot.services.gifts import gift_cards, gift_limits, gift_moves, gifts
from bot.services.influencers import touches, who
from handlers.answers import Answer, Change, Finish, Open, Replace, Say
from handlers.campaigns.roster import picked_campaign
from handlers.gifts import gift_forms
from handlers.pickers import chosen_influencer, influencer_options, picked
from handlers.requests import Click, Command, Form
from handlers.routes import Routes, SubCommand

FIRST = "open"


def new(command: Command, deps: Deps) -> Answer:
    """`/gift new [who]`: the form, with what speaks against it."""
    with deps.reading(command.workspace) as store:
        people = who.one(store, command.text).influencers if command.text else []
        return _blank(store, people, deps)


def new_for(click: Click, deps: Deps) -> Answer:
    """*Gift*, wherever an influencer stands. The value is their id, and the occasion where one is known."""
    number, _, occasion = click.value.partition(":")
    if not number.isdecimal() or len(number) > 18:
        raise Refused("This button is from an older version. Type `/gift new`.")
    with deps.reading(click.workspace) as store:
        return _blank(store, [touches.found(store, int(number))], deps, occasion=occasion)


def start(click: Click, deps: Deps) -> Answer:
    """*New gift* beneath a list."""
    with deps.reading(click.workspace) as store:
        return _blank(store, [], deps)


def _blank(store: Store, people: Sequence[Influencer], deps: Deps, *, occasion: str = "") -> Answer:
    typed = {**gift_forms.blank(), "occasion": occasion if occasion in set(Occasion) else None}
    one = people[0] if len(people) == 1 else None
    values = _shown(store, one, deps, typed=typed)
    values["among"] = influencer_options(people, store=store) if len(people) > 1 else []
    return Open("gift_new", values, {"seen": _mark(one, values["warnings"])})


def _shown(
    store: Store, one: Influencer | None, deps: Deps, *, typed: dict[str, Any], campaign: Campaign | None = None
) -> dict[str, Any]:
    """What the form shows: what speaks against a gift for them, and from which value on somebody else decides."""
    now = deps.now()
    currency = campaign.currency if campaign else _usual(store, None)
    limit = gift_limits.limit(store, currency, today=now.date())
    return {
        **gift_forms.choices(store),
        "chosen": picked(one) if one else None,
        "among": [],
        "typed": typed,
        "campaign": picked_campaign(campaign) if campaign else None,
        "warnings": gift_cards.warnings(store, one.id, now=now) if one else [],
        "limit": words.money(limit, currency),
    }


def _mark(one: Influencer | None, warnings: Sequence[str]) -> str:
    """Tells apart whom a form warned of, and of what."""
    return sha256(repr((one.id, list(warnings))).encode()).hexdigest()[:24] if one and warnings else ""


def _usual(store: Store, campaign: Campaign | None) -> str:
    """The currency of a value that names none."""
    if campaign is not None:
        return campaign.currency
    return store.gift_items.last_currency() or store.campaigns.last_currency() or "EUR"


def proposed(form: Form, deps: Deps) -> Answer:
    """Submit of *New gift*: once what speaks against it was shown."""
    now, chosen = deps.now(), form.optional("campaign")
    with deps.transaction(form.workspace) as store:
        person = touches.found(store, chosen_influencer(form))
        campaign = campaigns.found(store, int(chosen)) if chosen and chosen.isdecimal() else None
        given = gift_forms.given(store, form, usual=_usual(store, campaign))
        warnings = gift_cards.warnings(store, person.id, now=now)
        if warnings and _mark(person, warnings) != form.about.get("seen"):
            values = _shown(store, person, deps, typed=gift_forms.typed_in(form), campaign=campaign)
            return Change("gift_new", values, {"seen": _mark(person, warnings)})
        number = campaign.id if campaign else None
        one = gifts.add(store, person.id, given, campaign_id=number, by=form.member, now=now)
        limit = gift_limits.limit(store, one.value.currency, today=now.date())
        if one.stage is GiftStage.APPROVED:
            note = f"Approved at once: up to {words.money(limit, one.value.currency)} nobody else has to."
        else:
            note = f"Proposed: above {words.money(limit, one.value.currency)} somebody else approves it."
        return after(store, one.id, deps, reader=form.member, note=note)


def after(store: Store, gift_id: int, deps: Deps, *, reader: Member, note: str) -> Answer:
    """The card, once a form has done its work."""
    return Finish("gift_card", {"card": gift_cards.load(store, gift_id, reader=reader, now=deps.now(), note=note)})


def listed(command: Command, deps: Deps) -> Answer:
    """`/gift list [open, to ship, without a post or all]`."""
    which = " ".join(command.text.casefold().split()) or FIRST
    if which not in gift_cards.FILTERS:
        raise Refused(f"I don't know that list. Say one of: {', '.join(gift_cards.FILTERS)}.")
    with deps.reading(command.workspace) as store:
        return Say("gift_list", _page(store, deps, which=which, page="0"))


def turn_page(click: Click, deps: Deps) -> Answer:
    """Another page of the list, or another choice of gifts."""
    which, _, page = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        return Replace("gift_list", _page(store, deps, which=which, page=page))


def list_button(click: Click, deps: Deps) -> Answer:
    """*All gifts*, wherever it stands."""
    which, _, page = (click.value or FIRST).partition(":")
    with deps.reading(click.workspace) as store:
        return Say("gift_list", _page(store, deps, which=which, page=page))


def _page(store: Store, deps: Deps, *, which: str, page: str) -> dict[str, object]:
    if which not in gift_cards.FILTERS or not (page or "0").isdecimal() or len(page) > 9:
        raise Refused("This list is from an older version. Type `/gift list`.")
    shown = gift_cards.listed(store, which=which, page=int(page or 0), now=deps.now())
    return {"list": shown, "filters": list(gift_cards.FILTERS)}


def open_card(click: Click, deps: Deps) -> Answer:
    """*Open*, wherever a gift stands."""
    with deps.reading(click.workspace) as store:
        return Say("gift_card", {"card": gift_cards.load(store, click.id, reader=click.member, now=deps.now())})


def how(click: Click, deps: Deps) -> Answer:
    """*How?* beside what came back of gifts."""
    with deps.reading(click.workspace) as store:
        found = gift_cards.figures(store, now=deps.now())
    return Open("gift_how", {"explained": [[f"{one.name}: {words.figure(one)}", *explain(one)[1:]] for one in found]})


def choose_change(click: Click, deps: Deps) -> Answer:
    """*Change* on a gift's card."""
    with deps.reading(click.workspace) as store:
        card = gift_cards.load(store, click.id, reader=click.member, now=deps.now())
        one = card.line.gift
        if one.stage not in (GiftStage.PROPOSED, GiftStage.APPROVED):
            raise Refused(gifts.changed_meanwhile(store, one))
        values = {**gift_forms.choices(store, also=one.gift_item_id), "card": card, "typed": gift_forms.typed_of(one)}
    return Open("gift_change", values, {"id": one.id, "version": one.version})


def changed(form: Form, deps: Deps) -> Answer:
    """Submit of *Change the gift*."""
    with deps.transaction(form.workspace) as store:
        before = gifts.found(store, form.id)
        given = gift_forms.given(store, form, usual=before.value.currency)
        one = gifts.change(store, form.id, given, version=form.version, by=form.member, now=deps.now())
        note = "Changed. It waits for an approval." if one.stage is GiftStage.PROPOSED else "Changed."
        return after(store, form.id, deps, reader=form.member, note=note)


def choose_cancel(click: Click, deps: Deps) -> Answer:
    """*Cancel gift*, or *It got lost*: the reason."""
    with deps.reading(click.workspace) as store:
        one = gift_moves.movable(store, click.id, GiftStage.CANCELLED)
        card = gift_cards.load(store, one.id, reader=click.member, now=deps.now())
    return Open("gift_cancel", {"card": card}, {"id": one.id, "version": one.version})


def cancelled(form: Form, deps: Deps) -> Answer:
    """Submit of *Cancel the gift*."""
    with deps.transaction(form.workspace) as store:
        gifts.cancel(store, form.id, why=form.text("why"), version=form.version, by=form.member, now=deps.now())
        return after(store, form.id, deps, reader=form.member, note="Cancelled.")


ROUTES = Routes(
    commands={
        "/gift": {
            "new": SubCommand(new, "new [who]", "propose a gift, a perk or an invitation", needs=Role.MARKETER),
            "list": SubCommand(
                listed, "list [open, to ship, without a post or all]", "gifts, and what came back", needs=Role.MARKETER
            ),
        }
    },
    clicks={
        "gift.new": (new_for, Role.MARKETER),
        "gift.start": (start, Role.MARKETER),
        "gift.list": (list_button, Role.MARKETER),
        "gift.page": (turn_page, Role.MARKETER),
        "gift.open": (open_card, Role.MARKETER),
        "gift.how": (how, Role.MARKETER),
        "gift.change": (choose_change, Role.MARKETER),
        "gift.cancel": (choose_cancel, Role.MARKETER),
    },
    forms={
        "gift_new": (proposed, Role.MARKETER),
        "gift_change": (changed, Role.MARKETER),
        "gift_cancel": (cancelled, Role.MARKETER),
    },
)
