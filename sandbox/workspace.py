"""The state of one Slack workspace: people, conversations, messages, files, views, tokens.

Lookups by id or name raise `CannotDo` with a sentence; whether an app may see a thing is for `web_api`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sandbox.ids import new_id, new_token
from sandbox.records import Conversation, Ephemeral, File, Kind, Person, View
from sandbox.trouble import CannotDo, Json

Messages = dict[str, Json]


@dataclass(slots=True)
class Tokens:
    """The secrets of the installed app."""

    bot: str = field(default_factory=lambda: new_token("xoxb"))
    app: str = field(default_factory=lambda: new_token("xapp-1"))
    signing_secret: str = field(default_factory=lambda: new_token("s").replace("-", ""))
    verification: str = field(default_factory=lambda: new_id("v"))


@dataclass(slots=True)
class Workspace:
    """One team with one app installed. Messages stand by conversation and `ts`, oldest first."""

    team_id: str = field(default_factory=lambda: new_id("T"))
    name: str = "Hazel & Co"
    domain: str = "hazel-and-co"
    app_id: str = field(default_factory=lambda: new_id("A"))
    bot_id: str = field(default_factory=lambda: new_id("B"))
    bot_user: str = ""
    tokens: Tokens = field(default_factory=Tokens)
    people: dict[str, Person] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    messages: dict[str, Messages] = field(default_factory=dict)
    ephemerals: dict[str, Ephemeral] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[View]] = field(default_factory=dict)
    scheduled: dict[str, Json] = field(default_factory=dict)
    offered: dict[str, list[Json]] = field(default_factory=dict)
    states: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)
    typed: deque[str] = field(default_factory=lambda: deque(maxlen=500))
    clock_offset: float = 0.0

    def person(self, who: str) -> Person:
        """By id or by name. Raises CannotDo."""
        wanted = who.lstrip("@")
        found = self.people.get(who) or next((p for p in self.people.values() if p.name == wanted), None)
        if found is None:
            raise CannotDo(f"There is nobody called {who} in this workspace.")
        return found

    def conversation(self, which: str) -> Conversation:
        """By id, or a channel by name with or without #. Raises CannotDo."""
        found = self.conversations.get(which) or self.channel_named(which.lstrip("#"))
        if found is None:
            raise CannotDo(f"There is no conversation {which}.")
        return found

    def channel_named(self, name: str) -> Conversation | None:
        """A channel by its bare name."""
        channels = (c for c in self.conversations.values() if c.kind in ("channel", "private"))
        return next((c for c in channels if c.name == name), None)

    def add_conversation(self, name: str, kind: Kind, members: Iterable[str]) -> Conversation:
        """Make a conversation."""
        prefix = "D" if kind in ("dm", "app") else "C"
        made = Conversation(new_id(prefix), name, kind, list(members))
        self.conversations[made.id] = made
        self.messages[made.id] = {}
        return made

    def direct(self, one: str, other: str) -> Conversation:
        """The direct message of two people, or of a person and the app's bot; made if there is none."""
        pair = {one, other}
        for conversation in self.conversations.values():
            if conversation.kind in ("dm", "app") and set(conversation.members) == pair:
                return conversation
        kind: Kind = "app" if self.bot_user in pair else "dm"
        return self.add_conversation("directmessage", kind, [one, other])

    def conversations_of(self, user: str) -> Iterator[Conversation]:
        """What stands in this person's side bar; public channels only once joined."""
        return (c for c in self.conversations.values() if user in c.members)

    def thread(self, channel: str, ts: str) -> list[Json]:
        """A thread's messages, the first one included, oldest first."""
        return [m for m in self.messages[channel].values() if ts in (m["ts"], m.get("thread_ts"))]

    def view(self, view_id: str) -> View | None:
        """An open modal or a Home view by its id."""
        for view in (*self.homes.values(), *(v for stack in self.stacks.values() for v in stack)):
            if view.id == view_id:
                return view
        return None

    def stack(self, user: str) -> list[View]:
        """This person's open modals, the one on top last."""
        return self.stacks.setdefault(user, [])

    def humans(self) -> Iterator[Person]:
        """Everybody but the app's bot."""
        return (person for person in self.people.values() if not person.is_bot)
