"""Weeks of results for tests of the digest: what came in when, and the digests that stand in channels and messages."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from sandbox.driver import Message
from storage.tables import campaign
from storage.tables import workspace as workspaces
from tests.workspace import Workspace

LAUNCH = "#launch"


def monday(workspace: Workspace, *, weeks: int = 0, hour: int = 9, zone: str = "UTC") -> datetime:
    """The Monday after the current week began, some weeks on, at an hour in UTC."""
    today = workspace.clock().date()
    day = today - timedelta(days=today.weekday()) + timedelta(weeks=1 + weeks)
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def long_installed(workspace: Workspace, *, weeks: int = 8) -> None:
    """Let the bot, and every campaign, have been here for a while."""
    with workspace.bot.database.engine.begin() as connection:
        moment = workspace.clock() - timedelta(weeks=weeks)
        connection.execute(update(workspaces).where(workspaces.c.id == workspace.team).values(added_at=moment))
        connection.execute(update(campaign).values(created_at=moment, starts_on=moment.date()))


def digests(workspace: Workspace, channel: str = LAUNCH) -> list[Message]:
    """The digests of campaigns that stand in a channel, oldest first."""
    workspace.settle()
    return [one for one in workspace.person("maria").messages(channel) if ": week " in one.text_shown]
