"""What the bot asks of Slack outside a handler: posting, changing, finding, people."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.refused import Refused, Unheard
from bot.domain.team.roles import Person
from bot.slack.errors import SlackDown, SlackRefused, SlackShut, sort_out

METADATA = "rapport_message"
"""The type of the metadata that carries a message's key."""


UNREACHABLE = (OSError, HTTPException)
"""What slack_sdk lets through when the network or Slack fails half-way."""

APART = timedelta(hours=2)
"""How far the clock by which a message was added may have been from Slack's."""

INVITE = "Rapport is not in this channel yet. Write /invite @Rapport there, then press the button again."


class Gate(Protocol):
    """What a call goes through: its turn, and what Slack said about the pace."""

    def before(self, method: str) -> None:
        """Take one's turn; raises where it has not come."""
        ...

    def passed(self) -> None:
        """The call got through."""
        ...

    def limited(self, method: str, *, why: str, seconds: int) -> None:
        """Slack wants to be left alone for so long; may raise what the caller is to hear instead."""
        ...

    def shut(self, method: str | None, *, why: str) -> None:
        """Slack takes nothing until somebody mends it."""
        ...


class Slack:
    """Slack by its Web API, with its errors sorted into passing and permanent ones."""

    def __init__(self, client: WebClient, gate: Gate | None = None) -> None:
        self._client = client
        self._gate = gate

    def through(self, gate: Gate) -> "Slack":
        """The same, each call through a gate."""
        return Slack(self._client, gate)

    def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Call a method; raises SlackDown, SlackRefused or SlackShut, and what its gate raises."""
        if self._gate is None:
            return self._call(method, arguments)
        self._gate.before(method)
        try:
            answer = self._call(method, arguments)
        except SlackShut as shut:
            self._gate.shut(shut.method, why=str(shut))
            raise
        except SlackDown as down:
            if down.wait is not None:
                self._gate.limited(method, why=str(down), seconds=down.wait)
            raise
        except SlackRefused:
            self._gate.passed()
            raise
        self._gate.passed()
        return answer

    def _call(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            answer = self._client.api_call(method, **_body(method, arguments))
        except SlackApiError as error:
            raise sort_out(method, error) from error
        except UNREACHABLE as error:
            raise SlackDown(type(error).__name__, in_doubt=True) from error
        return answer.data if isinstance(answer.data, dict) else {}

    def post(self, channel: str, message: Mapping[str, Any], *, key: str, thread: str | None = None) -> str:
        """Post a message that carries its key, in the thread of another if that is named; gives its ts."""
        metadata = {"event_type": METADATA, "event_payload": {"key": key}}
        answer = self.call(
            "chat.postMessage",
            channel=channel,
            thread_ts=thread,
            metadata=metadata,
            unfurl_links=False,
            unfurl_media=False,
            **message,
        )
        return str(answer["ts"])

    def update(self, channel: str, ts: str, message: Mapping[str, Any], *, key: str) -> None:
        """Change what a message says."""
        metadata = {"event_type": METADATA, "event_payload": {"key": key}}
        self.call("chat.update", channel=channel, ts=ts, metadata=metadata, **message)

    def find(self, channel: str, *, key: str, since: datetime, thread: str | None = None) -> str | None:
        """The ts of the message that carries this key, if it was posted after all; in a thread, if one is named."""
        for message in self._history(channel, since=since, thread=thread):
            if message.get("metadata", {}).get("event_payload", {}).get("key") == key:
                return str(message["ts"])
        return None

    def has_file(self, channel: str, slack_file: str, *, since: datetime, thread: str | None = None) -> bool:
        """Whether the file with this id was shared there (files.info knows nothing of one half-way uploaded)."""
        messages = self._history(channel, since=since, thread=thread)
        return any(file.get("id") == slack_file for message in messages for file in message.get("files", ()))

    def _history(self, channel: str, *, since: datetime, thread: str | None = None) -> Iterator[Mapping[str, Any]]:
        """What was said in a channel, or in a thread of it, from before that moment on by any clock."""
        cursor = ""
        oldest = str((since - APART).timestamp())
        while True:
            page = self.call(
                "conversations.replies" if thread else "conversations.history",
                channel=channel,
                ts=thread,
                oldest=oldest,
                include_all_metadata=True,
                limit=200,
                cursor=cursor,
            )
            yield from page["messages"]
            cursor = page.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                return

    def open_dm(self, slack_id: str) -> str:
        """The channel of the direct message with a member."""
        return str(self.call("conversations.open", users=slack_id)["channel"]["id"])

    def person(self, slack_id: str) -> Person:
        """Who somebody is; raises Refused when Slack does not say."""
        try:
            user = self.call("users.info", user=slack_id)["user"]
        except SlackRefused as error:
            raise Refused("Slack does not know this person. Choose a member of this workspace.") from error
        except SlackDown as error:
            raise Unheard("Slack does not answer right now. Try again in a moment.") from error
        return person_of(user)

    def check_channel(self, channel: str) -> None:
        """Raises Refused where the bot cannot post. Slack does not find a private channel that it is not in."""
        try:
            found = self.call("conversations.info", channel=channel)["channel"]
        except SlackRefused as error:
            raise Refused(INVITE) from error
        except SlackDown as error:
            raise Refused("Slack does not answer right now. Try again in a moment.") from error
        if found.get("is_archived"):
            raise Refused("This channel is archived. Choose another one.")
        if not found.get("is_member"):
            raise Refused(INVITE)


def person_of(user: Mapping[str, Any]) -> Person:
    """A person from Slack's user object."""
    profile = user.get("profile", {})
    return Person(
        slack_id=user["id"],
        team_id=user.get("team_id", ""),
        name=profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name", ""),
        tz=_zone(user.get("tz")),
        is_slack_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger")),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_deactivated=bool(user.get("deleted")),
        full_name=profile.get("real_name") or user.get("real_name") or "",
    )


def _zone(name: str | None) -> str:
    """The zone that Slack names, or UTC where nobody here knows it."""
    try:
        return ZoneInfo(name or "UTC").key
    except (ZoneInfoNotFoundError, ValueError):
        return "UTC"


_READING = frozenset({"conversations.history", "conversations.replies", "conversations.info", "users.info"})


def _body(method: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Methods that read take their arguments as a query, those that write take JSON."""
    given = {key: value for key, value in arguments.items() if value not in (None, "")}
    if method in _READING:
        return {"http_verb": "GET", "params": given}
    if method.startswith("files."):
        return {"params": {key: json.dumps(part) if isinstance(part, list) else part for key, part in given.items()}}
    return {"json": given}
