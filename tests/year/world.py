"""The real thing: the services on a real database, with a clock that goes where it is told to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select

from bot.chores import CHORES
from bot.deps import Deps
from bot.deps import Directory as People
from bot.domain.campaigns.campaigns import Plan
from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.influencers.handles import ProfileRef
from bot.domain.team.roles import Member, Person, Role
from bot.platforms.slack_files import SlackFiles
from bot.services.campaigns import campaigns, collaborations
from bot.services.contracts import contract_texts
from bot.services.influencers import influencers
from bot.services.team import members
from storage import Database
from storage.tables import nudge, outbox, promise
from tests.year.affairs import Affairs
from tests.year.oracle import Told

PROMISES = {"answer_owed": "reply:", "feedback_owed": "draft:", "product_owed": "product:"}
"""How what a promise is about begins, by the kind of nudge."""
_ALONE = re.compile(r"nudge:(\d+):(\d+)")
_FOLLOWUP = re.compile(r"followup:(\d+):(\d+)")
_DECISION = re.compile(r"approval:(\d+):\w+:reminder")


class Directory:
    """Who everybody is, and in which zone, by Slack's word."""

    def __init__(self, people: dict[str, tuple[str, str]], team: str) -> None:
        self.people, self.team = people, team

    def person(self, slack_id: str) -> Person:
        """Somebody as Slack describes them."""
        tz = self.people[slack_id][1]
        return Person(slack_id, self.team, slack_id[1:].title(), tz, False, False, False, is_deactivated=False)

    def check_channel(self, channel: str) -> None:
        """Every channel will do."""


@dataclass
class Seen:
    """A nudge as its person sees it."""

    told: Told
    nudge_id: int


class World:
    """The team on a database. `said` is every nudge that the outbox got, in order."""

    def __init__(self, url: str, affairs: Affairs, *, now: datetime) -> None:
        self.url, self.now, self._people = url, now, dict(affairs.people)
        self.said: list[Told] = []
        self.links: dict[int, str] = {}
        self.keys: set[str] = set()
        self._last = 0
        self._batches: dict[str, set[tuple[int, int]]] = {}
        self.wake_up()
        self._plant(affairs)

    def wake_up(self) -> None:
        """Build everything that lives in memory, as a process does that starts."""
        self.database = Database(self.url)
        self.team = "TYEAR"
        self.directory: Directory | People = Directory(self._people, self.team)
        writing, reading = self.database.transaction, self.database.reading
        files = SlackFiles(token="", api_url="")
        self.deps = Deps(writing, reading, lambda: self.now, self.directory, files)

    def close(self) -> None:
        """Let the database go."""
        self.database.close()

    def member(self, slack_id: str) -> Member:
        """Somebody as the bot knows them."""
        with self.database.reading(self.team) as store:
            found = store.members.get(slack_id)
        assert found is not None, slack_id
        return found

    def today(self, member: Member) -> date:
        """The day that somebody's calendar shows."""
        return self.now.astimezone(ZoneInfo(member.tz)).date()

    def move(self, who: str, tz: str) -> None:
        """Slack says that somebody is in another zone."""
        self._people[who] = (self._people[who][0], tz)

    def tick(self) -> None:
        """What the clock brings about, as the scheduler does it, and what comes of it in the outbox."""
        for chore in CHORES:
            is_left = True
            while is_left:
                with self.database.transaction(self.team) as store:
                    is_left = bool(chore(store, self.now))
        self.said += sorted(self._new())

    def next_stop(self) -> datetime | None:
        """When the next nudge is planned for."""
        waiting = (nudge.c.workspace_id == self.team, nudge.c.state == "waiting", nudge.c.send_at > self.now)
        moment: datetime | None = self.rows(select(func.min(nudge.c.send_at)).where(*waiting))[0][0]
        return moment

    def rows(self, query: Select[Any]) -> Sequence[Any]:
        """What the tables say."""
        with self.database.engine.connect().execution_options(reading=True) as connection:
            return connection.execute(query).all()

    def _new(self) -> Iterator[Told]:
        """What was added to the outbox since it was last looked at."""
        columns = (outbox.c.id, outbox.c.key, outbox.c.to, outbox.c["values"])
        new = select(*columns).where(outbox.c.workspace_id == self.team, outbox.c.id > self._last)
        for row in self.rows(new.order_by(outbox.c.id)):
            self._last = row.id
            yield from self._read(row.key, row.to, row.values)
        for row in self.rows(select(*columns).where(outbox.c.key.in_(list(self._batches)[-30:]))):
            yield from self._batch(row.key, row.to, row.values)

    def _read(self, key: str, to: str, values: Any) -> Iterator[Told]:
        if key.startswith(("nudge:", "nudges:", "followup:")) or _DECISION.fullmatch(key):
            self.keys.add(key)
        if key.startswith("nudges:"):
            self._batches[key] = set()
        elif _ALONE.fullmatch(key):
            yield self._told(int(values["id"]), values["turn"], to, "alone")
        elif found := _FOLLOWUP.fullmatch(key):
            yield Told(self.now, to, "followup", int(found[1]), 0, int(found[2]), "own")
        elif found := _DECISION.fullmatch(key):
            yield Told(self.now, to, "approval_waiting", int(found[1]), 24, 1, "own")

    def _batch(self, key: str, to: str, values: Any) -> Iterator[Told]:
        for item in values["items"]:
            line = (int(item["id"]), int(item["turn"]))
            if line not in self._batches[key]:
                self._batches[key].add(line)
                yield self._told(*line, to, "batch")

    def _told(self, nudge_id: int, turn: int, to: str, way: str) -> Told:
        with self.database.reading(self.team) as store:
            one = store.nudges.get(nudge_id)
        assert one is not None
        return Told(self.now, to, one.kind, self.number(one.kind, one.number), one.step, turn, way)

    def number(self, kind: str, number: int) -> int:
        """Which one it is of all its kind: promises of all sorts share their numbers."""
        if kind not in PROMISES:
            return number
        alike = (promise.c.about.startswith(PROMISES[kind]), promise.c.id <= number)
        return int(self.rows(select(func.count()).select_from(promise).where(*alike))[0][0])

    def seen(self, who: str) -> list[Any]:
        """The reminders that stand before somebody without an answer, in the order in which they see to them."""
        mine = (nudge.c.workspace_id == self.team, nudge.c.to == who, nudge.c.state == "shown")
        query = select(nudge).where(*mine)
        rows = self.rows(query)
        return sorted(rows, key=lambda row: (row.kind, self.number(row.kind, row.number), row.step, row.turn))

    def _plant(self, affairs: Affairs) -> None:
        with self.database.transaction(self.team) as store:
            store.members.install(name="Team", bot_user="UBOT", now=self.now)
            for who, (role, _) in affairs.people.items():
                members.meet(store, self.directory.person(who), self.deps)
                store.members.set_role(who, Role(role))
            contract_texts.ship(store, by="UBOT", now=self.now)
            for name, value in self._manners(affairs):
                store.settings.set(name, value, since=self.now.date(), source="the test", by="UBOT", now=self.now)
        self._plant_roster(affairs)

    def _manners(self, affairs: Affairs) -> Iterator[tuple[str, Any]]:
        yield "nudges:manners", affairs.team_manners
        for who, manners in affairs.own_manners.items():
            yield f"nudges:manners:{who}", manners

    def _plant_roster(self, affairs: Affairs) -> None:
        by, now = self.member("UFAY"), self.now
        with self.database.transaction(self.team) as store:
            for number in sorted({one.campaign for one in affairs.collabs.values()}):
                fields: dict[str, object] = {"name": f"Campaign {number}", "goal": "sales", "starts_on": now.date()}
                fields |= {"ends_on": now.date() + timedelta(days=500), "currency": "EUR", "hashtags": ""}
                fields |= {"mentions": "", "window_days": 30, "places": "", "about": "", "round_cap": 2}
                fields["owner"] = affairs.bosses[number]
                assert campaigns.add(store, Plan(fields), by=by, now=now) == number
            for number in sorted({one.influencer for one in affairs.collabs.values()}):
                profile = ("profile_1", ProfileRef("instagram", f"influencer{number}", None))
                person: dict[str, str | date | None] = {
                    "name": f"Influencer {number}",
                    "owner": affairs.influencers[number].owner,
                    "birthday": affairs.influencers[number].birthday,
                }
                details = influencers.Details(person, profiles=[profile])
                assert influencers.add(store, details, by=by, now=now) == number
        for number, one in affairs.collabs.items():
            by = self.member(one.owner)
            with self.database.transaction(self.team) as store:
                new = collaborations.add(store, one.campaign, [one.influencer], why="", by=by, now=one.since or now).new
                for stage in (CollaborationStage.INVITED, CollaborationStage.ACCEPTED) if one.since else ():
                    at = collaborations.found(store, number)
                    collaborations.move(store, at, stage, why="", by=by, now=one.since or now)
            assert list(new) == [number]
