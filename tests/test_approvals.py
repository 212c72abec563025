"""Decisions on contracts: asked for, reviewed, taken once, told."""

from tests.deciding import asked, stage, submitted, with_noor
from tests.workspace import Workspace


def test_a_contract_is_approved_in_two_clicks_from_the_message(workspace: Workspace) -> None:
    number = submitted(with_noor(workspace), note="She is great")
    omar = workspace.person("omar")
    message = asked(workspace)
    print(message.text_shown)

    form = omar.click("Review", message)
    print(form.view.text)
    seen = omar.submit(form.view)
    assert seen.closed

    assert stage(workspace, number) == "approved"
    settled = asked(workspace)
    print(settled.text_shown)
    print([one.text_shown for one in workspace.told("maria")])
    assert [one.label for one in settled.buttons] == ["Open"]
    print(omar.command(f"/contract show {number}").text)
    print(omar.click("Evidence", omar.command(f"/contract show {number}")).view.text)
