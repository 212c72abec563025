"""Whether a webhook comes from who it says: HMAC-SHA256 over the body as it was received, compared in constant time."""

import base64
import hashlib
import hmac
import re
from datetime import datetime

from bot.domain.refused import Refused

OWN_HEADER = "X-Rapport-Signature"
SHOP_HEADER = "X-Shopify-Hmac-Sha256"
TOLERANCE = 300
"""Seconds that a signature of our own form may be old, or ahead."""

_LONGEST_HEADER = 1_000
_SECONDS = re.compile(r"[0-9]{1,12}")
_HEX = re.compile(r"[0-9a-f]{64}", re.I)


def sign(body: bytes, *, secret: str, at: datetime) -> str:
    """The value of `X-Rapport-Signature` for a body: `t=<unix seconds>,v1=<hex>`."""
    seconds = str(int(at.timestamp()))
    return f"t={seconds},v1={_digest(_stamped(seconds, body), secret).hex()}"


def check_own(body: bytes, *, header: str | None, secret: str, now: datetime) -> None:
    """Refuse a body unless `header` signs it with `secret` and a time within 300 s of `now`.

    A header may hold several `v1`, as while a secret is being replaced: one that is right is enough.
    """
    _check_secret(secret)
    seconds, signatures = _read_own(header)
    # Signed first: only whoever has the secret learns anything of our clock.
    expected = _digest(_stamped(seconds, body), secret).hex().encode()
    if not any(hmac.compare_digest(expected, one) for one in signatures):
        raise Refused(f"The signature does not fit. Sign “t.body” with this workspace's secret in {OWN_HEADER}.")
    if abs(now.timestamp() - int(seconds)) > TOLERANCE:
        raise Refused(f"The signature is more than {TOLERANCE} seconds off. Set the sender's clock, and sign again.")


def check_shop(body: bytes, *, header: str | None, secret: str) -> None:
    """Refuse a body unless `header` is the base64 HMAC-SHA256 of it, as Shopify documents for its webhooks."""
    _check_secret(secret)
    if not header or not header.strip():
        raise Refused(f"The signature is missing. Send it in the header {SHOP_HEADER}.")
    expected = base64.b64encode(_digest(body, secret))
    if not hmac.compare_digest(expected, header.strip().encode("utf-8", "replace")):
        raise Refused("The signature does not fit. Check that the shop's webhook secret is the one stored here.")


def _read_own(header: str | None) -> tuple[str, list[bytes]]:
    """The time and the signatures that a header gives."""
    if not header or not header.strip():
        raise Refused(f"The signature is missing. Send it in the header {OWN_HEADER}.")
    pairs = [part.strip().partition("=")[::2] for part in header[:_LONGEST_HEADER].split(",")]
    times = [value for name, value in pairs if name == "t"]
    signatures = [value.lower().encode("ascii") for name, value in pairs if name == "v1" and _HEX.fullmatch(value)]
    if len(times) != 1 or not _SECONDS.fullmatch(times[0]) or not signatures:
        raise Refused(f"I can't read the signature. Write {OWN_HEADER} as t=<unix seconds>,v1=<64 hex digits>.")
    return times[0], signatures


def _check_secret(secret: str) -> None:
    if not secret:
        raise Refused("No secret is stored for this webhook, so nothing is taken. Ask an admin to set one.")


def _stamped(seconds: str, body: bytes) -> bytes:
    return f"{seconds}.".encode() + body


def _digest(message: bytes, secret: str) -> bytes:
    return hmac.new(secret.encode("utf-8"), message, hashlib.sha256).digest()
