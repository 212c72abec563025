"""Webhooks of shops: `POST /hooks/<workspace>/orders` in our own form, `/hooks/<workspace>/shop` in a shop's.

Every answer is a status and a JSON sentence that says what to do, and nothing of what is inside.
"""

import json
import logging
from collections.abc import Iterable
from wsgiref.types import StartResponse

from bot.deps import Deps
from bot.domain.refused import Refused
from bot.services.results import webhooks
from bot.services.results.webhooks import Hook
from bot.web.server import Environment
from storage import AWAY

log = logging.getLogger("rapport.hooks")

LARGEST = 1024 * 1024
"""Bytes of a body: an order with hundreds of lines has some ten thousand."""

SIGNATURES = {Hook.OWN: "HTTP_X_RAPPORT_SIGNATURE", Hook.SHOP: "HTTP_X_SHOPIFY_HMAC_SHA256"}
TOPIC = "HTTP_X_SHOPIFY_TOPIC"
JSON = "application/json"


class Hooks:
    """The part of the web under `/hooks/`."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    def __call__(self, environment: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        status, sentence = self._answer(environment)
        headers = [("content-type", JSON), ("cache-control", "no-store")]
        if status.startswith("503"):
            headers.append(("retry-after", "30"))
        if status.startswith("405"):
            headers.append(("allow", "POST"))
        start_response(status, headers)
        return [json.dumps({"ok": status.startswith("200"), "message": sentence}).encode()]

    def _answer(self, environment: Environment) -> tuple[str, str]:
        parts = environment["PATH_INFO"].split("/")
        if len(parts) != 4 or parts[3] not in tuple(Hook):
            return "404 Not Found", "There is no such webhook: copy its address from Orders on the campaign's card."
        if environment["REQUEST_METHOD"] != "POST":
            return "405 Method Not Allowed", "Send the order with POST."
        if environment.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != JSON:
            return "415 Unsupported Media Type", f"Send JSON, with the header Content-Type: {JSON}."
        body = environment["wsgi.input"].read(LARGEST + 1)
        if len(body) > LARGEST:
            return "413 Content Too Large", "That is more than 1 MB: send one order at a time."
        try:
            return self._take(parts[2], Hook(parts[3]), body, environment)
        except AWAY as away:
            log.warning("an order was put off: the database does not answer (%s)", type(away).__name__)
            return "503 Service Unavailable", "The order could not be written just now. Send it again in a minute."

    def _take(self, workspace: str, hook: Hook, body: bytes, environment: Environment) -> tuple[str, str]:
        now = self._deps.now()
        try:
            with self._deps.reading(workspace) as store:
                webhooks.check(store, hook, body, signature=environment.get(SIGNATURES[hook]), now=now)
        except Refused as refused:
            return "401 Unauthorized", refused.sentence
        try:
            sent = webhooks.read(hook, body, topic=environment.get(TOPIC, ""))
        except Refused as refused:
            return "422 Unprocessable Content", refused.sentence
        with self._deps.transaction(workspace) as store:
            return "200 OK", webhooks.take(store, hook, sent, now=now)
