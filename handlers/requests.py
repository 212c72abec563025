"""What a person did, as handlers read it: Slack's payloads without Slack's shapes."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bot.domain.refused import Denied
from bot.domain.team.roles import Member

CHANGED = "This window is from an older version, or was changed on its way. Close it and open it again."
LARGEST_ID = 2**63 - 1

_MARK = re.compile("<([^<>]+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Who did it, and in which workspace."""

    member: Member
    workspace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Request):
    """A slash command. `text` is what stands behind the sub-command."""

    name: str
    text: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Click(Request):
    """A button, menu or picker. `value` is what it carries, `about` what its modal is about.

    `where` it stands: "message", "modal" or "home".
    """

    action: str
    value: str
    where: str
    channel: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The value as a record's id; raises Denied for what is none."""
        if not self.value.isdecimal() or len(self.value) > 18:
            raise Denied(CHANGED)
        return int(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Request):
    """A submitted modal: what was typed, by field, and what the modal is about."""

    kind: str
    about: Mapping[str, Any]
    typed: Mapping[str, Any]

    @property
    def id(self) -> int:
        """The record that the modal is about; raises Denied where it remembers none."""
        return int(self.about["id"])

    @property
    def version(self) -> int:
        """The version of that record when the modal was opened; raises Denied where it remembers none."""
        return int(self.about["version"])

    @property
    def turn(self) -> int:
        """The turn that a reminder was in when the modal was opened; raises Denied where it remembers none."""
        return int(self.about["turn"])

    def text(self, name: str) -> str:
        """What was typed in a field, without white space around it; empty where nothing was."""
        return str(self.typed.get(name) or "").replace("\x00", "").strip()

    def optional(self, name: str) -> str | None:
        """What was typed or chosen, or None."""
        return self.text(name) or None

    def words(self, name: str) -> list[str]:
        """A list typed with commas or line breaks between its words."""
        parts = self.text(name).replace("\n", ",").replace(";", ",").split(",")
        return [part.strip() for part in parts if part.strip()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut(Request):
    """A global shortcut, or one on a message (then with its text and place)."""

    name: str
    channel: str | None = None
    text: str = ""
    message_ts: str = ""
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup(Request):
    """A picker that asks for options while somebody types."""

    action: str
    text: str


def turn_of(value: str) -> tuple[int, int]:
    """Which reminder a button stands on, and in which of its turns: `12:3`; raises Denied for what is neither."""
    number, _, turn = value.partition(":")
    if not (number.isdecimal() and turn.isdecimal()) or len(value) > 30:
        raise Denied(CHANGED)
    return int(number), int(turn)


def unescaped(text: str) -> str:
    """What a person typed in a command or a message: Slack hands it over with `&`, `<` and `>` escaped."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("\x00", "")


def as_read(text: str, names: Mapping[str, str]) -> str:
    """A message's text as people read it: mentions by name, links as they were typed, nothing escaped."""
    return unescaped(_MARK.sub(lambda mark: _shown(mark[1], names), text))


def _shown(mark: str, names: Mapping[str, str]) -> str:
    """What Slack shows for `<mark>` (docs.slack.dev, Formatting message text)."""
    target, _, label = mark.partition("|")
    if target.startswith("@"):
        return f"@{label or names.get(target[1:], 'somebody')}"
    if target.startswith("#"):
        return f"#{label or 'channel'}"
    if target.startswith("!"):
        return label or "@" + target[1:].partition("^")[0]
    return f"{label} ({target})" if label and label not in target else label or target


def typed_in(values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, Any]:
    """What each input of a view holds, by block id."""
    return {block: _typed(next(iter(element.values()), {})) for block, element in values.items()}


def _typed(state: Mapping[str, Any]) -> Any:
    if state.get("selected_option"):
        return state["selected_option"]["value"]
    if "selected_options" in state:
        return [option["value"] for option in state["selected_options"] or []]
    if "files" in state:
        return state["files"] or []
    for key in (
        "value",
        "selected_date",
        "selected_time",
        "selected_date_time",
        "selected_user",
        "selected_conversation",
    ):
        if state.get(key) is not None:
            return state[key]
    return state.get("selected_users")


class About(dict[str, Any]):
    """What a window remembers. What it does not hold was taken out on its way."""

    def __missing__(self, key: str) -> Any:
        raise Denied(CHANGED)


def about_of(view: Mapping[str, Any]) -> About:
    """What a modal said it is about when it was opened; raises Denied for what no window of ours remembers."""
    try:
        about = json.loads(view.get("private_metadata") or "{}")
    except ValueError as error:
        raise Denied(CHANGED) from error
    if not isinstance(about, dict) or any(_is_beyond(one) for one in about.values()):
        raise Denied(CHANGED)
    return About(about)


def nudge_of(body: Mapping[str, Any]) -> int | None:
    """The nudge that was pressed: the message's own, or as the window remembers it that was opened from there."""
    view = body.get("view") or {}
    if view.get("type") == "modal":
        with suppress(Denied):
            number = about_of(view).get("nudge")
            return number if isinstance(number, int) else None
    blocks = (body.get("message") or {}).get("blocks") or ()
    for element in (one for block in blocks for one in block.get("elements") or ()):
        if str(element.get("action_id")).partition(":")[0] == "nudge.done":
            return int(element["value"].partition(":")[0])
    return None


def _is_beyond(value: object) -> bool:
    """Whether a number is none that a database counts to."""
    return isinstance(value, int) and not 0 <= value <= LARGEST_ID


def value_of(action: Mapping[str, Any]) -> str:
    """What a clicked or changed element carries."""
    if action.get("selected_option"):
        return str(action["selected_option"]["value"])
    for key in ("value", "selected_date", "selected_user", "selected_date_time"):
        if action.get(key) is not None:
            return str(action[key])
    return ""
