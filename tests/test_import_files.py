"""Every kind of file through the modal, corrected, cancelled, pressed twice: a person always knows how it stands."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select, update

from bot.domain.team.roles import Role
from storage.tables import job
from tests.importing import PLAIN, handles, is_empty, names
from tests.test_imports import counts_in
from tests.workspace import Workspace

AWKWARD = Path(__file__).parent / "data" / "awkward"


def xlsx(rows: list[list[object]]) -> bytes:
    """A workbook with these rows."""
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_a_workbook_is_imported_like_a_text_file(workspace: Workspace) -> None:
    rows: list[list[object]] = [["Handle", "Name", "Platform", "Followers"], ["noor.bakes", "Noor", "TikTok", 12000]]

    done = workspace.import_all("maria", "list.xlsx", xlsx(rows))

    assert counts_in(done)["new"] == 1
    assert handles(workspace) == {"tiktok:noor.bakes": "Noor"}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("list.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "This file is a picture."),
        ("list.csv", b" \n\n", "This file is empty."),
        ("list.xlsx", b"PK\x03\x04" + b"\0" * 64, "This file is not a workbook I can read, or it is damaged."),
        ("list.csv", b"Handle,Name\n", "There are headings in this file and nothing below them."),
        ("password.xlsx", (AWKWARD / "password.xlsx").read_bytes(), "This workbook is protected with a password."),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_refused_with_what_to_do(
    workspace: Workspace, name: str, content: bytes, sentence: str
) -> None:
    told = workspace.import_file("maria", name, content)

    assert sentence in told.text_shown
    assert told.buttons == []
    assert is_empty(workspace)


def test_a_login_page_in_the_place_of_the_file_is_not_read(workspace: Workspace) -> None:
    """What Slack hands out where the token may not read the file: a page, with the status 200."""
    slack = workspace.slack
    maria = workspace.person("maria")
    opened = maria.command("/influencer import")
    file = maria.upload("list.csv", PLAIN)
    maria.close(maria.submit(opened, file=[file]))
    page = f"{slack.address}/"
    with workspace.bot.database.engine.begin() as connection:
        values = dict(connection.execute(select(job.c["values"])).scalar_one())
        connection.execute(update(job).values(values={**values, "address": page}))

    told = workspace.told("maria")[-1]

    assert "Slack does not let Rapport read this file. Upload it again." in told.text_shown


def test_a_file_that_lies_elsewhere_is_not_fetched(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    opened = maria.command("/influencer import")
    maria.close(maria.submit(opened, file=[maria.upload("list.csv", PLAIN)]))
    with workspace.bot.database.engine.begin() as connection:
        values = dict(connection.execute(select(job.c["values"])).scalar_one())
        address = "https://example.com/slack.com/list.csv"
        connection.execute(update(job).values(values={**values, "address": address}))

    assert "This file does not lie in Slack." in workspace.told("maria")[-1].text_shown


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("latin-1", ";"), ("cp1252", "\t"), ("utf-16", "\t"), ("utf-8", "|")],
)
def test_names_arrive_unharmed_in_any_encoding_and_with_any_delimiter(
    workspace: Workspace, encoding: str, delimiter: str
) -> None:
    lines = ["Handle,Name,Platform,Followers", "zoe.çelik,Zoë Çelik-Åström,Instagram,12000", "josep,José Peña,X,100"]
    text = "\r\n".join(lines).replace("zoe.çelik", "zoe.celik").replace(",", delimiter)

    workspace.import_all("maria", "list.csv", text.encode(encoding))

    assert handles(workspace) == {"instagram:zoe.celik": "Zoë Çelik-Åström", "x:josep": "José Peña"}


def test_an_awkward_file_of_a_team_is_read(workspace: Workspace) -> None:
    for name in ("team-list.csv", "utf-16.txt", "workbook.xlsx", "open-document.ods"):
        told = workspace.import_file("maria", name, (AWKWARD / name).read_bytes())
        assert "Ready" in told.text or "Import " in told.text_shown, told.text_shown


HOSTILE = ["<!channel> sale", "*bold* & <b>", '=HYPERLINK("http://evil.example")', "🇩🇪 Flagge", "مرحبا نور"]


def test_hostile_names_pass_through_unharmed_everywhere(workspace: Workspace) -> None:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["Handle", "Name", "Platform", "Followers"])
    writer.writerows([[f"who.{number}", name, "TikTok", number] for number, name in enumerate(HOSTILE)])
    writer.writerow(["who.0", "<!channel> twice", "TikTok", 3])

    done = workspace.import_all("maria", "<!channel> & *list*.csv", file.getvalue().encode())

    assert counts_in(done) == {"new": 5, "updated": 0, "unchanged": 0, "possible_duplicate": 0, "rejected": 1}
    assert names(workspace) == sorted(HOSTILE)
    for number, name in enumerate(HOSTILE):
        assert name in workspace.person("maria").command(f"/influencer show @who.{number}").text


def test_names_and_handles_that_are_too_long_are_rejected_with_their_row(workspace: Workspace) -> None:
    lines = ["Handle,Name,Platform", f"a.b,{'x' * 301},TikTok", f"{'h' * 400},Noor,TikTok", f"c.d,{'y' * 300},TikTok"]

    done = workspace.import_all("maria", f"{'n' * 240}.csv", "\n".join(lines).encode())

    assert counts_in(done)["rejected"] == 2
    assert names(workspace) == ["y" * 300]


def test_every_rejected_row_comes_back_in_a_file_with_its_reason_and_can_be_mended(workspace: Workspace) -> None:
    lines = [
        "Handle,Name,Platform,Followers",
        "noor,Noor,TikTok,1",
        "noor,Noor,TikTok,2",
        ",,,7",
        "=1+1,Eve,TikTok,many",
    ]
    workspace.import_all("maria", "list.csv", "\n".join(lines).encode())

    (file,) = [file for message in workspace.told("maria") for file in message.files]
    content = workspace.slack.slack.workspace.contents[file["id"]].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))

    assert file["name"] == "rejected rows of list.csv"
    assert [(row["Row"], row["Followers"]) for row in rows] == [("3", "2"), ("4", "7"), ("5", "many")]
    assert rows[0]["Reason"] == "Same handle as row 2."
    assert rows[1]["Reason"] == "There are figures in this row, but no handle or profile link they belong to."
    assert all(not row[name].startswith(("=", "+", "-", "@")) for row in rows for name in ("Reason", "Handle"))
    mended = content.replace("'=1+1", "eve.cooks").replace("many", "5")
    assert counts_in(workspace.import_all("maria", file["name"], mended.encode()))["new"] == 1


def test_a_viewer_cannot_import(workspace: Workspace) -> None:
    lee = workspace.person("lee")
    lee.command("/influencer find x")
    with workspace.bot.database.transaction(workspace.team) as store:
        store.members.set_role(lee.id, Role.VIEWER)

    assert "needs the role marketer" in lee.command("/influencer import").text
