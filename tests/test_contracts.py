"""Contracts: listing them and looking at one."""

from tests.contracting import contract
from tests.workspace import Workspace


def test_contracts_are_listed_and_shown_by_number_and_by_name(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    number = contract(workspace, "maria")

    listed = maria.command("/contract list")
    assert f"Contract {number}" in listed.text
    assert "Noor Haddad" in listed.text

    for asked in (str(number), f"#{number}", "noor.bakes", "Noor"):
        assert "Campaign of Noor Haddad" in maria.command(f"/contract show {asked}").text


def test_a_contract_that_nobody_knows_is_refused_with_what_to_do(workspace: Workspace) -> None:
    maria = workspace.person("maria")

    assert "`/contract list` shows them all" in maria.command("/contract show nobody").text
    assert "takes a name, a handle" in maria.command("/contract show").text
