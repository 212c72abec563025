"""Usage rights: they belong to the content, say how long they last, and can be ended."""

from datetime import timedelta

from tests.content import card, noor
from tests.workspace import Workspace

__all__ = ["noor"]


def test_usage_rights_say_how_long_they_last_and_can_be_ended(noor: Workspace) -> None:
    maria = noor.person("maria")
    form = maria.click("Usage rights", card(noor))
    day = noor.clock().date() + timedelta(days=12)

    shown = maria.submit(form, kind="whitelisting", channel="Meta ads <x>", territory="Germany", until=day)
    assert "*whitelisting* · Meta ads <x> · Germany · ends in 12 days" in shown.text
    shown = maria.submit(
        maria.click("Usage rights", shown), kind="ad code", channel="TikTok", territory="worldwide", ad_code="#a1b2"
    )
    assert "*ad code* · TikTok · worldwide · without end · `#a1b2`" in shown.text
    ended = maria.click(None, shown, action_id="right.end:2")
    assert "worldwide · ends today" in ended.text
    assert "ends today or has ended already" in maria.click(None, ended, action_id="right.end:2").text
    noor.travel(days=13)
    assert ":no_entry: ended" in card(noor).text
    assert "Usage rights of “Bread post”: whitelisting, Meta ads <x>" in maria.command("/influencer show noor").text


def test_every_fault_of_a_right_stands_on_its_field(noor: Workspace) -> None:
    maria = noor.person("maria")
    form = maria.click("Usage rights", card(noor))

    past = noor.clock().date() - timedelta(days=2)
    errors = maria.submit(form, kind="ad code", channel=" ", territory=" ", until=past).errors

    assert sorted(errors) == ["ad_code", "channel", "territory", "until"]
