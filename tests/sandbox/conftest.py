"""A small Bolt app of the tests' own, connected to a sandbox over Socket Mode."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.driver import Sandbox
from tests.connections import hang_up

Json = dict[str, Any]

MANIFEST: Json = {
    "_metadata": {"major_version": 2},
    "display_information": {"name": "Helper", "description": "The app of these tests"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Helper", "always_online": True},
        "unfurl_domains": ["example.com"],
        "shortcuts": [
            {"name": "Ask", "type": "global", "callback_id": "ask", "description": "Ask something"},
            {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep this"},
        ],
        "slash_commands": [
            {"command": "/do", "description": "Do it", "usage_hint": "what", "should_escape": False},
            {"command": "/escaped", "description": "Do it, with ids", "should_escape": True},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "bookmarks:write",
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "files:write",
                "im:history",
                "im:write",
                "links:read",
                "links:write",
                "pins:write",
                "reactions:read",
                "reactions:write",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "link_shared",
                "member_joined_channel",
                "message.channels",
                "message.im",
                "reaction_added",
                "team_join",
                "user_change",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """The manifest of the tests' app, as a file."""
    path = tmp_path / "manifest.yaml"
    path.write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")
    return path


@pytest.fixture
def slack(manifest: Path) -> Iterator[Sandbox]:
    """A sandbox with the tests' app installed, nothing connected."""
    with Sandbox(manifest=manifest) as sandbox:
        yield sandbox


@pytest.fixture
def client(slack: Sandbox) -> WebClient:
    """The Web API with the bot's token, no retries."""
    environment = slack.environment
    return WebClient(environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"], retry_handlers=[])


@pytest.fixture
def bolt(slack: Sandbox, client: WebClient) -> App:
    """A bare Bolt app that talks to the sandbox; a test hangs its listeners in."""
    secret = slack.environment["SLACK_SIGNING_SECRET"]
    app = App(client=client, signing_secret=secret, process_before_response=True, ignoring_self_events_enabled=False)

    @app.event("message")
    def quiet() -> None:
        """Messages need an acknowledgement, no more."""

    @app.event("member_joined_channel")
    def quiet_too() -> None:
        """So do people who join."""

    return app


@pytest.fixture
def connect(slack: Sandbox, bolt: App) -> Iterator[Callable[[], SocketModeHandler]]:
    """Connect the app over Socket Mode; it is disconnected when the test ends."""
    with ExitStack() as stack:

        def connected() -> SocketModeHandler:
            environment = slack.environment
            app_client = WebClient(base_url=environment["SLACK_API_URL"])
            handler = SocketModeHandler(bolt, environment["SLACK_APP_TOKEN"], web_client=app_client)
            stack.callback(hang_up, slack, handler)
            handler.connect()  # type: ignore[no-untyped-call]
            slack.wait_until_connected()
            return handler

        yield connected


@pytest.fixture
def opens(bolt: App, connect: Callable[[], Any], client: WebClient) -> Callable[[Json], None]:
    """`/do` opens the view that was given."""

    def with_view(view: Json) -> None:
        @bolt.command("/do")
        def do(ack: Ack, command: Json) -> None:
            client.views_open(trigger_id=command["trigger_id"], view=view)
            ack()

        connect()

    return with_view
