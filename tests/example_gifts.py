"""What the templates of gifts are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from bot.deps import Web
from bot.domain.gifts import gift_rates
from bot.domain.gifts.addresses import AddressLink
from bot.domain.gifts.gift_rates import GiftSum
from bot.domain.gifts.gifts import Gift, GiftItem, GiftKind, GiftStage, Occasion, next_stages
from bot.domain.money import Money
from bot.domain.private_links import LinkState
from bot.domain.team.roles import Role
from bot.services.gifts.gift_cards import FILTERS, GiftCard, GiftLine, GiftList
from handlers.gifts import gift_forms
from tests.example_campaigns import campaign
from tests.example_records import MARIA, NOW, Said, influencer, member
from tests.example_requests import requests

Values = dict[str, Any]
Example = Callable[[Said, int], Values]
DAY = NOW.date()


def gift(said: Said, many: int, *, number: int = 7, stage: GiftStage | None = None) -> Gift:
    """A gift, in another stage for each number of everything."""
    stage = stage or list(GiftStage)[(many + number) % len(GiftStage)]
    return Gift(
        id=number,
        influencer_id=7,
        collaboration_id=5 if many else None,
        campaign_id=3 if many else None,
        gift_item_id=2 if many else None,
        reward_id=None,
        kind=list(GiftKind)[number % 2],
        what=said("what")[:200],
        occasion=list(Occasion)[number % len(Occasion)],
        note=said("note")[:1_000] if many else "",
        value=Money(4_500, "EUR"),
        shipping=490 if many else None,
        stage=stage,
        owner=MARIA,
        added_by=MARIA,
        added_at=NOW,
        wanted_on=DAY if many else None,
        approved_at=NOW,
        ordered_at=NOW,
        carrier=said("search")[:60] if many else None,
        tracking=said("contact")[:120] if many else None,
        shipped_at=NOW,
        delivered_at=NOW,
        ended_at=None,
        post_id=4 if many == 1 else None,
        value_cost_id=None,
        shipping_cost_id=None,
        why=said("note")[:500] if many and stage is not GiftStage.APPROVED else "",
        version=1,
    )


def _line(said: Said, many: int, *, number: int = 7, stage: GiftStage | None = None) -> GiftLine:
    one = gift(said, many, number=number, stage=stage)
    return GiftLine(one, influencer(said, many), campaign(said, many) if many else None, is_ghosted=many == 1)


def _link(said: Said, many: int) -> AddressLink:
    """A link that is out, opened where there is anything of everything."""
    return AddressLink(
        id=3,
        influencer_id=7,
        gift_id=7,
        token_hash="0" * 64,
        created_by=MARIA,
        created_at=NOW,
        expires_at=NOW + timedelta(days=14),
        opened_at=NOW if many > 1 else None,
        used_at=None,
        withdrawn_at=None,
    )


def _card(said: Said, many: int, *, stage: GiftStage | None = None) -> GiftCard:
    line = _line(said, many, number=8, stage=stage)
    needs = line.gift.stage in (GiftStage.PROPOSED, GiftStage.APPROVED, GiftStage.ORDERED)
    return GiftCard(
        line=line,
        reader=member(role=Role.MANAGER if many else Role.MARKETER),
        requests=requests(said, many) if many else (),
        may_review=5 if many > 1 else None,
        warnings=[said("sentence")[:300]] * min(many, 4),
        needs_address=needs,
        address=said("address") if needs and many == 1 else "",
        link=_link(said, many) if many else None,
        link_state=LinkState.OPEN if many else None,
        post_url="https://www.tiktok.com/@noor/video/1" if many == 1 else "",
        next=next_stages(line.gift),
        note=said("note") if many else "",
    )


def _as_message(said: Said, many: int, *, stage: GiftStage) -> Values:
    return {"card": _card(said, many, stage=stage)}


def _figures(many: int) -> list[Any]:
    codes = [f"{chr(65 + n // 26)}{chr(65 + n % 26)}A" for n in range(min(many, 100))]
    return gift_rates.figures(
        [GiftSum(GiftStage.DELIVERED, code, 3, 9_000, 500, 1) for code in codes], day=DAY, with_cost=True
    )


def _listed(said: Said, many: int) -> Values:
    lines = [_line(said, many, number=n) for n in range(min(many, 10))]
    which = "open" if many == 1 else "all"
    listed = GiftList(lines, _figures(many), which, page=many // 20, pages=1 + many // 10, total=many)
    return {"list": listed, "filters": list(FILTERS)}


def _typed(said: Said, many: int) -> Values:
    typed: Values = dict.fromkeys(gift_forms.TYPED)
    if many:
        typed |= {"item": "1", "what": said("what")[:200], "kind": "product", "value": "45.00", "currency": "EUR"}
        typed |= {"occasion": "birthday", "wanted_on": DAY.isoformat(), "note": said("note")[:1_000]}
    options = [(str(n), said("name")[:70]) for n in range(min(many, 90))]
    return {"typed": typed, "items": options, "kinds": gift_forms.KINDS, "occasions": gift_forms.OCCASIONS}


def _new(said: Said, many: int) -> Values:
    among = [{"value": str(n), "text": said("name")[:70]} for n in range(min(many, 10))]
    warnings = [said("sentence")[:300]] * min(many, 5)
    values = {**_typed(said, many), "chosen": None, "among": among, "campaign": None, "warnings": warnings}
    return {**values, "limit": "€100.00"}


def _change(said: Said, many: int) -> Values:
    return {**_typed(said, many), "card": _card(said, many, stage=GiftStage.PROPOSED)}


def _form(said: Said, many: int, *, stage: GiftStage) -> Values:
    posts = [("story", "A story"), *((str(n), said("name")[:75]) for n in range(min(many, 20)))]
    values = {"card": _card(said, many, stage=stage), "today": DAY, "posts": posts}
    return {**values, "typed": {"shipping": "4.90" if many else None}}


def _address(said: Said, many: int) -> Values:
    where = f"https://links.example/a/{'A' * 43}"
    values = {"name": said("name"), "address": where, "mail": "mailto:?subject=Hi", "until": "7 December 2026"}
    return {**values, "to": "noor@bakes.example" if many else "", "web": Web(is_local=many == 0, is_served=many > 0)}


def _item(said: Said, *, number: int = 1) -> GiftItem:
    return GiftItem(number, said("what")[:200], GiftKind.PRODUCT, Money(4_500, "EUR"), None, MARIA, NOW, 1)


def _catalogue(said: Said, many: int) -> Values:
    limits = [(f"{chr(65 + n // 26)}{chr(65 + n % 26)}A", 10_000) for n in range(max(1, many))]
    items = [_item(said, number=n) for n in range(many)]
    return {"items": items, "limits": limits, "may_edit": many > 0, "note": said("note")[:300] if many else ""}


def _edit(said: Said, many: int) -> Values:
    typed = {"name": said("what")[:200], "kind": "product", "value": "45.00", "currency": "EUR"} if many else {}
    blank = dict.fromkeys(("name", "kind", "value", "currency"))
    return {"item": _item(said) if many else None, "typed": {**blank, **typed}, "kinds": gift_forms.KINDS}


MESSAGES: Mapping[str, Example] = {
    "gift_card": lambda said, many: {"card": _card(said, many)},
    **{f"gift_card:{one}": partial(_as_message, stage=one) for one in GiftStage},
    "gift_list": _listed,
    "address_given": lambda said, _: {"influencer": said("name"), "gift_id": 7, "what": said("what")[:200]},
}

MODALS: Mapping[str, Example] = {
    "gift_new": _new,
    "gift_change": _change,
    "gift_order": lambda said, many: _form(said, many, stage=GiftStage.APPROVED),
    "gift_ship": lambda said, many: _form(said, many, stage=GiftStage.ORDERED),
    "gift_deliver": lambda said, many: _form(said, many, stage=GiftStage.SHIPPED),
    "gift_post": lambda said, many: _form(said, many, stage=GiftStage.DELIVERED),
    "gift_thank": lambda said, many: _form(said, many, stage=GiftStage.DELIVERED),
    "gift_cancel": lambda said, many: _form(said, many, stage=GiftStage.SHIPPED if many else GiftStage.APPROVED),
    "gift_address": _address,
    "gift_catalogue": _catalogue,
    "gift_item": _edit,
    "gift_limit": lambda _said, _many: {"currency": "EUR", "amount": "100.00"},
    "gift_how": lambda said, many: {"explained": [["Post rate: 50%", said("sentence")[:300], "x"]] * min(many, 8)},
}

OUTBOX = frozenset({"address_given"})
