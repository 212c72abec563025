"""Hours for tests: what is not about people's hours, or the digest's, must not depend on when it is run."""

from collections.abc import Mapping

from sqlalchemy import delete

from bot.app import Bot
from bot.services.digests.digest_settings import ALWAYS as FOR_GOOD
from bot.services.digests.digest_settings import PAUSE
from storage.tables import setting

ALWAYS: Mapping[str, object] = {
    "days": list(range(7)),
    "start": "00:00",
    "end": "23:59:59.999999",
    "country": None,
    "cap": 1_000,
}
"""Manners of somebody who always wants to hear from the bot, and as often as it likes."""


def keep_open(bot: Bot, manners: Mapping[str, object] = ALWAYS) -> None:
    """Let everybody of the bot's workspace have these manners, unless they have their own."""
    now = bot.clock()
    with bot.deps.transaction(bot.home.team_id) as store:
        by = store.members.bot_user()
        source = "the test"
        store.settings.set("nudges:manners", dict(manners), since=now.date(), source=source, by=by, now=now)


def rest_digest(bot: Bot) -> None:
    """Let no digest come while a test is about something else."""
    now = bot.clock()
    paused = {"since": now.isoformat(), "until": None}
    with bot.deps.transaction(bot.home.team_id) as store:
        store.settings.set(PAUSE, paused, since=FOR_GOOD, source="the test", by=store.members.bot_user(), now=now)


def let_digest_come(bot: Bot) -> None:
    """Let the digest come, as it does where nobody paused it."""
    with bot.database.engine.begin() as connection:
        connection.execute(delete(setting).where(setting.c.name == PAUSE))
