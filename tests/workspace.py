"""A whole workspace for one test: the strict sandbox, the real bot on a real database, and its clock."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler

from bot.app import Bot
from bot.clock import Clock
from bot.domain.campaigns.campaigns import Plan
from bot.domain.influencers.influencers import key_of
from bot.domain.team.roles import Member
from bot.gate import UNPACED, Paces
from bot.services.campaigns import campaigns, collaborations
from bot.services.team import members
from bot.settings import read_settings
from sandbox.driver import Message, Person, Sandbox, Seen, View
from tests.connections import hang_up
from tests.hours import keep_open, rest_digest


class Workspace:
    """The people of a workspace with the bot in it. Time passes only when the test says so."""

    def __init__(
        self,
        slack: Sandbox,
        database_url: str,
        *,
        extra: Mapping[str, str] | None = None,
        paces: Paces = UNPACED,
        clock: Clock | None = None,
    ) -> None:
        self.slack = slack
        environment = {**slack.environment, "DATABASE_URL": database_url, **(extra or {})}
        self.clock = clock or Clock()
        self.bot = Bot(read_settings(environment), clock=self.clock, paces=paces)
        self.slack.slack.hooks.on_travel = self.clock.travel_to
        keep_open(self.bot)
        rest_digest(self.bot)
        self.bot.connect()
        if self.bot.settings.mode == "socket":
            slack.wait_until_connected()

    @property
    def team(self) -> str:
        """The workspace's id."""
        return self.bot.home.team_id

    def person(self, name: str) -> Person:
        """Somebody of the team: maria (marketer), omar, ada (Slack's admin), lee (new), gus (guest)."""
        return self.slack.person(name)

    def settle(self) -> None:
        """Let everything that is due happen: nudges, messages, long work."""
        self.bot.scheduler.settle()

    def travel(self, *, to: datetime | None = None, **by: float) -> None:
        """Let time pass until a moment, or by a while; what is due by then happens."""
        self.slack.clock.travel_to(to or self.clock() + timedelta(**by))
        self.settle()

    def told(self, name: str) -> list[Message]:
        """What the bot has told somebody in their direct message, oldest first."""
        self.settle()
        return self.person(name).dm()

    def add(self, who: str, name: str, profile: str, **fields: object) -> View:
        """Somebody puts an influencer on the roster; gives the card in the modal that says so."""
        person = self.person(who)
        opened = person.command("/influencer add")
        seen = person.submit(opened, name=name, profile_1=profile, **fields)
        if seen.view is None or seen.errors:
            raise AssertionError(f"not added: {seen.errors} {seen.text}")
        return seen.view

    def campaign(self, who: str, name: str, **fields: object) -> int:
        """A campaign that runs from today for 30 days, planned by somebody; gives its id."""
        today = self.clock().date()
        plan = {"name": name, "goal": "sales", "starts_on": today, "ends_on": today + timedelta(days=30)}
        plan |= {"currency": "EUR", "hashtags": "", "mentions": "", "window_days": 30, "places": "", "about": ""}
        by = self.member(who)
        with self.bot.deps.transaction(self.team) as store:
            return campaigns.add(store, Plan({**plan, "round_cap": 2, **fields}), by=by, now=self.clock())

    def collaboration(self, who: str, campaign_id: int, name: str) -> int:
        """Somebody shortlists an influencer, by name, for a campaign; gives the collaboration's id."""
        by, now = self.member(who), self.clock()
        with self.bot.deps.transaction(self.team) as store:
            one = store.searches.by_name(key_of(name), limit=1)[0]
            return collaborations.add(store, campaign_id, [one.id], why="", by=by, now=now).new[0]

    def member(self, name: str) -> Member:
        """Somebody of the team as the bot knows them."""
        return members.acting(self.bot.deps, self.team, self.person(name).id)

    def import_file(self, who: str, name: str, content: bytes) -> Message:
        """Somebody drops a file into the import modal; gives the preview."""
        person = self.person(who)
        opened = person.command("/influencer import")
        person.close(person.submit(opened, file=[person.upload(name, content)]))
        return self.told(who)[-1]

    def import_all(self, who: str, name: str, content: bytes) -> Message:
        """The same, confirmed; gives the message that says how it ended."""
        preview = self.import_file(who, name, content)
        self.person(who).click("Import", preview)
        self.settle()
        return self.person(who).message(preview.channel, preview.ts)

    def close(self) -> None:
        """Stop the bot."""
        if isinstance(self.bot.way_in, SocketModeHandler):
            hang_up(self.slack, self.bot.way_in)
        self.bot.stop()


__all__ = ["Message", "Person", "Seen", "View", "Workspace"]
