"""The menu: what Rapport can do, for an empty command, `help` and a typo."""

from handlers.answers import Answer, Say
from handlers.requests import Command
from handlers.routes import Routes


def menu(routes: Routes, command: Command, *, typed: str = "") -> Answer:
    """The same short menu whichever way somebody got lost, with the nearest sub-command for a typo."""
    nearest = routes.nearest(command.name, typed) if typed and typed.casefold() != "help" else None
    groups = [_group(routes, name) for name in sorted(set(routes.commands) | set(routes.defaults))]
    mine = next((one for one in groups if one["command"] == command.name), None)
    lost = typed if typed and typed.casefold() != "help" else ""
    values = {"command": command.name, "typed": lost, "nearest": nearest, "mine": mine}
    return Say("help", {**values, "others": [one for one in groups if one is not mine]})


def _group(routes: Routes, name: str) -> dict[str, object]:
    """One command with what can stand behind it: in full, and as one word each."""
    default = [routes.defaults[name]] if name in routes.defaults else []
    named = routes.commands.get(name, {})
    subs = [{"usage": sub.usage, "does": sub.does} for sub in (*default, *named.values())]
    return {"command": name, "subs": subs, "words": [*(sub.usage for sub in default), *named]}
