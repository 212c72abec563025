"""Commands, buttons, shortcuts and response URLs: what the app gets, and what its answers do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient, WebhookClient

from sandbox.driver import Sandbox, SandboxError
from tests.sandbox.test_driver import actions, button, modal, plain, text_field
from tests.sandbox.test_web_api_chat import channel, codes

Json = dict[str, Any]
Connect = Callable[[], Any]


@pytest.fixture
def commands(bolt: App, connect: Connect) -> list[Json]:
    """Every command that reaches the app, acknowledged with nothing; the app is connected."""
    got: list[Json] = []

    def keep(ack: Ack, body: Json) -> None:
        got.append(body)
        ack()

    bolt.command("/do")(keep)
    bolt.command("/escaped")(keep)
    connect()
    return got


def posted_with(client: WebClient, *elements: Json, **more: Any) -> Json:
    answer = client.chat_postMessage(channel="#launch", text="Choose", blocks=[actions(*elements)], **more)
    return {"channel": answer["channel"], "ts": answer["ts"]}


def test_a_command_carries_who_where_and_how_to_answer(slack: Sandbox, commands: list[Json]) -> None:
    maria = slack.person("maria")

    maria.command("/do this & that", channel="#launch")

    (body,) = commands
    assert body["user_id"] == maria.id
    assert body["user_name"] == "maria"
    assert body["channel_id"] == channel(slack, "#launch")
    assert body["channel_name"] == "launch"
    assert body["text"] == "this &amp; that"
    assert body["is_enterprise_install"] == "false"
    assert body["response_url"].startswith(slack.address)


def test_names_and_links_in_a_command_become_ids_only_with_should_escape(slack: Sandbox, commands: list[Json]) -> None:
    maria = slack.person("maria")
    place = channel(slack, "#launch")

    maria.command("/do @maria in #launch https://example.com")
    maria.command("/escaped @maria in #launch https://example.com")

    plain_text, escaped = (body["text"] for body in commands)
    assert plain_text == "@maria in #launch https://example.com"
    assert escaped == f"<@{maria.id}|maria> in <#{place}|launch> <https://example.com>"


def test_a_private_channel_keeps_its_name(slack: Sandbox, commands: list[Json]) -> None:
    slack.person("omar").command("/do", channel="#managers")

    assert commands[0]["channel_name"] == "privategroup"


def test_commands_are_not_for_threads_and_not_for_strangers(slack: Sandbox, commands: list[Json]) -> None:
    maria = slack.person("maria")
    written = maria.say("Hello", channel="#launch")
    done = slack.act(maria.id, "command", {"channel": "#launch", "text": "/do", "thread_ts": written.ts})

    assert done["error"] == "/do is not supported in threads. Sorry!"
    with pytest.raises(SandboxError, match="is not in #managers"):
        maria.command("/do", channel="#managers")
    with pytest.raises(SandboxError, match="not a valid command"):
        maria.command("/undo")
    assert commands == []


def test_an_acknowledgement_in_channel_is_seen_by_everybody(slack: Sandbox, bolt: App, connect: Connect) -> None:
    @bolt.command("/do")
    def do(ack: Ack) -> None:
        ack(text="For all", response_type="in_channel")

    connect()
    slack.person("maria").command("/do")

    assert [message.text for message in slack.person("omar").messages("#launch")] == ["For all"]


def test_a_response_url_takes_five_posts(slack: Sandbox, commands: list[Json]) -> None:
    maria = slack.person("maria")
    maria.command("/do")
    hook = WebhookClient(commands[0]["response_url"])

    statuses = [hook.send(text=f"Post {number}").status_code for number in range(6)]

    assert statuses == [200, 200, 200, 200, 200, 404]
    assert len(maria.messages()) == 5
    assert "response_url_used_up" in codes(slack)


def test_a_response_url_lives_half_an_hour_of_the_workspaces_clock(slack: Sandbox, commands: list[Json]) -> None:
    slack.person("maria").command("/do")
    slack.clock.travel_to(slack.clock.now() + timedelta(minutes=31))

    assert WebhookClient(commands[0]["response_url"]).send(text="Late").status_code == 404
    assert "response_url_expired" in codes(slack)


def test_a_response_can_replace_and_delete_what_it_said_before(slack: Sandbox, commands: list[Json]) -> None:
    maria = slack.person("maria")
    maria.command("/do")
    hook = WebhookClient(commands[0]["response_url"])

    hook.send(text="Working …")
    hook.send(text="Done", replace_original=True)
    assert [message.text for message in maria.messages()] == ["Done"]
    hook.send(delete_original=True)
    assert maria.messages() == []


def test_a_button_in_a_message_comes_with_the_message_and_a_response_url(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    got: list[Json] = []

    @bolt.action("press")
    def press(ack: Ack, body: Json, respond: Respond) -> None:
        got.append(body)
        respond("Pressed", replace_original=True)
        ack()

    connect()
    where = posted_with(client, button("Go & see"))
    maria = slack.person("maria")
    maria.click("Go & see", maria.message(**where))

    (body,) = got
    assert body["container"] == {
        "type": "message",
        "message_ts": where["ts"],
        "channel_id": where["channel"],
        "is_ephemeral": False,
    }
    assert body["message"]["text"] == "Choose"
    assert body["message"]["blocks"][0]["elements"][0]["text"]["text"] == "Go &amp; see"
    assert body["actions"][0]["value"] == "1"
    assert body["user"] == {"id": maria.id, "username": "maria", "name": "maria", "team_id": body["team"]["id"]}
    message = maria.message(**where)
    assert message.text_shown == "Pressed"
    assert message.buttons == []


def test_menus_in_a_message_say_what_was_chosen_and_keep_it(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    got: list[Json] = []

    @bolt.action({"block_id": "acts"})
    def chosen(ack: Ack, body: Json) -> None:
        got.append(body)
        ack()

    options = [{"text": plain(text), "value": text.lower()} for text in ("Edit", "Remove")]
    connect()
    where = posted_with(
        client,
        {"type": "overflow", "action_id": "more", "options": options},
        {"type": "static_select", "action_id": "stage", "options": options},
        {"type": "users_select", "action_id": "owner"},
    )
    maria = slack.person("maria")
    message = maria.message(**where)
    maria.click("Remove", message)
    maria.choose("stage", "Edit", in_=message)
    maria.choose("owner", maria.id, in_=message)

    overflow, stage, owner = (body["actions"][0] for body in got)
    assert overflow["selected_option"]["value"] == "remove"
    assert stage["selected_option"]["value"] == "edit"
    assert owner["selected_user"] == maria.id
    assert got[2]["state"]["values"]["acts"]["stage"]["selected_option"]["value"] == "edit"


def test_a_button_of_an_unfurl_comes_with_the_unfurl(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    got: list[Json] = []

    @bolt.action("press")
    def press(ack: Ack, body: Json) -> None:
        got.append(body)
        ack()

    bolt.event("link_shared")(lambda: None)
    connect()
    maria = slack.person("maria")
    written = maria.say("https://example.com/a", channel="#launch")
    unfurls = {"https://example.com/a": {"blocks": [actions(button("Open"))]}}
    client.chat_unfurl(channel=written.channel, ts=written.ts, unfurls=unfurls)

    maria.click("Open", maria.message(written.channel, written.ts))

    assert got[0]["container"]["type"] == "message_attachment"
    assert got[0]["container"]["is_app_unfurl"] is True
    assert got[0]["app_unfurl"]["app_unfurl_url"] == "https://example.com/a"


def test_shortcuts_come_with_a_trigger_and_a_message_one_with_its_message(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    got: list[Json] = []

    @bolt.shortcut("ask")
    def ask(ack: Ack, shortcut: Json) -> None:
        client.views_open(trigger_id=shortcut["trigger_id"], view=modal(text_field("name")))
        ack()

    @bolt.shortcut("keep")
    def keep(ack: Ack, shortcut: Json, respond: Respond) -> None:
        got.append(shortcut)
        respond("Kept")
        ack()

    connect()
    maria = slack.person("maria")
    written = maria.say("Remember <this>", channel="#launch")

    assert maria.shortcut("Ask").view.title == "Form"
    assert maria.message_shortcut("Keep", written).text.startswith("Kept")
    assert got[0]["message"]["text"] == "Remember &lt;this&gt;"
    assert got[0]["channel"]["id"] == written.channel


def test_a_press_on_what_is_not_there_is_the_tests_fault(slack: Sandbox, client: WebClient) -> None:
    maria = slack.person("maria")
    message = maria.message(**posted_with(client, button("Go")))

    with pytest.raises(SandboxError, match="no button 'Stop' to press; there are: 'Go'"):
        maria.click("Stop", message)


def test_a_command_that_shows_nothing_is_told(slack: Sandbox, commands: list[Json]) -> None:
    slack.person("maria").command("/do")

    slack.wait(lambda: "silent_command" in codes(slack) or None, within=5, what="the warning")


def test_an_acknowledgement_after_three_seconds_is_late(slack: Sandbox, bolt: App, connect: Connect) -> None:
    go_on = Event()

    @bolt.command("/do")
    def do(ack: Ack) -> None:
        go_on.wait(10)
        ack("Late")

    connect()
    seen = slack.person("maria").command("/do")

    assert seen.error == '/do failed with the error "operation_timeout"'
    assert codes(slack) == ["never_acked"]
    go_on.set()
    slack.wait(lambda: codes(slack) == ["ack_late"] or None, within=5, what="the late acknowledgement")


def test_a_press_goes_to_the_message_as_it_is_now(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    @bolt.action("press")
    def press(ack: Ack, respond: Respond) -> None:
        respond("Pressed", replace_original=True)
        ack()

    connect()
    where = posted_with(client, button("Go"))
    maria = slack.person("maria")
    old = maria.message(**where)
    blocks = [{"type": "actions", "elements": [button("Go")]}]
    client.chat_update(**where, text="Choose", blocks=blocks)

    assert maria.click("Go", old).text == "Pressed"
