"""What becomes of what a contract has us pay and send, as the oracle knows it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from tests.year.affairs import Affairs
from tests.year.almanac import LOOK, day_begins
from tests.year.deciding import ask
from tests.year.story import Act
from tests.year.things import Contract, Payment
from tests.year.touching import touch

Known = dict[str, Any]
EARLY = timedelta(days=3)
"""So long before its day a payment is put before somebody who approves it."""


def _pay(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.payments.items() if one.stage == "approved"]
    if not able:
        return None
    number = act.pick(able)
    affairs.payments[number].stage = "paid"
    touch(affairs, affairs.influencer_of(("payment", number)), "payment", at=act.at, by=act.who)
    return {"payment": number}


def _cancel(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.payments.items() if one.stage in ("planned", "due", "approved")]
    if not able:
        return None
    number = act.pick(able)
    affairs.payments[number].stage = "cancelled"
    affairs.withdraw("payment", number)
    return {"payment": number}


def _ask_again(affairs: Affairs, act: Act) -> Known | None:
    asked = {one.about for one in affairs.requests.values() if one.is_open}
    due = [number for number, one in affairs.payments.items() if one.stage == "due"]
    able = [number for number in due if ("payment", number) not in asked]
    if not able:
        return None
    number = act.pick(able)
    ask(affairs, "payment", number, at=act.at)
    return {"payment": number}


def _ship_product(affairs: Affairs, act: Act) -> Known | None:
    products = affairs.products
    able = [n for n, one in affairs.contracts.items() if one.product and products[one.product].is_open]
    if not able:
        return None
    number = act.pick(able)
    product = products[affairs.contracts[number].product]
    product.is_open = False
    touch(affairs, product.influencer, "gift", at=act.at, by=act.who)
    return {"contract": number}


def next_moment(affairs: Affairs) -> datetime | None:
    """When a payment falls due next, or a contract is over."""
    payments = (_looked(one.due - EARLY) for _, one in _planned(affairs) if one.due)
    ends = (_looked(one.terms.ends_on + timedelta(days=1)) for one in _settled(affairs))
    return min((*payments, *ends), default=None)


def _looked(day: Any) -> datetime:
    return day_begins("UTC", day) + LOOK


def happen(affairs: Affairs, now: datetime) -> None:
    """Have payments fall due, and contracts be over in which nobody owes anything any more."""
    for number, one in sorted(_planned(affairs), key=lambda pair: (pair[1].due, pair[0])):
        if one.due and _looked(one.due - EARLY) <= now:
            one.stage = "due"
            ask(affairs, "payment", number, at=now)
    for contract in list(_settled(affairs)):
        if _looked(contract.terms.ends_on + timedelta(days=1)) <= now:
            contract.stage = "completed"


def _planned(affairs: Affairs) -> list[tuple[int, Payment]]:
    return [(number, one) for number, one in affairs.payments.items() if one.stage == "planned" and one.due]


def _settled(affairs: Affairs) -> Iterator[Contract]:
    """Signed contracts in which all content is live, all money is settled, and the product is sent."""
    waits = {affairs.payments[n].contract for n, one in affairs.payments.items() if one.is_open}
    unmade = {one.collab for one in affairs.contents.values() if one.state != "published"}
    for number, one in affairs.contracts.items():
        is_sent = not one.product or not affairs.products[one.product].is_open
        if one.stage == "signed" and number not in waits and one.collab not in unmade and is_sent:
            yield one


DEEDS: dict[str, Callable[[Affairs, Act], Known | None]] = {
    "pay": _pay,
    "cancel payment": _cancel,
    "ask again": _ask_again,
    "ship product": _ship_product,
}
