"""Live posts of deliverables, and what the address of a post says: its platform, its key and, on some, whose it is.

The forms of addresses are those that the platforms' own *Copy link* gives.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from bot.domain.handles import LONGEST, parse_profile
from bot.domain.platforms import PLATFORMS, WEB, host_table
from bot.domain.refused import Refused

LONGEST_URL = 1_000

_SLACK_LINK = re.compile(r"<(?P<url>https?://[^|>\s]+)(?:\|[^>]*)?>")
_SHORT_LINKS = frozenset({"vm.tiktok.com", "vt.tiktok.com", "pin.it", "t.co", "lnkd.in", "bit.ly", "fb.watch"})
_OTHER_HOSTS = {"youtu.be": "youtube"}
_FORMS = {
    "instagram": (
        r"stories/(?P<handle>[^/]+)/(?P<key>\d+)|(?:(?P<by>[^/]+)/)?(?:p|reels?|tv)/(?P<code>[\w-]+)",
        "https://www.instagram.com/reel/Cxyz123/",
    ),
    "tiktok": (
        r"@(?P<handle>[^/]+)/(?:video|photo)/(?P<key>\d+)",
        "https://www.tiktok.com/@noor.bakes/video/7301234567890123456",
    ),
    "youtube": (r"(?:shorts|live|embed)/(?P<key>[\w-]+)", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
    "x": (
        r"i/(?:web/)?status/(?P<key>\d+)|(?P<handle>\w+)/status/(?P<code>\d+)",
        "https://x.com/noorbakes/status/1712345678901234567",
    ),
    "threads": (
        r"@(?P<handle>[^/]+)/post/(?P<key>[\w-]+)|t/(?P<code>[\w-]+)",
        "https://www.threads.com/@noor.bakes/post/Cxyz123",
    ),
    "twitch": (
        r"videos/(?P<key>\d+)|(?P<handle>\w+)/(?:clip|v)/(?P<code>[\w-]+)",
        "https://www.twitch.tv/videos/1234567890",
    ),
    "pinterest": (r"pin/(?:[^/]*--)?(?P<key>\d+)", "https://www.pinterest.com/pin/1234567890/"),
}
"""For each platform, the path of a post and an example; platforms without one take any page of theirs."""


@dataclass(frozen=True, slots=True)
class PostAddress:
    """What the address of a post says. `handle` is None where the platform does not put it there."""

    platform: str
    key: str
    url: str
    handle: str | None


@dataclass(frozen=True, slots=True)
class LivePost:
    """Live content of a deliverable. `disclosure` is the check's verdict as JSON, made at `checked_at`."""

    id: int
    profile_id: int
    platform: str
    post_key: str
    url: str
    collaboration_id: int | None
    deliverable_id: int | None
    published_on: date | None
    caption: str | None
    disclosure: dict[str, Any] | None
    checked_at: datetime | None


def read_address(text: str) -> PostAddress:
    """The post that an address leads to; raises Refused with the right form for anything else."""
    parts = _split(text)
    host = (parts.hostname or "").removeprefix("www.")
    if host in _SHORT_LINKS or (host.endswith("tiktok.com") and parts.path.startswith("/t/")):
        raise _refused("That is a short link. Open it and copy the address that the post has then.")
    platform = _platform_of(host)
    path = unquote(parts.path).strip("/")
    asked = parse_qs(parts.query)
    if platform == "youtube":
        path = f"shorts/{path}" if host in _OTHER_HOSTS else path
        path = f"shorts/{asked['v'][0]}" if path == "watch" and asked.get("v") else path
    found = _named(platform, path, asked)
    url = _kept(parts, platform)
    if platform == WEB:
        return PostAddress(WEB, f"{host}/{path}", url, _site(url))
    return PostAddress(platform, found["key"], url, found.get("handle"))


def _site(url: str) -> str | None:
    """The website that a page is on, as profiles write it: its host, with the first part of the path where shared."""
    try:
        return parse_profile(url[:LONGEST], platform=WEB).handle
    except Refused:
        return None


def says_whose(url: str) -> bool:
    """Whether the address of a post carries the creator's handle, so that it could be checked."""
    try:
        return read_address(url).handle is not None
    except Refused:
        return False


def _split(text: str) -> SplitResult:
    """The parts of an address, with or without its scheme, or as Slack wraps it."""
    cleaned = text.strip()
    wrapped = _SLACK_LINK.fullmatch(cleaned)
    cleaned = wrapped["url"] if wrapped else cleaned
    cleaned = cleaned if "://" in cleaned else f"https://{cleaned}"
    try:
        parts = urlsplit(cleaned)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError) as unreadable:
        raise _refused("I can't read that address. Open the post and copy it again.") from unreadable
    is_clean = not re.search(r"[\s<>|\"\x00-\x1f\x7f]", cleaned) and parts.username is None
    if parts.scheme not in ("http", "https") or "." not in host or not is_clean or len(cleaned) > LONGEST_URL:
        raise _refused("That is not the address of a post. Open the post and copy its link.")
    return parts._replace(scheme="https", netloc=host)


def _platform_of(host: str) -> str:
    if host in _OTHER_HOSTS:
        return _OTHER_HOSTS[host]
    labels = host.split(".")
    tails = (".".join(labels[at:]) for at in range(len(labels)))
    return next((host_table()[tail].key for tail in tails if tail in host_table()), WEB)


def _named(platform: str, path: str, asked: dict[str, list[str]]) -> dict[str, str]:
    """The key, and the handle where there is one."""
    if platform not in _FORMS:
        told = [asked[name][0] for name in ("v", "story_fbid", "fbid") if asked.get(name)]
        key = (told or path.split("/")[-1:])[0]
        if not key or not (told or platform == WEB or "/" in path):
            raise _refused(f"That is the front page of {PLATFORMS[platform].name}. Copy the address of the post.")
        return {"key": key}
    form, example = _FORMS[platform]
    found = re.fullmatch(f"(?:{form})(?:/.*)?", path)
    if not found:
        raise _refused(f"That is not a post on {PLATFORMS[platform].name}. Its address is written {example}.")
    names = {"code": "key", "by": "handle"}
    return {names.get(name, name): value for name, value in found.groupdict().items() if value}


def _kept(parts: SplitResult, platform: str) -> str:
    """The address as it is kept: without what only follows people around, where the path says everything."""
    query = "" if platform in _FORMS and platform != "youtube" else parts.query
    return parts._replace(query=query, fragment="").geturl()


def _refused(sentence: str) -> Refused:
    return Refused(sentence, field="url")
