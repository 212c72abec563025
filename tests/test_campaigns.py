"""Campaigns: planning, listing and showing them."""

from tests.workspace import Workspace


def test_a_campaign_is_listed_and_shown_with_its_roster(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    autumn = workspace.campaign("maria", "Autumn bread")
    workspace.collaboration("maria", autumn, "Noor Haddad")

    listed = maria.command("/campaign list")
    shown = maria.click("Open", listed)

    assert "Autumn bread" in listed.text
    assert "Noor Haddad" in shown.text
    assert "Noor Haddad in Autumn bread" in maria.click("Open", shown).text


def test_a_name_that_fits_several_campaigns_is_asked_about(workspace: Workspace) -> None:
    for name in ("Spring bread", "Spring cake"):
        workspace.campaign("maria", name)

    asked = workspace.person("maria").command("/campaign show spring")

    assert "fits several campaigns" in asked.text
    assert "Spring cake" in asked.text


def test_an_unknown_campaign_is_met_with_those_there_are(workspace: Workspace) -> None:
    workspace.campaign("maria", "Autumn bread")

    assert "There are: Autumn bread" in workspace.person("maria").command("/campaign show winter").text
