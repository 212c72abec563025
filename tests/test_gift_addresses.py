"""The address of a parcel: asked for on a private page, kept on the influencer, and in no other place."""

import logging
import re
from collections.abc import Iterator
from functools import partial

import httpx
import pytest
from sqlalchemy import select

from sandbox.driver import Sandbox
from storage.tables import audit, influencer, metadata
from tests.at_once import together
from tests.collaborating import make_viewer
from tests.giving import card, give, labels, step, team
from tests.outage import BROWSER
from tests.signing import PUBLIC, Desk, serving

GUESS = "A" * 43
SECRET = "Baker Lane 12"
ADDRESS = {"name": "Noor Haddad", "lines": f"{SECRET}\n10115 Berlin", "country": "Germany", "phone": "+49 30 998877"}
_TOKEN = re.compile(rf"{PUBLIC}/a/([\w-]+)")


class Page:
    """The influencer's browser, on one link."""

    def __init__(self, desk: Desk, token: str) -> None:
        self.token = token
        self.address = f"http://127.0.0.1:{desk.port}/a/{token}"

    def get(self, **headers: str) -> httpx.Response:
        """Open the page, as a person does."""
        return httpx.get(self.address, headers={**BROWSER, **headers})

    def send(self, **fields: str) -> httpx.Response:
        """Send the form, and follow to the page after it."""
        typed = {**ADDRESS, **fields}
        return httpx.post(self.address, data=typed, headers=BROWSER, follow_redirects=True, timeout=30)


@pytest.fixture
def desk(slack: Sandbox, database: str) -> Iterator[Desk]:
    """A workspace whose bot serves pages, and a gift for Noor whose address nobody knows."""
    with serving(slack, database) as one:
        team(one.workspace)
        give(one.workspace)
        yield one


def ask(desk: Desk) -> Page:
    """Maria asks for the address; gives the page that the link leads to."""
    maria = desk.person()
    shown = maria.click("Ask for the address", card(desk.workspace))
    found = _TOKEN.search(shown.view.text)
    assert found is not None, shown.view.text
    assert "it is not shown again" in shown.view.text
    assert "The address is asked for." in maria.submit(shown).text
    return Page(desk, found[1])


def gone(answer: httpx.Response) -> bool:
    """Whether an answer tells nothing of anybody."""
    private = ("Noor", "Haddad", "maria", "Maria", "Bread", SECRET)
    return not any(word in answer.text for word in private) and "Ask the person who sent it to you" in answer.text


def test_an_address_is_given_once_and_stands_on_the_gifts_card_until_it_is_sent(desk: Desk) -> None:
    assert "No address is known." in card(desk.workspace).text
    page = ask(desk)
    shown = page.get()
    assert shown.status_code == 200
    assert "would like to send you a parcel" in shown.text
    assert "Bread box" not in shown.text, "it may be a surprise"
    assert "was opened" in card(desk.workspace).text

    thanks = page.send()
    assert "Thank you!" in thanks.text
    assert SECRET not in thanks.text
    assert SECRET not in page.get().text
    told = desk.told()
    assert "told us where it may go: Bread box" in told.text_shown
    assert SECRET not in told.text_shown
    opened = desk.person().click("Open the gift", told)
    assert f"{SECRET}\n10115 Berlin\nGermany\nTelephone: +49 30 998877" in opened.text

    form = desk.person().click("Shipped", card(desk.workspace))
    assert SECRET in form.view.text
    desk.person().submit(form, carrier="DHL")
    assert SECRET not in card(desk.workspace).text
    assert "Ask for the address" not in labels(card(desk.workspace))


def test_each_fault_stands_beside_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    page = ask(desk)
    hostile = '<script>alert("x")</script>'
    answer = page.send(name=hostile, lines="here", country=" ", phone="call me")
    assert answer.status_code == 422
    for sentence in ("too short for a parcel", "Write the country.", "That is no telephone number."):
        assert sentence in answer.text
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "Thank you!" in page.send(name=hostile).text
    assert hostile in card(desk.workspace).text


def test_a_link_that_is_used_withdrawn_expired_replaced_or_guessed_leads_nowhere(desk: Desk) -> None:
    first = ask(desk)
    assert first.get().headers["referrer-policy"] == "no-referrer"
    second = ask(desk)
    for answer in (first.get(), first.send()):
        assert answer.status_code == 410
        assert gone(answer)
    swapped = second.token[:-1] + ("A" if second.token[-1] != "A" else "B")
    for token in (GUESS, swapped, second.token.swapcase(), second.token[:-1], "", "%00" * 43):
        answer = Page(desk, token).get()
        assert answer.status_code == 404
        assert gone(answer)
        desk.workspace.travel(minutes=2)

    maria = desk.person()
    assert "leads nowhere any more" in maria.click("Withdraw the link", card(desk.workspace)).text
    assert second.send().status_code == 410
    third = ask(desk)
    desk.workspace.travel(days=14, minutes=1)
    assert third.send().status_code == 410
    assert gone(third.get())
    assert "the link ran out unused" in card(desk.workspace).text

    used = ask(desk)
    used.send()
    again = used.send(lines="Somewhere else 1\n1000 Wien")
    assert again.status_code == 409
    assert "Somewhere else" not in card(desk.workspace).text
    desk.workspace.travel(days=15)
    assert gone(used.get())


def test_a_link_of_a_gift_that_was_sent_or_cancelled_leads_nowhere(desk: Desk) -> None:
    page = ask(desk)
    step(desk.workspace, "Cancel gift", why="No")
    assert page.send().status_code == 410
    assert gone(page.get())


def test_who_wants_no_contact_is_not_asked_and_a_perk_needs_no_address(desk: Desk) -> None:
    maria = desk.person()
    old = card(desk.workspace)
    give(desk.workspace, kind="voucher")
    assert "Ask for the address" not in labels(card(desk.workspace, 2))
    form = maria.click("Change stage", maria.command("/influencer show noor"))
    maria.submit(form, stage="do-not-contact", why="She asked")
    assert "asked not to be contacted, so nobody asks" in maria.click("Ask for the address", old).text


def test_a_robot_opens_nothing_and_a_visitor_who_guesses_is_slowed(desk: Desk) -> None:
    page = ask(desk)
    httpx.get(page.address, headers={"User-Agent": "Slackbot-LinkExpanding 1.0"})
    assert "not opened yet" in card(desk.workspace).text
    answers = [Page(desk, GUESS[:-2] + f"{n:02}").get().status_code for n in range(12)]
    assert answers[:10] == [404] * 10
    assert answers[-1] == 429


def test_of_two_who_send_an_address_at_the_same_moment_one_counts(desk: Desk) -> None:
    page, said = ask(desk), list[int]()

    def send(at: int) -> None:
        said.append(page.send(lines=f"Lane number {at}\n10115 Berlin").status_code)

    together(*(partial(send, at) for at in range(4)))
    assert said.count(200) == 1
    assert set(said) <= {200, 409, 410}


def test_the_address_is_nowhere_but_on_the_influencer(
    desk: Desk, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    page = ask(desk)
    page.get()
    page.send(country=" ")
    page.send()
    page.send(lines=f"{SECRET} again\n1")
    step(desk.workspace, "Shipped", carrier="DHL")
    step(desk.workspace, "Delivered")
    desk.workspace.travel(days=15)

    held = {}
    with desk.workspace.bot.database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = [str(dict(row._mapping)) for row in connection.execute(select(table))]
            held[table.name] = sum(SECRET in row or "998877" in row for row in rows)
            assert not any(page.token in row for row in rows), table.name
        verbs = set(connection.scalars(select(audit.c.verb)))
    assert {name for name, number in held.items() if number} == {influencer.name}
    assert {"ask for the address", "give the address", "refused"} <= verbs
    written = capfd.readouterr()
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith(("httpx", "httpcore"))]
    assert any("refused on the page that asks for an address" in one for one in ours)
    for text in ("\n".join(ours), written.out, written.err):
        assert SECRET not in text
        assert page.token not in text
    public = [one for one in desk.workspace.slack.calls if one.method in ("chat.postMessage", "chat.update")]
    assert public
    assert not [one for one in public if SECRET in str(one.arguments)]


def test_a_viewer_never_sees_an_address(desk: Desk) -> None:
    ask(desk).send()
    old = card(desk.workspace, who="lee")
    assert SECRET in old.text
    lee = make_viewer(desk.workspace, "lee")
    assert SECRET not in lee.command("/influencer show noor").text
    assert "That needs the role marketer" in lee.click("Ask for the address", old).text
