"""The same bot over signed HTTP: a story, and requests that nobody should answer."""

import hashlib
import hmac
import time
from collections.abc import Iterator

import httpx
import pytest

from sandbox.driver import Sandbox
from tests.conftest import MANIFEST
from tests.workspace import Workspace


@pytest.fixture
def over_http(port: int, database: str) -> Iterator[Workspace]:
    """A workspace whose payloads reach the bot as signed requests."""
    with Sandbox(manifest=MANIFEST, deliver_to=f"http://127.0.0.1:{port}/slack/events") as slack:
        extra = {"RAPPORT_MODE": "http", "PORT": str(port), "SLACK_APP_TOKEN": ""}
        whole = Workspace(slack, database, extra=extra)
        yield whole
        whole.close()
        assert slack.problems == []


def signed(secret: str, body: str, *, at: float) -> dict[str, str]:
    """The headers with which Slack signs a request (docs.slack.dev, Verifying requests from Slack)."""
    stamp = str(int(at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    form = "application/x-www-form-urlencoded"
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}", "Content-Type": form}


def test_a_whole_story_goes_over_signed_requests(over_http: Workspace) -> None:
    maria = over_http.person("maria")
    maria.close(over_http.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))

    assert "Noor Haddad" in maria.command("/influencer find platform:tiktok").text
    assert "Logged" in maria.command("/influencer log noor had a call & <more>").text
    form = maria.shortcut("Log a touch").view
    assert maria.suggest("who", "noor", in_=form) == ["Noor Haddad · TikTok @noor.bakes"]
    maria.close(form)
    assert "Nothing waits for you" in maria.home().text
    maria.submit(maria.command("/followup noor in 2 hours ask about rates"))
    over_http.travel(hours=2, minutes=1)
    (reminder,) = over_http.told("maria")
    assert maria.submit(maria.click("Done", reminder), note="She sent her rates").closed
    assert "Done by @maria: She sent her rates" in over_http.told("maria")[-1].text_shown
    assert "On the roster" in maria.say("https://www.tiktok.com/@noor.bakes").text_shown


def test_what_slack_did_not_sign_just_now_is_refused(over_http: Workspace, port: int) -> None:
    secret = over_http.slack.environment["SLACK_SIGNING_SECRET"]
    address = f"http://127.0.0.1:{port}/slack/events"
    maria = over_http.person("maria")
    body = f"command=%2Frapport&text=status&user_id={maria.id}&team_id={over_http.team}&channel_id=C1&response_url=x"
    now = time.time()
    good = signed(secret, body, at=now)

    assert httpx.post(address, content=body, headers=good).status_code == 200
    for headers in (
        signed("not-the-secret", body, at=now),
        {**good, "X-Slack-Signature": ""},
        {"Content-Type": good["Content-Type"]},
        signed(secret, body, at=now - 301),
        signed(secret, f"{body}&more=1", at=now),
    ):
        assert httpx.post(address, content=body, headers=headers).status_code == 401


def test_it_says_that_it_is_well_and_serves_nothing_else(over_http: Workspace, port: int) -> None:
    well = httpx.get(f"http://127.0.0.1:{port}/healthz")

    assert (well.status_code, well.text) == (200, "ok\n")
    assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 404
