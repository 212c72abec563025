"""What a person reads: mrkdwn decoded, blocks and attachments as text, button labels in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.normal import unescaped
from sandbox.trouble import Json

_MARK = re.compile(r"<([^<>]*)>")
_DATES: dict[str, str] = {
    "{date_num}": "%Y-%m-%d",
    "{date}": "%B %-d, %Y",
    "{date_short}": "%b %-d, %Y",
    "{date_long}": "%A, %B %-d, %Y",
    "{time}": "%-I:%M %p",
    "{time_secs}": "%-I:%M:%S %p",
}

Names = Mapping[str, str]
"""Id → what is shown: @name for people, #name for channels."""


class Reader:
    """Reads as one person does: names by `names`, dates in zone `tz`."""

    def __init__(self, names: Names, *, tz: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.names = names
        self.tz = ZoneInfo(tz)
        self.now = now

    def mrkdwn(self, text: str) -> str:
        """Mentions, links and dates as they are shown; entities decoded. Marks of bold and the like stay."""
        return unescaped(_MARK.sub(lambda mark: self._mark(mark.group(1)), text))

    def _mark(self, mark: str) -> str:
        target, _, label = mark.partition("|")
        if target[:1] in ("@", "#"):
            return self.names.get(target[1:]) or label or f"{target[0]}unknown"
        if target.startswith("!date^"):
            return self._date(target, label)
        if target.startswith("!"):
            return label or "@" + target[1:].partition("^")[0]
        return label or target.removeprefix("mailto:")

    def _date(self, target: str, fallback: str) -> str:
        parts = target.split("^")
        if len(parts) < 3 or not parts[1].isdigit():
            return fallback
        at = datetime.fromtimestamp(int(parts[1]), self.tz)
        shown = parts[2].replace("{ago}", "at").replace("_pretty}", "}")
        for token, pattern in _DATES.items():
            shown = shown.replace(token, at.strftime(pattern))
        return shown

    def text(self, text: Any) -> str:
        """A text object."""
        if not isinstance(text, dict):
            return str(text or "")
        return self.mrkdwn(text.get("text", "")) if text.get("type") == "mrkdwn" else str(text.get("text", ""))

    def message(self, message: Json) -> str:
        """A message whole: its blocks, or its text where it has none; attachments; file names."""
        parts = list(self.blocks(message.get("blocks") or []))
        if not parts:
            parts = [self.mrkdwn(message.get("text") or "")]
        for attachment in message.get("attachments") or []:
            parts.extend(self.blocks(attachment.get("blocks") or []))
            parts.extend(self.mrkdwn(str(attachment[key])) for key in _ATTACHED if attachment.get(key))
        parts.extend(f"[file {file['name']}]" for file in message.get("files") or [])
        return "\n".join(part for part in parts if part)

    def view(self, view: Json) -> str:
        """A modal or Home view: title, blocks with labels and values, submit button, errors."""
        lines = [self.text(view.get("title"))] if view.get("type") == "modal" else []
        lines.extend(self.blocks(view.get("blocks") or []))
        lines.extend(f"! {error}" for error in (view.get("errors") or {}).values())
        if view.get("submit"):
            lines.append(f"[{self.text(view['submit'])}]")
        return "\n".join(line for line in lines if line)

    def blocks(self, blocks: list[Json]) -> Iterator[str]:
        """One text for each block that says something."""
        for block in blocks:
            yield from self._parts(block)

    def _parts(self, value: Any) -> Iterator[str]:
        if isinstance(value, list):
            for item in value:
                yield from self._parts(item)
        elif isinstance(value, dict):
            said = self._said(value)
            if said is not None:
                yield said
                return
            for key in _SHOWN:
                if key in value:
                    yield from self._key(key, value)

    def _said(self, value: Json) -> str | None:
        """What something says that is read as one text; None for what holds others."""
        kind = value.get("type")
        if kind in _RICH:
            return "".join(self._rich(part) for part in value.get("elements", [])).rstrip("\n")
        if kind in ("mrkdwn", "plain_text"):
            return self.text(value)
        if kind in ("raw_text", "raw_number"):
            return str(value.get("text", value.get("value", "")))
        if kind == "table":
            return "\n".join(" | ".join(" ".join(self._parts(cell)) for cell in row) for row in value.get("rows", []))
        if kind == "image":
            return f"[image: {value.get('alt_text', '')}]"
        if kind in ("button", "workflow_button"):
            return f"[{self.text(value.get('text'))}]"
        return str(value.get("text", "")) if kind == "markdown" else None

    def _key(self, key: str, value: Json) -> Iterator[str]:
        found = value[key]
        if key in ("options", "option_groups"):
            yield " ".join(f"[{self.text(one.get('text') or one.get('label'))}]" for one in found)
        elif isinstance(found, str):
            yield found
        else:
            yield from self._parts(found)

    def _rich(self, part: Json) -> str:
        kind = part.get("type")
        if kind in _RICH:
            return "".join(self._rich(inner) for inner in part.get("elements", [])) + "\n"
        if kind == "user":
            return self.names.get(part.get("user_id", ""), "@unknown")
        if kind == "channel":
            return self.names.get(part.get("channel_id", ""), "#unknown")
        if kind == "emoji":
            return f":{part.get('name')}:"
        if kind == "broadcast":
            return f"@{part.get('range')}"
        if kind == "date":
            return self._date(f"!date^{part.get('timestamp')}^{part.get('format')}", str(part.get("fallback", "")))
        return str(part.get("text") or part.get("url") or "")


_RICH = frozenset({"rich_text", "rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"})
_ATTACHED = ("pretext", "author_name", "title", "text", "footer")
_SHOWN = (
    "title", "label", "text", "subtitle", "body", "fields", "hint", "placeholder", "element", "elements", "accessory",
    "actions", "child_blocks", "blocks", "rows", "options", "option_groups", "initial_value",
)  # fmt: skip
