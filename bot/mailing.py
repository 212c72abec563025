"""Messages to influencers that the team writes: tokens in, a letter out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot import tokens as texts
from bot.domain.campaigns.outreach import LONGEST_BODY, LONGEST_SUBJECT, TOKENS, Letter, check_filled
from bot.domain.influencers.mail import one_line
from bot.domain.refused import Faults, Refused

SHIPPED = Path(__file__).resolve().parent.parent / "templates" / "mail"


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
    return texts.read(text, known=TOKENS, field=field)


def fill(letter: Letter, values: Mapping[str, str]) -> Letter:
    """The message itself; refuses, on the field `template`, while a token is empty or the message is too long."""
    used = [*tokens(letter.subject, field="template"), *tokens(letter.body, field="template")]
    check_filled(used, values, field="template")
    subject = one_line(texts.fill(letter.subject, values))
    body = texts.fill(letter.body, values).strip()
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
