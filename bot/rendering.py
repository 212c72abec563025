"""From a template and values to checked Slack JSON. What the team writes is filled in by `bot.mailing`.

A template is a tree of macros (`templates/blocks.j2`): each prints one JSON object, ended by a
separator that no JSON text can hold, so nobody minds commas. What a template prints in a text body is
escaped for Slack; what it hands to a macro as an argument stays raw until the macro decides.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from bot import words
from bot.compiled import compiled
from bot.limits import check_message, check_view

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

SEPARATOR = "\x1e"
_NEW_LINE = "\x1f"
"""Stands for a line break that a person typed, while a template's own indentation is taken away."""

_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
"""Control characters: nobody sees them, and two of them mean something here."""
_SPECIAL = re.compile("[&<>\n\r\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
"""What `escape` changes: most texts hold none of it."""
_encode = json.JSONEncoder(ensure_ascii=False).encode


class RenderError(ValueError):
    """A template cannot be rendered with these values: a fault of ours, never of the person's."""


class Renderer:
    """Renders templates by kind. `now` gives the moment that "today" and "ago" are relative to.

    Templates are looked for in `templates`, then in the project's own folder.
    """

    def __init__(self, *, now: Callable[[], datetime], templates: Path = TEMPLATES) -> None:
        self._environment = _environment(now, templates)

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
        view = self._render("home/stranger.json.j2", {"sentence": sentence})
        check_view("stranger", view)
        return view

    def options(self, pairs: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
        """What a picker offers, from (value, text) pairs."""
        return _options(pairs)

    def _render(self, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        try:
            text = self._environment.get_template(name).render(values)
        except TemplateError as error:
            raise RenderError(f"{name}: {error}") from error
        parts = parts_of(text)
        if len(parts) != 1:
            raise RenderError(f"{name} prints {len(parts)} objects where one is wanted")
        return parts[0]


def _environment(now: Callable[[], datetime], templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([templates, TEMPLATES]),
        bytecode_cache=compiled(),
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
        short=short,
        code=_code,
        count=words.count,
        exact=words.exact,
        rate=words.rate,
        country=words.country,
        platform=words.platform,
        on=lambda handle, platform: words.profile(platform, handle=handle),
        stage=words.stage,
        gained=words.gained,
        birthday=words.birthday,
        link=_link,
        day=words.day,
        when=lambda at, tz: words.when(at, tz=tz, now=now()),
        slack_date=_slack_date,
        short_day=lambda on: words.short_day(on, now=now()),
        figure=words.figure,
        rate_of=words.rate_of,
        input=words.number,
        names=words.names,
        mention=_mention,
        channel=_channel,
        money=words.money,
        term=words.term,
        ago=lambda at: words.ago(at, now=now()),
        late=lambda at: words.late(at, now=now()),
        lasting=lambda at: words.lasting(at, now=now()),
        options=_options,
        pairs=lambda listed: [(one["value"], one["text"]) for one in listed],
    )
    environment.globals.update(mrkdwn=mrkdwn, plain=plain, today=lambda: now().date())
    return environment


def escape(value: object) -> Markup:
    """Escape what a person typed exactly as Slack wants it: `&`, `<` and `>`."""
    if isinstance(value, Markup):
        return value
    text = str(value)
    if not _SPECIAL.search(text):
        return Markup(text)  # noqa: S704 - holds nothing to escape
    text = _UNSEEN.sub("", _LINE_BREAK.sub("\n", text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(text.replace("\n", _NEW_LINE))  # noqa: S704 - escaped in the line above


def parts_of(text: str) -> list[dict[str, Any]]:
    """The JSON objects that macros printed."""
    return [json.loads(part) for part in str(text).split(SEPARATOR) if part.strip()]


def to_json(value: Mapping[str, Any]) -> Markup:
    """Print one JSON object, without the keys that hold nothing."""
    kept = {key: part for key, part in value.items() if part is not None}
    return Markup(_encode(kept) + SEPARATOR)  # noqa: S704 - JSON, not HTML


def _lines(text: str) -> str:
    """Take a template's indentation and blank lines away, keep the lines that a person typed."""
    lines = [line.strip(" \t") for line in str(text).split("\n")]
    return "\n".join(line for line in lines if line).replace(_NEW_LINE, "\n")


def mrkdwn(body: object, limit: int = 3000) -> dict[str, Any]:
    """A mrkdwn text object from the body of a call block."""
    text = _lines(str(escape(body)))
    return {"type": "mrkdwn", "text": cut(text, limit) if text.strip() else "–"}


def plain(text: object, limit: int) -> dict[str, Any]:
    """A plain_text object from raw text."""
    shown = " ".join(_UNSEEN.sub("", str(text)).split())
    return {"type": "plain_text", "text": short(shown, limit) or "–", "emoji": True}


def short(text: str, limit: int) -> str:
    """Shorten what a person typed, before it is escaped, to `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip("\u200d\ufe0f \n") + "…"


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
    text = escape(value).strip()
    if "*" in text or _NEW_LINE in text or not text:
        return text
    return Markup("*") + text + Markup("*")


def _code(text: str) -> Markup:
    """What a person typed as code, on one line."""
    inside = " ".join(text.replace("`", "'").split())
    return Markup("`") + escape(inside) + Markup("`") if inside else Markup("–")


def _mention(slack_id: str | None) -> Markup:
    """A member's mention, or a dash."""
    return Markup(f"<@{slack_id}>") if slack_id and slack_id.isalnum() else Markup("nobody")  # noqa: S704


def _channel(slack_id: str | None) -> Markup:
    """A channel's name as a link, or a dash."""
    return Markup(f"<#{slack_id}>") if slack_id and slack_id.isalnum() else Markup("–")  # noqa: S704


def _link(url: str | None, label: str) -> Markup:
    """A link to an http(s) or mail address, or its label alone where there is none."""
    shown = escape(" ".join(label.split()))
    if not url or not url.startswith(("https://", "http://", "mailto:")):
        return shown
    address = "".join(url.split()).replace("|", "%7C").replace("<", "%3C").replace(">", "%3E")
    return Markup(f"<{escape(address)}|{shown}>")  # noqa: S704 - both are escaped


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
