"""The address that a gift goes to: the link that asks for it, and what is kept of what is typed there."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.private_links import PrivateLink, misleads
from bot.domain.refused import Faults, Refused

MOST = {"name": 100, "lines": 250, "country": 60, "phone": 40}
"""Characters of each field; all of it fits into what an influencer's address may have."""
MOST_LINES = 6

_MARKS = "\u200e\u200f"
"""Marks of direction: a name that is signed may need them, a label does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressLink(PrivateLink):
    """A link by which one person gives their address, once."""

    influencer_id: int
    gift_id: int | None


def compose(typed: Mapping[str, str]) -> str:
    """The address as it is kept: name, lines, country, and the telephone for the carrier; every fault on its field."""
    faults = Faults()
    with faults.noting():
        _check(typed, "name", "Write the name as it stands at your door.")
    with faults.noting():
        _check(typed, "lines", "Write street, number, postcode and city, as on an envelope.")
        if len(_lines(typed)) > MOST_LINES:
            raise Refused(f"That is {len(_lines(typed))} lines; {MOST_LINES} is the most.", field="lines")
        if len("".join(_lines(typed))) < 8:
            raise Refused("That is too short for a parcel: write street, number, postcode and city.", field="lines")
    with faults.noting():
        _check(typed, "country", "Write the country.")
    with faults.noting():
        _check(typed, "phone", "")
        if _one_line(typed, "phone") and sum(one.isdecimal() for one in _one_line(typed, "phone")) < 5:
            raise Refused("That is no telephone number. Mend it, or leave it out.", field="phone")
    faults.check()
    phone = _one_line(typed, "phone")
    parts = [_one_line(typed, "name"), *_lines(typed), _one_line(typed, "country")]
    return "\n".join([*parts, *([f"Telephone: {phone}"] if phone else [])])


def _check(typed: Mapping[str, str], name: str, missing: str) -> None:
    text = typed.get(name, "").strip()
    if missing and not text:
        raise Refused(missing, field=name)
    if len(text) > MOST[name]:
        raise Refused(f"That is {len(text)} characters; {MOST[name]} is the most.", field=name)


def _plain(text: str) -> str:
    """A text without characters that show nothing or turn its direction around: a label is read by strangers."""
    return "".join(one for one in text if one not in _MARKS and not misleads(one))


def _one_line(typed: Mapping[str, str], name: str) -> str:
    return " ".join(_plain(" ".join(typed.get(name, "").split())).split())


def _lines(typed: Mapping[str, str]) -> list[str]:
    lines = [" ".join(_plain(one).split()) for one in typed.get("lines", "").splitlines()]
    return [one for one in lines if one]
