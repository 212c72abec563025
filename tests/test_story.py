"""The whole story in one breath: add, find, log, follow up, be reminded, done."""

from tests.workspace import Workspace


def test_a_marketer_adds_finds_logs_and_is_reminded_once(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes?lang=en", tags="vegan")

    assert "Noor Haddad" in maria.command("/influencer find tag:vegan").text
    assert "Logged" in maria.command("/influencer log noor had a call").text

    asked = maria.command("/followup @noor.bakes in 2 hours ask about rates")
    assert "Noor Haddad" in asked.text
    maria.submit(asked)
    assert workspace.told("maria") == []

    workspace.travel(hours=2, minutes=1)
    (reminder,) = workspace.told("maria")
    assert "ask about rates" in reminder.text_shown

    done = maria.click("Done", reminder)
    maria.submit(done, note="She sent her rates")
    (settled,) = workspace.told("maria")
    assert "Done by @maria: She sent her rates" in settled.text_shown
    assert "She sent her rates" in maria.command("/influencer show noor").text
