"""All that a handler, a service or a nudge gets."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.team.roles import Person
from storage import Store

__all__ = ["Deps", "Directory", "Downloads", "Store", "Web"]


class Directory(Protocol):
    """Who somebody is and where the bot may post, by Slack's word."""

    def person(self, slack_id: str) -> Person:
        """Look somebody up; raises Refused when Slack does not know them, Unheard while it does not answer."""
        ...

    def check_channel(self, channel: str) -> None:
        """Raises Refused, with what to do, where the bot cannot post in a channel."""
        ...


class Downloads(Protocol):
    """Files that people shared with the bot."""

    def fetch(self, address: str) -> bytes:
        """The bytes of a file; raises Refused when it cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class Web:
    """Where the web part is met. `is_local`: nobody set a public address; `is_served`: something listens there."""

    url: str = "http://localhost:3000"
    is_local: bool = True
    is_served: bool = False


@dataclass(frozen=True, slots=True)
class Deps:
    """The database by workspace, the clock, and the outside."""

    transaction: Callable[[str], AbstractContextManager[Store]]
    reading: Callable[[str], AbstractContextManager[Store]]
    now: Callable[[], datetime]
    directory: Directory
    downloads: Downloads
    web: Web = Web()
