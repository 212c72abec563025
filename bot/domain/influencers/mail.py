"""A message as a mail link (RFC 6068): every character that could mean something to a mail program is encoded."""

import re
from urllib.parse import quote

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$'*+/=^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def one_line(text: str) -> str:
    """A subject: one line without control characters, so that it cannot begin another header."""
    return " ".join(_CONTROL.sub(" ", text).split())


def address(typed: str | None) -> str | None:
    """A single mail address, or None where it is missing or is anything more or less than one."""
    found = _ADDRESS.fullmatch((typed or "").strip())
    return found[0] if found and "." in found[0].rpartition("@")[2] else None


def mail_link(to: str | None, *, subject: str, body: str) -> str:
    """`mailto:` with the address, if it is one, the subject and the body."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    to_whom = quote(address(to) or "", safe="@")
    return f"mailto:{to_whom}?subject={_encoded(one_line(subject))}&body={_encoded(lines)}"


def _encoded(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="")
