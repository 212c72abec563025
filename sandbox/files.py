"""Files: kept by people and by the app; the file object as Slack gives it."""

from __future__ import annotations

import mimetypes
from urllib.parse import quote

from sandbox.ids import new_id
from sandbox.records import File
from sandbox.slack import Slack
from sandbox.trouble import Json

_TYPES = {"csv": ("csv", "text/csv", "CSV"), "txt": ("text", "text/plain", "Plain Text")}


def new_file(slack: Slack, name: str, *, user: str, size: int, by_app: bool, title: str = "") -> File:
    """A file's record; its bytes are put beside it by the caller."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else "binary"
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    filetype, mimetype, _ = _TYPES.get(ending, (ending, guessed, ending.upper()))
    created = int(slack.clock.time())
    made = File(new_id("F"), name, title or name, mimetype, filetype, size, user, created, by_app=by_app)
    slack.workspace.files[made.id] = made
    return made


def put_content(slack: Slack, file: File, content: bytes) -> None:
    """Keep the bytes of a file."""
    slack.workspace.contents[file.id] = content
    file.size = len(content)


def file_object(slack: Slack, file: File) -> Json:
    """The file object (docs.slack.dev, reference/objects/file-object); addresses point to this sandbox."""
    made: Json = {key: getattr(file, key) for key in ("id", "created", "name", "title", "mimetype", "filetype", "size")}
    made |= {
        "timestamp": file.created,
        "pretty_type": _TYPES.get(file.name.rsplit(".", 1)[-1].lower(), ("", "", file.filetype.upper()))[2],
        "user": file.user,
        "user_team": slack.workspace.team_id,
        "is_public": any(channel.startswith("C") for channel in file.channels),
        "channels": [channel for channel in file.channels if channel.startswith("C")],
        "groups": [],
        "ims": [channel for channel in file.channels if channel.startswith("D")],
        "shares": {},
    }
    return made | _ALWAYS | _addresses(slack, file)


_ALWAYS: Json = {
    "editable": False,
    "mode": "hosted",
    "is_external": False,
    "external_type": "",
    "public_url_shared": False,
    "display_as_bot": False,
    "username": "",
    "has_rich_preview": False,
    "file_access": "visible",
}


def _addresses(slack: Slack, file: File) -> Json:
    private = f"{slack.base}/files-pri/{slack.workspace.team_id}-{file.id}"
    name = quote(file.name.lower())
    return {
        "url_private": f"{private}/{name}",
        "url_private_download": f"{private}/download/{name}",
        "permalink": f"{slack.base}/files/{file.user}/{file.id}/{name}",
    }
