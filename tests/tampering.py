"""Payloads that are changed on their way: what somebody with a debugger, an old window or a stolen press could send."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from slack_bolt import BoltRequest
from sqlalchemy import select

from storage.tables import audit, metadata
from tests.workspace import Seen, Workspace

_PASSING = ("audit", "workspace", "member")
"""What a refused press may touch: the log and its head, and when Slack was last asked about somebody."""

Change = Callable[[dict[str, Any]], None]


class Tampering:
    """Stands between Slack and the bot, and changes what passes while it is told to."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._changes: list[Change] = []
        workspace.bot.bolt.use(self._pass_on)

    def _pass_on(self, body: dict[str, Any], next_: Callable[[], Any]) -> None:
        for change in self._changes:
            change(body)
        next_()

    @contextmanager
    def changing(
        self,
        *,
        who: str | None = None,
        home: str | None = None,
        action: str | None = None,
        value: object = None,
        form: str | None = None,
        about: Mapping[str, Any] | None = None,
    ) -> Iterator[None]:
        """Meanwhile presses come from somebody else (`home` is their own team), or are of other things.

        `action` and `value` are those of a button, `form` and `about` a window's name and what it carries.
        """
        changes: list[Change] = []
        if who or home:
            changes.append(lambda body: _be(body, self._workspace.person(who) if who else None, home))
        if action is not None or value is not None:
            changes.append(lambda body: _press(body, action, value))
        if form is not None or about is not None:
            changes.append(lambda body: _carry(body, form, about or {}))
        self._changes = changes
        yield
        self._changes = []

    @contextmanager
    def keeping(self, kept: list[dict[str, Any]]) -> Iterator[None]:
        """Meanwhile what passes is written down, for `replay`."""
        self._changes = [lambda body: kept.append(deepcopy(body))]
        yield
        self._changes = []


def replay(workspace: Workspace, body: dict[str, Any]) -> str:
    """Send once more what was sent before; gives what the bot answers."""
    answer = workspace.bot.bolt.dispatch(BoltRequest(mode="socket_mode", body=body))
    return str(answer.body)


def _be(body: dict[str, Any], person: Any, home: str | None) -> None:
    user = body.get("user")
    if isinstance(user, dict):
        if person:
            user |= {"id": person.id, "name": person.name, "username": person.name}
        if home:
            user["team_id"] = home
    elif "user_id" in body:
        if person:
            body |= {"user_id": person.id, "user_name": person.name}
        if home:
            body["user_team_id"] = home


def _press(body: dict[str, Any], action: str | None, value: object) -> None:
    for pressed in body.get("actions", ()):
        if action is not None:
            pressed["action_id"] = action
        if value is not None:
            pressed.pop("selected_option", None)
            pressed["value"] = str(value)


def _carry(body: dict[str, Any], form: str | None, about: Mapping[str, Any]) -> None:
    view = body.get("view")
    if view is None:
        return
    if form is not None:
        view["callback_id"] = form
    carried = json.loads(view["private_metadata"] or "{}")
    view["private_metadata"] = json.dumps({**carried, **about})


def portrait(workspace: Workspace) -> dict[str, str]:
    """Everything that is kept, table by table, without the log."""
    found = {}
    with workspace.bot.database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name not in _PASSING:
                rows = sorted(map(repr, connection.execute(select(table)).all()))
                found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def refusals(workspace: Workspace) -> list[str]:
    """By whom a press was refused, by the log: Slack ids, oldest first."""
    with workspace.bot.database.engine.connect() as connection:
        return list(connection.scalars(select(audit.c.by).where(audit.c.verb == "refused").order_by(audit.c.id)))


@contextmanager
def nothing_changes(workspace: Workspace) -> Iterator[None]:
    """Whatever is tried meanwhile changes nothing but the log."""
    workspace.settle()
    stood = portrait(workspace)
    yield
    workspace.settle()
    assert [name for name, rows in portrait(workspace).items() if rows != stood[name]] == []


@contextmanager
def refused(workspace: Workspace, name: str) -> Iterator[None]:
    """What somebody presses meanwhile is refused, and the log says so."""
    logged = refusals(workspace)
    yield
    assert refusals(workspace)[len(logged) :] == [workspace.person(name).id]


def is_private(seen: Seen, sentence: str) -> bool:
    """Whether somebody was told a sentence, and nobody beside them saw it."""
    if seen.errors:
        return sentence in " ".join(seen.errors.values())
    alone = seen.has_view or all(one.ephemeral for one in seen.messages)
    return alone and sentence in seen.text
