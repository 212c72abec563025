"""Texts with tokens that the team writes. Jinja2's sandbox, and of it only names and, where allowed, conditions.

What people write is no template of ours: it may hold `{{ token }}`, and in some texts `{% if token %}`, and nothing
else. No loop, call, attribute or filter is let through, so no text can run for long, grow without end, or reach
anything but its own values.
"""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from bot.domain.refused import Refused

DEEPEST = 3
"""How many conditions may stand in one another."""

_ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, optimized=False)
_ENVIRONMENT.globals.clear()
_ENVIRONMENT.filters.clear()
_ENVIRONMENT.tests.clear()


def read(text: str, *, known: Collection[str], field: str, conditions: bool = False) -> list[str]:
    """The tokens of a text, in their order; refuses on `field` what is no text with tokens, naming the line."""
    try:
        found = list(_names(text, known=known, field=field, conditions=conditions))
        _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        raise _unread(error.lineno, field=field, conditions=conditions) from error
    return found


def fill(text: str, values: Mapping[str, object]) -> str:
    """The text with its tokens filled in; only for a text that `read` took."""
    return _ENVIRONMENT.from_string(text).render(values)


def _names(text: str, *, known: Collection[str], field: str, conditions: bool) -> Iterator[str]:
    depth = 0
    for line, words in _tags(text):
        match words:
            case ["{{", name]:
                pass
            case ["{%", "if", name] | ["{%", "if", "not", name] if conditions and depth < DEEPEST:
                depth += 1
            case ["{%", "else"] | ["{%", "endif"] if conditions and depth:
                depth -= words[1] == "endif"
                continue
            case _:
                raise _unread(line, field=field, conditions=conditions)
        if name not in known:
            raise Refused(_unknown(name, known=known), field=field)
        yield name
    if depth:
        raise Refused("A condition has no end: write {% endif %} after the words that it is about.", field=field)


def _tags(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each pair of braces of a text: its line, and the words from its opening on."""
    opened, began = list[str](), 0
    for line, kind, value in _ENVIRONMENT.lex(text):
        if kind in ("variable_begin", "block_begin"):
            opened, began = ["{{" if kind == "variable_begin" else "{%"], line
        elif kind in ("variable_end", "block_end"):
            yield began, opened
            opened = []
        elif opened and kind == "name":
            opened.append(value)
        elif kind != "whitespace" and (opened or kind != "data"):
            yield line, [kind]


def _unread(line: int, *, field: str, conditions: bool) -> Refused:
    example = "{{ creator }}" if conditions else "{{ first_name }}"
    also = ", or a condition such as {% if product %} … {% endif %}" if conditions else ""
    said = f"between them may stand a token alone, such as {example}{also}."
    return Refused(f"I can't read the braces in line {line}: {said}", field=field)


def _unknown(name: str, *, known: Collection[str]) -> str:
    close = get_close_matches(name.casefold(), list(known), n=1, cutoff=0.5)
    hint = f"Is {{{{ {close[0]} }}}} meant?" if close else f"There are: {', '.join(known)}."
    return f"There is no token {{{{ {name[:40]} }}}}. {hint}"
