"""A person of the workspace in a test: does what a person can do and gives back what they see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from sandbox import seen as sight
from sandbox.driver_seen import Message, Seen, View
from sandbox.driver_shown import Button, Field, SandboxError, Shown
from sandbox.elements import label_of, options_of
from sandbox.reading import Reader
from sandbox.records import Person as Record
from sandbox.trouble import Json

if TYPE_CHECKING:
    from sandbox.driver import Sandbox

Found = TypeVar("Found")


class Person:
    """Somebody. `channel` is where they are: "#launch", or the id of a conversation."""

    def __init__(self, sandbox: Sandbox, record: Record) -> None:
        self._sandbox = sandbox
        self.id = record.id
        self.name = record.name
        self.real_name = record.real_name
        self.tz = record.tz
        self.channel = "#launch"
        self.since = 0

    def __repr__(self) -> str:
        return f"<{self.real_name}>"

    @property
    def mention(self) -> str:
        """How messages mention them: `<@U…>`."""
        return f"<@{self.id}>"

    def command(self, text: str, *, channel: str | None = None) -> Seen:
        """Type a slash command here (or in `channel`)."""
        return self._seen(self._act("command", text=text, channel=channel or self.channel))

    def say(self, text: str, *, channel: str | None = None, thread: Message | str | None = None) -> Message:
        """Write a message; the app has heard of it when this returns."""
        thread_ts = thread.ts if isinstance(thread, Message) else thread
        done = self._act("message", text=text, channel=channel or self.channel, thread_ts=thread_ts)
        return self.message(done["channel"], done["ts"])

    def click(
        self,
        label: str | None = None,
        on: Shown | Seen | None = None,
        *,
        action_id: str | None = None,
        **typed: Any,
    ) -> Seen:
        """Press what says `label` (or has this action id) on a message, a view, Home, or what was last seen.

        `typed`: what stands in the view's fields by now, as in `submit`.
        """
        place, button = self._find_button(label, on, action_id)
        args: Json = {"where": place.where, "block_id": button.block_id, "action_id": button.action_id}
        return self._seen(self._act("click", **args, value=button.value, values=self._values(place, typed)))

    def choose(self, name: str, value: Any, /, *, in_: Shown, **typed: Any) -> Seen:
        """Choose in a menu or type in a field that tells the app at once, by its block id, action id or label."""
        field = in_.field(name)
        args: Json = {"where": in_.where, "block_id": field.block_id, "action_id": field.action_id}
        return self._seen(self._act("click", **args, value=value, values=self._values(in_, typed)))

    def suggest(self, name: str, query: str, *, in_: Shown) -> list[str]:
        """Type in a menu whose options the app gives: the labels offered."""
        field = in_.field(name)
        args: Json = {"where": in_.where, "block_id": field.block_id, "action_id": field.action_id}
        return [label_of(option) for option in options_of(self._act("suggest", **args, query=query))]

    def submit(self, view: View | Seen, values: Mapping[str, Any] | None = None, /, **typed: Any) -> Seen:
        """Fill fields (block id = what is typed; the others keep what they hold) and submit.

        Raises SandboxError where Slack's client would not send it.
        """
        place = view.view if isinstance(view, Seen) else view
        filled = self._values(place, {**(values or {}), **typed})
        done = self._act("submit", view_id=place.id, values=filled)
        if done.get("refused_by_client"):
            raise SandboxError(f"Slack's client refuses: {done['field_errors']}")
        return self._seen(done)

    def close(self, view: View | Seen, *, all_: bool = False) -> Seen:
        """Close a modal, or with `all_` the whole stack."""
        place = view.view if isinstance(view, Seen) else view
        return self._seen(self._act("close", view_id=place.id, all=all_))

    def shortcut(self, name: str) -> Seen:
        """Use a global shortcut, by its name."""
        return self._seen(self._act("shortcut", callback_id=self._shortcut(name, "global")))

    def message_shortcut(self, name: str, message: Message) -> Seen:
        """Use a message shortcut, by its name."""
        number = self._shortcut(name, "message")
        return self._seen(self._act("shortcut", callback_id=number, channel=message.channel, ts=message.ts))

    def upload(
        self,
        name: str,
        content: bytes,
        *,
        channel: str | None = None,
        text: str = "",
        thread: Message | None = None,
    ) -> str:
        """Upload a file, and share it where `channel` is named: its id, for a file input."""
        thread_ts = thread.ts if thread else None
        done = self._act("upload", name=name, content=content, channel=channel, text=text, thread_ts=thread_ts)
        return str(done["file"]["id"])

    def home(self) -> View:
        """Open the app's Home. Raises SandboxError where it shows nothing."""
        view = self._act("home")["view"]
        if view is None:
            raise SandboxError(f"Home shows {self.name} nothing.")
        return View(view, self.reader())

    def react(self, name: str, message: Message) -> None:
        """React with an emoji's name."""
        self._act("react", channel=message.channel, ts=message.ts, name=name)

    def read(self, channel: str | None = None) -> None:
        """Read a conversation to its end."""
        self._act("read", channel=channel or self.channel)

    def join(self, channel: str) -> None:
        """Join a public channel."""
        self._act("join", channel=channel)

    def dm_with(self, other: str) -> str:
        """The id of the direct message with somebody."""
        return str(self._act("dm", user=other)["channel"])

    def messages(self, channel: str | None = None) -> list[Message]:
        """A conversation as they see it (here, or `channel`), oldest first; threads with `thread`."""
        return self._read(lambda slack, conversation: sight.messages_of(slack, conversation, user=self.id), channel)

    def thread(self, message: Message) -> list[Message]:
        """The thread of a message, oldest first."""
        return self._read(
            lambda slack, conversation: sight.thread_of(slack, conversation, message.ts, user=self.id),
            message.channel,
        )

    def dm(self) -> list[Message]:
        """The app's conversation with them, oldest first."""
        bot = self._sandbox.slack.workspace.bot_user
        return self.messages(self._sandbox.ask(lambda slack: slack.workspace.direct(self.id, bot).id))

    def message(self, channel: str, ts: str) -> Message:
        """One message as it is now."""
        raw = self._sandbox.ask(lambda slack: sight.message_json(slack, channel, slack.workspace.messages[channel][ts]))
        return Message(raw, self.reader())

    def view(self) -> View | None:
        """The modal on top, as it is now."""
        stack = self._sandbox.ask(lambda slack: sight.stack_json(slack, self.id))
        return View(stack[-1], self.reader()) if stack else None

    def seen(self) -> Seen:
        """Everything new since they last did something, or since the clock was last moved."""
        return self._seen(self._sandbox.ask(lambda slack: sight.seen_since(slack, self.id, self.since)))

    def wait_for(self, what: str | Callable[[Seen], Any], *, within: float = 5.0) -> Seen:
        """Wait for a text to be seen, or for `what(seen)` to be true; at most `within` seconds of real time.

        Looks at everything since they last did something, or since the clock was last moved. Raises SandboxError.
        """
        if isinstance(what, str):
            wanted = what
            return self._sandbox.wait(lambda: self._if(lambda seen: wanted in seen.text), within=within, what=what)
        test = what
        return self._sandbox.wait(lambda: self._if(test), within=within, what="what the test waits for")

    def reader(self) -> Reader:
        """Reads as they do."""
        return self._sandbox.reader(self.tz)

    def _if(self, test: Callable[[Seen], Any]) -> Seen | None:
        seen = self.seen()
        return seen if test(seen) else None

    def _act(self, do: str, **args: Any) -> Json:
        self.since = self._sandbox.slack.feed.seq
        return self._sandbox.act(self.id, do, args)

    def _seen(self, raw: Json) -> Seen:
        return Seen(raw, self.reader())

    def _read(self, look: Callable[..., list[Json]], channel: str | None) -> list[Message]:
        where = channel or self.channel
        found = self._sandbox.ask(lambda slack: look(slack, slack.workspace.conversation(where)))
        return [Message(one, self.reader()) for one in found]

    def _shortcut(self, name: str, kind: str) -> str:
        for shortcut in self._sandbox.slack.manifest.shortcuts:
            if shortcut.type == kind and name in (shortcut.name, shortcut.callback_id):
                return shortcut.callback_id
        raise SandboxError(f"The app has no {kind} shortcut {name!r}.")

    def _find_button(self, label: str | None, on: Shown | Seen | None, action_id: str | None) -> tuple[Shown, Button]:
        last = on if on is not None else self.seen()
        given = [last] if isinstance(last, Shown) else self._places(last)
        for place in (*map(self._now, given), *given):
            for button in place.buttons:
                if (label is None or button.label == label) and (action_id in (None, button.action_id)):
                    return place, button
        labels = ", ".join(repr(button.label) for place in given for button in place.buttons) or "none"
        raise SandboxError(f"There is no button {label or action_id!r} to press; there are: {labels}.")

    def _now(self, place: Shown) -> Shown:
        """The same message or view as it is now: what a person would press."""
        raw = self._sandbox.ask(lambda slack: sight.now_json(slack, place.where))
        return place if raw is None else type(place)(raw, place.reader)

    @staticmethod
    def _places(seen: Seen) -> list[Shown]:
        top: list[Shown] = [seen.view] if seen.has_view else []
        return top + list(reversed(seen.messages))

    @staticmethod
    def _values(place: Shown, typed: Mapping[str, Any]) -> Json:
        values: Json = {}
        for name, value in typed.items():
            field: Field = place.field(name)
            values.setdefault(field.block_id, {})[field.action_id] = value
        return values
