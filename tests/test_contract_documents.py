"""The PDF of a contract: read in Slack before anything is sent, kept once, and signed with the hash of that."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.documents import Signatory
from bot.domain.contracts.contracts import ContractStage
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.contracts import contract_documents, contract_submitting, contract_texts, contracts
from tests.contracting import contract
from tests.documents import pages
from tests.outreaching import make_viewer
from tests.workspace import Message, Workspace

NAME = "نور 王小明 🧁 *b* <!channel> #x"


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """A workspace where contract 1 is a draft between us and somebody with a name of three scripts."""
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", NAME, "https://www.tiktok.com/@noor.bakes"))
    assert contract(workspace, "maria", NAME, product="two bags of flour & <rye>") == 1
    return workspace


def card(workspace: Workspace, who: str = "maria") -> Message:
    """The contract's card, as somebody opens it."""
    return workspace.person(who).command("/contract show 1").messages[-1]


def received(workspace: Workspace, who: str) -> tuple[Message, bytes]:
    """The last message that somebody got, and the file in it."""
    message = workspace.told(who)[-1]
    (file,) = message.files
    return message, workspace.slack.slack.workspace.contents[file["id"]]


def submitted(workspace: Workspace) -> int:
    """Bring the contract into review; gives its version's id."""
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = contracts.found(store, 1)
        contracts.move(
            store, one, ContractStage.IN_REVIEW, by=workspace.member("maria").slack_id, now=workspace.clock()
        )
        return contracts.newest(store, one).id


def test_a_draft_is_read_as_a_pdf_in_a_direct_message(noor: Workspace) -> None:
    said = noor.person("maria").click("Read the PDF", card(noor))

    assert "comes as a direct message" in said.text
    message, content = received(noor, "maria")
    assert "Contract 1, version 1" in message.text
    assert content.startswith(b"%PDF")
    found = " ".join(pages(content))
    assert "· draft" in found
    assert "#x" in found
    assert "*b* <!channel>" in found
    assert set("نور王小明🧁") <= set(found)
    assert "two bags of flour & <rye>" in found
    assert "€1,200.00" in found
    assert "Name the brand" in found


def test_pressed_twice_it_comes_once(noor: Workspace) -> None:
    maria = noor.person("maria")
    maria.click("Read the PDF", card(noor))

    assert "I sent it to you a moment ago" in maria.click("Read the PDF", card(noor)).text
    noor.travel(minutes=2)
    assert "comes as a direct message" in maria.click("Read the PDF", card(noor)).text


def test_a_viewer_sees_neither_the_button_nor_the_pdf(noor: Workspace) -> None:
    old = card(noor, "lee")
    assert "Read the PDF" in old.text_shown
    lee = make_viewer(noor, "lee")

    assert "Read the PDF" not in card(noor, "lee").text_shown
    assert "That needs the role marketer" in lee.click("Read the PDF", old).text
    viewer = replace(noor.member("maria"), role=Role.VIEWER)
    with noor.bot.deps.transaction(noor.team) as store, pytest.raises(Refused, match="what we pay"):
        contract_documents.send(store, 1, to=viewer, now=noor.clock())


def test_what_was_kept_stays_byte_by_byte_whatever_changes_afterwards(noor: Workspace) -> None:
    version_id = submitted(noor)
    now, manager = noor.clock(), replace(noor.member("maria"), role=Role.MANAGER)
    with noor.bot.deps.transaction(noor.team) as store:
        kept = contract_documents.keep(store, version_id, now=now)
        content = contract_documents.make(store, version_id)
        text = contract_texts.lines(store)[0].text
        contract_texts.change(store, text.id, "Other", ["Other words."], version=text.version, by=manager, now=now)

    with noor.bot.deps.transaction(noor.team) as store:
        assert contract_documents.keep(store, version_id, now=now + timedelta(days=1)) == kept
        assert contract_documents.make(store, version_id) == content
    assert hashlib.sha256(content).hexdigest() == kept.sha256
    assert "draft" not in pages(content)[0]
    noor.person("maria").click("Read the PDF", card(noor))
    assert received(noor, "maria")[1] == content


def test_submitting_keeps_the_pdf_that_is_decided_on(noor: Workspace) -> None:
    maria, omar = noor.member("maria"), noor.member("omar")
    with noor.bot.deps.transaction(noor.team) as store:
        store.members.set_role(omar.slack_id, Role.MANAGER)
        one = contracts.found(store, 1)
        contract_submitting.submit(store, one, approver=None, note="", by=maria, now=noor.clock())
        version = contracts.newest(store, one)

    with noor.bot.deps.reading(noor.team) as store:
        content = contract_documents.make(store, version.id)
    assert version.sha256 == hashlib.sha256(content).hexdigest()


def test_a_contract_keeps_the_words_that_stood_when_it_was_written(noor: Workspace) -> None:
    manager = replace(noor.member("maria"), role=Role.MANAGER)
    later = noor.clock() + timedelta(hours=1)
    with noor.bot.deps.transaction(noor.team) as store:
        before = contract_documents.blocks(store, contracts.newest(store, contracts.found(store, 1)))
        text = contract_texts.lines(store)[0].text
        contract_texts.change(store, text.id, text.name, ["Other."], version=text.version, by=manager, now=later)

        assert contract_documents.blocks(store, contracts.newest(store, contracts.found(store, 1))) == before
        assert before[0].text.startswith("This agreement is made on")


def test_the_signed_one_has_a_page_with_the_hash_of_the_unsigned_one(noor: Workspace) -> None:
    version_id, now = submitted(noor), noor.clock()
    with noor.bot.deps.transaction(noor.team) as store:
        unsigned = contract_documents.keep(store, version_id, now=now)
        creator = Signatory(NAME, contract_documents.CREATOR, now, "I agree <b>&</b> #sign.")
        signed = contract_documents.signed(store, version_id, signatories=[creator], now=now)
        name, content = store.files.get(signed.file_id)

    assert name == "contract 1 version 1 signed.pdf"
    assert signed.sha256 == hashlib.sha256(content).hexdigest() != unsigned.sha256
    last = pages(content)[-1]
    assert unsigned.sha256 in last.replace(" ", "")
    assert "I agree <b>&</b> #sign." in last
    assert f"{now:%H:%M:%S} UTC" in last
    assert "Signed by the Creator".upper() in last.upper()


def test_an_incomplete_version_has_no_pdf_and_says_so(noor: Workspace) -> None:
    with noor.bot.deps.transaction(noor.team) as store:
        fields: dict[str, Any] = {
            "typed": {},
            "terms": None,
            "note": "",
            "contract_text_version_id": None,
            "fee": None,
            "currency": None,
        }
        by = noor.member("maria").slack_id
        assert store.contracts.add_version(contracts.found(store, 1), fields, by=by, now=noor.clock())

    assert "so there is no PDF yet" in noor.person("maria").click("Read the PDF", card(noor)).text


def test_reading_is_in_the_audit_log(noor: Workspace) -> None:
    noor.person("maria").click("Read the PDF", card(noor))

    with noor.bot.deps.reading(noor.team) as store:
        [entry] = [one for one in store.audit.of("contract:1") if one["verb"] == "read the PDF"]
    assert entry["by"] == noor.member("maria").slack_id
