"""The report in a channel and as a file: no single fee where it is not meant to be, nothing that runs."""

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from tests.results import Happening, make_viewer, noor, report
from tests.workspace import Workspace

__all__ = ["noor"]

NOOR = "https://www.tiktok.com/@noor.bakes"


def test_what_is_shared_tells_no_single_fee(workspace: Workspace) -> None:
    channel = workspace.slack.ask(lambda slack: slack.workspace.conversation("#launch").id)
    autumn = workspace.campaign("maria", "Autumn bread", channel=channel)
    everybody = []
    for fee, name in ((111_100, "Noor"), (234_500, "Sam"), (345_600, "Zoe")):
        workspace.add("maria", name, f"https://www.tiktok.com/@{name}")
        one = Happening(workspace, workspace.collaboration("maria", autumn, name))
        one.post({"likes": 90, "comments": 10})
        one.orders([500_000])
        everybody.append((one, fee))
    everybody[0][0].cost(everybody[0][1])
    for one, _ in everybody:
        one.sum_up()
    maria = workspace.person("maria")

    first = maria.click("Share in channel", report(workspace))
    workspace.settle()
    for one, fee in everybody[1:]:
        one.cost(fee)
    workspace.travel(hours=1)
    maria.click("Share in channel", report(workspace))
    workspace.settle()

    posted = [one.text_shown for one in maria.messages("#launch") if not one.ephemeral]
    alone, whole = [said for said in posted if "Report: Autumn bread" in said]
    assert "without single fees" in first.text
    assert "1,111" not in alone
    assert "ROI" not in alone
    assert "€6,912.00" in whole
    assert all(fee not in whole for fee in ("1,111", "2,345", "3,456"))
    assert "Noor" in whole


def test_a_report_without_a_channel_cannot_be_shared(workspace: Workspace, noor: Happening) -> None:
    refused = workspace.person("maria").click("Share in channel", report(workspace))

    assert "has no channel yet" in refused.text


def exported(workspace: Workspace, form: str, *, who: str = "maria") -> list[dict[str, object]]:
    """The rows of the exported report by heading."""
    person = workspace.person(who)
    person.click(f"Export {form}", report(workspace, who=who))
    (file,) = workspace.told(who)[-1].files
    content = workspace.slack.slack.workspace.contents[file["id"]]
    if form == "CSV":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    first, *rest = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in rest]


@pytest.mark.parametrize("form", ["CSV", "XLSX"])
def test_the_report_comes_as_a_file_in_which_nothing_is_a_formula(workspace: Workspace, form: str) -> None:
    workspace.add("maria", '=HYPERLINK("https://evil.example")', NOOR)
    autumn = workspace.campaign("maria", "Autumn bread")
    one = Happening(workspace, workspace.collaboration("maria", autumn, '=HYPERLINK("https://evil.example")'))
    one.post({"likes": 90, "comments": 10, "impressions": 10_000})
    one.orders([500_000])
    one.cost(100_000)
    one.sum_up()
    make_viewer(workspace, "lee")

    row, whole = exported(workspace, form)
    of_viewer, _ = exported(workspace, form, who="lee")

    assert str(row["Influencer"]).lstrip("'").startswith("=HYPERLINK")
    assert form == "XLSX" or str(row["Influencer"]).startswith("'")
    assert Decimal(str(row["Revenue"])) == 5_000
    assert Decimal(str(row["ROI %"])) == 400
    assert row["Reach"] in ("", None)
    assert whole["Influencer"] == "All"
    assert "Total cost" not in of_viewer
    assert "ROI %" not in of_viewer
