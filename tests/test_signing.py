"""Signing: a link for one version and one person, used once, and what is signed on its page."""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.private_links import hash_token
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.contracts import signings
from sandbox.driver import Seen
from tests.at_once import together
from tests.signing import FREE, STRICT, Desk, desk

__all__ = ["desk"]


def test_an_influencer_reads_and_signs_and_everybody_hears_of_it(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)
    assert "not opened yet" in desk.card(number).text

    shown = page.get()
    assert shown.status_code == 200
    assert "€1,200.00" in shown.text
    assert "Bread reel" in shown.text
    assert "not signed yet" in desk.card(number).text

    done = page.sign()

    assert done.status_code == 200
    assert "Signed. Thank you!" in done.text
    assert desk.stage(number) == "signed"
    told, file = desk.workspace.told("maria")[-2:]
    assert "*Noor Haddad* signed contract 1" in told.text_shown
    assert [one["name"] for one in file.files] == ["contract 1 version 1 signed.pdf"]
    card = desk.card(number)
    assert "Signed by *Noor Haddad*" in card.text
    assert not {"New link", "Withdraw the link", "Edit"} & {button.label for button in card.messages[-1].buttons}
    with desk.workspace.bot.deps.reading(desk.workspace.team) as store:
        timeline = [touch.text for touch in store.touches.of(1, limit=50)]
    assert "Campaign of Noor Haddad: signed contract 1, version 1, as Noor Haddad" in timeline


def test_a_signature_needs_a_name_and_consent_and_nothing_typed_is_lost(desk: Desk) -> None:
    page = desk.send(desk.approved())

    told = page.sign(name=" ", consent="", pay="tomorrow", pay_words="By <b>bank</b> transfer & soon")

    assert told.status_code == 422
    for sentence in ("Write your full name", "Tick the box to say that you agree", "Choose one of the answers"):
        assert told.text.count(sentence) == 2  # in the summary, and beside its field
    assert 'href="#sign-name"' in told.text
    assert "By &lt;b&gt;bank&lt;/b&gt; transfer &amp; soon</textarea>" in told.text
    assert desk.stage(1) == "sent"
    assert page.sign().status_code == 200


def test_expectations_that_differ_are_shown_to_the_owner_before_the_signature_counts(desk: Desk) -> None:
    number = desk.approved(brief=STRICT)
    page = desk.send(number)

    done = page.sign(**FREE, autonomy_words="I know my people <!channel> *well*")

    assert "Nothing is binding yet" in done.text
    assert "no line of the brief is free" in done.text
    assert desk.stage(number) == "sent"
    told = desk.told()
    assert "About autonomy they want “free in how I make it”" in told.text_shown
    assert "I know my people <!channel> *well*" in told.text_shown
    assert "It does not count yet" in desk.card(number).text

    maria, stale = desk.person(), desk.card(number)
    seen = maria.click("Let it count", told)

    assert "Signed by *Noor Haddad*" in seen.text
    assert desk.stage(number) == "signed"
    assert "Signed. Thank you!" in page.get().text
    settled, signed, _ = [one for one in desk.workspace.told("maria") if not one.ephemeral][-3:]
    assert "@maria let it count" in settled.text_shown
    assert [button.label for button in settled.buttons] == ["Open"]
    assert "signed contract" in signed.text_shown
    assert "maria let this signature count already" in maria.click("Let it count", stale).text


def test_the_terms_are_changed_instead_and_the_signature_never_counts(desk: Desk) -> None:
    number = desk.approved(brief=STRICT)
    page = desk.send(number)
    page.sign(**FREE)
    maria = desk.person()
    form = maria.click("Change the terms", desk.told())

    assert maria.submit(form, why=" ").errors == {"why": "Say what is to change: it is kept with the signature."}
    shown = maria.submit(form, why="A free line for the *music*")

    assert "draft" in shown.text
    assert desk.stage(number) == "draft"
    assert "A free line for the *music*" in desk.told().text_shown
    after = page.get()
    assert "Your signature does not bind you" in after.text
    assert "Bread reel" not in after.text
    assert "A free line" not in after.text
    assert page.sign().status_code == 409
    assert desk.stage(number) == "draft"


def test_only_its_owner_or_a_manager_says_whether_a_signature_counts(desk: Desk) -> None:
    number = desk.approved(brief=STRICT)
    desk.send(number).sign(**FREE)

    refused = desk.person("lee").click("Let it count", desk.card(number, "lee"))
    assert "Only maria, who looks after this contract, or a manager" in refused.text
    assert desk.stage(number) == "sent"
    with desk.workspace.bot.deps.transaction(desk.workspace.team) as store:
        store.members.set_role(desk.person("omar").id, Role.MANAGER)
    assert "signed" in desk.person("omar").click("Let it count", desk.card(number, "omar")).text
    assert desk.stage(number) == "signed"


def test_terms_that_are_edited_while_a_signature_waits_end_it(desk: Desk) -> None:
    number = desk.approved(brief=STRICT)
    page = desk.send(number)
    page.sign(**FREE)
    maria, stale = desk.person(), desk.card(number)

    maria.submit(maria.click("Edit", desk.card(number)), fee="1300", instalments="100% on signing")

    assert desk.stage(number) == "draft"
    assert "version 2 was written" in desk.told().text_shown
    assert "did not let this signature count" in maria.click("Let it count", stale).text
    assert "We come back to you" in page.get().text


def test_two_who_sign_by_one_link_at_once_are_one(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)
    said: list[int] = []

    def sign(name: str) -> None:
        said.append(page.sign(name=name).status_code)

    together(*(partial(sign, f"Noor {letter}") for letter in "ABCDEFGH"))

    assert sorted(said) == [200] + [409] * 7
    assert desk.audit(number).count("sign") == 1
    assert len([one for one in desk.workspace.told("maria") if "signed contract" in one.text_shown]) == 1


def test_signing_and_writing_a_new_version_at_once_is_one_of_them(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)
    maria = desk.person()
    form = maria.click("Edit", desk.card(number))
    said, seen = list[int](), list[Seen]()

    def sign() -> None:
        said.append(page.sign().status_code)

    def write() -> None:
        seen.append(maria.submit(form, fee="1300", instalments="100% on signing"))

    together(sign, write)

    is_signed = desk.stage(number) == "signed"
    assert (said[0] == 200) is is_signed
    assert bool(seen[0].errors or "a moment ago" in seen[0].text or "signed" in seen[0].text) is is_signed
    assert ("sign" in desk.audit(number)) is is_signed


def test_a_link_that_is_not_used_runs_out_once_and_a_new_one_is_made(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number, days="7")
    desk.workspace.travel(days=6, hours=23)
    assert desk.stage(number) == "sent"

    desk.workspace.travel(hours=2)
    desk.workspace.travel(days=1)

    assert desk.stage(number) == "expired"
    told = [one for one in desk.workspace.told("maria") if "did not sign" in one.text_shown]
    assert len(told) == 1
    assert "nobody opened it" in told[0].text_shown
    assert page.sign().status_code == 410
    again = desk.send(number, label="New link")
    assert desk.stage(number) == "sent"
    assert again.sign().status_code == 200


def test_a_new_link_and_withdrawing_end_the_old_one(desk: Desk) -> None:
    number = desk.approved()
    first = desk.send(number)
    second = desk.send(number, label="New link", days="30")
    assert [first.get().status_code, first.sign().status_code] == [410, 410]
    assert second.get().status_code == 200

    maria = desk.person()
    seen = maria.click("Withdraw the link", desk.card(number))

    assert "leads nowhere any more" in seen.text
    assert desk.stage(number) == "approved"
    assert [second.get().status_code, second.sign().status_code] == [410, 410]
    assert "refused" in desk.audit(number)


def test_nothing_is_sent_that_was_not_approved_nor_by_who_may_not(desk: Desk) -> None:
    number = desk.approved()
    card = desk.card(number)
    form = desk.person().click("Send for signature", card)
    desk.person().close(form)
    lee, of_lee = desk.person("lee"), desk.card(number, "lee")
    slow = lee.click("Send for signature", of_lee)
    desk.send(number)

    assert "changed this contract a moment ago" in lee.submit(slow, days="14").errors["days"]
    lee.close(slow)
    with desk.workspace.bot.deps.transaction(desk.workspace.team) as store:
        store.members.set_role(lee.id, Role.VIEWER)
    assert "marketer" in lee.click("Send for signature", of_lee).text
    assert "Send for signature" not in desk.card(number, "lee").text
    desk.person().submit(desk.person().click("Edit", desk.card(number)), fee="1300", instalments="100% on signing")
    assert "only an approved one is sent" in desk.person().click("Send for signature", card).text


def test_a_signature_of_terms_that_changed_is_refused_by_the_service_too(desk: Desk) -> None:
    page = desk.send(desk.approved())
    later = desk.workspace.clock() + timedelta(days=15)

    for token, now in (("x" * 43, desk.workspace.clock()), (page.token, later)):
        with (
            pytest.raises(Refused),
            desk.workspace.bot.deps.transaction(desk.workspace.team) as store,
        ):
            signings.sign(store, hash_token(token), {"name": "Noor", "consent": "yes"}, now=now)


def test_the_link_to_a_dropped_collaborations_contract_leads_nowhere(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)
    maria = desk.person()
    card = maria.click("Collaboration", desk.card(number))
    maria.submit(maria.click("Change stage", card), stage="dropped", why="No budget")

    assert page.get().status_code == 410
    assert page.sign().status_code == 410
    assert desk.stage(number) == "sent"
    assert "is dropped. Change its stage first" in maria.click("New link", desk.card(number)).text
