"""What becomes of contracts, as the oracle knows it: submitted with terms of all sorts, sent, signed, ended."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from tests.year.affairs import Affairs
from tests.year.almanac import end_of_day, today
from tests.year.deciding import ask
from tests.year.story import Act
from tests.year.things import Content, Contract, Owed, Payment, Terms
from tests.year.touching import hear_from, reach

Known = dict[str, Any]
WAY = ("shortlisted", "invited", "accepted", "contracted")
"""How far whoever signs has come at least, step by step."""
LINK = timedelta(days=30)
"""How long somebody can sign by a link."""
PARTS = (("signing",), ("publishing",), ("signing", "publishing"), ("date",), ("signing", "date"), ())
"""When the parts of a fee are paid; none for a contract that gives a product alone."""


def _terms(act: Act) -> Terms:
    chance, day = Random(act.dice), act.at.date()
    ends_on = day + timedelta(days=chance.randrange(3, 35))
    content_on = day + timedelta(days=chance.randrange(1, (ends_on - day).days + 1))
    parts = chance.choice(PARTS)
    product_by = day + timedelta(days=chance.randrange((content_on - day).days + 1))
    return Terms(
        starts_on=day,
        ends_on=ends_on,
        content_on=content_on,
        parts=tuple(one if one != "date" else day + timedelta(days=chance.randrange(25)) for one in parts),
        payment_days=chance.randrange(11),
        product_by=product_by if not parts or chance.random() < 0.4 else None,
        rights_until=content_on + timedelta(days=chance.randrange(12)) if chance.random() < 0.85 else None,
        exclusive_until=day + timedelta(days=chance.randrange(40)) if chance.random() < 0.4 else None,
    )


def _submit(affairs: Affairs, act: Act) -> Known | None:
    written = {one.collab for one in affairs.contracts.values()}
    able = [number for number in affairs.collabs if affairs.live(number) and number not in written]
    if not able:
        return None
    approver, collab, terms = act.pick(["UBEN", "UDAN"], 1), act.pick(able), _terms(act)
    number = len(affairs.contracts) + 1
    affairs.contracts[number] = Contract(collab, affairs.collabs[collab].owner, terms)
    ask(affairs, "contract", number, at=act.at, whom=approver)
    return {"collab": collab, "approver": approver, "terms": terms}


def _send(affairs: Affairs, act: Act) -> Known | None:
    able = [n for n, one in affairs.contracts.items() if one.stage == "approved" and affairs.is_wanted(one)]
    if not able:
        return None
    number = act.pick(able)
    affairs.contracts[number].stage, affairs.contracts[number].link_until = "sent", act.at + LINK
    return {"contract": number}


def _sign(affairs: Affairs, act: Act) -> Known | None:
    sent = [(n, one) for n, one in affairs.contracts.items() if one.stage == "sent" and affairs.is_wanted(one)]
    able = [number for number, one in sent if one.link_until and act.at < one.link_until]
    if not able:
        return None
    number = act.pick(able)
    one = affairs.contracts[number]
    collab = affairs.collabs[one.collab]
    one.stage, one.signed_at = "signed", act.at
    hear_from(affairs, collab.influencer, at=act.at)
    _bring_along(affairs, one, act)
    _follow(affairs, number, one, act)
    return {"contract": number}


def _bring_along(affairs: Affairs, one: Contract, act: Act) -> None:
    collab = affairs.collabs[one.collab]
    if collab.influencer not in affairs.never and collab.stage in WAY:
        for stage in WAY[WAY.index(collab.stage) + 1 :]:
            reach(affairs, one.collab, stage, act.at)


def _follow(affairs: Affairs, number: int, one: Contract, act: Act) -> None:
    """What is owed from a signature on: content with its rights, money, a product; and to whom they are bound."""
    terms, tz = one.terms, affairs.people[one.owner][1]
    if terms.exclusive_until:
        affairs.collabs[one.collab].exclusive_until = terms.exclusive_until
    one.content = len(affairs.contents) + 1
    affairs.contents[one.content] = Content(one.collab, terms.content_on, act.at, rights_until=terms.rights_until)
    for part in terms.parts:
        day = today(tz, act.at) if part == "signing" else part
        due = None if isinstance(day, str) else day + timedelta(days=terms.payment_days)
        affairs.payments[len(affairs.payments) + 1] = Payment(number, one.owner, due)
    if terms.product_by:
        one.product = len(affairs.products) + 1
        influencer = affairs.collabs[one.collab].influencer
        due_at = end_of_day(tz, terms.product_by)
        affairs.products[one.product] = Owed("product_owed", influencer, one.collab, one.owner, due_at)


def _terminate(affairs: Affairs, act: Act) -> Known | None:
    able = [number for number, one in affairs.contracts.items() if one.stage == "signed"]
    if not able:
        return None
    number = act.pick(able)
    affairs.contracts[number].stage = "terminated"
    return {"contract": number}


DEEDS: dict[str, Callable[[Affairs, Act], Known | None]] = {
    "submit": _submit,
    "send contract": _send,
    "sign": _sign,
    "terminate": _terminate,
}
