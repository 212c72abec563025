"""Links in messages: found as Slack finds them, and told from those whose domain the app unfurls."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from sandbox.normal import unescaped

_TYPED = re.compile(r"""(?<![\w@/.])((?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#][^\s<>|]*)?)""", re.IGNORECASE)
_MARKED = re.compile(r"<(https?://[^>|\s]+)(?:\|[^>]*)?>")
_TRAILING = ".,;:!?)'\"»]"


def links_in(text: str) -> list[str]:
    """The addresses in a stored message's text, as they were typed."""
    return [unescaped(link) for link in _MARKED.findall(text)]


def marked_up(escaped_text: str) -> str:
    """A typed message's text (already escaped) with its links in angle brackets, as Slack stores it."""

    def mark(found: re.Match[str]) -> str:
        link = found.group(1)
        kept = link.rstrip(_TRAILING)
        rest = link[len(kept) :]
        if link.lower().startswith(("http://", "https://")):
            return f"<{kept}>{rest}"
        return f"<http://{kept}|{kept}>{rest}" if "/" in kept or kept.count(".") else link

    return _TYPED.sub(mark, escaped_text)


def host_of(url: str) -> str:
    """A link's host, lower case."""
    return (urlsplit(url).hostname or "").lower()


def of_domains(url: str, domains: Iterable[str]) -> str | None:
    """The domain of these that the link belongs to (subdomains too), if any."""
    host = host_of(unescaped(url))
    return next((d for d in domains if host == d or host.endswith("." + d)), None)
