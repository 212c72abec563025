"""Links that one person alone may open: how long they hold, what stands for their token, and what may be typed there.

Contracts are signed by such a link, and addresses are given.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.refused import Refused

LIFETIME = timedelta(days=14)
"""How long a link can be used, where nothing else is said."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_TURNS_TEXT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that show a text in another order than it was written (Unicode, UAX #9)."""


class LinkState(StrEnum):
    """Whether a link can be used."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLink:
    """What all such links have in common. Only the hash of its token is kept."""

    id: int
    token_hash: str
    created_by: str
    created_at: datetime
    expires_at: datetime
    opened_at: datetime | None
    used_at: datetime | None
    withdrawn_at: datetime | None

    def state(self, *, now: datetime) -> LinkState:
        """Whether it can be used now. What was used stays used."""
        if self.used_at is not None:
            return LinkState.USED
        if self.withdrawn_at is not None:
            return LinkState.WITHDRAWN
        return LinkState.EXPIRED if now >= self.expires_at else LinkState.OPEN

    def still_tells(self, *, now: datetime) -> bool:
        """Whether its page still tells what it was used for: until it would have run out."""
        return self.state(now=now) is LinkState.USED and now < self.expires_at


class Lost(Refused):
    """A link that leads to nothing any more: not one word of what it led to may be told."""


def is_token(text: str) -> bool:
    """Whether a text has a token's shape: 43 characters of URL-safe base64, which is 32 random bytes."""
    return _TOKEN.fullmatch(text) is not None


def hash_token(token: str) -> str:
    """What is stored and looked up instead of a token (SHA-256): nobody who reads the database can open its page."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def misleads(one: str) -> bool:
    """Whether a character shows nothing, or makes what stands around it read otherwise than it was written."""
    return one in _TURNS_TEXT or unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")
