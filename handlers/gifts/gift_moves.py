"""The way of a gift in Slack: *Ordered*, *Shipped*, *Delivered*, *Posted*, *Thanked*, and `/gift ship <number>`."""

from datetime import date
from typing import Any

from bot import words
from bot.deps import Deps, Store
from bot.domain.gifts.gifts import GiftStage
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.content.content import today_of
from bot.services.gifts import gift_cards, gift_moves
from handlers.answers import Answer, Open
from handlers.gifts.gifts import after
from handlers.requests import Click, Command, Form, Request
from handlers.routes import Routes, SubCommand

MOST_POSTS = 20
"""Posts that a menu offers: the newest."""


def ship_command(command: Command, deps: Deps) -> Answer:
    """`/gift ship <number>`: who carries it, and its number there."""
    number = command.text.strip().removeprefix("#")
    if not number.isdecimal() or len(number) > 18:
        raise Refused("Say which: `/gift ship 12` takes the number of a gift. `/gift list to ship` shows them.")
    return Open("gift_ship", *_window(int(number), GiftStage.SHIPPED, by=command, deps=deps))


def choose_order(click: Click, deps: Deps) -> Answer:
    """*Ordered*: what sending it costs."""
    return Open("gift_order", *_window(click.id, GiftStage.ORDERED, by=click, deps=deps))


def choose_ship(click: Click, deps: Deps) -> Answer:
    """*Shipped*: who carries it, its number there, and the day."""
    return Open("gift_ship", *_window(click.id, GiftStage.SHIPPED, by=click, deps=deps))


def choose_deliver(click: Click, deps: Deps) -> Answer:
    """*Delivered*, or *Given*: the day."""
    return Open("gift_deliver", *_window(click.id, GiftStage.DELIVERED, by=click, deps=deps))


def choose_post(click: Click, deps: Deps) -> Answer:
    """*Posted*: which post it is."""
    return Open("gift_post", *_window(click.id, GiftStage.POSTED, by=click, deps=deps))


def choose_thank(click: Click, deps: Deps) -> Answer:
    """*Thanked*: what they said."""
    return Open("gift_thank", *_window(click.id, GiftStage.THANKED, by=click, deps=deps))


def _window(gift_id: int, to: GiftStage, *, by: Request, deps: Deps) -> tuple[dict[str, Any], dict[str, int]]:
    """What a form about one gift shows and is to remember; refuses where it may not come to the stage."""
    with deps.reading(by.workspace) as store:
        one = gift_moves.movable(store, gift_id, to)
        card = gift_cards.load(store, one.id, reader=by.member, now=deps.now())
        posts = _posts(store, one.influencer_id) if to is GiftStage.POSTED else []
    shipping = words.amount(one.shipping, one.value.currency) if one.shipping is not None else None
    today = today_of(by.member, now=deps.now())
    values = {"card": card, "posts": posts, "typed": {"shipping": shipping}, "today": today}
    return values, {"id": one.id, "version": one.version}


def _posts(store: Store, influencer_id: int) -> list[tuple[str, str]]:
    """What they posted that is known here, and a story."""
    profiles = store.profiles.of([influencer_id]).get(influencer_id, [])
    known = [each for one in profiles for each in store.posts.of_profile(one.id, limit=MOST_POSTS)]
    known.sort(key=lambda one: (one.published_on or date.min, one.id), reverse=True)
    listed = [(str(one.id), f"{words.platform(one.platform)}: {one.title}") for one in known[:MOST_POSTS]]
    return [(gift_moves.STORY, "A story, or what has no address"), *listed]


def ordered(form: Form, deps: Deps) -> Answer:
    """Submit of *Ordered*."""
    with deps.transaction(form.workspace) as store:
        gift_moves.order(store, form.id, shipping=form.text("shipping"), **_who(form, deps))
        return after(store, form.id, deps, reader=form.member, note="Noted as ordered.")


def shipped(form: Form, deps: Deps) -> Answer:
    """Submit of *Shipped*."""
    named: dict[str, Any] = {name: form.text(name) for name in ("carrier", "tracking", "shipping")}
    with deps.transaction(form.workspace) as store:
        gift_moves.ship(store, form.id, **named, on=_day(form), **_who(form, deps))
        return after(store, form.id, deps, reader=form.member, note="Noted as shipped: our promise is kept.")


def delivered(form: Form, deps: Deps) -> Answer:
    """Submit of *Delivered*."""
    with deps.transaction(form.workspace) as store:
        gift_moves.deliver(store, form.id, on=_day(form), **_who(form, deps))
        return after(store, form.id, deps, reader=form.member, note="Noted: they have it.")


def posted(form: Form, deps: Deps) -> Answer:
    """Submit of *Posted*."""
    chosen, url = form.text("post"), form.text("url")
    with deps.transaction(form.workspace) as store:
        gift_moves.post(store, form.id, chosen=chosen, url=url, **_who(form, deps))
        return after(store, form.id, deps, reader=form.member, note="Noted: they posted about it.")


def thanked(form: Form, deps: Deps) -> Answer:
    """Submit of *Thanked*."""
    with deps.transaction(form.workspace) as store:
        gift_moves.thank(store, form.id, note=form.text("note"), **_who(form, deps))
        return after(store, form.id, deps, reader=form.member, note="Noted: they said thank you.")


def _who(form: Form, deps: Deps) -> dict[str, Any]:
    return {"version": form.version, "by": form.member, "now": deps.now()}


def _day(form: Form) -> date | None:
    typed = form.optional("day")
    return date.fromisoformat(typed) if typed else None


ROUTES = Routes(
    commands={
        "/gift": {"ship": SubCommand(ship_command, "ship <number>", "who carries it, and its number", Role.MARKETER)}
    },
    clicks={
        "gift.order": (choose_order, Role.MARKETER),
        "gift.ship": (choose_ship, Role.MARKETER),
        "gift.deliver": (choose_deliver, Role.MARKETER),
        "gift.post": (choose_post, Role.MARKETER),
        "gift.thank": (choose_thank, Role.MARKETER),
    },
    forms={
        "gift_order": (ordered, Role.MARKETER),
        "gift_ship": (shipped, Role.MARKETER),
        "gift_deliver": (delivered, Role.MARKETER),
        "gift_post": (posted, Role.MARKETER),
        "gift_thank": (thanked, Role.MARKETER),
    },
)
