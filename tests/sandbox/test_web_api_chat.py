"""Messages through the Web API: who may post where, what is refused and with which of Slack's errors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.driver import Sandbox

Json = dict[str, Any]


def channel(slack: Sandbox, name: str) -> str:
    return slack.ask(lambda inside: inside.workspace.conversation(name).id)


def refused(client: WebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


def codes(slack: Sandbox) -> list[str]:
    return [breach.code for breach in (*slack.problems, *slack.warnings)]


def test_a_message_comes_back_as_slack_stores_it(slack: Sandbox, client: WebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}]

    answer = client.chat_postMessage(channel=channel(slack, "#launch"), text="Tea & cake", blocks=blocks)

    message = answer["message"]
    assert message["text"] == "Tea &amp; cake"
    assert message["blocks"][0]["block_id"]
    assert message["blocks"][0]["text"]["verbatim"] is False
    assert message["bot_id"] == client.auth_test()["bot_id"]
    assert message["user"] == client.auth_test()["user_id"]


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("#random", "not_in_channel"),
        ("#managers", "channel_not_found"),
        ("C0NOWHERE", "channel_not_found"),
        ("U0NOBODY", "channel_not_found"),
    ],
)
def test_posting_where_the_bot_is_not_is_refused(slack: Sandbox, client: WebClient, where: str, error: str) -> None:
    assert refused(client, "chat.postMessage", channel=where, text="Hello") == error


def test_an_archived_channel_takes_no_messages(slack: Sandbox, client: WebClient) -> None:
    slack.ask(lambda inside: setattr(inside.workspace.conversation("#launch"), "archived", True))

    assert refused(client, "chat.postMessage", channel="#launch", text="Hello") == "is_archived"


def test_a_message_to_a_person_stands_in_the_apps_conversation_with_them(slack: Sandbox, client: WebClient) -> None:
    maria = slack.person("maria")

    client.chat_postMessage(channel=maria.id, text="Only you")

    assert [message.text_shown for message in maria.dm()] == ["Only you"]
    assert slack.person("omar").dm() == []


def test_a_message_needs_something_to_say(slack: Sandbox, client: WebClient) -> None:
    assert refused(client, "chat.postMessage", channel="#launch") == "no_text"


def test_broken_blocks_are_refused_with_the_place_of_each_fault(slack: Sandbox, client: WebClient) -> None:
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]

    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="#launch", text="Hello", blocks=blocks)

    answer = caught.value.response
    assert answer["error"] == "invalid_blocks"
    assert "/blocks/0/text" in answer["errors"][0]
    assert "json-pointer:/blocks/0/text" in answer["response_metadata"]["messages"][0]
    assert "header_text_too_long" in codes(slack)


def test_blocks_that_are_no_json_have_an_error_of_their_own(slack: Sandbox, client: WebClient) -> None:
    assert refused(client, "chat.postMessage", channel="#launch", text="a", blocks="[oops") == "invalid_blocks_format"


def test_text_over_40000_characters_is_cut(slack: Sandbox, client: WebClient) -> None:
    answer = client.chat_postMessage(channel="#launch", text="x" * 40_001)

    assert len(answer["message"]["text"]) == 40_000
    assert "text_truncated" in codes(slack)


def test_what_a_person_typed_must_be_escaped_by_the_app(slack: Sandbox, client: WebClient) -> None:
    slack.person("maria").say("<!channel> & friends", channel="#launch")

    client.chat_postMessage(channel="#launch", text="She said <!channel> & friends")

    assert "unescaped_user_text" in codes(slack)


def test_markdown_text_does_not_go_with_text(slack: Sandbox, client: WebClient) -> None:
    arguments = {"channel": "#launch", "text": "a", "markdown_text": "**b**"}

    assert refused(client, "chat.postMessage", **arguments) == "markdown_text_conflict"


def test_an_update_without_blocks_keeps_the_old_blocks(slack: Sandbox, client: WebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Old"}}]
    posted = client.chat_postMessage(channel="#launch", text="Old", blocks=blocks)

    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="New")

    message = slack.person("maria").message(posted["channel"], posted["ts"])
    assert message.text_shown == "Old"
    assert "update_keeps_old_blocks" in codes(slack)


def test_an_update_shows_that_the_message_was_edited(slack: Sandbox, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="#launch", text="Old")

    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="New")

    message = slack.person("maria").message(posted["channel"], posted["ts"])
    assert message.text_shown == "New"
    assert message.raw["edited"]["user"] == client.auth_test()["user_id"]


def test_only_own_messages_can_be_changed_or_deleted(slack: Sandbox, client: WebClient) -> None:
    written = slack.person("maria").say("Mine", channel="#launch")
    where = {"channel": written.channel, "ts": written.ts}

    assert refused(client, "chat.update", **where, text="Yours") == "cant_update_message"
    assert refused(client, "chat.delete", **where) == "cant_delete_message"
    assert refused(client, "chat.delete", channel=written.channel, ts="1.000000") == "message_not_found"


def test_a_deleted_message_is_gone_for_people(slack: Sandbox, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="#launch", text="Oops")

    client.chat_delete(channel=posted["channel"], ts=posted["ts"])

    assert slack.person("maria").messages("#launch") == []


def test_an_ephemeral_message_is_seen_by_one_person_in_the_channel(slack: Sandbox, client: WebClient) -> None:
    maria, omar = slack.person("maria"), slack.person("omar")

    client.chat_postEphemeral(channel="#launch", user=maria.id, text="Psst")

    assert [message.text_shown for message in maria.messages("#launch")] == ["Psst"]
    assert omar.messages("#launch") == []


def test_an_ephemeral_message_reaches_nobody_outside_the_channel(slack: Sandbox, client: WebClient) -> None:
    gus = slack.person("gus")

    assert refused(client, "chat.postEphemeral", channel="#general", user=gus.id, text="a") == "user_not_in_channel"


def test_an_ephemeral_message_cannot_be_updated_through_the_web_api(slack: Sandbox, client: WebClient) -> None:
    maria = slack.person("maria")
    answer = client.chat_postEphemeral(channel="#launch", user=maria.id, text="Psst")
    where = {"channel": channel(slack, "#launch"), "ts": answer["message_ts"]}

    assert refused(client, "chat.update", **where, text="New") == "message_not_found"
    assert "ephemeral_updated_by_api" in codes(slack)


def test_a_reply_stands_in_its_thread_and_counts_there(slack: Sandbox, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="#launch", text="Question")
    client.chat_postMessage(channel="#launch", text="Answer", thread_ts=posted["ts"])
    maria = slack.person("maria")

    (question,) = maria.messages("#launch")

    assert question.raw["reply_count"] == 1
    assert [message.text for message in maria.thread(question)] == ["Question", "Answer"]


def test_a_thread_that_is_not_there_takes_no_reply(slack: Sandbox, client: WebClient) -> None:
    arguments = {"channel": "#launch", "text": "a", "thread_ts": "1.000000"}

    assert refused(client, "chat.postMessage", **arguments) == "thread_not_found"


def test_metadata_is_given_back_only_when_asked_for(slack: Sandbox, client: WebClient) -> None:
    metadata = {"event_type": "note", "event_payload": {"key": "k1"}}
    where = client.chat_postMessage(channel="#launch", text="a", metadata=metadata)["channel"]

    assert "metadata" not in client.conversations_history(channel=where)["messages"][0]
    history = client.conversations_history(channel=where, include_all_metadata=True)
    assert history["messages"][0]["metadata"] == metadata


def test_a_permalink_names_the_channel_and_the_time(slack: Sandbox, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="#launch", text="a")

    link = client.chat_getPermalink(channel=posted["channel"], message_ts=posted["ts"])["permalink"]

    assert link.endswith(f"/archives/{posted['channel']}/p{posted['ts'].replace('.', '')}")


def test_a_scheduled_message_is_posted_when_its_time_comes(slack: Sandbox, client: WebClient) -> None:
    at = slack.clock.now() + timedelta(hours=2)
    client.chat_scheduleMessage(channel="#launch", post_at=int(at.timestamp()), text="Later")
    maria = slack.person("maria")
    assert maria.messages("#launch") == []

    slack.clock.travel_to(at + timedelta(seconds=1))

    assert maria.wait_for("Later").messages[0].text == "Later"


@pytest.mark.parametrize(
    ("ahead", "error"), [(timedelta(seconds=-5), "time_in_past"), (timedelta(days=121), "time_too_far")]
)
def test_a_message_is_scheduled_for_the_next_120_days(
    slack: Sandbox, client: WebClient, ahead: timedelta, error: str
) -> None:
    at = int((slack.clock.now() + ahead).timestamp())

    assert refused(client, "chat.scheduleMessage", channel="#launch", post_at=at, text="a") == error


def test_a_scheduled_message_can_be_taken_back_up_to_a_minute_before(slack: Sandbox, client: WebClient) -> None:
    soon = int((datetime.now(UTC) + timedelta(seconds=30)).timestamp())
    later = soon + 3600
    kept = client.chat_scheduleMessage(channel="#launch", post_at=soon, text="a")
    gone = client.chat_scheduleMessage(channel="#launch", post_at=later, text="b")

    client.chat_deleteScheduledMessage(channel=gone["channel"], scheduled_message_id=gone["scheduled_message_id"])

    numbers = {"channel": kept["channel"], "scheduled_message_id": kept["scheduled_message_id"]}
    assert refused(client, "chat.deleteScheduledMessage", **numbers) == "invalid_scheduled_message_id"
    assert [one["text"] for one in client.chat_scheduledMessages_list()["scheduled_messages"]] == ["a"]


def test_a_scheduled_message_with_metadata_is_never_posted(slack: Sandbox, client: WebClient) -> None:
    at = slack.clock.now() + timedelta(hours=1)
    metadata = {"event_type": "note", "event_payload": {}}
    arguments: Json = {"channel": "#launch", "post_at": int(at.timestamp()), "text": "a", "metadata": metadata}
    client.chat_scheduleMessage(**arguments)

    slack.clock.travel_to(at + timedelta(minutes=1))

    assert slack.person("maria").messages("#launch") == []
    assert "scheduled_with_metadata" in codes(slack)
