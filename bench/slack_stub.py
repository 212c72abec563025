"""A Slack that says yes to everything, over real HTTP: what the bot's one call of a handler goes to."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, TCPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

TEAM = "T0BENCH"
MEMBER = "U0BENCH"

ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {"team_id": TEAM, "team": "Bench", "user_id": "U0BOT", "bot_id": "B0BOT", "url": "https://a.example/"},
    "users.info": {
        "user": {"id": MEMBER, "team_id": TEAM, "name": "maria", "real_name": "Maria", "tz": "Europe/Berlin"}
    },
}


class SlackStub(TCPServer):
    """Answers every method; `views` are the views that were opened, `said` counts posts to a response URL.

    It reads no more of HTTP than it must: what Slack takes its time for is not what is measured.
    """

    request_queue_size = 32

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.views: list[dict[str, Any]] = []
        self.said = 0

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def answer(self, path: str, body: str) -> str:
        """What a call gets."""
        if path.startswith("/respond"):
            self.said += 1
            return "ok"
        method = path.partition("?")[0].rsplit("/", 1)[-1]
        if method == "views.open":
            self.views.append(_view(body))
        return json.dumps({"ok": True, **ANSWERS.get(method, {})})


class _Answering(StreamRequestHandler):
    server: SlackStub
    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Answer one call, and close."""
        path = self.rfile.readline().split()[1].decode()
        length = 0
        while (line := self.rfile.readline().lower()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name == b"content-length" else length
        content = self.server.answer(path, self.rfile.read(length).decode()).encode()
        kind = "text/plain" if content == b"ok" else "application/json"
        head = f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {len(content)}\r\nconnection: close\r\n\r\n"
        self.wfile.write(head.encode() + content)


def _view(body: str) -> dict[str, Any]:
    """The view of a call, which slack_sdk sends as JSON or as a form."""
    values = json.loads(body) if body.startswith("{") else {key: found[0] for key, found in parse_qs(body).items()}
    view: dict[str, Any] = json.loads(values["view"]) if isinstance(values["view"], str) else values["view"]
    return view


@contextmanager
def slack_stub() -> Iterator[SlackStub]:
    """A stub that answers until the end of the block."""
    with SlackStub() as stub:
        thread = Thread(target=stub.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield stub
        stub.shutdown()
        thread.join()
