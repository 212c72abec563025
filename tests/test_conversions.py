"""Orders: each counted once, for whom it belongs to, whatever comes first, and shown with why."""

from datetime import timedelta

import httpx

from tests.ordering import ALIAS, desk, order, rows, secret_of, send, shop
from tests.outage import BROWSER, token_of
from tests.test_isolation import names_workspace, statements
from tests.test_links import link_of
from tests.workspace import Workspace

__all__ = ["shop"]


def test_an_order_counts_once_however_often_it_is_sent(shop: Workspace) -> None:
    secret, told = secret_of(shop), order(shop)

    answers = [send(shop, secret, told) for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 200]
    assert [one.json()["message"] for one in answers] == [
        "The order was written.",
        "This was known already, and nothing was changed.",
        "This was known already, and nothing was changed.",
    ]
    (row,) = rows(shop)
    assert (row["amount"], row["by"], row["refunded"]) == (4_990, "code", 0)
    shown = desk(shop).text
    assert "1001" in shown
    assert "€49.90" in shown
    assert "Noor Haddad" in shown
    assert "The order used the code noor-15." in shown


def test_refunds_count_back_whether_they_come_before_or_after_their_order(shop: Workspace) -> None:
    secret = secret_of(shop)
    refund = {"refund": "r1", "at": shop.clock().isoformat(), "amount": "9.90"}
    early = {"order": "1001", "currency": "EUR", "refunds": [refund]}

    assert send(shop, secret, early).json()["message"] == "The refund was written."
    assert "1 refund waits for its order" in desk(shop).text
    send(shop, secret, order(shop))
    send(shop, secret, order(shop, refunds=[refund]))

    assert [row["refunded"] for row in rows(shop)] == [990]
    assert "€9.90 given back" in desk(shop).text


def test_a_click_a_code_and_an_unknown_trace_are_told_apart(shop: Workspace) -> None:
    secret = secret_of(shop)
    address = f"http://127.0.0.1:{shop.bot.settings.port}/l/{ALIAS}"
    token = token_of(httpx.get(address, headers=BROWSER).headers["location"])
    later = (shop.clock() + timedelta(minutes=1)).isoformat()

    send(shop, secret, order(shop, "clicked", at=later, code=None, click=token))
    send(shop, secret, order(shop, "linked", code=None, link=ALIAS))
    send(shop, secret, order(shop, "strange", code="<!channel> *b* & <i>"))
    send(shop, secret, order(shop, "bare", code=None))

    assert {row["order_key"]: (row["by"], row["why"]) for row in rows(shop)} == {
        "clicked": (None, "unknown click"),
        "linked": ("link", "link"),
        "strange": (None, "unknown code"),
        "bare": (None, "no trace"),
    }
    shop.settle()
    assert {row["order_key"]: row["by"] for row in rows(shop)}["clicked"] == "link", "the click came late"
    maria = shop.person("maria")
    nobody = maria.click("Orders that belong to nobody", desk(shop)).view
    assert "No collaboration has the code <!channel> *b* & <i>." in nobody.text
    assert "The order carries no code, no click and no link." in nobody.text


def test_a_code_that_is_made_later_finds_its_orders_and_then_stays(shop: Workspace) -> None:
    secret, maria = secret_of(shop), shop.person("maria")
    send(shop, secret, order(shop, code="RYE20"))
    assert rows(shop)[0]["by"] is None

    assert maria.submit(link_of(shop, "maria", "Noor Haddad"), code="RYE20").closed

    assert rows(shop)[0]["by"] == "code"
    shown = link_of(shop, "maria", "Noor Haddad")
    assert "used by 1 order, so it stays as it is" in shown.text


def test_two_who_change_a_code_that_an_order_used_meanwhile_learn_it(shop: Workspace) -> None:
    open_form = link_of(shop, "maria", "Noor Haddad")
    send(shop, secret_of(shop), order(shop))

    refused = shop.person("maria").submit(open_form, code="RYE20")

    assert refused.errors == {"code": "An order has used NOOR15 already, so it stays as it is."}


def test_what_belongs_to_nobody_is_paged(shop: Workspace) -> None:
    secret = secret_of(shop)
    for number in range(10):
        send(shop, secret, order(shop, f"n{number}", code=None))
    maria = shop.person("maria")

    first = maria.click("Orders that belong to nobody", desk(shop)).view
    second = maria.click("Next page", first).view

    assert "10 in all · page 1 of 2" in first.text
    assert "page 2 of 2" in second.text
    assert "page 1 of 2" in maria.click("Earlier page", second).view.text


def test_orders_move_when_the_campaigns_days_do(shop: Workspace) -> None:
    maria, today = shop.person("maria"), shop.clock().date()
    send(shop, secret_of(shop), order(shop))

    for days, why in ((3, "code before the campaign"), (0, "code")):
        form = maria.click("Edit", maria.command("/campaign show autumn").messages[-1]).view
        saved = maria.submit(form, starts_on=(today + timedelta(days=days)).isoformat())
        assert saved.errors == {}
        shop.settle()
        assert rows(shop)[0]["why"] == why


def test_every_statement_about_links_and_orders_names_the_workspace(shop: Workspace) -> None:
    maria, secret = shop.person("maria"), secret_of(shop)
    with statements(shop) as seen:
        link_of(shop, "maria", "Noor Haddad")
        httpx.get(f"http://127.0.0.1:{shop.bot.settings.port}/l/{ALIAS}", headers=BROWSER)
        shop.settle()
        send(shop, secret, order(shop, refunds=[{"refund": "1", "at": shop.clock().isoformat(), "amount": "1"}]))
        send(shop, secret, order(shop, "1002", code=None, link=ALIAS))
        maria.click("Orders that belong to nobody", desk(shop))

    assert len(seen) > 50
    assert [one for one in seen if not names_workspace(one)] == []
