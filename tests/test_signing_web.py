"""The page to sign on, from outside: what it says to whom, and what it refuses."""

import base64
import hashlib
import logging
import re
from datetime import timedelta
from decimal import Decimal

import httpx
import pytest
from sqlalchemy import select

from bot import words
from bot.domain.team.roles import Role
from sandbox.driver import Sandbox
from storage.tables import metadata
from tests.deciding import give_role
from tests.outage import BROWSER, stopped
from tests.signing import Desk, desk, serving

__all__ = ["desk"]

GUESS = "A" * 43


def says_nothing(answer: httpx.Response) -> bool:
    """Whether an answer tells nothing of any contract."""
    private = ("Noor", "Haddad", "Bread", "1,200", "Campaign", "maria", "version 1")
    return not any(word in answer.text for word in private) and "Ask the person who sent it to you" in answer.text


def test_every_answer_has_headers_that_keep_it_to_itself(desk: Desk) -> None:
    page = desk.send(desk.approved())

    for answer in (page.get(), page.sign(name=""), page.sign(), page.get(), desk.page(GUESS).get()):
        policy = answer.headers["content-security-policy"]
        style = re.search(r"<style>(.*?)</style>", answer.text, re.S)
        assert style is not None
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"].startswith("noindex")
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in answer.headers["permissions-policy"]
        assert "set-cookie" not in answer.headers
        assert "<script" not in answer.text
        assert "style=" not in answer.text
        assert not re.search(r"(?:src|href|action)=\"?(?:https?:|//)", answer.text)


def test_links_that_lead_nowhere_are_one_plain_page_without_a_word_of_the_contract(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)
    swapped = page.token[:-1] + ("A" if page.token[-1] != "A" else "B")
    for token in (GUESS, swapped, page.token.swapcase(), page.token + "A", page.token[:-1], "", "1", "%00" * 43):
        answer = desk.page(token).get()
        assert answer.status_code == 404
        assert says_nothing(answer)
        desk.workspace.travel(minutes=2)

    desk.workspace.travel(days=15)
    for answer in (page.get(), page.get("/contract.pdf"), page.sign(), page.ask(fee="1300")):
        assert answer.status_code == 410
        assert says_nothing(answer)
    assert desk.stage(number) == "expired"


def test_a_link_opens_its_own_version_alone(desk: Desk) -> None:
    mine, other = desk.approved(), desk.approved("Zoë Ba")
    page, of_other = desk.send(mine), desk.send(other)

    assert "Zoë Ba" not in page.get().text
    assert "Zoë Ba" in of_other.get().text
    for fields in ({"contract_id": str(other)}, {"version": "2"}, {"token": of_other.token}):
        assert page.post(do="sign", **fields).status_code == 422
    page.sign()
    assert [desk.stage(mine), desk.stage(other)] == ["signed", "sent"]

    maria = desk.person()
    maria.submit(maria.click("Edit", desk.card(other)), fee="1300", instalments="100% on signing")
    desk.approve(other)
    newer = desk.send(other)
    assert says_nothing(of_other.get())
    assert of_other.sign().status_code == 410
    assert "€1,300.00" in newer.get().text


def test_a_used_link_signs_nothing_more_and_reads_until_it_would_have_run_out(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)
    page.sign()

    again = page.sign(name="Somebody Else")
    assert again.status_code == 409
    assert "Somebody Else" not in again.text
    assert page.ask(fee="1").status_code == 409
    assert desk.audit(number).count("refused") == 2
    assert "Bread reel" in page.get().text

    desk.workspace.travel(days=15)
    assert page.get().status_code == 410
    assert says_nothing(page.get())


def test_the_page_of_what_was_signed_says_that_the_contract_was_ended(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)
    page.sign()
    omar = give_role(desk.workspace, "omar", Role.MANAGER)
    card = omar.command(f"/contract show {number}")

    omar.submit(omar.click("Terminate", card).view, why="The parcel never came")

    text = page.get().text
    assert "This contract has ended" in text
    assert "Thank you!" not in text
    assert "The parcel never came" not in text


@pytest.mark.parametrize("percent", ["0.5", "0.05", "10", "12.50"])
def test_the_page_says_the_commission_that_the_terms_say_and_when_it_is_paid(desk: Desk, percent: str) -> None:
    page = desk.send(desk.approved(commission=Decimal(percent)))

    text = page.get().text

    assert f"<strong>{Decimal(percent).normalize():f}%</strong> of the net revenue" in text
    counted = desk.workspace.clock().date() + timedelta(days=30 + 30)
    assert f"of orders until {words.day(counted)}" in text
    assert f"We pay it by {words.day(counted + timedelta(days=14))}" in text
    assert f"pays it by {words.day(counted + timedelta(days=14))}" in text, "the contract says the same"


def test_guessing_is_slowed_for_each_visitor_and_only_for_a_while(desk: Desk) -> None:
    page = desk.send(desk.approved())

    said = [desk.page(f"{number:043}").get().status_code for number in range(12)]

    assert said == [404] * 10 + [429] * 2
    slow = page.get()
    assert slow.status_code == 429
    assert slow.headers["retry-after"] == "60"
    assert "Bread" not in slow.text
    desk.workspace.travel(minutes=1)
    assert page.get().status_code == 200
    assert [page.get().status_code for _ in range(30)] == [200] * 30


def test_behind_a_proxy_whoever_guesses_slows_nobody_but_themselves(desk: Desk) -> None:
    page = desk.send(desk.approved())
    guesser = {"X-Forwarded-For": "198.51.100.9, 203.0.113.7"}

    said = [desk.page(f"{number:043}").get(**guesser).status_code for number in range(12)]

    assert said == [404] * 10 + [429] * 2
    assert page.get(**{"X-Forwarded-For": "192.0.2.1, 203.0.113.7"}).status_code == 429, "the proxy's word counts"
    assert page.get(**{"X-Forwarded-For": "203.0.113.7, 192.0.2.1"}).status_code == 200


def test_what_is_no_token_is_no_guess(desk: Desk) -> None:
    page = desk.send(desk.approved())

    assert {desk.page("wp-login.php").get().status_code for _ in range(30)} == {404}
    assert page.get().status_code == 200


def test_robots_previews_and_other_methods_change_nothing(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)
    page.get(**{"User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"})
    page.get(**{"Sec-Purpose": "prefetch;prerender"})
    head = httpx.head(page.address, headers=BROWSER)

    assert head.status_code == 200
    assert head.content == b""
    assert "not opened yet" in desk.card(number).text
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        answer = httpx.request(method, page.address, headers=BROWSER)
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD, POST"
    assert httpx.post(f"{page.address}/contract.pdf").status_code == 405
    assert desk.stage(number) == "sent"
    assert "sign" not in desk.audit(number)


def test_what_is_no_form_of_ours_is_refused(desk: Desk) -> None:
    page = desk.send(desk.approved())
    form = {**BROWSER, "Content-Type": "application/x-www-form-urlencoded"}

    def post(content: bytes, **headers: str) -> int:
        return httpx.post(page.address, content=content, headers={**form, **headers}).status_code

    assert post(b"{}", **{"Content-Type": "application/json"}) == 415
    assert post(b"do=sign&name=" + b"x" * 70_000) == 413
    assert post(b"&".join(b"a%d=1" % number for number in range(200))) == 400
    assert post(b"do=erase&name=Noor") == 400
    assert post(b"") == 400
    assert post(b"do=sign&name=%00%FF%C0&consent=yes") == 422
    for more in ("/../../etc/passwd", "/contract.pdf/..", "/%2e%2e", "/contract.pdf%0d%0aX-Evil:1", "//", "/."):
        answer = page.get(more)
        assert answer.status_code in (200, 404)
        assert "x-evil" not in answer.headers
        desk.workspace.travel(minutes=1)
    assert desk.stage(1) == "sent"


HOSTILE = """"><script>alert(1)</script> <!channel> *b* & <i> {{ 7*7 }} </textarea>'"""


def test_mark_up_in_every_field_arrives_as_text_on_the_page_and_in_slack(desk: Desk) -> None:
    number = desk.approved(f"Zoë {HOSTILE}", titles=[HOSTILE, "نور\u202e حداد"], disclosure=HOSTILE, product=HOSTILE)
    page = desk.send(number)

    asked = page.ask(words=HOSTILE, fee="1300")
    words = {f"{name}_words": HOSTILE for name in ("pay", "treatment", "communication", "autonomy")}
    signed = page.sign(name=f"Noor {HOSTILE}", pay="within 14 days", treatment="at most one round of changes", **words)

    for answer in (asked, signed, page.sign(name=HOSTILE * 4)):
        assert "<script" not in answer.text
        assert "<i>" not in answer.text
        assert "&lt;script&gt;alert(1)" in answer.text
    told = desk.told().text_shown
    assert "<!channel> *b* & <i> {{ 7*7 }}" in told
    assert "@channel" not in told
    desk.card(number)


def test_a_token_stands_nowhere_but_in_its_link(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        page = desk.send(desk.approved())
        page.get()
        page.sign(name="")
        page.sign()
        page.sign()
        desk.workspace.settle()

    with desk.workspace.bot.database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            assert page.token not in str(connection.execute(select(table)).all()), table.name
    ours = [
        one for one in caplog.records if not one.name.startswith(("httpx", "httpcore", "slack", "sandbox", "asyncio"))
    ]
    assert [one.name for one in ours if page.token in one.getMessage()] == []
    assert any("refused on the page of contract 1" in one.getMessage() for one in ours)


def test_while_the_database_is_away_the_page_says_so(desk: Desk, database: str) -> None:
    page = desk.send(desk.approved())

    with stopped(database):
        answer = page.sign()

    assert answer.status_code == 503
    assert "nothing you sent was kept" in answer.text
    assert page.sign().status_code == 200


def test_without_a_public_address_the_window_says_so(slack: Sandbox, database: str) -> None:
    with serving(slack, database, public="") as desk:
        number = desk.approved()
        maria = desk.person()
        form = maria.click("Send for signature", desk.card(number)).view
        assert "People outside cannot reach this address" in form.text


def test_the_link_opens_as_a_mail_and_is_shown_once(desk: Desk) -> None:
    number = desk.approved()
    maria = desk.person()
    shown = maria.submit(maria.click("Send for signature", desk.card(number)), days="30").view

    assert "not shown again" in shown.text
    assert "mailto:noor@bakes.example?subject=Your%20contract" in str(shown.raw)
