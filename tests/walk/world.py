"""The real thing beneath a walk: services on a real database, a Slack that only listens, and crashes on demand."""

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import event

from bot.chores import CHORES
from bot.deps import Deps
from bot.domain.campaigns.campaigns import Plan
from bot.domain.influencers.handles import ProfileRef
from bot.domain.team.roles import Member, Person, Role
from bot.gate import UNPACED
from bot.platforms.slack_files import SlackFiles
from bot.rendering import Renderer
from bot.sender import Sender
from bot.services.campaigns import campaigns, collaborations
from bot.services.contracts import contract_texts
from bot.services.influencers import influencers
from bot.services.results import links
from bot.services.team import members
from bot.slack import Slack
from storage import Database, Store
from storage.tables import outbox
from tests.walk.ledger import CURRENCY, WINDOW

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
ROLES = {
    "mia": "marketer",
    "leo": "marketer",
    "ned": "marketer",
    "max": "manager",
    "mona": "manager",
    "ada": "admin",
    "abe": "admin",
    "vic": "viewer",
}
GUEST, STRANGER, ELSEWHERE = "gus", "zed", "T0"
"""A guest of this workspace, and an admin of another one."""
EVERYBODY = (*ROLES, GUEST, STRANGER)
PLACES = ("Noor Haddad", "Sam Ortiz", "Zoë Ba", "Ida Lund")
"""The influencers, each with one collaboration."""
_NUMBERS = itertools.count(1)


class Crash(Exception):
    """The process is gone at this moment."""


def id_of(name: str) -> str:
    """Somebody's Slack id."""
    return f"U{name.upper()}"


@dataclass
class Answer:
    """What Slack answers."""

    data: dict[str, Any]


@dataclass
class Listener:
    """A Slack that takes every message and counts how often each key was posted."""

    posted: Counter[str] = field(default_factory=Counter)
    stands: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    dies: str = ""
    files: int = 0

    def api_call(self, method: str, **arguments: Any) -> Answer:
        """Answer a call; `dies` "before" or "after" a post has the process go at that moment, once."""
        body: Mapping[str, Any] = arguments.get("json") or arguments.get("params") or {}
        match method:
            case "conversations.open":
                return Answer({"channel": {"id": f"D{body['users']}"}})
            case "conversations.history" | "conversations.replies":
                return Answer({"messages": self.stands.get(str(body["channel"]), [])})
            case "files.getUploadURLExternal":
                self.files += 1
                return Answer({"upload_url": "https://files.example", "file_id": f"F{self.files}"})
            case "files.completeUploadExternal":
                (file,) = json.loads(body["files"])
                return self._post(body["channel_id"], f"file:{body['channel_id']}:{file['title']}", files=[file])
            case "chat.postMessage":
                key = body["metadata"]["event_payload"]["key"]
                return self._post(body["channel"], key, metadata=body["metadata"])
        return Answer({})

    def _post(self, channel: str, key: str, **said: Any) -> Answer:
        phase, self.dies = self.dies, ""
        if phase == "before":
            raise Crash("before a message was posted")
        self.posted[key] += 1
        ts = f"{sum(self.posted.values())}.000100"
        self.stands.setdefault(channel, []).append({"ts": ts, **said})
        if phase == "after":
            raise Crash("after a message was posted")
        return Answer({"ts": ts})


class Shelf(SlackFiles):
    """Where files go, and stay."""

    def put(self, address: str, content: bytes) -> None:
        """Take a file."""


class Faces:
    """Who everybody is, by Slack's word."""

    def __init__(self, team: str) -> None:
        self.team = team
        self.gone: set[str] = set()

    def person(self, slack_id: str) -> Person:
        """Somebody as Slack describes them."""
        name = slack_id.removeprefix("U").lower()
        team = ELSEWHERE if name == STRANGER else self.team
        is_gone = name in self.gone
        return Person(slack_id, team, name.title(), "UTC", False, name == GUEST, False, is_deactivated=is_gone)

    def check_channel(self, channel: str) -> None:
        """Every channel will do."""


class World:
    """One workspace on a database that other walks have used before."""

    def __init__(self, url: str) -> None:
        self.url, self.team, self.now = url, f"T{next(_NUMBERS)}", START
        self.slack, self.faces = Listener(), Faces(self.team)
        self.crash_at: int | None = None
        self.wake_up()
        self.places = self._plant()

    def wake_up(self) -> None:
        """Build everything that lives in memory, as a process does that starts."""
        self.database = Database(self.url)
        event.listen(self.database.engine, "before_cursor_execute", self._count)
        event.listen(self.database.engine, "commit", self._commit)
        reading, writing = self.database.reading, self.database.transaction
        files = Shelf(token="", api_url="")
        self.deps = Deps(writing, reading, lambda: self.now, self.faces, files)
        renderer = Renderer(now=lambda: self.now)
        slack = Slack(self.slack)  # type: ignore[arg-type]
        self.sender = Sender(
            self.database,
            self.deps,
            slack=slack,
            files=files,
            renderer=renderer,
            steady=self._steady,
            paces=UNPACED,
        )
        if self.database.is_alone:
            with self.database.claiming() as claims:
                claims.take_back(now=self.now)

    def _steady(self) -> float:
        """Here time passes as the walk says."""
        return self.now.timestamp()

    def die(self) -> None:
        """Throw everything away that lives in memory, and start again."""
        self.database.close()
        self.wake_up()

    def leave(self) -> None:
        """Leave no message behind that a later walk would send, and let the database go."""
        with self.database.engine.begin() as connection:
            mine = outbox.c.workspace_id == self.team
            connection.execute(outbox.update().where(mine).values(due_at=None))
        self.database.close()

    def _count(self, *_: object) -> None:
        if self.crash_at is not None:
            self.crash_at -= 1
            if self.crash_at <= 0:
                self.crash_at = None
                raise Crash("in the middle of a transaction")

    def _commit(self, _: object) -> None:
        if self.crash_at is not None:
            self.crash_at = None
            raise Crash("at the commit")

    @contextmanager
    def transaction(self, crash_at: int | None = None) -> Iterator[Store]:
        """A transaction of the workspace; one that crashes does so at its n-th statement, or at its commit."""
        try:
            with self.database.transaction(self.team) as store:
                self.crash_at = crash_at
                yield store
        finally:
            self.crash_at = None

    def reading(self) -> AbstractContextManager[Store]:
        """The workspace as it stands."""
        return self.database.reading(self.team)

    def acting(self, name: str, least: Role) -> Member:
        """Somebody as the way in knows them: guests, strangers and too low a role are refused there."""
        home = ELSEWHERE if name == STRANGER else self.team
        member = members.acting(self.deps, self.team, id_of(name), home_team=home)
        member.require(least)
        return member

    def claimed(self, name: str) -> Member:
        """Somebody as an edited payload claims them to be: welcome, and an admin."""
        return Member(id_of(name), name, Role.ADMIN, "UTC", is_welcome=True)

    def known(self, name: str) -> Member:
        """Somebody of the team as the bot knows them, guests too."""
        with self.reading() as store:
            member = store.members.get(id_of(name))
        assert member is not None, name
        return member

    def send(self) -> None:
        """Post what is due, until nothing is."""
        while self.sender.send_due():
            pass

    def tick(self) -> None:
        """What the clock brings about, as the scheduler does it; more than one round, for some take one at a time."""
        for _ in range(3):
            for chore in CHORES:
                with self.database.transaction(self.team) as store:
                    chore(store, self.now)

    def _plant(self) -> list[int]:
        with self.database.transaction(self.team) as store:
            store.members.install(name="Team", bot_user="UBOT", now=self.now)
            for name in (*ROLES, GUEST):
                members.meet(store, self.faces.person(id_of(name)), self.deps)
            for name, role in {**ROLES, GUEST: "manager"}.items():
                store.members.set_role(id_of(name), Role(role))
            contract_texts.ship(store, by="UBOT", now=self.now)
            mia = store.members.get(id_of("mia"))
            assert mia is not None
            return list(self._collaborations(store, mia))

    def _collaborations(self, store: Store, mia: Member) -> Iterator[int]:
        today = self.now.date()
        fields: dict[str, object] = {"name": f"Bread {self.team}", "goal": "sales", "starts_on": today}
        fields["ends_on"] = today + timedelta(days=700)
        fields |= {"currency": CURRENCY, "hashtags": "", "mentions": "", "window_days": WINDOW, "places": ""}
        fields |= {"about": "", "round_cap": 2, "landing_page": "https://shop.example/"}
        campaign_id = campaigns.add(store, Plan(fields), by=mia, now=self.now)
        for name in PLACES:
            ref = ProfileRef("instagram", name.split()[0].lower(), None)
            details = influencers.Details({"name": name}, profiles=[("profile_1", ref)])
            influencer_id = influencers.add(store, details, by=mia, now=self.now)
            new = collaborations.add(store, campaign_id, [influencer_id], why="", by=mia, now=self.now).new
            links.make(store, new[0], by=mia, now=self.now)
            yield new[0]
