"""HTTP delivery to one address, signed as Slack signs (docs.slack.dev, Verifying requests from Slack)."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout

from sandbox.delivery.answers import Answer, body_of
from sandbox.trouble import Json

if TYPE_CHECKING:
    from sandbox.slack import Slack

GIVE_UP_SECONDS = 30.0
FORM = "application/x-www-form-urlencoded"


def signature(secret: str, *, timestamp: str, body: str) -> str:
    """Slack's `v0=` signature: HMAC-SHA256 of `v0:timestamp:body`."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


@dataclass
class SignedHttp:
    """Posts payloads to the app's request URL."""

    slack: Slack
    url: str
    session: ClientSession | None = None

    def send(self, kind: str, payload: Json, *, retry: tuple[int, str] | None) -> asyncio.Future[Answer]:
        """Post one payload; the future is done when the app answered or the connection failed."""
        return self.slack.start(self._post(kind, payload, retry))

    async def _post(self, kind: str, payload: Json, retry: tuple[int, str] | None) -> Answer:
        body, content_type = _encoded(kind, payload)
        headers = self.headers(body, content_type=content_type)
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        if self.session is None:
            self.session = ClientSession(timeout=ClientTimeout(total=GIVE_UP_SECONDS))
        try:
            async with self.session.post(self.url, data=body.encode(), headers=headers, allow_redirects=False) as got:
                text = await got.text()
                return _answer(
                    got.status, text, got.headers.get("Content-Type", ""), got.headers.get("X-Slack-No-Retry")
                )
        except TimeoutError:
            return Answer("http_timeout")
        except (ClientError, OSError):
            return Answer("connection_failed")

    def headers(self, body: str, *, content_type: str) -> dict[str, str]:
        """The signed headers of one request; real time, since apps refuse what is older than five minutes."""
        timestamp = str(int(time.time()))
        secret = self.slack.workspace.tokens.signing_secret
        return {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(secret, timestamp=timestamp, body=body),
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }

    async def verify_url(self) -> bool:
        """Send the `url_verification` challenge; whether the app echoes it."""
        challenge = "challenge-" + hashlib.sha256(self.url.encode()).hexdigest()[:12]
        token = self.slack.workspace.tokens.verification
        payload: Json = {"type": "url_verification", "token": token, "challenge": challenge}
        answer = await self._post("events_api", payload, None)
        echoed = answer.body.get("challenge") if isinstance(answer.body, dict) else answer.body
        return answer.ok and echoed == challenge

    async def close(self) -> None:
        """Close the client's connections."""
        if self.session is not None:
            await self.session.close()


def _encoded(kind: str, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    if kind == "slash_commands":
        return urlencode(payload), FORM
    return urlencode({"payload": json.dumps(payload)}), FORM


def _answer(status: int, text: str, content_type: str, no_retry: str | None) -> Answer:
    stop = no_retry == "1"
    if 200 <= status < 300:
        return Answer(body=body_of(text, content_type=content_type), status=status, no_retry=stop)
    return Answer("http_error", status=status, no_retry=stop)
