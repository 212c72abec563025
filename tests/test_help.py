"""Being lost: the same menu from everywhere, old buttons, and errors that nobody caused."""

import logging
import re

import pytest
from slack_sdk import WebClient
from sqlalchemy import text

from handlers import ROUTES
from tests.workspace import Workspace

BUTTONS = {
    "Add influencer": "Add influencer",
    "Import a spreadsheet": "Import",
    "Find influencers": "Nobody fits.",
    "Campaigns": "No campaign here yet.",
    "Log a touch": "Log a touch",
    "My follow-ups": "Nothing waits for you.",
}


@pytest.mark.parametrize("command", ["/influencer", "/campaign", "/followup", "/rapport"])
def test_an_empty_command_help_and_a_typo_open_the_same_menu(workspace: Workspace, command: str) -> None:
    maria = workspace.person("maria")

    empty, asked, lost = (maria.command(f"{command} {text}").messages[-1] for text in ("", "help", "zzz"))

    assert empty.ephemeral
    assert empty.text_shown == asked.text_shown
    assert lost.text_shown.endswith(empty.text_shown)
    assert f"I don't know `{command} zzz`." in lost.text_shown
    for name, subs in ROUTES.commands.items():
        assert f"`{name}`" in empty.text_shown or f"`{name} " in empty.text_shown
        for word, sub in subs.items():
            assert (f"`{name} {sub.usage}` – {sub.does}" if name == command else word) in empty.text_shown
    assert "<who> <when> <what>" in empty.text_shown
    assert len(empty.text_shown.splitlines()) < 20


def test_a_typo_is_met_with_the_nearest_sub_command(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    expected = {
        "/influencer fnd noor": "/influencer find",
        "/influencer shw": "/influencer show",
        "/followup lst": "/followup list",
        "/rapport rolls": "/rapport roles",
        "/influencer ADD": None,
    }

    for typed, nearest in expected.items():
        seen = maria.command(typed)
        if nearest:
            assert f"Did you mean `{nearest}`?" in seen.text
        else:
            assert seen.view.title == "Add influencer"


def test_every_button_of_the_menu_works(workspace: Workspace) -> None:
    maria = workspace.person("maria")

    for label, shown in BUTTONS.items():
        menu = maria.command("/rapport").messages[-1]
        seen = maria.click(label, menu)
        assert shown in seen.text
        if seen.has_view:
            maria.close(seen)


def test_a_button_of_an_older_version_says_what_to_do(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    slack = WebClient(workspace.bot.settings.bot_token, base_url=workspace.bot.settings.slack_api_url)
    button = {"type": "button", "action_id": "gone.since", "text": {"type": "plain_text", "text": "Old"}, "value": "1"}
    slack.chat_postMessage(
        channel=workspace.slack.ask(lambda slack: slack.workspace.conversation("#launch").id),
        text="An old message",
        blocks=[{"type": "actions", "elements": [button]}],
    )

    seen = maria.click("Old", maria.messages("#launch")[-1])

    assert "This button is from an older version of Rapport." in seen.text
    assert seen.messages[-1].ephemeral


def test_an_error_that_nobody_caused_has_a_reference_and_the_log_the_story(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    form = maria.command("/influencer add").view
    menu = maria.command("/rapport").messages[-1]
    with workspace.bot.database.engine.begin() as connection:
        connection.execute(text("DROP TABLE touch"))
        connection.execute(text("ALTER TABLE followup RENAME TO elsewhere"))

    with caplog.at_level(logging.DEBUG, logger="rapport"):
        by_command = maria.command("/influencer log noor she earns 5000").text
        by_click = maria.click("My follow-ups", menu).text
        typed = {"name": "Zoe Private", "profile_1": "https://www.tiktok.com/@zoe", "address": "Hazel Street 1"}
        by_form = "".join(maria.submit(form, typed).errors.values())

    for told in (by_command, by_click, by_form):
        assert "nothing was changed" in told
        (reference,) = re.findall(r"reference ([0-9a-f]{8})", told)
        (story,) = [record for record in caplog.records if reference in record.getMessage()]
        assert story.exc_info
    secrets = workspace.slack.environment.values()
    for private in ("she earns 5000", "Zoe Private", "Hazel Street 1", maria.id, *list(secrets)[1:]):
        assert private not in caplog.text
    with workspace.bot.database.reading(workspace.team) as store:
        assert store.searches.size() == 1
