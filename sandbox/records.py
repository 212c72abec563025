"""What a workspace is made of: persons, conversations, files, ephemeral messages and views.

Messages themselves are kept as the JSON that Slack gives out, by conversation and `ts`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sandbox.trouble import Json

Kind = Literal["channel", "private", "dm", "app"]

CHANNEL_TYPE: dict[str, str] = {"channel": "channel", "private": "group", "dm": "im", "app": "im"}
"""What Slack calls a conversation's kind in events; scopes and event names follow from it."""


@dataclass(slots=True)
class Person:
    """A member of the workspace, or the app's bot user. `tz` is a zone name such as Europe/Berlin."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "Europe/London"
    email: str = ""
    is_admin: bool = False
    is_owner: bool = False
    is_guest: bool = False
    is_bot: bool = False
    deleted: bool = False
    presence: str = "active"
    avatar_color: str = "#4a154b"
    updated: int = 0

    @property
    def initials(self) -> str:
        """At most two letters to draw in place of a picture."""
        return "".join(word[0] for word in self.real_name.split()[:2]).upper()


@dataclass(slots=True)
class Conversation:
    """A channel, a private channel, a direct message, or a person's conversation with the app."""

    id: str
    name: str
    kind: Kind
    members: list[str] = field(default_factory=list)
    topic: str = ""
    creator: str = ""
    created: int = 0
    archived: bool = False
    read: dict[str, str] = field(default_factory=dict)
    bookmarks: list[Json] = field(default_factory=list)
    pins: list[Json] = field(default_factory=list)

    @property
    def channel_type(self) -> str:
        """Slack's word for the kind, as events carry it: channel, group or im."""
        return CHANNEL_TYPE[self.kind]

    def other(self, user: str) -> str:
        """The other one of a direct message."""
        return next((member for member in self.members if member != user), user)


@dataclass(slots=True)
class File:
    """An uploaded file; its bytes are kept apart. `size` in bytes, `created` in seconds since 1970."""

    id: str
    name: str
    title: str
    mimetype: str
    filetype: str
    size: int
    user: str
    created: int
    channels: list[str] = field(default_factory=list)
    by_app: bool = False
    complete: bool = True


@dataclass(slots=True)
class Ephemeral:
    """A message that only one person sees; it is changed only through its response URL. `id` is its `ts`."""

    id: str
    channel: str
    user: str
    message: Json
    gone: bool = False


@dataclass(slots=True)
class View:
    """A modal or Home view with what the person has typed in it: `state[block_id][action_id]` as Slack sends it."""

    id: str
    user: str
    kind: str
    body: Json
    hash: str
    state: dict[str, dict[str, Json]] = field(default_factory=dict)
    root: str = ""
    previous: str | None = None
    channel: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
