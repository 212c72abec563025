"""A collaboration's tracking link: its readable alias, its target, and where it may lead.

An address that is checked comes back in ASCII: the host as IDNA writes it, the path percent-encoded.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, quote, unquote, unquote_plus, urlencode, urlsplit, urlunsplit

from bot.domain.refused import Refused

LONGEST_ALIAS = 40
LONGEST_ADDRESS = 2_000
CLICK_PARAMETER = "rapport"
"""The name under which a click's token travels to the shop."""

_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "'": "", "’": "", "ʼ": "",
})  # fmt: skip
_PARAMETERS = frozenset({"utm_source", "utm_medium", "utm_campaign", "utm_content", CLICK_PARAMETER})
_SAFE = "/:@!$&'()*+,;=-._~%"
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_NOT_PUBLIC = frozenset({"localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion"})
_DEVIATING = frozenset("ßς\u200c\u200d")  # other hosts in IDNA 2003 and 2008 (UTS 46, section 4)
_EXAMPLE = "Give the page's whole address, such as https://shop.example/spring."


@dataclass(frozen=True, slots=True)
class TrackingLink:
    """A collaboration's link and promo code. `target` is the landing page that it was made for."""

    id: int
    collaboration_id: int
    alias: str
    target: str
    code: str
    code_key: str
    made_at: datetime


def slug(text: str) -> str:
    """`text` in lowercase ASCII letters, digits and single hyphens; "" where nothing of it can be written so."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)).translate(_LETTERS)
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def link_alias(campaign: str, influencer: str, *, taken: Callable[[str], bool]) -> str:
    """A readable alias of at most 40 characters that is not `taken`: `spring-launch-noor`, `spring-launch-noor-2`."""
    who = _clipped(slug(influencer), (LONGEST_ALIAS - 1) // 2)
    what = _clipped(slug(campaign), LONGEST_ALIAS - 1 - len(who))
    alias = "-".join(part for part in (what, who) if part) or "link"
    if not taken(alias):
        return alias
    number = 2
    while taken(numbered := f"{_clipped(alias, LONGEST_ALIAS - 1 - len(str(number)))}-{number}"):
        number += 1
    return numbered


def target_address(landing_page: str, *, alias: str, campaign: str, token: str, source: str = "influencer") -> str:
    """The landing page with our UTM parameters and the click's token.

    The page's own query and fragment stay as they are, but for parameters of these names. `source` is the
    platform, where it is known. Raises Refused as `check_landing_page` does.
    """
    ours = {
        "utm_source": slug(source) or "influencer",
        "utm_medium": "influencer",
        "utm_campaign": slug(campaign) or "campaign",
        "utm_content": alias,
        CLICK_PARAMETER: token,
    }
    parts = urlsplit(check_landing_page(landing_page, allow_local=True))
    own = [pair for pair in parts.query.split("&") if pair and _name(pair) not in _PARAMETERS]
    return urlunsplit(parts._replace(query="&".join([*own, urlencode(ours)])))


def check_landing_page(text: str, *, allow_local: bool = False) -> str:
    """The address of a page that a link may lead to, in ASCII. Raises Refused on the field "landing_page".

    `allow_local` lets addresses of one's own machine and network pass, for a try-out.
    """
    address = text.strip(" \t\r\n")
    if not address:
        raise _refused(_EXAMPLE)
    if len(address) > LONGEST_ADDRESS:
        raise _refused(f"That address is longer than {LONGEST_ADDRESS:,} characters. Give a shorter one.")
    if any(c in '\\<>"`{}|^' or unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"} for c in address):
        raise _refused(f"That address has a space or a sign that no address has. {_EXAMPLE}")
    if not re.match(r"https?://[^/]", address, re.I):
        raise _refused(f"The address must start with https:// or http://. {_EXAMPLE}")
    parts = _split(address)
    host = _host(parts.hostname or "", allow_local=allow_local)
    port = "" if parts.port in (None, _default_port(parts.scheme)) else f":{parts.port}"
    path, query, fragment = (quote(part, safe=_SAFE + "?") for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host + port, path.replace("?", "%3F") or "/", query, fragment))


def is_within(target: str, landing_pages: Iterable[str]) -> bool:
    """Tell whether `target` is one of the landing pages, or lies below one: same scheme, host and port."""
    try:
        found = urlsplit(check_landing_page(target, allow_local=True))
        pages = [urlsplit(check_landing_page(page, allow_local=True)) for page in landing_pages]
    except Refused:
        return False
    if _climbs(found.path):
        return False
    return any(_is_below(found, page) for page in pages)


def _is_below(target: SplitResult, page: SplitResult) -> bool:
    folder = page.path.rstrip("/")
    is_path = target.path == folder or target.path.startswith(f"{folder}/")
    return (target.scheme, target.netloc) == (page.scheme, page.netloc) and is_path


def _climbs(path: str) -> bool:
    """Tell whether a path has a `.` or `..` in it, however often it is encoded."""
    while (decoded := unquote(path)) != path:
        path = decoded
    return any(part.split(";")[0] in {".", ".."} for part in re.split(r"[/\\]", path))


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        is_whole = parts.port != 0  # reading the port checks it
    except ValueError as unreadable:
        raise _refused(f"I can't read that address. {_EXAMPLE}") from unreadable
    if "@" in parts.netloc:
        raise _refused("An address with a name or password before the @ is not safe to share. Leave that part out.")
    if not is_whole or parts.netloc.endswith(":"):
        raise _refused(f"I can't read the port of that address. {_EXAMPLE}")
    return parts


def _host(host: str, *, allow_local: bool) -> str:
    """`host` in ASCII, if anybody on the internet can reach it."""
    if allow_local and (local := _local(host)):
        return local
    if any(letter in _DEVIATING for letter in host):
        raise _refused("Programs read that domain in two ways. Write it in its xn-- form.")
    try:
        ascii_host = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as unreadable:
        raise _refused(f"I can't read the domain of that address. {_EXAMPLE}") from unreadable
    labels = ascii_host.split(".")
    if _NUMBER.fullmatch(labels[-1]) or ":" in ascii_host:
        raise _refused("Give the page's domain name instead of an IP address.")
    if len(labels) < 2 or labels[-1] in _NOT_PUBLIC:
        raise _refused("That page is on a private network, where your customers can't reach it. Give a public one.")
    if len(ascii_host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _refused(f"I can't read the domain of that address. {_EXAMPLE}")
    return ascii_host


def _local(host: str) -> str:
    """A host of this machine or network as an address writes it; "" where it is a domain name."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host.lower() if _LABEL.fullmatch(host.lower()) and not _NUMBER.fullmatch(host.lower()) else ""
    return f"[{found}]" if found.version == 6 else str(found)


def _default_port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _clipped(text: str, length: int) -> str:
    """At most `length` characters, cut between words where that keeps half of them."""
    if len(text) <= length:
        return text
    cut = text[: length + 1].rfind("-")
    return text[: cut if cut * 2 >= length else length].strip("-")


def _name(pair: str) -> str:
    return unquote_plus(pair.partition("=")[0]).strip().lower()


def _refused(sentence: str) -> Refused:
    return Refused(sentence, field="landing_page")
