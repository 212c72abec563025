"""What a person decides of an import: other columns, a platform, a year, yes, no, and twice."""

import pytest
from sqlalchemy import select

from storage.tables import stored_file
from tests.importing import PLAIN, again, columns, handles, is_empty, names
from tests.test_imports import counts_in
from tests.workspace import Workspace


def test_handles_and_names_can_be_swapped_by_hand(workspace: Workspace) -> None:
    swapped = b"Handle,Name,Platform,Followers\nkim,lou,TikTok,1\nmax,jo,TikTok,2\n"
    preview = workspace.import_file("maria", "list.csv", swapped)
    view = columns(workspace, preview)
    workspace.person("maria").submit(view, column_0="name", column_1="handle")
    preview = again(workspace, preview)
    assert "Handle → Name · Name → Handle" in preview.text_shown

    workspace.person("maria").click("Import", preview)
    again(workspace, preview)

    assert handles(workspace) == {"tiktok:lou": "kim", "tiktok:jo": "max"}


def test_one_column_is_not_used_twice(workspace: Workspace) -> None:
    preview = workspace.import_file("maria", "list.csv", PLAIN)
    view = columns(workspace, preview)

    seen = workspace.person("maria").submit(view, column_1="handle")

    assert seen.errors == {"column_1": "Column 1 is Handle already. Choose one of the two."}


def test_a_file_that_does_not_say_its_platform_asks_for_it(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    preview = workspace.import_file("maria", "list.csv", b"Handle,Followers\nnoor.bakes,12000\n")
    assert "I cannot tell which platform these profiles are on. Choose it." in preview.text_shown
    assert [button.label for button in preview.buttons] == ["Correct columns", "Cancel"]

    maria.submit(columns(workspace, preview), platform="tiktok", day="2026-09-01")
    preview = again(workspace, preview)
    assert "1 rows of influencers on TikTok, figures from 1 September 2026" in preview.text_shown.replace(
        "row ", "rows "
    )
    maria.click("Import", preview)

    assert counts_in(again(workspace, preview))["new"] == 1
    assert handles(workspace) == {"tiktok:noor.bakes": "noor.bakes"}


def test_dates_without_a_year_ask_for_it_on_its_field(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    posts = b"video_id,title,channel_title,date,views,likes\nabc,Bread,Noor Bakes,13.09,100,5\n"
    preview = workspace.import_file("maria", "youtube daily.csv", posts)
    assert "The dates in this file have no year. Choose the year they are from." in preview.text_shown

    view = columns(workspace, preview)
    assert maria.submit(view, year="17").errors == {"year": "Write the year with four digits, such as 2017."}
    maria.submit(view, year="2017")
    preview = again(workspace, preview)
    maria.click("Import", preview)

    assert counts_in(again(workspace, preview))["new"] == 1


def test_figures_cannot_be_from_tomorrow(workspace: Workspace) -> None:
    view = columns(workspace, workspace.import_file("maria", "list.csv", PLAIN))

    assert workspace.person("maria").submit(view, day="2099-01-01").errors == {"day": "This day lies ahead."}


def test_a_cancelled_import_writes_nothing_and_forgets_the_file(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    preview = workspace.import_file("maria", "list.csv", PLAIN)

    maria.click("Cancel", preview)

    assert "@maria cancelled the import of *list.csv*. Nothing was written." in again(workspace, preview).text_shown
    assert is_empty(workspace)
    with workspace.bot.database.engine.connect() as connection:
        assert connection.execute(select(stored_file.c.content)).scalars().all() == [b""]


@pytest.mark.parametrize("second", ["Import", "Cancel", "Correct columns"])
def test_an_import_is_decided_once(workspace: Workspace, second: str) -> None:
    maria = workspace.person("maria")
    preview = workspace.import_file("maria", "list.csv", PLAIN)

    maria.click("Import", preview)
    late = maria.click(second, preview)

    assert "This import was decided a moment ago. Its message says how it stands." in late.text
    assert counts_in(again(workspace, preview))["new"] == 2
    assert names(workspace) == ["Noor Haddad", "Sam Ode"]


def test_a_form_with_columns_left_open_does_not_change_a_decided_import(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    preview = workspace.import_file("maria", "list.csv", PLAIN)
    view = columns(workspace, preview)
    maria.click("Import", preview)

    late = maria.submit(view)

    assert "decided a moment ago" in late.text
    assert counts_in(again(workspace, preview))["new"] == 2


def test_two_people_may_import_the_same_file_at_once_and_nobody_doubles(workspace: Workspace) -> None:
    first = workspace.import_file("maria", "list.csv", PLAIN)
    second = workspace.import_file("omar", "list.csv", PLAIN)
    assert counts_in(first) == counts_in(second)

    workspace.person("maria").click("Import", first)
    workspace.person("omar").click("Import", second)
    workspace.settle()

    omar = workspace.person("omar")
    assert counts_in(omar.message(second.channel, second.ts))["unchanged"] == 2
    assert names(workspace) == ["Noor Haddad", "Sam Ode"]
