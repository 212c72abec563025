"""The command line: `python -m bot run`, `demo`, `migrate`, `check`."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence

from bot.ending import wait_for_end
from bot.settings import SettingsError, read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="Rapport, the bot.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="start against the workspace that the environment names")
    commands.add_parser("migrate", help="bring the database up to date")
    commands.add_parser("check", help="check the environment and the tokens, start nothing")
    demo = commands.add_parser("demo", help="start a sandbox workspace with the bot in it")
    demo.add_argument("--reset", action="store_true", help="forget the demo's state and stop")
    demo.add_argument("--port", type=int, default=8765, help="where the page is served")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("rapport").setLevel(logging.INFO)
    try:
        return _run(chosen)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2


def _run(chosen: argparse.Namespace) -> int:
    if chosen.command == "demo":
        from bot.demo import reset, run

        return reset() if chosen.reset else run(port=chosen.port)
    settings = read_settings(os.environ)
    if chosen.command == "migrate":
        from storage import Unusable, migrate

        try:
            migrate(settings.database_url)
        except Unusable as error:
            raise SettingsError(str(error)) from error
        return 0
    from bot.app import Bot

    bot = Bot(settings)
    if chosen.command == "check":
        print(f"All is well: {bot.home.team_name} ({bot.home.team_id}), database ready.")
        bot.stop()
        return 0
    bot.connect()
    bot.start()
    print(f"Rapport is at work in {bot.home.team_name}. Stop it with Ctrl+C.", flush=True)
    wait_for_end()
    bot.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
