"""Identifiers and secrets as Slack writes them: `U0…`, `C0…`, tokens, hashes."""

from __future__ import annotations

import secrets
import string

_LETTERS = string.ascii_uppercase + string.digits


def new_id(prefix: str) -> str:
    """An identifier such as `C0A1B2C3D4`."""
    return prefix + "0" + "".join(secrets.choice(_LETTERS) for _ in range(9))


def short_id() -> str:
    """What Slack puts where an app names no block_id or action_id: five letters and digits."""
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(5))


def new_hash(seconds: float) -> str:
    """A view's hash, `1700000000.ab12cd34`."""
    return f"{int(seconds)}.{secrets.token_hex(4)}"


def new_token(kind: str) -> str:
    """A token of this kind, `xoxb-…` or `xapp-…`."""
    return f"{kind}-{secrets.randbelow(10**12):012d}-{secrets.token_hex(12)}"
