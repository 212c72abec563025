"""The roster as a file in a direct message: what was asked for, nothing private to those who may not see it."""

import csv
import io

import pytest
from openpyxl import load_workbook

from bot.domain.team.roles import Role
from tests.exporting import rows_of, sent_file
from tests.workspace import Workspace

ROSTER = """Handle,Name,Platform,Followers,Niche,Email,Notes
noor.bakes,Noor Haddad,TikTok,12000,baking,noor@example.com,likes rye
sam.cooks,Sam Ode,Instagram,800,food,sam@example.com,
evil,"=HYPERLINK(""http://evil.example"")",TikTok,5,+food,,@SUM(A1)
"""


@pytest.fixture
def roster(workspace: Workspace) -> Workspace:
    """A workspace with three influencers."""
    workspace.import_all("maria", "list 2026-09.csv", ROSTER.encode())
    return workspace


def export(workspace: Workspace, text: str, *, who: str = "maria") -> tuple[str, bytes, str]:
    """Export; gives the file's name, its bytes and what stands beside it."""
    person = workspace.person(who)
    assert "is on its way" in person.command(f"/influencer export {text}").text
    return sent_file(workspace, who)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_roster_comes_as_a_file_with_every_profile(roster: Workspace, form: str) -> None:
    name, content, said = export(roster, form if form == "csv" else "")

    rows = rows_of(name, content)
    assert name.endswith(f".{form}")
    assert "3 rows" in said
    noor = next(row for row in rows if row["Handle"] == "noor.bakes")
    assert (noor["Name"], noor["Platform"], str(noor["Followers"])) == ("Noor Haddad", "tiktok", "12000")
    assert str(noor["Figures from"])[:10] == "2026-09-01"
    assert (noor["Niches"], noor["E-mail"], noor["Notes"]) == ("baking", "noor@example.com", "likes rye")
    assert noor["Average views"] in ("", None), "missing stays missing"


def test_filters_choose_who_is_exported(roster: Workspace) -> None:
    name, content, said = export(roster, "csv platform:tiktok followers:>100")

    assert [row["Handle"] for row in rows_of(name, content)] == ["noor.bakes"]
    assert "1 row" in said


def test_a_filter_that_is_wrong_is_refused_before_anything_is_made(roster: Workspace) -> None:
    seen = roster.person("maria").command("/influencer export folowers:10k")

    assert "followers" in seen.text
    assert "on its way" not in seen.text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_of_an_export_is_a_formula(roster: Workspace, form: str) -> None:
    name, content, _ = export(roster, form)

    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    else:
        sheet = load_workbook(io.BytesIO(content)).active
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert any("HYPERLINK" in str(row["Name"]) for row in rows_of(name, content))


def test_an_exported_file_imported_again_changes_nothing(roster: Workspace) -> None:
    _, content, _ = export(roster, "csv")

    again = roster.import_all("maria", "influencers 2026-09.csv", content)

    assert "Unchanged\n3" in again.text_shown.replace("*", "")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_viewer_gets_the_roster_without_addresses_and_notes(roster: Workspace, form: str) -> None:
    lee = roster.person("lee")
    lee.command("/influencer find x")
    with roster.bot.database.transaction(roster.team) as store:
        store.members.set_role(lee.id, Role.VIEWER)

    name, content, _ = export(roster, form, who="lee")

    rows = rows_of(name, content)
    assert len(rows) == 3
    assert not {"E-mail", "Phone", "Address", "Notes"} & set(rows[0])
    assert not any("@example.com" in str(cell) or "rye" in str(cell) for row in rows for cell in row.values())


def test_a_role_lost_before_the_file_is_made_counts(roster: Workspace) -> None:
    maria = roster.person("maria")
    maria.command("/influencer export csv")
    with roster.bot.database.transaction(roster.team) as store:
        store.members.set_role(maria.id, Role.VIEWER)

    (file,) = roster.told("maria")[-1].files

    assert b"noor@example.com" not in roster.slack.slack.workspace.contents[file["id"]]


def test_an_export_of_nobody_is_a_file_with_its_headings(roster: Workspace) -> None:
    name, content, said = export(roster, "csv country:FR")

    assert rows_of(name, content) == []
    assert content.decode("utf-8-sig").startswith("Name,Stage,Owner,Platform,Handle")
    assert "0 rows" in said


def test_what_was_found_is_exported_by_its_button(roster: Workspace) -> None:
    maria = roster.person("maria")
    found = maria.command("/influencer find platform:instagram").messages[0]

    maria.click("Export", found)

    (file,) = roster.told("maria")[-1].files
    rows = rows_of(file["name"], roster.slack.slack.workspace.contents[file["id"]])
    assert [row["Handle"] for row in rows] == ["sam.cooks"]
