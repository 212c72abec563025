"""The link under which an influencer signs: how long it holds, and what a signature must say."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.refused import Faults, Refused

LIFETIME = timedelta(days=14)
"""How long a link can be used."""
SHORTEST_NAME, LONGEST_NAME = 2, 200
SHORTEST_REQUEST, LONGEST_REQUEST = 10, 4_000

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_TURNS_TEXT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that show a text in another order than it was written (Unicode, UAX #9)."""


class LinkState(StrEnum):
    """Whether a link can be used."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SigningLink:
    """A link to one version of a contract for one person. Only the hash of its token is kept."""

    id: int
    contract_version_id: int
    token_hash: str
    created_by: str
    created_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    used_at: datetime | None


def is_token(text: str) -> bool:
    """Whether a text has a token's shape: 43 characters of URL-safe base64, which is 32 random bytes."""
    return _TOKEN.fullmatch(text) is not None


def hash_token(token: str) -> str:
    """What is stored and looked up instead of a token (SHA-256): whoever reads the database cannot sign."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def standing(link: SigningLink, *, now: datetime) -> LinkState:
    """Whether a link can be used now. What was signed stays signed."""
    if link.used_at is not None:
        return LinkState.USED
    if link.withdrawn_at is not None:
        return LinkState.WITHDRAWN
    return LinkState.EXPIRED if now >= link.expires_at else LinkState.OPEN


def check_signature(name: str, *, consent: bool) -> None:
    """Refuse a signature without a name or without consent, each fault on its field: `name`, `consent`."""
    faults = Faults()
    with faults.noting():
        _check_name(name.strip())
    with faults.noting():
        if not consent:
            raise Refused("Tick the box to say that you agree to this contract.", field="consent")
    faults.check()


def check_request(text: str) -> None:
    """Refuse a wish for a change that says too little to act on, or too much to read, on the field `text`."""
    length = len(text.strip())
    if length < SHORTEST_REQUEST:
        raise Refused("Say in a sentence what you would like to be different.", field="text")
    if length > LONGEST_REQUEST:
        raise Refused(f"That is {length:,} characters; {LONGEST_REQUEST:,} is the most.", field="text")


def _check_name(name: str) -> None:
    if len(name) < SHORTEST_NAME or not any(one.isalpha() for one in name):
        raise Refused("Write your full name, as you sign with it.", field="name")
    if len(name) > LONGEST_NAME:
        raise Refused(f"That is {len(name)} characters; {LONGEST_NAME} is the most.", field="name")
    if any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") or one in _TURNS_TEXT for one in name):
        raise Refused("Write your name on one line, with letters only as they read.", field="name")
