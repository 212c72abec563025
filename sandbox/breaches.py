"""The list of breaches of Slack's rules, so far: what `GET /sandbox/problems` and `Sandbox.problems` give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from sandbox.rules import Problem
from sandbox.trouble import Json


@dataclass(slots=True)
class Breach:
    """One breach: a code of the rules, its level, a sentence, where it was, and when (ISO, workspace time)."""

    code: str
    level: Literal["error", "warning"]
    message: str
    where: str
    at: str

    def as_json(self) -> Json:
        """For the page."""
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.code} ({self.where}): {self.message}"


class Breaches:
    """All breaches, newest last; each new one is told to `listener`."""

    def __init__(self, now: Callable[[], str]) -> None:
        self.all: list[Breach] = []
        self.listener: Callable[[Breach], None] = lambda _: None
        self._now = now

    def error(self, code: str, message: str, *, where: str) -> Breach:
        """Note something Slack refuses, or that a person sees broken."""
        return self._add(Breach(code, "error", message, where, self._now()))

    def warning(self, code: str, message: str, *, where: str) -> Breach:
        """Note something accepted but poor."""
        return self._add(Breach(code, "warning", message, where, self._now()))

    def note(self, problems: Iterable[Problem], *, where: str) -> list[Problem]:
        """Note what a check of the rules found; gives back the problems for which Slack refuses the call."""
        found = list(problems)
        for problem in found:
            place = f"{where} {problem.pointer}".strip()
            self._add(Breach(problem.code, problem.level, problem.message, place, self._now()))
        return [problem for problem in found if problem.refused]

    def _add(self, breach: Breach) -> Breach:
        self.all.append(breach)
        self.listener(breach)
        return breach
