"""Signed HTTP: signatures, answers, statuses, and events that come again."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier

from sandbox.driver import Sandbox
from tests.sandbox.test_web_api_chat import codes

Json = dict[str, Any]


class Listener:
    """A bare web server in the app's place: keeps each request, answers what the test wants."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.answers: list[tuple[int, dict[str, str], str]] = []
        self.url = ""

    def next_answer(self) -> tuple[int, dict[str, str], str]:
        return self.answers.pop(0) if self.answers else (200, {}, "")

    @property
    def payloads(self) -> list[Json]:
        return [json.loads(body) for headers, body in self.requests if headers["content-type"] == "application/json"]


@pytest.fixture
def app() -> Iterator[Listener]:
    """The listener, while it listens."""
    with listening(Listener()) as listener:
        yield listener


@contextmanager
def listening(listener: Listener) -> Iterator[Listener]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            listener.requests.append(({key.lower(): value for key, value in self.headers.items()}, body))
            status, headers, text = listener.next_answer()
            self.send_response(status)
            for key, value in {"Content-Length": str(len(text.encode())), **headers}.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        listener.url = f"http://127.0.0.1:{server.server_port}/slack/events"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield listener
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def slack(manifest: Path, app: Listener) -> Iterator[Sandbox]:
    """A sandbox that delivers to the listener."""
    with Sandbox(manifest=manifest, deliver_to=app.url) as sandbox:
        yield sandbox


def test_every_request_carries_slacks_signature(slack: Sandbox, app: Listener) -> None:
    slack.person("maria").command("/do it")

    headers, body = app.requests[0]
    verifier = SignatureVerifier(slack.environment["SLACK_SIGNING_SECRET"])
    assert verifier.is_valid_request(body, headers)
    assert not SignatureVerifier("another").is_valid_request(body, headers)
    assert parse_qs(body)["text"] == ["it"]


@pytest.mark.parametrize(
    ("headers", "body"), [({}, "Done"), ({"Content-Type": "application/json"}, '{"text": "Done"}')]
)
def test_a_command_is_answered_in_the_body_as_text_or_json(
    slack: Sandbox, app: Listener, headers: dict[str, str], body: str
) -> None:
    app.answers = [(200, headers, body)]

    assert slack.person("maria").command("/do").text == "Done"


@pytest.mark.parametrize(("status", "code"), [(404, "command_unhandled"), (500, "ack_refused"), (302, "ack_refused")])
def test_any_other_status_than_200_is_a_failure(slack: Sandbox, app: Listener, status: int, code: str) -> None:
    app.answers = [(status, {}, "")]

    assert slack.person("maria").command("/do").error == '/do failed with the error "dispatch_failed"'
    assert codes(slack) == [code]


def test_an_interaction_comes_as_a_form_with_a_payload(slack: Sandbox, app: Listener) -> None:
    slack.person("maria").shortcut("Ask")

    _, body = app.requests[0]
    assert json.loads(parse_qs(body)["payload"][0])["callback_id"] == "ask"


def test_an_event_that_fails_comes_again_at_once_then_after_1_and_5_minutes(slack: Sandbox, app: Listener) -> None:
    app.answers = [(500, {}, "")] * 4
    slack.person("maria").say("Hello", channel="#launch")
    wait_for(slack, app, 2)
    slack.clock.travel_to(slack.clock.now() + timedelta(seconds=61))
    wait_for(slack, app, 3)
    slack.clock.travel_to(slack.clock.now() + timedelta(seconds=301))
    wait_for(slack, app, 4)
    slack.clock.travel_to(slack.clock.now() + timedelta(hours=1))
    slack.settle()

    headers = [headers for headers, _ in app.requests]
    assert [one.get("x-slack-retry-num") for one in headers] == [None, "1", "2", "3"]
    assert {one.get("x-slack-retry-reason") for one in headers[1:]} == {"http_error"}
    assert len({payload["event_id"] for payload in app.payloads}) == 1


def test_an_event_that_is_taken_does_not_come_again(slack: Sandbox, app: Listener) -> None:
    app.answers = [(500, {}, ""), (200, {}, "")]
    slack.person("maria").say("Hello", channel="#launch")
    wait_for(slack, app, 2)
    slack.clock.travel_to(slack.clock.now() + timedelta(hours=1))
    slack.settle()

    assert len(app.requests) == 2


def test_an_app_can_refuse_to_be_asked_again(slack: Sandbox, app: Listener) -> None:
    app.answers = [(500, {"X-Slack-No-Retry": "1"}, "")]
    slack.person("maria").say("Hello", channel="#launch")
    slack.clock.travel_to(slack.clock.now() + timedelta(hours=1))
    slack.settle()

    assert len(app.requests) == 1


def test_events_missed_while_the_app_was_away_come_again(manifest: Path) -> None:
    with listening(Listener()) as gone:
        url = gone.url
    with Sandbox(manifest=manifest, deliver_to=url) as slack:
        slack.person("maria").say("Hello", channel="#launch")
        slack.settle()
        with listening(Listener()) as back:
            slack.ask(lambda inside: inside.delivery.deliver_to(back.url))
            slack.clock.travel_to(slack.clock.now() + timedelta(seconds=61))
            wait_for(slack, back, 1)

            assert back.requests[0][0]["x-slack-retry-reason"] == "connection_failed"
            assert back.payloads[0]["event"]["text"] == "Hello"


def test_the_challenge_of_an_address_is_checked(slack: Sandbox, app: Listener) -> None:
    http = slack.slack.delivery.http
    assert http is not None
    assert not slack.run(http.verify_url())

    challenge = app.payloads[0]["challenge"]
    app.answers = [(200, {"Content-Type": "application/json"}, json.dumps({"challenge": challenge}))]
    assert slack.run(http.verify_url())


def wait_for(slack: Sandbox, app: Listener, count: int) -> None:
    enough: Callable[[], bool | None] = lambda: True if len(app.requests) >= count else None  # noqa: E731
    slack.wait(enough, within=5, what=f"{count} requests")
    slack.settle()
