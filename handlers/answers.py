"""What a handler answers. The dispatcher turns it into at most one call to Slack and the ack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Say:
    """Tell the person something that only they can see: the template `messages/<kind>`."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Replace:
    """Put another message in the place of the private one that was clicked."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Open:
    """Open a modal, on top of the one that is open, if any: the template `modals/<kind>`."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """Turn the modal that was used into another one."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """Close the modal, or answer a click with nothing more: what changes arrives by itself."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Close the modal; show this in the place of the private message it was opened from, or where none is, last."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """What a picker offers: (value, text) pairs."""

    pairs: Sequence[tuple[str, str]]


Answer = Say | Replace | Open | Change | Done | Finish | Options
