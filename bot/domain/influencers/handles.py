"""Handles and addresses of profiles, in every form in which people paste them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, quote, unquote, unquote_plus, urlsplit

from bot.domain.influencers.platforms import PLATFORMS, WEB, Platform, host_table, other_hosts, shared_hosts
from bot.domain.refused import Refused

LONGEST = 500
"""Characters of the longest text that is read as one profile."""


@dataclass(frozen=True, slots=True)
class ProfileRef:
    """A profile as somebody named it. Without a platform there is no address either."""

    platform: str | None
    handle: str
    url: str | None


_SLACK_LINK = re.compile(r"<(?P<url>(?:https?:)//[^|>\s]+)(?:\|[^>]*)?>")
_SCHEME = re.compile(r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?//|(?P<other>mailto|javascript|data|tel):", re.I)
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}", re.I)
_SUBDOMAIN = re.compile(r"(?:www|m|mobile|web|touch|music|gaming|[a-z]{2}|[a-z]{2}-[a-z]{2})\.")
_REGION = re.compile(r"[a-z]{2}-[a-z]{2}/(?=.)", re.I)
_BARE = re.compile(r"(?=.*\w)[\w.-]{1,50}")
_EMAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[^\s@/]+")
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2060, 0x206A)])
_ANY_FORM = "Give a handle such as @noor.bakes, or a link such as https://www.instagram.com/noor.bakes/."


def parse_profile(text: str, *, platform: str | None = None) -> ProfileRef:
    """The profile that `text` names: a handle, or an address with or without its scheme, as Slack wraps it.

    `platform` is a platform's key where the person chose one; without it a bare handle has no platform.
    Raises Refused with the right form for posts, videos, short links, people, and anything else.
    """
    chosen = PLATFORMS[platform] if platform else None
    cleaned = _clean(text, chosen)
    link = _as_link(cleaned, chosen)
    if link is None:
        return _from_handle(cleaned, chosen)
    found = _from_link(link)
    if chosen and found.platform != chosen.key:
        other = PLATFORMS[found.platform or WEB].name
        raise Refused(f"That link is for {other}, and you chose {chosen.name}. Change one of the two.")
    return found


def handle_key(platform: str | None, handle: str) -> str:
    """What makes two handles the same: NFKC, case-folded, without @; a YouTube channel id stays as it is."""
    key = unicodedata.normalize("NFKC", handle).strip().lstrip("@").strip()
    rule = PLATFORMS.get(platform) if platform else None
    if rule and rule.case_matters and rule.case_matters.fullmatch(key):
        return key
    key = " ".join(unicodedata.normalize("NFKC", key.casefold()).split())
    return "".join(c for c in key if c not in rule.ignored) if rule and rule.ignored else key


def profile_url(platform: str, handle: str) -> str:
    """The address of a profile. Raises KeyError for an unknown platform."""
    rule = PLATFORMS[platform]
    address = next(address for form, address in rule.urls if form.fullmatch(handle))
    return address.format(handle=quote(handle, safe="/.-_~"))


def find_profile_links(text: str) -> list[ProfileRef]:
    """The profiles that a message links to, each once, in order. Posts and websites are passed over."""
    found: dict[tuple[str | None, str], ProfileRef] = {}
    for link in _links(text):
        try:
            profile = _from_link(link)
        except Refused:
            continue
        if profile.platform != WEB:
            found.setdefault((profile.platform, handle_key(profile.platform, profile.handle)), profile)
    return list(found.values())


def _clean(text: str, chosen: Platform | None) -> str:
    """`text` in NFKC without invisible marks, out of Slack's own link form."""
    cleaned = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).strip()
    wrapped = _SLACK_LINK.fullmatch(cleaned)
    cleaned = wrapped["url"] if wrapped else cleaned
    if cleaned.startswith("<@"):
        raise Refused(f"That is somebody in Slack, not a profile. {_form(chosen)}")
    if not cleaned or len(cleaned) > LONGEST or any(unicodedata.category(c) == "Cc" for c in cleaned):
        raise Refused(_form(chosen))
    return cleaned


def _as_link(text: str, chosen: Platform | None) -> str | None:
    """`text` as an address with its scheme, or None where it is a handle."""
    scheme = _SCHEME.match(text)
    if scheme:
        if (scheme["scheme"] or scheme["other"] or "https").lower() not in {"http", "https"}:
            raise Refused(f"That is not the address of a profile. {_form(chosen)}")
        return text if scheme["scheme"] else f"https:{text}"
    host, *path = re.split(r"[/?#]", text, maxsplit=1)
    is_known = _platform_of(host.lower()) is not None or host.lower() in other_hosts()
    is_site = bool(path) or (chosen.key == WEB if chosen else host.lower().startswith("www."))
    return f"https://{text}" if is_known or (is_site and _HOST.fullmatch(host)) else None


def _from_handle(text: str, chosen: Platform | None) -> ProfileRef:
    if _EMAIL.fullmatch(text):
        raise Refused(f"That is an e-mail address. {_form(chosen)}")
    handle = text.lstrip("@").strip()
    if chosen is None:
        if not _BARE.fullmatch(handle):
            raise Refused(f"I can't read “{text[:40]}” as a profile. {_ANY_FORM}")
        return ProfileRef(None, handle, None)
    return _checked(chosen, handle)


def _from_link(link: str) -> ProfileRef:
    parts = _split(link)
    host = (parts.hostname or "").rstrip(".")
    if host in other_hosts():
        raise _not_a_profile(other_hosts()[host], None)
    rule = _platform_of(host)
    if rule is None:
        return _from_website(host, parts)
    if not _SUBDOMAIN.fullmatch(host.removesuffix(_known(host)) or "www."):
        raise _not_a_profile(f"a page of {rule.name}", rule)
    path = _REGION.sub("", unquote(parts.path).strip("/"), count=1)
    first = path.split("/", 1)[0].lower()
    found = rule.profile.fullmatch(f"{path}?{parts.query.replace('&amp;', '&')}".rstrip("?"))
    if not found or first in rule.not_profiles:
        raise _not_a_profile(rule.not_profiles.get(first, f"a page of {rule.name}"), rule)
    named = found.groupdict()
    profile = _checked(rule, (named["handle"] or unquote_plus(named["name"])).strip().lstrip("@"))
    kept = next((prefix for prefix in rule.kept_prefixes if path.startswith(prefix)), None)
    if kept is None:
        return profile
    return ProfileRef(rule.key, profile.handle, f"https://www.{rule.hosts[0]}/{kept}{quote(profile.handle)}")


def _from_website(host: str, parts: SplitResult) -> ProfileRef:
    host = host.removeprefix("www.")
    if host in shared_hosts():
        host += "/" + unquote(parts.path).strip("/").split("/")[0] if parts.path.strip("/") else ""
    return _checked(PLATFORMS[WEB], host)


def _split(link: str) -> SplitResult:
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as unreadable:
        raise Refused(f"I can't read that address. {_ANY_FORM}") from unreadable
    if parts.username is not None or not host:
        raise Refused(f"I can't read that address. {_ANY_FORM}")
    return parts._replace(netloc=host)


def _checked(rule: Platform, handle: str) -> ProfileRef:
    """The profile, if `handle` is one on this platform."""
    if len(handle) > rule.max_length or not rule.handle.fullmatch(handle):
        limit = f" It has at most {rule.max_length} {rule.letters}." if rule.key != WEB else ""
        raise Refused(_form(rule) + limit)
    return ProfileRef(rule.key, handle, profile_url(rule.key, handle))


def _platform_of(host: str) -> Platform | None:
    known = _known(host)
    return host_table()[known] if known else None


def _known(host: str) -> str:
    """The platform's host that `host` is, or is a part of; "" for all others."""
    labels = host.split(".")
    tails = (".".join(labels[i:]) for i in range(len(labels)))
    return next((tail for tail in tails if tail in host_table()), "")


def _form(chosen: Platform | None) -> str:
    if chosen is None:
        return _ANY_FORM
    subject = "A website" if chosen.key == WEB else f"A profile on {chosen.name}"
    return f"{subject} is written {chosen.example}."


def _not_a_profile(what: str, rule: Platform | None) -> Refused:
    if what == "a short link":
        return Refused("That is a short link. Open it and copy the address of the profile it leads to.")
    example = f", such as {rule.example.split(' or ')[-1]}" if rule else ""
    return Refused(f"That is {what}, not a profile. Open the creator's profile and copy its address{example}.")


def _links(text: str) -> Iterator[str]:
    for found in _link_pattern().finditer(text):
        link = found.group().split("|", 1)[0].rstrip(".,;:!?)]}'\"*_~")
        yield link if "://" in link else f"https://{link}"


@cache
def _link_pattern() -> re.Pattern[str]:
    """Addresses on the hosts of all platforms, with or without a scheme, bare or as Slack wraps them."""
    hosts = "|".join(re.escape(host) for host in host_table())
    return re.compile(rf"(?<![\w@./-])(?:https?://)?(?:[\w-]{{1,20}}\.){{0,2}}(?:{hosts})/[^\s<>]*", re.I)
