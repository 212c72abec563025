"""Events: what the app hears of, in which shape, and what of it depends on scopes, membership and domains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from sandbox.driver import Sandbox
from tests.sandbox.test_web_api_chat import channel, refused

Json = dict[str, Any]
Connect = Callable[[], Any]


@pytest.fixture
def heard(slack: Sandbox, bolt: App, connect: Connect) -> list[Json]:
    """Every event that reaches the app, whole; the app is connected."""
    bodies: list[Json] = []

    @bolt.middleware
    def keep(body: Json, next_: Callable[[], Any]) -> None:
        bodies.append(body)
        next_()

    for name in ("app_home_opened", "link_shared", "reaction_added", "team_join", "user_change"):
        bolt.event(name)(lambda: None)
    connect()
    return bodies


def events(heard: list[Json]) -> list[Json]:
    return [body["event"] for body in heard]


def test_what_a_person_writes_arrives_with_entities_names_and_links(slack: Sandbox, heard: list[Json]) -> None:
    maria, omar = slack.person("maria"), slack.person("omar")

    maria.say("Hi @omar, a < b & c: see https://elsewhere.example/x?a=1&b=2", channel="#launch")

    (event,) = events(heard)
    link = "<https://elsewhere.example/x?a=1&amp;b=2>"
    assert event["text"] == f"Hi @omar, a &lt; b &amp; c: see {link}".replace("@omar,", f"<@{omar.id}>,")
    assert event["channel_type"] == "channel"
    assert event["user"] == maria.id
    assert event["client_msg_id"]


def test_an_event_comes_in_slacks_outer_payload(slack: Sandbox, heard: list[Json]) -> None:
    slack.person("maria").say("Hello", channel="#launch")

    (body,) = heard
    assert body["type"] == "event_callback"
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["is_bot"] is True
    assert body["team_id"] == body["authorizations"][0]["team_id"]


def test_the_bot_hears_only_conversations_it_is_in(slack: Sandbox, heard: list[Json]) -> None:
    slack.person("maria").say("Hello", channel="#random")
    slack.person("omar").say("Hello", channel="#managers")

    assert heard == []


def test_a_direct_message_to_the_app_is_an_im(slack: Sandbox, heard: list[Json]) -> None:
    maria = slack.person("maria")
    bot = slack.ask(lambda inside: inside.workspace.bot_user)

    maria.say("Hello", channel=maria.dm_with(bot))

    (event,) = events(heard)
    assert event["channel_type"] == "im"
    assert event["channel"].startswith("D")


def test_the_apps_own_messages_come_back_with_its_bot_id(slack: Sandbox, heard: list[Json], client: WebClient) -> None:
    client.chat_postMessage(channel="#launch", text="Hello")

    slack.settle()
    (event,) = events(heard)
    assert event["bot_id"] == client.auth_test()["bot_id"]


def test_an_edited_message_comes_with_what_it_said_before(slack: Sandbox, heard: list[Json], client: WebClient) -> None:
    posted = client.chat_postMessage(channel="#launch", text="Old")
    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="New")
    slack.settle()

    changed = next(event for event in events(heard) if event.get("subtype") == "message_changed")
    assert changed["message"]["text"] == "New"
    assert changed["previous_message"]["text"] == "Old"


def test_links_of_the_apps_domains_are_shared_even_where_the_bot_is_not(slack: Sandbox, heard: list[Json]) -> None:
    slack.person("maria").say("See www.example.com/a and https://other.example/b", channel="#random")

    (event,) = events(heard)
    assert event["type"] == "link_shared"
    assert [link["domain"] for link in event["links"]] == ["example.com"]
    assert event["is_bot_user_member"] is False


def test_an_unfurl_is_drawn_under_the_message(slack: Sandbox, heard: list[Json], client: WebClient) -> None:
    maria = slack.person("maria")
    written = maria.say("See https://example.com/a", channel="#launch")
    event = next(event for event in events(heard) if event["type"] == "link_shared")

    unfurls = {"https://example.com/a": {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Card"}}]}}
    client.chat_unfurl(source=event["source"], unfurl_id=event["unfurl_id"], unfurls=unfurls)

    assert maria.message(written.channel, written.ts).text_shown.endswith("Card")


def test_only_links_of_the_message_and_of_the_apps_domains_are_unfurled(
    slack: Sandbox, heard: list[Json], client: WebClient
) -> None:
    written = slack.person("maria").say("See https://example.com/a https://other.example/b", channel="#launch")
    where = {"channel": written.channel, "ts": written.ts}

    for address in ("https://other.example/b", "https://example.com/never-shared"):
        assert refused(client, "chat.unfurl", **where, unfurls={address: {"text": "Card"}}) == "cannot_unfurl_url"
    assert refused(client, "chat.unfurl", **where) == "missing_unfurls"


def test_opening_home_is_told_with_the_view_that_is_there(slack: Sandbox, heard: list[Json], client: WebClient) -> None:
    maria = slack.person("maria")
    client.views_publish(user_id=maria.id, view={"type": "home", "blocks": [{"type": "divider"}]})

    maria.home()

    (event,) = events(heard)
    assert event["tab"] == "home"
    assert event["view"]["blocks"][0]["type"] == "divider"


def test_people_who_join_and_change_are_told(slack: Sandbox, heard: list[Json]) -> None:
    slack.add_person("zoe", tz="Europe/Paris")
    slack.change_person("zoe", title="Photographer")

    assert [event["type"] for event in events(heard)] == ["team_join", "user_change"]
    assert events(heard)[1]["user"]["profile"]["title"] == "Photographer"


def test_a_reaction_and_a_new_member_are_told(slack: Sandbox, heard: list[Json]) -> None:
    gus = slack.person("gus")
    gus.join("#general")
    written = slack.person("maria").say("Hello", channel="#general")
    gus.react("wave", written)

    kinds = [event["type"] for event in events(heard)]
    assert kinds == ["member_joined_channel", "message", "reaction_added"]
    assert events(heard)[0]["channel"] == channel(slack, "#general")
    assert events(heard)[2]["reaction"] == "wave"


def test_a_shared_file_comes_with_its_object(slack: Sandbox, heard: list[Json]) -> None:
    maria = slack.person("maria")
    maria.upload("list.csv", b"a,b", channel="#launch", text="Here")

    (event,) = events(heard)
    assert event["subtype"] == "file_share"
    assert event["files"][0]["name"] == "list.csv"
    assert event["files"][0]["size"] == 3
    assert maria.messages("#launch")[0].text_shown == "Here\n[file list.csv]"
