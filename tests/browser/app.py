"""The tests' own app: shows every block, opens forms, answers with field errors, loads options, stacks views."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

from slack_bolt import Ack, App, Respond, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.driver import Sandbox
from tests.browser import gallery, views

Json = dict[str, Any]

COMMANDS = ("show", "form", "stack", "tell", "whisper", "many")

MANIFEST: Json = {
    "_metadata": {"major_version": 2},
    "display_information": {"name": "Gallery", "description": "Shows what an app can show"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Gallery", "always_online": True},
        "shortcuts": [
            {"name": "Add influencer", "type": "global", "callback_id": "add", "description": "Opens the form"},
            {"name": "Keep this", "type": "message", "callback_id": "keep", "description": "Keeps a message"},
        ],
        "slash_commands": [
            {"command": f"/{name}", "description": f"{name} something", "usage_hint": "what", "should_escape": False}
            for name in COMMANDS
        ],
    },
    "oauth_config": {
        "scopes": {"bot": ["chat:write", "commands", "files:read", "im:history", "im:write", "channels:history"]}
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def _commands(app: App) -> None:
    @app.command("/show")
    def show(ack: Ack, say: Say, command: Json) -> None:
        ack()
        say(text=command["text"], blocks=gallery.messages()[command["text"]])

    @app.command("/form")
    def form(ack: Ack, client: WebClient, command: Json) -> None:
        ack()
        client.views_open(trigger_id=command["trigger_id"], view=views.form())

    @app.command("/stack")
    def stack(ack: Ack, client: WebClient, command: Json) -> None:
        ack()
        client.views_open(trigger_id=command["trigger_id"], view=views.stacked(1))

    @app.command("/tell")
    def tell(ack: Ack, say: Say, command: Json) -> None:
        ack()
        say(text=f"You said: {command['text']}")

    @app.command("/whisper")
    def whisper(ack: Ack, command: Json) -> None:
        ack(text=f"Psst: {command['text']}")


def _actions(app: App) -> None:
    @app.action("approve")
    def approve(ack: Ack, respond: Respond) -> None:
        ack()
        respond(replace_original=True, text="Approved", blocks=[{"type": "section", "text": gallery.plain("Approved")}])

    @app.action("stage")
    def stage(ack: Ack, say: Say, action: Json) -> None:
        ack()
        say(text=f"Stage: {action['selected_option']['value']}")

    @app.action("drop")
    def drop(ack: Ack, say: Say) -> None:
        ack()
        say(text="Dropped")

    @app.action("day")
    def day(ack: Ack, say: Say, action: Json) -> None:
        ack()
        say(text=f"Due {action['selected_date']}")

    @app.action("done")
    def done(ack: Ack, say: Say, action: Json) -> None:
        ack()
        say(text=f"Done: {len(action['selected_options'])}")

    @app.action("deeper")
    def deeper(ack: Ack, client: WebClient, body: Json, action: Json) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=views.stacked(int(action["value"]) + 1))

    @app.action("home_press")
    def home_press(ack: Ack, client: WebClient, body: Json) -> None:
        ack()
        client.views_publish(user_id=body["user"]["id"], view=views.home("You pressed it"))


def _forms(app: App) -> None:
    @app.options("who")
    def who(ack: Ack, payload: Json) -> None:
        names = ["Noor Haddad", "Norbert Kim", "Ana Lima"]
        found = [gallery.option(name) for name in names if payload["value"].lower() in name.lower()]
        ack(option_groups=[{"label": gallery.plain("Roster"), "options": found}] if found else [], options=None)

    @app.view("form")
    def save(ack: Ack, client: WebClient, body: Json, view: Json) -> None:
        values = view["state"]["values"]
        name = values["name"]["name"]["value"]
        if name == "taken":
            ack(response_action="errors", errors={"name": "Somebody of that name is already here."})
            return
        if name == "card":
            ack(response_action="update", view=views.stacked(1))
            return
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text=f"Saved: {escape(summary(values), quote=False)}")

    @app.view("stacked")
    def finish(ack: Ack) -> None:
        ack(response_action="clear")

    @app.shortcut("add")
    def add(ack: Ack, client: WebClient, body: Json) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=views.form())

    @app.shortcut("keep")
    def keep(ack: Ack, respond: Respond, body: Json) -> None:
        ack()
        respond(text=f"Kept: {body['message']['text']}")


def summary(values: Json) -> str:
    """What a form holds, `block=value` in the order of its blocks, empty ones left out."""
    found: list[str] = []
    for block, held in ((block, next(iter(fields.values()))) for block, fields in values.items()):
        given = [held[key] for key in held if key != "type" and held[key]]
        for value in given:
            found.append(f"{block}={_short(value)}")
    return ", ".join(found)


def _short(value: Any) -> str:
    if isinstance(value, list):
        return "+".join(_short(one) for one in value)
    if isinstance(value, dict):
        return str(value.get("value") or value.get("name"))
    return str(value)


def _events(app: App) -> None:
    @app.event("app_home_opened")
    def opened(client: WebClient, event: Json) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=views.home())

    @app.event("message")
    def written(event: Json, say: Say) -> None:
        if not event.get("bot_id") and not event.get("subtype"):
            say(text="Heard you", thread_ts=event.get("thread_ts"))


@contextmanager
def connected(sandbox: Sandbox) -> Iterator[None]:
    """The app, connected to this sandbox while the block runs."""
    environment = sandbox.environment
    client = WebClient(environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"])
    app = App(client=client, signing_secret=environment["SLACK_SIGNING_SECRET"])
    for add in (_commands, _actions, _forms, _events):
        add(app)
    web_client = WebClient(base_url=environment["SLACK_API_URL"])
    handler = SocketModeHandler(app, environment["SLACK_APP_TOKEN"], web_client=web_client)
    handler.connect()  # type: ignore[no-untyped-call]
    sandbox.wait_until_connected()
    try:
        yield
    finally:
        handler.client.auto_reconnect_enabled = False
        sandbox.drop_sockets()
        handler.close()  # type: ignore[no-untyped-call]
