"""The same world with the whole bot in it: every nudge goes through the sender to the strict sandbox."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.clock import Clock
from sandbox.cast import new_person
from sandbox.driver import Sandbox
from sandbox.slack import Slack
from tests.workspace import Workspace
from tests.year.affairs import Affairs
from tests.year.world import World


class Standing(Clock):
    """A clock that stands still until it is set."""

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.moment = moment

    def __call__(self) -> datetime:
        """The moment at which it was set."""
        return self.moment

    def travel_to(self, moment: datetime) -> None:
        """Set it."""
        self.moment = moment


class SlackWorld(World):
    """The team in a sandbox, with the real bot on the database."""

    def __init__(self, slack: Sandbox, url: str, affairs: Affairs, *, now: datetime) -> None:
        self.slack = slack
        for who, (_, tz) in affairs.people.items():
            slack.ask(partial(_join, who=who, tz=tz))
        super().__init__(url, affairs, now=now)

    def wake_up(self) -> None:
        """Start the bot."""
        self.slack.clock.travel_to(self.now)
        self.clock = Standing(self.now)
        self.workspace = Workspace(self.slack, self.url, clock=self.clock)
        bot = self.workspace.bot
        self.database, self.deps, self.team = bot.database, bot.deps, self.workspace.team
        self.directory = bot.deps.directory

    def move(self, who: str, tz: str) -> None:
        """Slack says that somebody is in another zone."""
        self.slack.ask(lambda whole: setattr(whole.workspace.people[who], "tz", tz))

    def tick(self) -> None:
        """What the clock brings about, and the messages that come of it."""
        self.clock.travel_to(self.now)
        self.workspace.settle()
        self.said += sorted(self._new())

    def posted(self) -> Counter[str]:
        """How often Slack took the message of each key."""
        calls = [call for call in self.slack.calls if call.method == "chat.postMessage"]
        taken = [call.arguments for call in calls if call.answer and call.answer["ok"]]
        return Counter(one["metadata"]["event_payload"]["key"] for one in taken if "metadata" in one)

    def close(self) -> None:
        """Stop the bot."""
        self.workspace.close()


def _join(slack: Slack, *, who: str, tz: str) -> None:
    person = new_person(who[1:].lower(), len(slack.workspace.people), tz=tz)
    slack.workspace.people[who] = replace(person, id=who)
