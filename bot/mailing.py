"""Templates that the team writes: tokens in, messages to influencers out. Jinja2's sandbox, and of it only names.

What people write is no template of ours: it may hold `{{ token }}` and nothing else. No loop, call, attribute or
filter is let through, so no template can run for long, grow without end, or reach anything but its own values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from bot.domain.mail import one_line
from bot.domain.outreach import LONGEST_BODY, LONGEST_SUBJECT, TOKENS, Letter, check_filled
from bot.domain.refused import Faults, Refused

SHIPPED = Path(__file__).resolve().parent.parent / "templates" / "mail"

_ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, optimized=False)
_ENVIRONMENT.globals.clear()
_ENVIRONMENT.filters.clear()
_HARMLESS = frozenset({"data", "whitespace", "variable_begin", "variable_end"})
"""What may stand in a template beside names."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A template that is there from the start."""

    name: str
    letter: Letter


def check(letter: Letter) -> None:
    """Refuse a template that cannot be read, each fault on its field; the personal reason must have its place."""
    faults = Faults()
    with faults.noting():
        tokens(letter.subject, field="subject")
    with faults.noting():
        if "reason" not in tokens(letter.body, field="body"):
            raise Refused(
                "Put {{ reason }} where the personal reason belongs: nobody gets a form letter.", field="body"
            )
    faults.check()


def tokens(text: str, *, field: str) -> list[str]:
    """The tokens of a template, in their order; refuses on `field` what is no text with tokens."""
    try:
        found = list(_names(text, field=field))
        _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        raise _unread(error.lineno, field=field) from error
    return found


def _names(text: str, *, field: str) -> Iterator[str]:
    for line, kind, value in _ENVIRONMENT.lex(text):
        if kind == "name" and value not in TOKENS:
            raise Refused(_unknown(value), field=field)
        if kind == "name":
            yield value
        elif kind not in _HARMLESS:
            raise _unread(line, field=field)


def _unread(line: int, *, field: str) -> Refused:
    return Refused(
        f"I can't read the braces in line {line}: between them may stand a token alone, such as {{{{ first_name }}}}.",
        field=field,
    )


def _unknown(name: str) -> str:
    close = get_close_matches(name.casefold(), list(TOKENS), n=1, cutoff=0.5)
    hint = f"Is {{{{ {close[0]} }}}} meant?" if close else f"There are: {', '.join(TOKENS)}."
    return f"There is no token {{{{ {name[:40]} }}}}. {hint}"


def fill(letter: Letter, values: Mapping[str, str]) -> Letter:
    """The message itself; refuses, on the field `template`, while a token is empty or the message is too long."""
    used = [*tokens(letter.subject, field="template"), *tokens(letter.body, field="template")]
    check_filled(used, values, field="template")
    subject = one_line(_ENVIRONMENT.from_string(letter.subject).render(values))
    body = _ENVIRONMENT.from_string(letter.body).render(values).strip()
    _check_length("subject", subject, most=LONGEST_SUBJECT, longest=max(used, key=lambda name: len(values[name])))
    _check_length("message", body, most=LONGEST_BODY, longest=max(used, key=lambda name: len(values[name])))
    return Letter(subject=subject, body=body)


def _check_length(what: str, text: str, *, most: int, longest: str) -> None:
    if len(text) > most:
        raise Refused(
            f"The {what} comes to {len(text):,} characters; {most:,} is the most. What makes it long is {longest}: "
            "shorten that, or choose a template without it.",
            field="template",
        )


def shipped() -> list[Shipped]:
    """The templates that are there from the start: a file each, its name, its subject, a blank line, its body."""
    return [_shipped(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.txt"))]


def _shipped(text: str) -> Shipped:
    head, _, body = text.partition("\n\n")
    name, subject = (line.partition(": ")[2] for line in head.split("\n"))
    return Shipped(name=name, letter=Letter(subject=subject, body=body.strip()))
