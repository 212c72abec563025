"""Save the workspace to one JSON file (bytes of files beside it), shortly after each change; load it at start."""

from __future__ import annotations

import asyncio
import json
import os
from collections import deque
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sandbox.feed import Change
from sandbox.files import file_object
from sandbox.records import Conversation, Ephemeral, File, Person, View
from sandbox.slack import Slack
from sandbox.trouble import Json
from sandbox.web_api.scheduled import plan
from sandbox.workspace import Tokens, Workspace

DELAY_SECONDS = 0.3
_TYPES: dict[str, type[Any]] = {
    "people": Person,
    "conversations": Conversation,
    "ephemerals": Ephemeral,
    "files": File,
    "homes": View,
}


def _folder(path: Path) -> Path:
    return path.with_name(path.name + ".files")


def load_workspace(path: str | Path) -> Workspace | None:
    """The workspace saved there, or None where there is none yet."""
    path = Path(path)
    if not path.exists():
        return None
    saved: Json = json.loads(path.read_text(encoding="utf-8"))
    for key, made in _TYPES.items():
        saved[key] = {number: made(**fields) for number, fields in saved[key].items()}
    saved["stacks"] = {user: [View(**view) for view in stack] for user, stack in saved["stacks"].items()}
    saved["tokens"] = Tokens(**saved["tokens"])
    saved["typed"] = deque(saved["typed"], maxlen=500)
    workspace = Workspace(**saved)
    for file_id in workspace.files:
        content = _folder(path) / file_id
        if content.exists():
            workspace.contents[file_id] = content.read_bytes()
    return workspace


def save_workspace(workspace: Workspace, path: str | Path) -> None:
    """Write it all, atomically: a reader sees the old file or the new one."""
    path = Path(path)
    contents, folder = workspace.contents, _folder(path)
    folder.mkdir(parents=True, exist_ok=True)
    for file_id, content in contents.items():
        if not (folder / file_id).exists():
            (folder / file_id).write_bytes(content)
    saved = _as_json(workspace)
    draft = path.with_name(path.name + ".new")
    draft.write_text(json.dumps(saved), encoding="utf-8")
    os.replace(draft, path)


def _as_json(workspace: Workspace) -> Json:
    saved: Json = {}
    for key in Workspace.__slots__:
        value = getattr(workspace, key)
        if key in _TYPES:
            saved[key] = {number: asdict(record) for number, record in value.items()}
        elif key == "stacks":
            saved[key] = {user: [asdict(view) for view in stack] for user, stack in value.items()}
        elif key == "tokens":
            saved[key] = asdict(value)
        elif key == "typed":
            saved[key] = list(value)
        elif key != "contents":
            saved[key] = value
    return saved


class Store:
    """Saves a sandbox's workspace shortly after each change, and at the end."""

    def __init__(self, slack: Slack, path: str | Path) -> None:
        self._slack = slack
        self._path = path
        self._changed = asyncio.Event()
        for messages in slack.workspace.messages.values():
            if messages:
                slack.clock.keep_above(next(reversed(messages)))

    async def start(self) -> None:
        """Begin to listen for changes; scheduled messages are planned again."""
        for scheduled_id in self._slack.workspace.scheduled:
            plan(self._slack, scheduled_id)
        self._renew_addresses()
        self._slack.feed.listen(self._hear)
        self._slack.start(self._run())
        save_workspace(self._slack.workspace, self._path)

    def _renew_addresses(self) -> None:
        """The addresses of files name the port, which may be another one now."""
        for messages in self._slack.workspace.messages.values():
            for message in messages.values():
                kept = [self._slack.workspace.files.get(file["id"]) for file in message.get("files", [])]
                if kept:
                    message["files"] = [file_object(self._slack, file) for file in kept if file]

    def _hear(self, _change: Change) -> None:
        self._changed.set()

    async def _run(self) -> None:
        while True:
            await self._changed.wait()
            await asyncio.sleep(DELAY_SECONDS)
            self._changed.clear()
            save_workspace(self._slack.workspace, self._path)

    async def stop(self) -> None:
        """Save what is there now."""
        save_workspace(self._slack.workspace, self._path)
