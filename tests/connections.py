"""Ending a Socket Mode connection quickly: the built-in client alone takes seconds to stop its reads."""

from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler

from sandbox.driver import Sandbox


def hang_up(slack: Sandbox, handler: SocketModeHandler) -> None:
    """Close the app's connection at once."""
    handler.client.auto_reconnect_enabled = False
    handler.client.current_session_state.terminated = True
    slack.drop_sockets()
    handler.client.closed = True
    handler.client.message_queue.put('{"type": "goodbye"}')
    handler.close()  # type: ignore[no-untyped-call]
