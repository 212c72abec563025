"""A person as Slack gives them to the app (docs.slack.dev, reference/objects/user-object)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.records import Person
from sandbox.trouble import Json
from sandbox.workspace import Workspace


def user_object(workspace: Workspace, person: Person, *, email: bool) -> Json:
    """A user as users.info and user_change give it; the e-mail only with users:read.email."""
    now = datetime.now(ZoneInfo(person.tz))
    offset = now.utcoffset()
    return {
        "id": person.id,
        "team_id": workspace.team_id,
        "name": person.name,
        "deleted": person.deleted,
        "color": person.avatar_color.lstrip("#"),
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": now.tzname() or person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": _profile(workspace, person, email=email),
        **_standing(person),
    }


def _profile(workspace: Workspace, person: Person, *, email: bool) -> Json:
    profile: Json = {
        "title": person.title,
        "phone": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": "g" + person.id[-8:].lower(),
        "team": workspace.team_id,
    }
    return profile | ({"email": person.email} if email and person.email else {})


def _standing(person: Person) -> Json:
    return {
        "is_admin": person.is_admin or person.is_owner,
        "is_owner": person.is_owner,
        "is_primary_owner": person.is_owner,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": person.is_guest,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": person.updated,
        "is_email_confirmed": not person.is_bot,
        "who_can_share_contact_card": "EVERYONE",
    }
