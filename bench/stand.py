"""The real bot on SQLite with a roster, and payloads let in by Bolt's own dispatch."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from slack_bolt import App, BoltResponse

from bench import creators, payloads
from bench.payloads import Payload
from bench.slack_stub import SlackStub
from bot.app import Bot
from bot.settings import Settings


class Stand:
    """The bot with a roster of invented creators, and what Slack would send it."""

    def __init__(self, slack: SlackStub, folder: Path, *, roster: int) -> None:
        settings = Settings(
            slack_api_url=f"{slack.address}/api/",
            bot_token="xoxb-bench",
            app_token="",
            signing_secret=payloads.SECRET,
            database_url=f"sqlite:///{folder / f'roster-{roster}.db'}",
            mode="http",
            port=1,
        )
        self.slack = slack
        self.roster = roster
        self.bot = Bot(settings)
        self.team = self.bot.home.team_id
        creators.fill(self.bot.database.engine, workspace=self.team, count=roster, now=self.bot.clock())

    def handles(self, count: int) -> list[str]:
        """The handles of the first creators on the roster."""
        return [one.handle for one in creators.roster(min(count, self.roster))]

    @property
    def respond_at(self) -> str:
        """The address that payloads give for later answers."""
        return f"{self.slack.address}/respond"

    def command(self, text: str) -> Payload:
        """A slash command."""
        return payloads.command(text, respond_at=self.respond_at)

    def logging(self, influencer_id: int) -> Payload:
        """The submission of *Log a touch*, opened from a card by a real click."""
        answered(self.bot.bolt, payloads.click("touch.log", str(influencer_id), respond_at=self.respond_at))
        view = self.slack.views[-1]
        typed: dict[str, dict[str, Any]] = {
            "who": {"selected_option": {"value": str(influencer_id)}},
            "kind": {"selected_option": {"value": "call"}},
            "note": {"value": "She likes the brief and asks about the rates for two more videos in December"},
        }
        return payloads.submit(view, typed)


def answered(app: App, payload: Payload) -> BoltResponse:
    """Let a payload in and give the answer; raises ValueError unless it is a plain 200 without an apology."""
    response = app.dispatch(payload.request())
    if response.status != 200 or "Something went wrong" in response.body or "errors" in response.body:
        raise ValueError(f"{response.status}: {response.body[:500]}")
    return response


@contextmanager
def standing(slack: SlackStub, folder: Path, *, roster: int) -> Iterator[Stand]:
    """A stand until the end of the block."""
    stand = Stand(slack, folder, roster=roster)
    yield stand
    stand.bot.stop()


def quiet() -> None:
    """Let Bolt and slack_sdk say nothing below an error."""
    for name in ("slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.ERROR)
