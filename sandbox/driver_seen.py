"""What a test gets to see: messages, views and what an act brought, with what a person reads in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.driver_shown import SandboxError, Shown
from sandbox.reading import Reader
from sandbox.trouble import Json


@dataclass(frozen=True)
class Message(Shown):
    """One message as a person sees it; `raw` is the JSON of the README."""

    @property
    def ts(self) -> str:
        """Its time, which is its name."""
        return str(self.raw["ts"])

    @property
    def channel(self) -> str:
        """The id of its conversation."""
        return str(self.raw["channel"])

    @property
    def user(self) -> str:
        """Whose it is: a user id."""
        return str(self.raw["user"])

    @property
    def ephemeral(self) -> bool:
        """Whether only this person sees it."""
        return self.raw["ephemeral"] is not None

    @property
    def thread_ts(self) -> str | None:
        """The thread it belongs to."""
        found: str | None = self.raw["thread_ts"]
        return found

    @property
    def text(self) -> str:
        """The top-level text as sent: for notifications and screen readers."""
        return str(self.raw["text"])

    @property
    def text_shown(self) -> str:
        """What a person reads."""
        return self.reader.message(self.raw)

    @property
    def files(self) -> list[Json]:
        """Its files' objects."""
        return list(self.raw["files"])

    @property
    def metadata(self) -> Json | None:
        """What the app hung on it."""
        found: Json | None = self.raw["metadata"]
        return found

    @property
    def where(self) -> Json:
        """How an act names it."""
        if self.ephemeral:
            return {"ephemeral": self.raw["ephemeral"]}
        return {"channel": self.channel, "ts": self.ts}


@dataclass(frozen=True)
class View(Shown):
    """A modal or Home as a person sees it; `raw` is the view object with `errors`."""

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.raw["id"])

    @property
    def title(self) -> str:
        """What stands on top."""
        return self.reader.text(self.raw.get("title"))

    @property
    def callback_id(self) -> str:
        """The app's name for it."""
        return str(self.raw["callback_id"])

    @property
    def errors(self) -> Mapping[str, str]:
        """The sentences beside its fields, by block id."""
        return dict(self.raw.get("errors") or {})

    @property
    def text(self) -> str:
        """What a person reads in it."""
        return self.reader.view(self.raw)

    @property
    def texts(self) -> list[str]:
        """The same block by block."""
        return list(self.reader.blocks(self.blocks))

    @property
    def where(self) -> Json:
        """How an act names it."""
        return {"view_id": self.id}


@dataclass(frozen=True)
class Seen:
    """What an act brought a person: an error, the modal now on top, messages new or changed (ephemeral ones too)."""

    raw: Json
    reader: Reader = field(repr=False)

    @property
    def error(self) -> str | None:
        """The sentence Slack shows where the app failed."""
        found: str | None = self.raw["error"]
        return found

    @property
    def view(self) -> View:
        """The modal now on top. Raises SandboxError where none is open."""
        if self.raw["view"] is None:
            raise SandboxError(f"No modal is open. {self.text or 'Nothing else is seen.'}")
        return View(self.raw["view"], self.reader)

    @property
    def has_view(self) -> bool:
        """Whether a modal is open."""
        return self.raw["view"] is not None

    @property
    def closed(self) -> bool:
        """Whether the modal that was submitted or closed is gone."""
        return bool(self.raw["closed"])

    @property
    def errors(self) -> dict[str, str]:
        """The sentences beside the fields of the modal that was submitted."""
        return dict(self.raw["field_errors"])

    @property
    def messages(self) -> list[Message]:
        """Everything new or changed, ephemeral or not, oldest first."""
        found = [*self.raw["messages"], *self.raw["ephemerals"]]
        return [Message(one, self.reader) for one in sorted(found, key=lambda one: str(one["ts"]))]

    @property
    def ephemerals(self) -> list[Message]:
        """Those that only this person sees."""
        return [message for message in self.messages if message.ephemeral]

    @property
    def text(self) -> str:
        """Everything now visible from this act, as the person reads it."""
        parts = [self.error or "", *(message.text_shown for message in self.messages)]
        if self.raw["view"] is not None:
            parts.append(self.view.text)
        return "\n".join(part for part in parts if part)

    def __bool__(self) -> bool:
        return bool(self.messages or self.error or self.raw["view"])
