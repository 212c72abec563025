"""Addresses of posts: which platform, which post, and whose it is where the address says so."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from bot.domain.influencers.handles import handle_key, parse_profile
from bot.domain.influencers.platforms import PLATFORMS, WEB, host_table, other_hosts
from bot.domain.refused import Refused

LONGEST = 2000
_EXAMPLE = "Copy it from the post itself, such as https://www.tiktok.com/@noor.bakes/video/7301234567890123456."
_SCHEME = re.compile(r"https?://", re.I)
_TRACKS = frozenset(("igsh", "igshid", "si", "fbclid", "gclid", "ref"))

_FORMS = {
    "instagram": (
        r"stories/(?P<handle>[^/?]+)/(?P<key>\d+)",
        r"(?:(?P<handle>[^/?]+)/)?(?:p|reel|reels|tv)/(?P<key>[\w-]+)",
    ),
    "tiktok": (r"@(?P<handle>[^/?]+)/(?:video|photo)/(?P<key>\d+)",),
    "youtube": (r"watch/?\?(?:[^#]*&)?v=(?P<key>[\w-]+)", r"(?:shorts|live|embed|v)/(?P<key>[\w-]+)"),
    "x": (r"(?:i/web|i|(?P<handle>[^/?]+))/status/(?P<key>\d+)",),
    "threads": (r"@(?P<handle>[^/?]+)/post/(?P<key>[\w-]+)",),
    "facebook": (
        r"(?P<handle>[^/?]+)/(?:posts|videos|reels|photos)/(?:[^/?]+/)*(?P<key>[\w-]+)",
        r"reel/(?P<key>\d+)",
        r"(?:watch/?|permalink\.php|story\.php|photo(?:\.php)?/?)\?(?:[^#]*&)?(?:v|story_fbid|fbid)=(?P<key>[\w-]+)",
    ),
    "pinterest": (r"pin/(?:[^/?]*--)?(?P<key>\w+)",),
    "twitch": (r"videos/(?P<key>\d+)", r"(?P<handle>[^/?]+)/clip/(?P<key>[\w-]+)"),
    "linkedin": (r"(?:posts|feed/update|pulse)/(?P<key>[\w:%.-]+)",),
    "snapchat": (r"(?:@(?P<handle>[^/?]+)/)?spotlight/(?P<key>[\w-]+)",),
}
"""What stands behind the host of a post's address, without its first slash."""

_CANONICAL = {
    "instagram": "https://www.instagram.com/p/{key}/",
    "youtube": "https://www.youtube.com/watch?v={key}",
}


@dataclass(frozen=True, slots=True)
class PostLink:
    """A post's address. `key` is the platform's own id of it, the same however the address is written.

    `author` is the key of the handle that the address names (as `handle_key` makes it), or None.
    """

    platform: str
    key: str
    url: str
    author: str | None


def parse_post_link(text: str) -> PostLink:
    """The post that an address leads to. Raises Refused with what to copy instead."""
    parts = _split(text)
    host = (parts.hostname or "").removeprefix("www.")
    if host == "youtu.be" and (key := parts.path.strip("/")):
        return PostLink("youtube", key, _CANONICAL["youtube"].format(key=key), None)
    platform = _platform_of(host)
    if platform is None:
        return _elsewhere(host, parts)
    rest = f"{parts.path.strip('/')}?{parts.query}".rstrip("?")
    found = next((one for form in _FORMS.get(platform, ()) if (one := re.match(form, rest))), None)
    if found is None:
        raise Refused(f"That is not the address of a post on {PLATFORMS[platform].name}. {_EXAMPLE}")
    named = found.groupdict().get("handle")
    canonical = "" if named else _CANONICAL.get(platform, "")  # what says whose it is stays
    url = canonical.format(key=found["key"]) or _plain(parts, keep=platform == "facebook")
    return PostLink(platform, found["key"], url, handle_key(platform, named) if named else None)


def _split(text: str) -> SplitResult:
    cleaned = text.strip().strip("<>").split("|", 1)[0]
    cleaned = cleaned if _SCHEME.match(cleaned) else f"https://{cleaned}"
    try:
        parts = urlsplit(cleaned)
        host = parts.hostname or ""
    except ValueError as unreadable:
        raise Refused(f"I can't read that address. {_EXAMPLE}") from unreadable
    is_odd = any(c.isspace() for c in cleaned) or not cleaned.isprintable() or parts.username is not None
    if len(cleaned) > LONGEST or "." not in host or is_odd:
        raise Refused(f"I can't read that as the address of a post. {_EXAMPLE}")
    return parts


def _platform_of(host: str) -> str | None:
    if host in other_hosts():
        raise Refused("That is a short link. Open it and copy the address of the post it leads to.")
    labels = host.split(".")
    tails = (".".join(labels[at:]) for at in range(len(labels)))
    return next((host_table()[tail].key for tail in tails if tail in host_table()), None)


def _elsewhere(host: str, parts: SplitResult) -> PostLink:
    """A post on a website of its own: a blog, a newsletter."""
    path, query = parts.path.strip("/"), _told(parts.query)
    if not path and not query:
        raise Refused(f"That is a whole website, not a post on it. {_EXAMPLE}")
    key = f"{host}/{path}" + (f"?{query}" if query else "")
    site = parse_profile(parts.geturl(), platform=WEB).handle  # with the first part of the path where hosts are shared
    return PostLink(WEB, key[:500], _plain(parts, keep=True), handle_key(WEB, site))


def _plain(parts: SplitResult, *, keep: bool) -> str:
    """The address without what only tracks people; `keep` the rest of its query."""
    query = _told(parts.query) if keep else ""
    return parts._replace(scheme="https", query=query, fragment="").geturl()


def _told(query: str) -> str:
    told = parse_qsl(query)
    return urlencode([one for one in told if one[0] not in _TRACKS and not one[0].startswith("utm_")])
