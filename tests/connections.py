"""Connections, for the tests: a port to listen on, and the end of Socket Mode."""

import socket

from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler

from sandbox.driver import Sandbox


def hang_up(slack: Sandbox, handler: SocketModeHandler) -> None:
    """Close the app's connection at once: the built-in client alone takes seconds to stop its reads."""
    handler.client.auto_reconnect_enabled = False
    handler.client.current_session_state.terminated = True
    slack.drop_sockets()
    handler.client.closed = True
    handler.client.message_queue.put('{"type": "goodbye"}')
    handler.close()  # type: ignore[no-untyped-call]


def free_port() -> int:
    """A port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
