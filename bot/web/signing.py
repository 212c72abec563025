"""The page on which an influencer reads, asks for changes and signs: `/c/<token>`.

No cookie, no script, nothing from elsewhere. The token is all that opens a page, and stands in no log. Reading
changes nothing but that a person has opened it; a robot's visit changes nothing at all.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse

from bot.deps import Deps
from bot.domain.contracts.signing import hash_token, is_token
from bot.domain.contracts.throttle import Throttle
from bot.domain.refused import Refused
from bot.last_resort import answered
from bot.services.contracts import contracts, proposals, signed_documents, signing_pages, signings
from bot.services.contracts.signing_pages import NOTHING, Typed
from bot.web.server import Environment
from bot.web.visitors import address_of, is_by_robot
from storage import AWAY

log = logging.getLogger("rapport.signing")

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


class Signing:
    """The part of the web under `/c/`."""

    def __init__(self, deps: Deps, *, pages: Renders, workspaces: Callable[[], list[str]]) -> None:
        self._deps = deps
        self._pages = pages
        self._workspaces = workspaces
        self._throttle = Throttle()
        self._turn = threading.Lock()

    def __call__(self, environment: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        reply = answered(lambda: self._reply(environment), otherwise=self._failed, what="a page to sign on")
        headers = {**self._headers(), **dict(reply.headers), "Content-Length": str(len(reply.body))}
        start_response(reply.status, list(headers.items()))
        return [] if environment["REQUEST_METHOD"] == "HEAD" else [reply.body]

    def _reply(self, environment: Environment) -> Reply:
        try:
            return self._answer(environment)
        except AWAY as away:
            log.warning("a page waits: the database does not answer (%s)", type(away).__name__)
            return self._notice("503 Service Unavailable", "away", ("Retry-After", "30"))

    def _failed(self, reference: str) -> Reply:
        """A fault of ours; waitress would log the path instead, and in it the token."""
        return self._notice("500 Internal Server Error", "failed", reference=reference)

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
        token, _, rest = environment["PATH_INFO"].removeprefix("/c/").partition("/")
        allowed = WRITING if not rest else READING
        if method not in allowed:
            return self._notice("405 Method Not Allowed", "method", ("Allow", ", ".join(allowed)))
        if not is_token(token) or rest not in ("", "contract.pdf"):
            return self._gone("404 Not Found")
        if not self._throttle.is_open(visitor, now=self._deps.now()):
            return self._notice("429 Too Many Requests", "slow", ("Retry-After", str(SLOW_SECONDS)))
        workspace = self._workspace_of(token)
        if workspace is None:
            with self._turn:
                self._throttle = self._throttle.miss(visitor, now=self._deps.now())
            return self._gone("404 Not Found")
        if rest:
            return self._download(workspace, token)
        if method == "POST":
            return self._take(workspace, token, environment)
        if is_by_robot(environment):
            return self._show(workspace, token)
        self._note_opened(workspace, token)
        return self._show(workspace, token)

    def _workspace_of(self, token: str) -> str | None:
        """The workspace whose link this is."""
        for workspace in self._workspaces():
            with self._deps.reading(workspace) as store:
                if store.signings.with_hash(hash_token(token)) is not None:
                    return workspace
        return None

    def _show(self, workspace: str, token: str, *, typed: Typed = NOTHING) -> Reply:
        """The page as things stand: to sign, of what was signed, or that there is nothing any more."""
        now = self._deps.now()
        with self._deps.reading(workspace) as store:
            one = signings.sheet(store, hash_token(token))
            if one is not None and signings.is_open(one, now=now):
                kind, values = "signing", signing_pages.values(store, one, typed=typed)
            elif one is not None and signings.is_readable(one, now=now):
                kind, values = "signed", signing_pages.signed_values(store, one)
            else:
                return self._gone("410 Gone")
        status = "422 Unprocessable Content" if typed.faults else "200 OK"
        return Reply(status, self._pages.page(kind, {**values, "token": token}))

    def _download(self, workspace: str, token: str) -> Reply:
        """The PDF: of what can be signed, or of what was signed."""
        now = self._deps.now()
        with self._deps.reading(workspace) as store:
            one = signings.sheet(store, hash_token(token))
            if one is None or not (signings.is_open(one, now=now) or signings.is_readable(one, now=now)):
                return self._gone("410 Gone")
            found = signed_documents.content(store, store.signings.of_link(one.link.id), one.version)
        if found is None:
            return self._gone("410 Gone")
        name, content = found
        kind = ("Content-Type", "application/pdf")
        return Reply("200 OK", content, (kind, ("Content-Disposition", f'attachment; filename="{name}"')))

    def _note_opened(self, workspace: str, token: str) -> None:
        now = self._deps.now()
        with self._deps.reading(workspace) as store:
            kept = store.signings.with_hash(hash_token(token))
            one = signings.sheet(store, hash_token(token))
        if kept and one and kept.opened_at is None and signings.is_open(one, now=now):
            with self._deps.transaction(workspace) as store:
                store.signings.open(kept.link.id, now=now)

    def _take(self, workspace: str, token: str, environment: Environment) -> Reply:
        """A form that was sent: done once, or shown again with what is wrong beside each field."""
        if environment.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != FORM:
            return self._notice("415 Unsupported Media Type", "unread")
        body = environment["wsgi.input"].read(LARGEST + 1)
        if len(body) > LARGEST:
            return self._notice("413 Content Too Large", "long")
        try:
            pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError:
            return self._notice("400 Bad Request", "unread")
        fields = {name: text.replace("\x00", "") for name, text in pairs}
        act = {"sign": signings.sign, "change": proposals.ask}.get(fields.pop("do", ""))
        if act is None:
            return self._notice("400 Bad Request", "unread")
        form = "sign" if act is signings.sign else "change"
        try:
            with self._deps.transaction(workspace) as store:
                act(store, hash_token(token), fields, now=self._deps.now())
        except signings.Lost as lost:
            return self._lost(workspace, token, lost)
        except Refused as refused:
            return self._show(workspace, token, typed=Typed(form, fields, signing_pages.faults(refused)))
        return Reply("303 See Other", headers=(("Location", f"../c/{token}"),))

    def _lost(self, workspace: str, token: str, lost: Refused) -> Reply:
        """A form by a link that is used, expired, withdrawn or of an older version: refused, and written down."""
        now = self._deps.now()
        with self._deps.transaction(workspace) as store:
            one = signings.sheet(store, hash_token(token))
            if one is None:
                return self._gone("410 Gone")
            detail: dict[str, Any] = {"why": lost.sentence, "link": one.link.id, "number": one.version.number}
            store.audit.record("refused", contracts.about(one.contract), by=signings.PAGE, now=now, **detail)
        log.warning("refused on the page of contract %s, version %s: %s", one.contract.id, one.version.number, lost)
        if signings.is_readable(one, now=now):
            return Reply("409 Conflict", self._show(workspace, token).body)
        return self._gone("410 Gone")

    def _gone(self, status: str) -> Reply:
        """The one page for every link that leads nowhere: it tells nothing of any contract."""
        return self._notice(status, "gone")

    def _notice(self, status: str, why: str, *headers: tuple[str, str], reference: str = "") -> Reply:
        return Reply(status, self._pages.page("notice", {"why": why, "reference": reference}), headers)
