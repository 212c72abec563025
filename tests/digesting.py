"""Weeks of results for tests of the digest: what came in when, and the digests that stand in channels and messages."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import update

from bot.domain.digests.schedule import Schedule, due_week
from bot.services.digests import digest_settings
from sandbox.driver import Message, Seen
from storage.tables import campaign, post
from storage.tables import workspace as workspaces
from tests.hours import let_digest_come
from tests.results import Happening
from tests.workspace import Workspace

LAUNCH = "#launch"
PEOPLE = ("Noor", "Sam", "Ilse", "Bruno", "Kai", "Lea")


def begin(workspace: Workspace, *, weeks: int = 8) -> None:
    """The Wednesday of next week at noon (UTC); the bot came some weeks before."""
    today = workspace.clock().date()
    wednesday = today - timedelta(days=today.weekday()) + timedelta(days=9)
    workspace.slack.clock.travel_to(datetime.combine(wednesday, time(12), UTC))
    with workspace.bot.database.engine.begin() as connection:
        moment = workspace.clock() - timedelta(weeks=weeks)
        connection.execute(update(workspaces).where(workspaces.c.id == workspace.team).values(added_at=moment))
    set_schedule(workspace)


def set_schedule(workspace: Workspace, *, tz: str = "UTC", weekday: int = 0, hour: int = 9, to: str = "") -> None:
    """An admin sets when the digest comes."""
    let_digest_come(workspace.bot)
    chosen, now = Schedule(weekday, time(hour), tz), workspace.clock()
    ada = workspace.member("ada")
    with workspace.bot.deps.transaction(workspace.team) as store:
        seen = digest_settings.load(store, now=now).seen
        channel = place(workspace, to) if to else None
        digest_settings.set_schedule(store, chosen, channel=channel, seen=seen, by=ada, now=now)
        if not seen:
            digest_settings.note_planned(store, due_week(chosen, now=now), now=now)


def place(workspace: Workspace, channel: str) -> str:
    """The id of a channel."""
    found = workspace.slack.ask(lambda slack: slack.workspace.channel_named(channel.lstrip("#")))
    assert found is not None
    return found.id


def launch(workspace: Workspace, name: str = "Autumn bread", *, channel: str = LAUNCH, **fields: object) -> int:
    """A campaign that runs since four weeks, with a channel; gives its id."""
    start = workspace.clock().date() - timedelta(weeks=4)
    span = {"starts_on": start, "ends_on": start + timedelta(weeks=8)}
    given = {"channel": place(workspace, channel), **span, **fields} if channel else {**span, **fields}
    number = workspace.campaign("maria", name, **given)
    with workspace.bot.database.engine.begin() as connection:
        created = workspace.clock() - timedelta(weeks=4)
        connection.execute(update(campaign).where(campaign.c.id == number).values(created_at=created))
    return number


def cast(workspace: Workspace, campaign_id: int, names: Iterable[str] = PEOPLE) -> list[Happening]:
    """People in a campaign, each with a link."""
    found = []
    for number, name in enumerate(names):
        maria = workspace.person("maria")
        maria.close(workspace.add("maria", name, f"https://www.tiktok.com/@bakes.{campaign_id}.{number}"))
        one = Happening(workspace, workspace.collaboration("maria", campaign_id, name))
        one.link()
        found.append(one)
    return found


def live(one: Happening, *, days_ago: int = 20, **metrics: int | None) -> int:
    """A post that went live some days ago, read today if there are metrics; gives its id."""
    number = one.post(metrics) if metrics else one.post()
    day = one.workspace.clock().date() - timedelta(days=days_ago)
    with one.workspace.bot.database.engine.begin() as connection:
        connection.execute(update(post).where(post.c.id == number).values(published_on=day))
    return number


def monday(workspace: Workspace, *, weeks: int = 0, at: time = time(9)) -> datetime:
    """The next Monday at a time in UTC, or one some weeks later."""
    today = workspace.clock().date()
    return datetime.combine(today - timedelta(days=today.weekday()) + timedelta(weeks=1 + weeks), at, UTC)


def day_of_week(workspace: Workspace, weekday: int, *, hour: int = 12) -> datetime:
    """A day of the week that runs, at an hour in UTC."""
    today: date = workspace.clock().date()
    return datetime.combine(today - timedelta(days=today.weekday()) + timedelta(days=weekday), time(hour), UTC)


def digests(workspace: Workspace, channel: str = LAUNCH) -> list[Message]:
    """The digests of campaigns that stand in a channel, oldest first."""
    workspace.settle()
    return [one for one in workspace.person("maria").messages(channel) if ", week " in one.text]


def told(workspace: Workspace, name: str = "ada") -> list[Message]:
    """The digests of the programme that somebody got."""
    return [one for one in workspace.told(name) if one.text_shown.lstrip("*").startswith("The programme")]


def details(workspace: Workspace, digest: Message, who: str = "maria") -> Message:
    """The message in the thread of a digest."""
    (one,) = [each for each in workspace.person(who).thread(digest) if each.ts != digest.ts]
    return one


def said(seen: Seen) -> str:
    """All that somebody reads of an answer."""
    return "\n".join(one.text_shown for one in seen.messages) or seen.text
