"""Tracking links: `GET /l/<alias>` leads on to the campaign's landing page.

No cookie is set, no address of a visitor is looked at, nothing is logged.
"""

from collections.abc import Iterable
from typing import Protocol
from wsgiref.types import StartResponse

from bot.web.server import PLAIN, Environment
from bot.web.visitors import is_by_robot

HEADERS = [
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex"),
    ("Content-Length", "0"),
]
LOST = (
    "This link leads nowhere.\n\n"
    "It may have been mistyped, or the campaign has no page any more. Look at the post that you came from, "
    "or ask whoever gave you the link.\n"
)


class Desk(Protocol):
    """Who knows the links."""

    def follow(self, alias: str, *, is_robot: bool) -> str | None:
        """Where a link leads, with its click kept; None where there is no such link."""
        ...


class Redirects:
    """The part of the web under `/l/`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, environment: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        method = environment["REQUEST_METHOD"]
        if method not in ("GET", "HEAD"):
            start_response("405 Method Not Allowed", [("allow", "GET, HEAD"), *PLAIN])
            return [b"Open this link in a browser.\n"]
        alias = environment["PATH_INFO"].removeprefix("/l/").rstrip("/").lower()
        target = self._desk.follow(alias, is_robot=is_by_robot(environment))
        if target is None:
            start_response("404 Not Found", [("Cache-Control", "no-store"), *PLAIN])
            return [LOST.encode()] if method == "GET" else []
        start_response("302 Found", [("Location", target), *HEADERS])
        return []
