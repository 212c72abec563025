"""What a person can do, by name (README, "What a person can do"): the same for the page and for the driver.

`act` raises `CannotDo` with a sentence where a real person could not do the thing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sandbox import interact, modals, talk
from sandbox.records import Person
from sandbox.slack import Slack
from sandbox.trouble import CannotDo, Json

Act = Callable[[Slack, Person, Json], Awaitable[Json]]

ACTS: dict[str, Act] = {
    "message": talk.message,
    "upload": talk.upload,
    "read": talk.read,
    "react": talk.add_reaction,
    "dm": talk.open_dm,
    "join": talk.join,
    "travel": talk.travel,
    "command": interact.command,
    "click": interact.click,
    "suggest": interact.suggest,
    "shortcut": interact.shortcut,
    "home": interact.home,
    "submit": modals.submit,
    "close": modals.close,
}

SEEN = frozenset({"command", "click", "shortcut", "submit", "close"})
"""Acts that answer with what is new for the person."""


async def act(slack: Slack, who: str, do: str, args: Json) -> Json:
    """Let somebody do something; gives back what the table in the README says."""
    person = slack.workspace.person(who)
    if person.is_bot or person.deleted:
        raise CannotDo(f"{person.real_name} cannot act here.")
    if do not in ACTS:
        raise CannotDo(f"There is no such act: {do}.")
    return await ACTS[do](slack, person, args)
