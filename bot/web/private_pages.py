"""Pages that one person alone may open, by the token in their address: what all of them have in common.

No cookie, no script, nothing from elsewhere. The token is all that opens a page, and stands in no log. Reading
changes nothing but that a person has opened it; a robot's visit changes nothing at all.
"""

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse

from bot.deps import Deps, Store
from bot.domain.contracts.throttle import Throttle
from bot.domain.private_links import hash_token, is_token
from bot.last_resort import answered
from bot.web.server import Environment
from bot.web.visitors import address_of, is_by_robot
from storage import AWAY

log = logging.getLogger("rapport.pages")

LARGEST = 64 * 1024
"""Bytes of a form: its longest texts, all percent-encoded, have some thirty thousand."""
MOST_FIELDS = 100
FORM = "application/x-www-form-urlencoded"
READING, WRITING = ("GET", "HEAD"), ("GET", "HEAD", "POST")
SLOW_SECONDS = 60
_NEVER = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()"


class Renders(Protocol):
    """Makes pages."""

    @property
    def style_hash(self) -> str:
        """The SHA-256 of the one style, as a policy names it."""

    def page(self, kind: str, values: Mapping[str, Any]) -> bytes:
        """A page as HTML."""
        ...


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to one request."""

    status: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = field(default=())


class PrivatePages(ABC):
    """A part of the web under `PREFIX`. A kind of page says whose link a token is, and what is shown and taken."""

    PREFIX: ClassVar[str]
    WHAT: ClassVar[str]
    """What the log calls such a page."""
    FILES: ClassVar[tuple[str, ...]] = ()
    """What can be downloaded beneath a page, by its name."""

    def __init__(self, deps: Deps, *, pages: Renders, workspaces: Callable[[], list[str]]) -> None:
        self._deps = deps
        self._pages = pages
        self._workspaces = workspaces
        self._throttle = Throttle()
        self._turn = threading.Lock()

    @abstractmethod
    def is_known(self, store: Store, token_hash: str) -> bool:
        """Whether a token's link was made in this workspace, whatever became of it."""

    @abstractmethod
    def show(self, workspace: str, token: str) -> Reply:
        """The page as things stand."""

    @abstractmethod
    def note_opened(self, workspace: str, token: str) -> None:
        """Note that a person opened it."""

    @abstractmethod
    def take(self, workspace: str, token: str, fields: dict[str, str]) -> Reply:
        """A form that was sent: done once, or shown again with what is wrong beside each field."""

    def download(self, _workspace: str, _token: str, _name: str) -> Reply:
        """One of `FILES`."""
        return self.gone("404 Not Found")

    def gone(self, status: str) -> Reply:
        """The one page for every link that leads nowhere: it tells nothing of what it led to."""
        return self.notice(status, "gone")

    def notice(self, status: str, why: str, *headers: tuple[str, str], reference: str = "") -> Reply:
        """A page that says why there is nothing to be done."""
        return Reply(status, self._pages.page("notice", {"why": why, "reference": reference}), headers)

    def __call__(self, environment: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        reply = answered(lambda: self._reply(environment), otherwise=self._failed, what=self.WHAT)
        headers = {**self._headers(), **dict(reply.headers), "Content-Length": str(len(reply.body))}
        start_response(reply.status, list(headers.items()))
        return [] if environment["REQUEST_METHOD"] == "HEAD" else [reply.body]

    def _reply(self, environment: Environment) -> Reply:
        try:
            return self._answer(environment)
        except AWAY as away:
            log.warning("%s waits: the database does not answer (%s)", self.WHAT, type(away).__name__)
            return self.notice("503 Service Unavailable", "away", ("Retry-After", "30"))

    def _failed(self, reference: str) -> Reply:
        """A fault of ours; waitress would log the path instead, and in it the token."""
        return self.notice("500 Internal Server Error", "failed", reference=reference)

    def _headers(self) -> dict[str, str]:
        """What every answer says, so that nothing of it is kept, framed, sent on or mixed with anything else."""
        policy = f"default-src 'none'; style-src 'sha256-{self._pages.style_hash}'; form-action 'self'"
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": f"{policy}; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "X-Robots-Tag": "noindex, nofollow, noarchive",
            "Permissions-Policy": _NEVER,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
        }
        if self._deps.web.url.startswith("https://"):
            headers["Strict-Transport-Security"] = "max-age=63072000"
        return headers

    def _answer(self, environment: Environment) -> Reply:
        method, visitor = environment["REQUEST_METHOD"], address_of(environment)
        token, _, rest = environment["PATH_INFO"].removeprefix(self.PREFIX).partition("/")
        allowed = WRITING if not rest else READING
        if method not in allowed:
            return self.notice("405 Method Not Allowed", "method", ("Allow", ", ".join(allowed)))
        if not is_token(token) or rest not in ("", *self.FILES):
            return self.gone("404 Not Found")
        if not self._throttle.is_open(visitor, now=self._deps.now()):
            return self.notice("429 Too Many Requests", "slow", ("Retry-After", str(SLOW_SECONDS)))
        workspace = self._workspace_of(token)
        if workspace is None:
            with self._turn:
                self._throttle = self._throttle.miss(visitor, now=self._deps.now())
            return self.gone("404 Not Found")
        if rest:
            return self.download(workspace, token, rest)
        if method == "POST":
            return self._read(workspace, token, environment)
        if not is_by_robot(environment):
            self.note_opened(workspace, token)
        return self.show(workspace, token)

    def _workspace_of(self, token: str) -> str | None:
        """The workspace whose link this is."""
        for workspace in self._workspaces():
            with self._deps.reading(workspace) as store:
                if self.is_known(store, hash_token(token)):
                    return workspace
        return None

    def _read(self, workspace: str, token: str, environment: Environment) -> Reply:
        """Read a form, and have it taken."""
        if environment.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != FORM:
            return self.notice("415 Unsupported Media Type", "unread")
        body = environment["wsgi.input"].read(LARGEST + 1)
        if len(body) > LARGEST:
            return self.notice("413 Content Too Large", "long")
        try:
            pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError:
            return self.notice("400 Bad Request", "unread")
        return self.take(workspace, token, {name: text.replace("\x00", "") for name, text in pairs})
