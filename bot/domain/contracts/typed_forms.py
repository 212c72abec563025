"""A form as somebody filled it in: its texts, days and numbers, and what is wrong with each field, all at once."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from bot.domain.refused import Faults, Refused

Read = TypeVar("Read")


class TypedForm:
    """The fields by name. Each has one fault at most, the first: that is what people can be shown beside it."""

    def __init__(self, typed: Mapping[str, Any]) -> None:
        self._typed = typed
        self._faults = Faults()
        self._named: set[str] = set()

    def fault(self, name: str, sentence: str) -> None:
        """Note what is wrong with a field."""
        if name not in self._named:
            self._named.add(name)
            with self._faults.noting():
                raise Refused(sentence, field=name)

    def has_fault(self, name: str) -> bool:
        """Whether something is wrong with a field."""
        return name in self._named

    def check(self) -> None:
        """Raise Refused with every fault, if there is one."""
        self._faults.check()

    def read(self, name: str, parse: Callable[[], Read]) -> Read | None:
        """What `parse` reads from a field; None, with its fault noted, where it refuses."""
        try:
            return parse()
        except Refused as refused:
            self.fault(name, refused.sentence)
            return None

    def text(self, name: str, *, most: int) -> str:
        """A text without characters that no database keeps, and without space around it.

        One of more than `most` characters is a fault, and is cut there for whoever looks at it further.
        """
        cleaned = clean(str(self._typed.get(name) or ""))
        if len(cleaned) > most:
            self.fault(name, f"That is {len(cleaned):,} characters; {most:,} is the most.")
        return cleaned[:most]

    def line(self, name: str, *, most: int) -> str:
        """A text on one line."""
        return " ".join(self.text(name, most=most).split())

    def day(self, name: str) -> date | None:
        """The day that was picked."""
        picked = self._typed.get(name)
        return picked if isinstance(picked, date) else None

    def is_ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self._typed.get(name))

    def number(self, name: str, *, least: int, most: int, unit: str) -> int | None:
        """A whole number from `least` to `most`; None, with a fault, for anything else."""
        typed = self.line(name, most=40)
        number = int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else -1
        if least <= number <= most:
            return number
        self.fault(name, f"Write a number of {unit} from {least} to {most}.")
        return None


def clean(text: str) -> str:
    """A text without control characters (but line ends and tabs), broken ones, and space around it."""
    lines = "\n".join(text.splitlines())
    return "".join(one for one in lines if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs"}).strip()
