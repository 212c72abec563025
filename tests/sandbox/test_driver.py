"""What a person does in the sandbox reaches a real Bolt app over Socket Mode, and its answers reach the person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from sandbox.driver import Sandbox, SandboxError

Json = dict[str, Any]
Connect = Callable[[], Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(label: str, value: str) -> Json:
    return {"text": plain(label), "value": value}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Save")} | {
        "blocks": list(blocks),
        **more,
    }


def field(block_id: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element, **more}


def text_field(block_id: str, **more: Any) -> Json:
    return field(block_id, {"type": "plain_text_input", "action_id": "value", **more})


def button(label: str, action_id: str = "press") -> Json:
    return {"type": "button", "text": plain(label), "action_id": action_id, "value": "1"}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "acts", "elements": list(elements)}


def test_a_command_is_answered_in_its_acknowledgement(slack: Sandbox, bolt: App, connect: Connect) -> None:
    @bolt.command("/do")
    def do(ack: Ack, command: Json) -> None:
        ack(f"*Done*: {command['text']}")

    connect()

    seen = slack.person("maria").command("/do tea & cake <now>")

    assert seen.text == "*Done*: tea & cake <now>"
    assert seen.messages[0].ephemeral
    assert slack.problems == []


def test_a_form_is_opened_filled_and_refused_beside_its_field(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    saved: list[Json] = []

    @bolt.command("/do")
    def do(ack: Ack, command: Json) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=modal(text_field("name"), text_field("note")))
        ack()

    @bolt.view("form")
    def save(ack: Ack, view: Json) -> None:
        values = view["state"]["values"]
        saved.append(values)
        if values["name"]["value"]["value"] == "x":
            ack(response_action="errors", errors={"name": "Too short."})
        else:
            ack()

    connect()
    maria = slack.person("maria")

    view = maria.command("/do").view
    seen = maria.submit(view, name="x", note="a <b> & c")
    assert seen.errors == {"name": "Too short."}
    assert not seen.closed
    assert seen.view.field("note").value == "a <b> & c"

    assert maria.submit(seen, name="Noor").closed
    assert saved[-1]["note"] == {"value": {"type": "plain_text_input", "value": "a <b> & c"}}
    assert slack.problems == []


def test_slacks_client_does_not_send_a_form_with_an_empty_required_field(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    @bolt.command("/do")
    def do(ack: Ack, command: Json) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=modal(text_field("name")))
        ack()

    connect()
    view = slack.person("maria").command("/do").view

    with pytest.raises(SandboxError, match="required"):
        slack.person("maria").submit(view)


def test_a_button_in_an_ephemeral_message_changes_that_message(slack: Sandbox, bolt: App, connect: Connect) -> None:
    @bolt.command("/do")
    def do(ack: Ack) -> None:
        ack(text="Press", blocks=[actions(button("Go"))])

    @bolt.action("press")
    def press(ack: Ack, respond: Respond, body: Json) -> None:
        assert body["container"]["is_ephemeral"]
        respond("Gone", replace_original=True)
        ack()

    connect()
    maria = slack.person("maria")

    seen = maria.click("Go", maria.command("/do"))

    assert [message.text_shown for message in seen.messages] == ["Gone"]
    assert [message.text_shown for message in maria.messages()] == ["Gone"]
    assert slack.problems == []


def test_home_is_published_when_it_is_opened_and_its_buttons_work(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    @bolt.event("app_home_opened")
    def opened(event: Json) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [actions(button("Open"))]})

    @bolt.action("press")
    def press(ack: Ack, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(text_field("name")))
        ack()

    connect()
    omar = slack.person("omar")

    home = omar.home()
    seen = omar.click("Open", home)

    assert seen.view.title == "Form"
    assert slack.problems == []


def test_an_uploaded_file_reaches_the_app_through_a_file_input(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    got: list[bytes] = []

    @bolt.command("/do")
    def do(ack: Ack, command: Json) -> None:
        element = {"type": "file_input", "action_id": "value", "filetypes": ["csv"], "max_files": 1}
        client.views_open(trigger_id=command["trigger_id"], view=modal(field("sheet", element)))
        ack()

    @bolt.view("form")
    def save(ack: Ack, view: Json) -> None:
        (file,) = view["state"]["values"]["sheet"]["value"]["files"]
        from urllib.request import Request, urlopen

        headers = {"Authorization": f"Bearer {client.token}"}
        with urlopen(Request(file["url_private_download"], headers=headers)) as response:
            got.append(response.read())
        ack()

    connect()
    maria = slack.person("maria")

    view = maria.command("/do").view
    assert maria.submit(view, sheet=[maria.upload("people.csv", b"a,b\n1,2\n")]).closed

    assert got == [b"a,b\n1,2\n"]
    assert slack.problems == []


def test_what_comes_a_little_later_can_be_awaited(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    from threading import Timer

    @bolt.command("/do")
    def do(ack: Ack, command: Json) -> None:
        Timer(0.1, lambda: client.chat_postMessage(channel=command["user_id"], text="There you are")).start()
        ack()

    connect()
    maria = slack.person("maria")
    maria.command("/do")

    assert maria.wait_for("There you are").messages[0].text_shown == "There you are"
    assert [message.text for message in maria.dm()] == ["There you are"]


def test_waiting_ends_with_a_sentence_when_nothing_comes(slack: Sandbox) -> None:
    with pytest.raises(SandboxError, match=r"Not seen within 0\.05 seconds: a reply"):
        slack.person("maria").wait_for("a reply", within=0.05)


def test_people_see_dispatch_failed_when_no_app_is_connected(slack: Sandbox) -> None:
    assert slack.person("maria").command("/do").error == '/do failed with the error "dispatch_failed"'
