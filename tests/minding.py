"""What the tests of manners share: Noor on the roster, hours that can be relied on, and what waits to be posted."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.campaigns.outreach import Letter
from bot.domain.influencers.handles import parse_profile
from bot.domain.influencers.influencers import key_of
from bot.services.campaigns import campaign_ends, campaigns, collaborations
from bot.services.influencers import influencers
from bot.services.influencers.influencers import Details
from bot.services.nudges import hours_settings
from bot.services.nudges.hours_settings import Typed
from tests.workspace import Message, Workspace

OFFICE = Typed("01234", "09:00", "18:00", "", "10")
"""Monday to Friday, 9:00 to 18:00, no holidays."""


def keep_hours(workspace: Workspace, name: str, typed: Typed = OFFICE) -> None:
    """Somebody has these hours."""
    by = workspace.member(name)
    with workspace.bot.deps.transaction(workspace.team) as store:
        hours_settings.set_own(store, typed, by=by, now=workspace.clock())


def local(workspace: Workspace, name: str, at: datetime | None = None) -> datetime:
    """A moment, or now, by somebody's clock."""
    return (at or workspace.clock()).astimezone(ZoneInfo(workspace.person(name).tz))


def next_day(workspace: Workspace, name: str, weekday: int, at: time, *, weeks: int = 0) -> datetime:
    """The next such weekday after today, by somebody's clock, in UTC: Monday is 0."""
    today = local(workspace, name)
    day = today.date() + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1 + 7 * weeks)
    return datetime.combine(day, at, today.tzinfo).astimezone(UTC)


def hours_walked(workspace: Workspace, *, until: datetime, step: timedelta) -> Iterator[datetime]:
    """Let time pass in steps, each time with all that is due done."""
    while workspace.clock() < until:
        workspace.travel(to=min(workspace.clock() + step, until))
        yield workspace.clock()


def reminders(workspace: Workspace, name: str) -> list[Message]:
    """What somebody was nudged about, oldest first."""
    return [one for one in workspace.told(name) if "Welcome" not in one.text_shown]


def unanswered(workspace: Workspace, names: list[str], *, sent_at: datetime, campaign: str = "Autumn bread") -> None:
    """Maria wrote to these people at a moment, for a campaign, and nobody answered."""
    by = workspace.member("maria")
    number = workspace.campaign("maria", campaign)
    with workspace.bot.deps.transaction(workspace.team) as store:
        for name in names:
            handle = re.sub(r"[^a-z0-9]", "_", key_of(name))
            details = Details({"name": name}, profiles=[("profile_1", parse_profile(handle, platform="tiktok"))])
            one = influencers.add(store, details, by=by, now=workspace.clock())
            about = collaborations.add(store, number, [one], why="", by=by, now=workspace.clock()).new[0]
            store.outreaches.add(about, Letter("Bread", "Shall we?"), reason="bread", by=by.slack_id, now=sent_at)


def close(workspace: Workspace, *, closed: bool) -> None:
    """Maria closes the campaign, or opens it again."""
    by, now = workspace.member("maria"), workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        if closed:
            version = campaigns.found(store, 1).version
            campaign_ends.close(store, 1, version=version, outcome="A mistake", lessons="", by=by, now=now)
        else:
            campaign_ends.reopen(store, 1, by=by, now=now)
