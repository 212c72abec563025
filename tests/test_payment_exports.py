"""Payments for accounting: a file in a direct message, for those who see fees."""

import pytest

from bot.domain.contracts.terms import Instalment, Trigger
from bot.domain.money import Money
from bot.domain.team.roles import Role
from tests.exporting import rows_of, sent_file
from tests.keeping import approved, begin, day, pay, sign, signed
from tests.workspace import Workspace


@pytest.fixture
def books(workspace: Workspace) -> Workspace:
    """One payment made in euros, one planned, and two in yen."""
    signed(workspace)
    pay(workspace, approved(workspace).id, reference="=SEPA(1)")
    yen = (Instalment(5_000, Trigger.SIGNING), Instalment(5_000, Trigger.DATE, day(workspace, plus=40)))
    sam = "https://www.instagram.com/sam.ode/"
    sign(workspace, begin(workspace, name="Sam Ode", profile=sam, fee=Money(10_000, "JPY"), instalments=yen))
    return workspace


def export(workspace: Workspace, form: str, *, only: str = "All") -> tuple[str, bytes, str]:
    """Maria exports; gives the file's name, its bytes and what stands beside it."""
    maria = workspace.person("maria")
    listed = maria.click(only, maria.command("/contract payments"))
    assert "on their way" in maria.click(f"Export {form}", listed).text
    return sent_file(workspace, "maria")


@pytest.mark.parametrize("form", ["CSV", "XLSX"])
def test_accounting_gets_every_payment_with_payee_amount_reference_and_who_approved(
    books: Workspace, form: str
) -> None:
    name, content, said = export(books, form)

    rows = rows_of(name, content)
    assert "4 payments" in said
    assert [(row["Payee"], float(row["Amount"]), row["Currency"], row["Stage"]) for row in rows] == [
        ("Noor Haddad", 600.0, "EUR", "paid"),
        ("Noor Haddad", 600.0, "EUR", "planned"),
        ("Sam Ode", 5000.0, "JPY", "planned"),
        ("Sam Ode", 5000.0, "JPY", "planned"),
    ]
    first = rows[0]
    today = day(books).isoformat()
    assert (str(first["Date"])[:10], str(first["Paid on"])[:10]) == (today, today)
    assert (str(first["Contract"]), str(first["Version"]), first["Instalment"]) == ("1", "1", "Fee, part 1 of 2")
    assert (first["Campaign"], first["Trigger"]) == ("Campaign of Noor Haddad", "after the signature")
    assert (first["Approved by"], first["Noted by"]) == ("omar", "maria")
    assert str(first["Approved at"]).startswith(today)
    assert "SEPA(1)" in first["Reference"]
    assert not str(first["Reference"]).startswith("=") or form == "XLSX"


def test_only_what_is_listed_is_exported(books: Workspace) -> None:
    name, content, said = export(books, "CSV", only="Only paid")

    assert "1 payment" in said
    assert [row["Stage"] for row in rows_of(name, content)] == ["paid"]


def test_who_lost_the_right_to_see_fees_before_the_file_was_made_gets_none(books: Workspace) -> None:
    maria = books.person("maria")
    listed = maria.command("/contract payments")
    maria.click("Export CSV", listed)
    with books.bot.database.transaction(books.team) as store:
        store.members.set_role(maria.id, Role.VIEWER)

    told = books.told("maria")[-1]

    assert told.files == []
    assert "You no longer see fees" in told.text_shown
