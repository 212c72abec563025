"""What a window remembers is checked before it is believed."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.refused import Denied
from bot.domain.team.roles import Member, Role
from handlers.requests import Click, about_of

MARIA = Member(slack_id="U1", name="Maria", role=Role.MARKETER, tz="Europe/Berlin", is_welcome=True)
CLICK = Click(member=MARIA, workspace="T1", action="contract.open", value="12", where="message")


@pytest.mark.parametrize("kept", ["nonsense", "[]", '"id"', '{"id": 123456789012345678901234567890}', '{"id": -1}'])
def test_what_no_window_of_ours_remembers_is_denied(kept: str) -> None:
    with pytest.raises(Denied, match="Close it and open it again"):
        about_of({"private_metadata": kept})


def test_what_was_taken_out_of_a_windows_memory_is_denied() -> None:
    about: Any = about_of({"private_metadata": '{"id": 12}'})

    assert about["id"] == 12
    assert about.get("version") is None
    with pytest.raises(Denied):
        about["version"]


@pytest.mark.parametrize("value", ["", "twelve", "-1", "1" * 30, "1" * 5_000])
def test_a_button_that_carries_no_number_of_ours_is_denied(value: str) -> None:
    assert CLICK.id == 12
    with pytest.raises(Denied):
        _ = replace(CLICK, value=value).id
