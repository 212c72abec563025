"""The bot's web part: Slack's signed requests, and whether it is well. The only import of waitress."""

import threading
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress import wasyncore
from waitress.server import create_server

Environment = dict[str, Any]

THREADS = 8


class WebServer:
    """Serves `/slack/events` and `/healthz` on a thread of its own."""

    def __init__(self, bolt: App, *, port: int) -> None:
        self._slack = SlackRequestHandler(bolt, path="/slack/events")
        self._server = create_server(self._answer, host="0.0.0.0", port=port, threads=THREADS, ident=None)  # noqa: S104 - Slack comes from outside
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
        path = environment.get("PATH_INFO")
        if path == "/healthz":
            start_response("200 OK", [("content-type", "text/plain; charset=utf-8")])
            return [b"ok\n"]
        if path == "/slack/events":
            return self._slack(environment, start_response)
        start_response("404 Not Found", [("content-type", "text/plain; charset=utf-8")])
        return [b"There is nothing here.\n"]
