"""The one way to say no."""

from collections.abc import Iterator
from contextlib import contextmanager


class Refused(Exception):
    """What a person asked cannot be done.

    `sentence` tells them what to do instead; `field` names the form field it belongs to, if any; `others`
    are further faults of the same form.
    """

    others: "tuple[Refused, ...]" = ()

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Denied(Refused):
    """What a person may not do: it is written in the audit log as well. `about` is what the log calls the thing."""

    def __init__(self, sentence: str, *, about: str = "", field: str | None = None) -> None:
        super().__init__(sentence, field=field)
        self.about = about


class Unheard(Refused):
    """What Slack is to be asked for, and does not answer: it is silent, or takes nothing from the bot.

    `wait`: it wants to be left alone for so many seconds.
    """

    def __init__(self, sentence: str, *, wait: float = 0.0) -> None:
        super().__init__(sentence)
        self.wait = wait


class Faults:
    """Collects what is wrong with a form, so that every fault stands on its own field at once."""

    def __init__(self) -> None:
        self._found: list[Refused] = []

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note a refusal instead of stopping at it."""
        try:
            yield
        except Refused as refused:
            self._found += (refused, *refused.others)

    def check(self) -> None:
        """Raise what was noted, if anything."""
        if self._found:
            first, *others = self._found
            first.others = tuple(others)
            raise first
