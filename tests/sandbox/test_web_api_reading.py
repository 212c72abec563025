"""Tokens, scopes, bodies and lists of the Web API; files both ways; marks on messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.driver import Sandbox
from tests.sandbox.conftest import MANIFEST
from tests.sandbox.test_web_api_chat import channel, codes, refused

Json = dict[str, Any]


def call(slack: Sandbox, method: str, body: Any = None, *, token: str | None = None) -> Json:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    address = slack.environment["SLACK_API_URL"] + method
    request = Request(address, data=json.dumps(body or {}).encode(), headers=headers)
    with urlopen(request) as response:
        answer: Json = json.load(response)
    return answer


def test_a_call_needs_a_token_and_the_right_one(slack: Sandbox) -> None:
    environment = slack.environment

    assert call(slack, "auth.test")["error"] == "not_authed"
    assert call(slack, "auth.test", token="xoxb-other")["error"] == "invalid_auth"
    assert call(slack, "auth.test", token=environment["SLACK_APP_TOKEN"])["error"] == "not_allowed_token_type"
    bot = environment["SLACK_BOT_TOKEN"]
    assert call(slack, "apps.connections.open", token=bot)["error"] == "not_allowed_token_type"


def test_a_method_that_slack_does_not_have_is_named(slack: Sandbox, client: WebClient) -> None:
    assert refused(client, "chat.shout", text="a") == "unknown_method"
    assert refused(client, "files.upload", content="a") == "method_deprecated"


def test_a_scope_that_is_not_granted_is_named(slack: Sandbox, client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.team_info()

    assert caught.value.response["needed"] == "team:read"
    assert "chat:write" in caught.value.response["provided"]


def test_the_scope_to_read_follows_from_the_kind_of_conversation(tmp_path: Path) -> None:
    raw: Json = json.loads(json.dumps(MANIFEST))
    raw["oauth_config"]["scopes"]["bot"] = ["chat:write", "im:history", "im:write"]
    raw["features"] = {"app_home": MANIFEST["features"]["app_home"], "bot_user": MANIFEST["features"]["bot_user"]}
    raw["settings"] = {"socket_mode_enabled": True}
    path = tmp_path / "manifest.yaml"
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    with Sandbox(manifest=path) as slack:
        environment = slack.environment
        client = WebClient(environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"])
        direct = client.conversations_open(users=slack.person("maria").id)["channel"]["id"]

        assert client.conversations_history(channel=direct)["messages"] == []
        with pytest.raises(SlackApiError, match="missing_scope"):
            client.conversations_history(channel=channel(slack, "#launch"))


def test_read_methods_do_not_take_json(slack: Sandbox, client: WebClient) -> None:
    maria = slack.person("maria")

    assert refused(client, "users.info", user=maria.id) == "invalid_arguments"
    assert "json_not_read" in codes(slack)
    assert client.users_info(user=maria.id)["user"]["name"] == "maria"


def test_a_person_comes_with_zone_and_standing_and_without_an_unscoped_email(slack: Sandbox, client: WebClient) -> None:
    user = client.users_info(user=slack.person("ada").id)["user"]

    assert user["tz"] == "America/New_York"
    assert user["is_admin"] is True
    assert "email" not in user["profile"]
    assert client.users_info(user=slack.person("gus").id)["user"]["is_restricted"] is True


def test_lists_are_paged(slack: Sandbox, client: WebClient) -> None:
    first = client.users_list(limit=2)
    second = client.users_list(limit=2, cursor=first["response_metadata"]["next_cursor"])

    names = [member["name"] for member in (*first["members"], *second["members"])]
    assert len(set(names)) == 4
    with pytest.raises(SlackApiError, match="invalid_cursor"):
        client.users_list(cursor="nonsense")
    with pytest.raises(SlackApiError, match="invalid_limit"):
        client.users_list(limit=1001)


def test_history_comes_newest_first_and_in_pages(slack: Sandbox, client: WebClient) -> None:
    where = channel(slack, "#launch")
    for text in "abc":
        client.chat_postMessage(channel=where, text=text)

    page = client.conversations_history(channel=where, limit=2)
    rest = client.conversations_history(channel=where, cursor=page["response_metadata"]["next_cursor"])

    assert [message["text"] for message in (*page["messages"], *rest["messages"])] == ["c", "b", "a"]
    assert rest["has_more"] is False


def test_history_can_start_after_a_message(slack: Sandbox, client: WebClient) -> None:
    first, _, _ = (client.chat_postMessage(channel="#launch", text=text) for text in "abc")

    later = client.conversations_history(channel=first["channel"], oldest=first["ts"])
    with_it = client.conversations_history(channel=first["channel"], oldest=first["ts"], inclusive=True)

    assert [message["text"] for message in later["messages"]] == ["c", "b"]
    assert [message["text"] for message in with_it["messages"]] == ["c", "b", "a"]


def test_a_private_channel_without_the_bot_does_not_exist_for_it(slack: Sandbox, client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="channel_not_found"):
        client.conversations_info(channel=channel(slack, "#managers"))


def test_opening_a_conversation_twice_gives_the_same_one(slack: Sandbox, client: WebClient) -> None:
    maria = slack.person("maria")

    first, second = (client.conversations_open(users=maria.id) for _ in range(2))

    assert first["channel"]["id"] == second["channel"]["id"]
    assert second["already_open"]


def test_the_app_uploads_a_file_in_three_steps(slack: Sandbox, client: WebClient) -> None:
    maria = slack.person("maria")
    direct = client.conversations_open(users=maria.id)["channel"]["id"]

    client.files_upload_v2(filename="list.csv", content="a,b\n", channel=direct, initial_comment="Here it is")

    (message,) = maria.dm()
    assert message.text_shown == "Here it is\n[file list.csv]"
    assert slack.problems == []


def test_a_file_whose_bytes_never_came_cannot_be_completed(slack: Sandbox, client: WebClient) -> None:
    announced = client.files_getUploadURLExternal(filename="a.csv", length=3)

    files = [{"id": announced["file_id"], "title": "a"}]
    assert refused(client, "files.completeUploadExternal", files=files) == "file_not_found"


def test_a_file_is_read_only_with_the_bots_token(slack: Sandbox, client: WebClient) -> None:
    number = slack.person("maria").upload("a.csv", b"a,b\n", channel="#launch")
    file = client.files_info(file=number)["file"]

    with urlopen(file["url_private_download"]) as response:
        assert response.headers["Content-Type"].startswith("text/html")
    headers = {"Authorization": f"Bearer {client.token}"}
    with urlopen(Request(file["url_private_download"], headers=headers)) as response:
        assert response.read() == b"a,b\n"
    assert "file_read_without_token" in codes(slack)


def test_marks_on_messages_are_kept_once(slack: Sandbox, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="#launch", text="a")
    where = {"channel": posted["channel"], "timestamp": posted["ts"]}

    client.reactions_add(**where, name="eyes")
    client.pins_add(**where)
    client.bookmarks_add(channel_id=posted["channel"], title="Site", type="link", link="https://example.com")

    assert refused(client, "reactions.add", **where, name="eyes") == "already_reacted"
    assert refused(client, "reactions.add", **where, name=":eyes:") == "invalid_name"
    assert refused(client, "pins.add", **where) == "already_pinned"
    bookmark = {"channel_id": posted["channel"], "title": "Site", "type": "link", "link": "example.com"}
    assert refused(client, "bookmarks.add", **bookmark) == "invalid_link"
    (message,) = slack.person("maria").messages("#launch")
    assert message.raw["reactions"] == [{"name": "eyes", "users": [posted["message"]["user"]], "count": 1}]


def test_every_call_and_its_answer_is_on_record(slack: Sandbox, client: WebClient) -> None:
    client.chat_postMessage(channel="#launch", text="a")

    (made,) = slack.calls
    assert made.method == "chat.postMessage"
    assert made.arguments["text"] == "a"
    assert made.answer is not None
    assert made.answer["ok"]
