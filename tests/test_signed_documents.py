"""The documents of a signature: read before it, kept with it, and had again by the page and in Slack."""

import hashlib

from tests.documents import pages
from tests.signing import FREE, STRICT, Desk, desk

__all__ = ["desk"]


def test_the_page_says_the_whole_contract_and_gives_the_pdf_whose_hash_it_names(desk: Desk) -> None:
    page = desk.send(desk.approved())

    shown, pdf = page.get(), page.get("/contract.pdf")

    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["content-disposition"] == 'attachment; filename="contract-1-version-1.pdf"'
    assert pdf.headers["cache-control"] == "no-store"
    assert hashlib.sha256(pdf.content).hexdigest() in shown.text
    text = " ".join(" ".join(pages(pdf.content)).split())
    for heading in ("Usage rights", "Payment"):
        assert heading in text
        assert heading in shown.text
    assert 'href="' + page.token + '/contract.pdf"' in shown.text


def test_the_signed_pdf_names_who_signed_what_and_when_and_reaches_the_page_and_slack(desk: Desk) -> None:
    number = desk.approved("نور 王小明")
    page = desk.send(number)
    unsigned = page.get("/contract.pdf").content
    page.sign(name="Noor 王 <b>")

    pdf = page.get("/contract.pdf")

    assert pdf.headers["content-disposition"].endswith('filename="contract-1-version-1-signed.pdf"')
    last = "".join(pages(pdf.content)[-1].split())
    assert hashlib.sha256(unsigned).hexdigest() in last
    assert "<b>" in last
    assert "Ihavereadversion1ofthiscontract" in last
    maria = desk.person()
    assert "comes as a direct message" in maria.click("Signed PDF", desk.card(number)).text
    files = [one for message in desk.workspace.told("maria") for one in message.files]
    assert [one["name"] for one in files] == ["contract 1 version 1 signed.pdf"] * 2
    assert f"SHA-256 of the file: {hashlib.sha256(pdf.content).hexdigest()}" in desk.told().text_shown
    assert desk.audit(number)[-1] == "read the signed PDF"


def test_until_a_signature_counts_there_is_no_signed_pdf_and_after_a_refusal_none_at_all(desk: Desk) -> None:
    number = desk.approved(brief=STRICT)
    page = desk.send(number)
    unsigned = page.get("/contract.pdf").content
    page.sign(**FREE)
    assert page.get("/contract.pdf").content == unsigned

    maria = desk.person()
    maria.submit(maria.click("Change the terms", desk.card(number)), why="A free line")

    assert page.get("/contract.pdf").status_code == 410
