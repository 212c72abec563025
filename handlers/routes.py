"""The table of routes: which function answers what a person did, and which role it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot.deps import Deps
from bot.domain.team.roles import Role
from handlers.answers import Answer
from handlers.requests import Click, Command, Form, Lookup, Shortcut

OnCommand = Callable[[Command, Deps], Answer]
OnClick = Callable[[Click, Deps], Answer]
OnForm = Callable[[Form, Deps], Answer]
OnShortcut = Callable[[Shortcut, Deps], Answer]
OnLookup = Callable[[Lookup, Deps], Answer]


@dataclass(frozen=True, slots=True)
class SubCommand:
    """A sub-command: its function, how it is written, what it does, and the role it needs."""

    run: OnCommand
    usage: str
    does: str
    needs: Role = Role.VIEWER


@dataclass(frozen=True, slots=True)
class Routes:
    """All routes of one noun, or of the whole app. `default` takes a command's text that names no sub-command.

    `closes` are modals that were closed without being submitted, with what stood in them: nobody is answered.
    """

    commands: Mapping[str, Mapping[str, SubCommand]] = field(default_factory=dict)
    defaults: Mapping[str, SubCommand] = field(default_factory=dict)
    clicks: Mapping[str, tuple[OnClick, Role]] = field(default_factory=dict)
    forms: Mapping[str, tuple[OnForm, Role]] = field(default_factory=dict)
    closes: Mapping[str, tuple[OnForm, Role]] = field(default_factory=dict)
    shortcuts: Mapping[str, tuple[OnShortcut, Role]] = field(default_factory=dict)
    lookups: Mapping[str, tuple[OnLookup, Role]] = field(default_factory=dict)

    def nearest(self, command: str, word: str) -> str | None:
        """The sub-command that a typo may have meant."""
        close = get_close_matches(word.casefold(), list(self.commands.get(command, {})), n=1, cutoff=0.6)
        return close[0] if close else None


def join(*parts: Routes) -> Routes:
    """One table of all nouns' routes; raises ValueError when two claim the same name."""
    joined = Routes(commands={}, defaults={}, clicks={}, forms={}, closes={}, shortcuts={}, lookups={})
    for part in parts:
        for command, subs in part.commands.items():
            _add(joined.commands.setdefault(command, {}), subs)  # type: ignore[attr-defined]
        for name in ("defaults", "clicks", "forms", "closes", "shortcuts", "lookups"):
            _add(getattr(joined, name), getattr(part, name))
    return joined


def _add(table: dict[str, object], more: Mapping[str, object]) -> None:
    for name, route in more.items():
        if name in table:
            raise ValueError(f"two routes are called {name}")
        table[name] = route
