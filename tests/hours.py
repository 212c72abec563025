"""Hours for tests: what is not about people's hours must not depend on the hour at which it is run."""

from collections.abc import Mapping

from bot.app import Bot

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
