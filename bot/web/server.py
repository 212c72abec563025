"""The web server, on a thread of its own. The only import of waitress."""

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from wsgiref.types import StartResponse

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress import wasyncore
from waitress.server import create_server

Environment = dict[str, Any]
Part = Callable[[Environment, StartResponse], Iterable[bytes]]

THREADS = 8
LARGEST = 4 * 1024 * 1024
"""Bytes of a request: far more than Slack or a shop sends."""

PLAIN = [("content-type", "text/plain; charset=utf-8")]


class WebServer:
    """Serves `/healthz`, and parts by how the path begins: `/slack/`, `/l/`, `/hooks/`."""

    def __init__(self, parts: Mapping[str, Part], *, port: int) -> None:
        self._parts = dict(parts)
        self._server = create_server(
            self._answer,
            host="0.0.0.0",  # noqa: S104 - Slack, visitors and shops come from outside
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=LARGEST,
            clear_untrusted_proxy_headers=False,  # the page to sign on weighs what a proxy says
        )
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="web", daemon=True)

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def close(self) -> None:
        """Stop serving, after what is under way."""
        self._ended.set()
        if self._thread.is_alive():
            self._server.pull_trigger()
            self._thread.join(timeout=5)

    def _serve(self) -> None:
        """Serve until `close`: the sockets are closed by the one thread that uses them."""
        sockets = self._server._map
        while not self._ended.is_set():
            wasyncore.loop(timeout=1, use_poll=True, map=sockets, count=1)
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)

    def _answer(self, environment: Environment, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environment.get("PATH_INFO", "")
        part = self._parts.get(path[: path.find("/", 1) + 1])
        if part is not None:
            return part(environment, start_response)
        if path == "/healthz":
            start_response("200 OK", PLAIN)
            return [b"ok\n"]
        start_response("404 Not Found", PLAIN)
        return [b"There is nothing here.\n"]


def slack_part(bolt: App) -> Part:
    """Slack's signed requests at `/slack/events`."""
    handler: Part = SlackRequestHandler(bolt, path="/slack/events")
    return handler
