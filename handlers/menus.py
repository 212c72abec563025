"""The menu: what Rapport can do, for an empty command, `help` and a typo."""

from handlers.answers import Answer, Say
from handlers.requests import Command
from handlers.routes import Routes, SubCommand


def menu(routes: Routes, command: Command, *, typed: str = "") -> Answer:
    """The same short menu whichever way somebody got lost, with the nearest sub-command for a typo."""
    nearest = routes.nearest(command.name, typed) if typed and typed.casefold() != "help" else None
    commands = [
        {"command": name, "usage": sub.usage, "does": sub.does}
        for name in sorted(set(routes.commands) | set(routes.defaults))
        for sub in (*_default(routes, name), *routes.commands.get(name, {}).values())
    ]
    lost = typed if typed and typed.casefold() != "help" else ""
    values = {"command": command.name, "typed": lost, "nearest": nearest, "commands": commands}
    return Say("help", values)


def _default(routes: Routes, name: str) -> list[SubCommand]:
    return [routes.defaults[name]] if name in routes.defaults else []
