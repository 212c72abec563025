"""The people and channels of a new workspace; a caller can give another cast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.ids import new_id
from sandbox.manifest import Manifest
from sandbox.records import Kind, Person
from sandbox.workspace import Workspace

Cast = Mapping[str, Mapping[str, Any]]
"""Who there is: name → the fields of `Person` to set."""

Channels = Mapping[str, tuple[Kind, Sequence[str]]]
"""Which channels there are: name → kind and names of members; the app's bot is called "bot"."""

TEAM: Cast = {
    "maria": {"real_name": "Maria Rossi", "title": "Influencer marketer", "tz": "Europe/Berlin"},
    "omar": {"real_name": "Omar Haddad", "title": "Marketing manager", "tz": "Europe/London"},
    "ada": {"real_name": "Ada Park", "title": "Workspace admin", "tz": "America/New_York", "is_admin": True},
    "lee": {"real_name": "Lee Tanaka", "title": "New in the team", "tz": "Asia/Tokyo"},
    "gus": {"real_name": "Gus Klein", "title": "Agency guest", "tz": "Europe/Berlin", "is_guest": True},
}

CHANNELS: Channels = {
    "general": ("channel", ("maria", "omar", "ada", "lee", "bot")),
    "launch": ("channel", ("maria", "omar", "ada", "lee", "gus", "bot")),
    "random": ("channel", ("maria", "omar", "ada", "lee")),
    "managers": ("private", ("omar", "ada")),
}

_COLOURS = ("#2eb67d", "#36c5f0", "#e01e5a", "#ecb22e", "#7c3aed", "#0b7285", "#c2410c")


def new_person(name: str, number: int, **fields: Any) -> Person:
    """A person with what the caller names and a colour and e-mail of their own."""
    given = {"real_name": name.capitalize(), "email": f"{name}@hazel.example", **fields}
    return Person(new_id("U"), name, avatar_color=_COLOURS[number % len(_COLOURS)], **given)


def new_workspace(manifest: Manifest, *, cast: Cast | None = None, channels: Channels | None = None) -> Workspace:
    """A workspace with the app of this manifest installed, and a team."""
    workspace = Workspace()
    bot = Person(new_id("U"), manifest.bot_name.lower().replace(" ", "-"), manifest.bot_name, is_bot=True)
    bot.avatar_color = manifest.color or "#4a154b"
    workspace.bot_user = bot.id
    workspace.people[bot.id] = bot
    for number, (name, fields) in enumerate((cast or TEAM).items()):
        person = new_person(name, number, **fields)
        workspace.people[person.id] = person
    ids = {person.name: person.id for person in workspace.people.values()} | {"bot": bot.id}
    for name, (kind, members) in (channels or _channels_for(cast)).items():
        workspace.add_conversation(name, kind, [ids[member] for member in members if member in ids])
    return workspace


def _channels_for(cast: Cast | None) -> Channels:
    """The default channels; a cast of the caller's own is in all of them, guests in #launch alone."""
    if cast is None:
        return CHANNELS
    staff = [name for name, fields in cast.items() if not fields.get("is_guest")]
    return {
        "general": ("channel", [*staff, "bot"]),
        "launch": ("channel", [*cast, "bot"]),
        "random": ("channel", staff),
        "managers": ("private", staff),
    }
