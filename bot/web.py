"""The bot's web part: Slack's signed requests, and whether it is well. The only import of waitress."""

import threading
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import create_server

Environment = dict[str, Any]

THREADS = 8


class WebServer:
    """Serves `/slack/events` and `/healthz` on a thread of its own."""

    def __init__(self, bolt: App, *, port: int) -> None:
        self._slack = SlackRequestHandler(bolt, path="/slack/events")
        self._server = create_server(self._answer, host="0.0.0.0", port=port, threads=THREADS, ident=None)  # noqa: S104 - Slack comes from outside
        self._thread = threading.Thread(target=self._server.run, name="web", daemon=True)

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self._server.close()
        self._thread.join(timeout=5)

    def _answer(self, environment: Environment, start_response: StartResponse) -> Iterable[bytes]:
        path = environment.get("PATH_INFO")
        if path == "/healthz":
            start_response("200 OK", [("content-type", "text/plain; charset=utf-8")])
            return [b"ok\n"]
        if path == "/slack/events":
            return self._slack(environment, start_response)
        start_response("404 Not Found", [("content-type", "text/plain; charset=utf-8")])
        return [b"There is nothing here.\n"]
