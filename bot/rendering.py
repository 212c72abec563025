"""From a template and values to checked Slack JSON. The only import of Jinja2.

A template is a tree of macros (`templates/blocks.j2`): each prints one JSON object, ended by a
separator that no JSON text can hold, so nobody minds commas. What a template prints in a text body is
escaped for Slack; what it hands to a macro as an argument stays raw until the macro decides.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot import words
from bot.limits import check_message, check_view

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

SEPARATOR = "\x1e"
_NEW_LINE = "\x1f"
"""Stands for a line break that a person typed, while a template's own indentation is taken away."""


class Renderer:
    """Renders templates by kind. `now` gives the moment that "today" and "ago" are relative to."""

    def __init__(self, *, now: Callable[[], datetime]) -> None:
        self._environment = _environment(now)

    def message(self, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """A message's `text` and `blocks`; raises LimitError when Slack would refuse them."""
        message = self._render(f"messages/{kind}.json.j2", values)
        check_message(kind, message)
        return message

    def modal(self, kind: str, values: Mapping[str, Any], *, about: Mapping[str, Any]) -> dict[str, Any]:
        """A modal view; `about` comes back with the submission."""
        view = self._render(f"modals/{kind}.json.j2", values)
        view["private_metadata"] = json.dumps(dict(about))
        view["callback_id"] = kind
        check_view(kind, view)
        return view

    def home(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The Home tab."""
        view = self._render("home/home.json.j2", values)
        check_view("home", view)
        return view

    def stranger(self, sentence: str) -> dict[str, Any]:
        """The Home tab of somebody whom Rapport refuses."""
        return self._render("home/stranger.json.j2", {"sentence": sentence})

    def options(self, pairs: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
        """What a picker offers, from (value, text) pairs."""
        return _options(pairs)

    def _render(self, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        text = self._environment.get_template(name).render(values)
        parts = parts_of(text)
        if len(parts) != 1:
            raise ValueError(f"{name} prints {len(parts)} objects where one is wanted")
        return parts[0]


def _environment(now: Callable[[], datetime]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        parts=parts_of,
        block=to_json,
        lines=_lines,
        bold=bold,
        cut=cut,
        count=words.count,
        exact=words.exact,
        rate=words.rate,
        country=words.country,
        platform=words.platform,
        day=words.day,
        when=lambda at, tz: words.when(at, tz=tz, now=now()),
        slack_date=_slack_date,
        mention=_mention,
        ago=lambda at: words.ago(at, now=now()),
        late=lambda at: words.late(at, now=now()),
        options=_options,
        pairs=lambda listed: [(one["value"], one["text"]) for one in listed],
    )
    environment.globals.update(mrkdwn=mrkdwn, plain=plain)
    return environment


def escape(value: object) -> Markup:
    """Escape what a person typed exactly as Slack wants it: `&`, `<` and `>`."""
    if isinstance(value, Markup):
        return value
    text = str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(text.replace("\n", _NEW_LINE))  # noqa: S704 - escaped in the line above


def parts_of(text: str) -> list[dict[str, Any]]:
    """The JSON objects that macros printed."""
    return [json.loads(part) for part in str(text).split(SEPARATOR) if part.strip()]


def to_json(value: Mapping[str, Any]) -> Markup:
    """Print one JSON object, without the keys that hold nothing."""
    kept = {key: part for key, part in value.items() if part is not None}
    return Markup(json.dumps(kept, ensure_ascii=False) + SEPARATOR)  # noqa: S704 - JSON, not HTML


def _lines(text: str) -> str:
    """Take a template's indentation and blank edges away, keep the lines that a person typed."""
    lines = [line.strip() for line in str(text).strip().splitlines()]
    return "\n".join(line for line in lines if line).replace(_NEW_LINE, "\n")


def mrkdwn(body: object, limit: int = 3000) -> dict[str, Any]:
    """A mrkdwn text object from the body of a call block."""
    return {"type": "mrkdwn", "text": cut(_lines(str(escape(body))), limit) or "–"}


def plain(text: object, limit: int) -> dict[str, Any]:
    """A plain_text object from raw text."""
    shown = " ".join(str(text).split()) if limit < 3000 else str(text)
    if len(shown) > limit:
        shown = shown[: limit - 1].rstrip() + "…"
    return {"type": "plain_text", "text": shown or "–", "emoji": True}


def cut(text: str, limit: int) -> str:
    """Shorten escaped text to `limit` characters, never inside an entity or a `<…>` mark-up."""
    if len(text) <= limit:
        return text
    short = text[: limit - 1]
    if short.rfind("<") > short.rfind(">"):
        short = short[: short.rfind("<")]
    if short.rfind("&") > short.rfind(";"):
        short = short[: short.rfind("&")]
    return short.rstrip() + "…"


def bold(value: object) -> Markup:
    """Bold, unless the text holds a star or a line break, which would break it."""
    text = escape(value)
    if "*" in text or _NEW_LINE in text or not text.strip():
        return text
    return Markup("*") + text + Markup("*")


def _mention(slack_id: str | None) -> Markup:
    """A member's mention, or a dash."""
    return Markup(f"<@{slack_id}>") if slack_id and slack_id.isalnum() else Markup("nobody")  # noqa: S704


def _slack_date(at: datetime | str) -> Markup:
    """A moment that Slack shows in each reader's own zone."""
    moment = words.moment(at)
    fallback = f"{moment:%Y-%m-%d %H:%M} UTC"
    return Markup(f"<!date^{int(moment.timestamp())}^{{date_short_pretty}}, {{time}}|{fallback}>")  # noqa: S704


def _options(pairs: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Options of a select from (value, text) pairs; Slack takes at most 100."""
    return [{"text": plain(text, 75), "value": value[:150]} for value, text in list(pairs)[:100]]


@lru_cache(maxsize=1)
def template_names() -> list[str]:
    """Every template that renders by itself."""
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("*/*.json.j2"))
