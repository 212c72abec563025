"""Contracts from stage to stage: taking back, changing what was approved, terminating, and who may."""

import pytest

from bot.domain.contracts.contracts import ContractStage
from bot.domain.refused import Refused
from bot.services.contracts import contract_writing
from bot.services.contracts.contract_writing import Written
from tests.content import hub, noor
from tests.outreaching import make_viewer
from tests.workspace import Workspace
from tests.writing import bring, card, labels, press, stored, write

__all__ = ["noor"]

S = ContractStage


def test_what_is_in_review_is_changed_only_once_it_was_taken_back_by_who_submitted_it(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    write(noor)
    before = card(noor)
    maria.submit(press(noor, maria, "Edit"), next="submit")

    assert "This contract is in review" in maria.click("Edit", before).text
    assert "Take it back" not in labels(card(noor, "lee"))
    waiting, old = card(noor), card(noor)
    assert "Taken back: it is a draft again." in maria.click("Take it back", waiting).text
    assert "maria changed this contract a moment ago" in maria.click("Take it back", old).text
    assert stored(noor)[0].stage is S.DRAFT
    noor.member("ada")
    assert "in review" in omar.submit(press(noor, omar, "Edit"), fee="1,500", next="submit").text
    version, by = stored(noor)[0].version, noor.member("lee")
    with noor.bot.deps.transaction(noor.team) as store, pytest.raises(Refused, match="Only omar, who submitted it"):
        contract_writing.take_back(store, 1, version=version, by=by, now=noor.clock())


def test_a_change_of_an_approved_contract_makes_it_a_draft_again_and_says_so_first(noor: Workspace) -> None:
    maria = noor.person("maria")
    write(noor)
    bring(noor, S.IN_REVIEW, S.APPROVED)

    opened = press(noor, maria, "Edit")
    assert "It is approved. A change takes it back to draft: the approval falls away" in opened.view.text
    again = maria.submit(opened, next="submit")
    assert again.errors == {"next": "Nothing changed since it was approved. Change something, then submit it."}
    maria.submit(again, fee="1,300", next="draft")

    one = stored(noor)[0]
    assert (one.stage, one.current) == (S.DRAFT, 2)
    bring(noor, S.IN_REVIEW, S.APPROVED, S.SENT)
    assert "the link to sign it stops working" in press(noor, maria, "Edit").view.text


@pytest.mark.parametrize("end", [(), (S.COMPLETED,), (S.TERMINATED,)], ids=["signed", "completed", "terminated"])
def test_nothing_of_a_signed_contract_is_changed_any_more(noor: Workspace, end: tuple[ContractStage, ...]) -> None:
    maria = noor.person("maria")
    write(noor)
    old = press(noor, maria, "Edit")
    before = card(noor)
    bring(noor, S.IN_REVIEW, S.APPROVED, S.SENT, S.SIGNED, *end)
    one = stored(noor)[0]

    assert "Edit" not in labels(card(noor))
    assert "changed this contract a moment ago" in "".join(maria.submit(old, fee="9,999").errors.values())
    maria.close(old)
    assert f"This contract is {one.stage}: nothing of it is changed any more." in maria.click("Edit", before).text
    by, written = noor.member("maria"), Written({"fee": "9,999"})
    with noor.bot.deps.transaction(noor.team) as store, pytest.raises(Refused, match="nothing of it is changed"):
        contract_writing.change(store, 1, written, version=one.version, by=by, now=noor.clock())
    assert len(stored(noor)[1]) == 1


def test_a_contract_is_terminated_with_a_reason_and_makes_room_for_another(noor: Workspace) -> None:
    maria = noor.person("maria")
    write(noor)

    asked = press(noor, maria, "Terminate")
    assert "a new contract can be written for the collaboration" in asked.view.text
    told = maria.submit(asked, why="   ")
    assert told.errors["why"].startswith("Say why")
    shown = maria.submit(told, why="They <moved> & stopped")

    assert "terminated" in shown.text
    assert "They <moved> & stopped" in shown.text
    assert not {"Edit", "Terminate"} & set(labels(shown))
    assert "*Contract 1* · terminated" in hub(noor).text
    second = write(noor)
    assert "Contract 2" in second.text


def test_only_a_manager_terminates_what_is_signed_and_the_window_says_what_follows(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    write(noor)
    assert "Only the owner (maria), who wrote it, or a manager" in press(noor, noor.person("lee"), "Terminate").text
    bring(noor, S.IN_REVIEW, S.APPROVED, S.SENT, S.SIGNED)

    assert "This contract is signed: only a manager terminates it." in press(noor, maria, "Terminate").text
    asked = press(noor, omar, "Terminate")
    assert "both sides are bound by it" in asked.view.text
    assert "Either side, with 14 days' notice." in asked.view.text
    assert "terminated" in omar.submit(asked, why="Ended by both").text


def test_viewers_and_guests_can_neither_see_nor_change_the_terms(noor: Workspace) -> None:
    write(noor)
    before = card(noor, "lee")
    late = press(noor, noor.person("lee"), "Edit")
    lee = make_viewer(noor, "lee")

    seen = card(noor, "lee")
    shown = seen.messages[-1].text_shown
    assert "€" not in shown
    assert "Bread reel" not in shown
    assert not {"Edit", "Versions", "Terminate"} & set(labels(seen))
    refused = "That needs the role marketer"
    assert refused in "".join(lee.submit(late, fee="1").errors.values())
    lee.close(late)
    for label in ("Edit", "Versions", "Terminate"):
        assert refused in lee.click(label, before).text
    assert refused in lee.command("/contract new noor").text
    assert "Rapport is for full members" in noor.person("gus").command("/contract new noor").text
    assert stored(noor)[0].current == 1


def test_closing_the_campaign_names_contracts_that_nobody_signed(noor: Workspace) -> None:
    maria = noor.person("maria")
    write(noor)

    asked = maria.click("Close", maria.command("/campaign show Autumn bread")).view

    assert "Not signed yet: contract 1 with Noor Haddad (draft). They stay as they are." in asked.text
