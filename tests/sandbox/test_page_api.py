"""What the page gets over HTTP and its socket, and that the workspace outlives a restart."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import aiohttp
import pytest
from slack_sdk import WebClient

from sandbox.driver import Sandbox
from sandbox.manifest import ManifestError

Json = dict[str, Any]


def get(slack: Sandbox, path: str) -> Any:
    with urlopen(slack.address + path) as response:
        return json.load(response)


def act(slack: Sandbox, who: str, do: str, *, headers: dict[str, str] | None = None, **more: Any) -> Json:
    body = json.dumps({"as": slack.person(who).id, "do": do, **more}).encode()
    request = Request(
        slack.address + "/sandbox/act", data=body, headers={"Content-Type": "application/json", **(headers or {})}
    )
    with urlopen(request) as response:
        answer: Json = json.load(response)
    return answer


def test_the_state_names_what_a_side_bar_shows(slack: Sandbox) -> None:
    maria = slack.person("maria")

    state = get(slack, f"/sandbox/state?as={maria.id}")

    assert state["me"]["name"] == "maria"
    kinds = {one["name"]: one["kind"] for one in state["conversations"]}
    assert kinds == {"general": "channel", "launch": "channel", "random": "channel", "directmessage": "app"}
    assert [one["command"] for one in state["commands"]] == ["/do", "/escaped"]
    assert state["app"]["home_enabled"]
    assert state["emoji"]["tada"] == "🎉"


def test_a_person_acts_over_http_and_others_see_it_unread(slack: Sandbox) -> None:
    omar = slack.person("omar")
    written = act(slack, "maria", "message", channel="#launch", text="Hello <@omar>, @omar")

    launch = next(one for one in get(slack, f"/sandbox/state?as={omar.id}")["conversations"] if one["name"] == "launch")
    assert (launch["unread"], launch["mentions"], launch["last_ts"]) == (1, 1, written["ts"])
    shown = get(slack, f"/sandbox/messages?as={omar.id}&channel={launch['id']}")["messages"]
    assert shown[0]["text"] == f"Hello &lt;@omar&gt;, <@{omar.id}>"
    act(slack, "omar", "read", channel=launch["id"])
    assert slack.ask(lambda inside: inside.workspace.conversation("#launch").read[omar.id]) == written["ts"]


def test_what_cannot_be_done_is_answered_with_a_sentence(slack: Sandbox) -> None:
    answer = act(slack, "gus", "message", channel="#general", text="Hello")

    assert answer == {"ok": False, "error": "Gus Klein is not in #general."}


def test_another_web_page_cannot_act(slack: Sandbox) -> None:
    with pytest.raises(HTTPError) as caught:
        act(slack, "maria", "message", headers={"Origin": "https://evil.example"}, channel="#launch", text="a")

    assert caught.value.code == 403
    caught.value.close()


def test_a_file_is_downloaded_only_by_who_can_see_it(slack: Sandbox) -> None:
    content = base64.b64encode(b"a,b").decode()
    number = act(slack, "omar", "upload", name="a.csv", content=content, channel="#managers")["file"]["id"]

    with urlopen(f"{slack.address}/sandbox/file/{number}?as={slack.person('ada').id}") as response:
        assert response.read() == b"a,b"
        assert response.headers["Content-Disposition"].startswith("attachment")
    with pytest.raises(HTTPError) as caught:
        urlopen(f"{slack.address}/sandbox/file/{number}?as={slack.person('maria').id}")
    caught.value.close()
    assert caught.value.code == 403


def test_only_files_of_the_page_are_served(slack: Sandbox) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(f"{slack.address}/%2e%2e/driver.py")

    caught.value.close()
    assert caught.value.code == 404


def test_the_page_hears_of_changes_as_they_happen(slack: Sandbox) -> None:
    omar = slack.person("omar")

    async def hear() -> list[Json]:
        async with aiohttp.ClientSession() as session:
            url = f"{slack.address}/sandbox/live?as={omar.id}"
            async with session.ws_connect(url) as socket:
                body = {"as": slack.person("maria").id, "do": "message", "channel": "#launch", "text": "Hello"}
                async with session.post(f"{slack.address}/sandbox/act", json=body):
                    return [await socket.receive_json() for _ in range(2)]

    import asyncio

    message, unread = asyncio.run(hear())
    assert (message["type"], message["message"]["text"]) == ("message", "Hello")
    assert (unread["type"], unread["unread"]) == ("unread", 1)


def test_the_clock_jumps_to_a_time_the_program_named(manifest: Path) -> None:
    from datetime import UTC, datetime, timedelta

    monday = (datetime.now(UTC) + timedelta(days=7)).replace(microsecond=0)
    travelled: list[datetime] = []
    with Sandbox(manifest=manifest, jumps=lambda: [("Digest", monday)], on_travel=travelled.append) as slack:
        assert act(slack, "maria", "travel", to="Digest")["now"].startswith(monday.isoformat()[:16])
        backwards = act(slack, "maria", "travel", to="2020-01-01T00:00:00+00:00")

    assert [at.replace(microsecond=0) for at in travelled] == [monday]
    assert backwards["error"] == "The workspace's clock only goes forward."


def test_the_clock_goes_forward_by_whole_steps(manifest: Path) -> None:
    with Sandbox(manifest=manifest) as slack:
        before = slack.clock.now()
        act(slack, "maria", "travel", seconds=3600)

        assert 3600 <= (slack.clock.now() - before).total_seconds() < 3660


def test_a_workspace_outlives_a_restart(manifest: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with Sandbox(manifest=manifest, state=state) as slack:
        environment, maria = slack.environment, slack.person("maria")
        client = WebClient(environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"])
        client.chat_postMessage(channel="#launch", text="Before")
        client.views_publish(user_id=maria.id, view={"type": "home", "blocks": [{"type": "divider"}]})
        number = maria.upload("a.csv", b"a,b", channel="#launch")
    with Sandbox(manifest=manifest, state=state) as slack:
        again = slack.person("maria")
        assert slack.environment["SLACK_BOT_TOKEN"] == environment["SLACK_BOT_TOKEN"]
        messages = again.messages("#launch")
        assert [message.text for message in messages] == ["Before", ""]
        assert messages[1].files[0]["url_private"].startswith(slack.address)
        assert again.home().blocks[0]["type"] == "divider"
        assert slack.ask(lambda inside: inside.workspace.contents[number]) == b"a,b"
        assert again.say("After", channel="#launch").ts > messages[-1].ts


def test_a_manifest_with_errors_starts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yaml"
    path.write_text("display_information: {name: ''}\n", encoding="utf-8")

    with pytest.raises(ManifestError):
        Sandbox(manifest=path)


def test_another_cast_can_be_given(manifest: Path) -> None:
    cast = {"ana": {"real_name": "Ana Lima", "tz": "America/Sao_Paulo"}}
    with Sandbox(manifest=manifest, cast=cast) as slack:
        ana = slack.person("ana")
        assert ana.say("Hello", channel="#launch").text == "Hello"
        assert [one["name"] for one in get(slack, "/sandbox/people")] == ["ana"]
