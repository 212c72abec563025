"""Pages for people outside Slack: HTML from a template and values, with the one style that a page may have.

Everything a person typed is escaped by itself. There is no script, no picture and nothing of anybody else's.
"""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot import words

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "pages"


class Pages:
    """Renders `templates/pages/<kind>.html.j2`."""

    def __init__(self, templates: Path = TEMPLATES) -> None:
        style = (templates / "style.css").read_text(encoding="utf-8")
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(day=words.day, money=words.money, platform=words.platform, moment=_moment)
        self._environment.filters.update(term=words.term)
        self._environment.globals["style"] = Markup(style)  # noqa: S704 - our own file
        self.style_hash = b64encode(hashlib.sha256(style.encode()).digest()).decode()
        """The SHA-256 of the style, as a Content-Security-Policy names it."""

    def page(self, kind: str, values: Mapping[str, Any]) -> bytes:
        """A page as UTF-8; raises jinja2's TemplateError where a value is missing: a fault of ours."""
        return self._environment.get_template(f"{kind}.html.j2").render(values).encode("utf-8", "replace")


def _moment(at: datetime) -> str:
    """`23 November 2026, 14:05 UTC`."""
    return f"{words.day(at.date())}, {at:%H:%M} UTC"
