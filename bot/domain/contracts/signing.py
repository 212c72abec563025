"""The link under which an influencer signs, and what a signature must say."""

from dataclasses import dataclass

from bot.domain.private_links import PrivateLink, misleads
from bot.domain.refused import Faults, Refused

SHORTEST_NAME, LONGEST_NAME = 2, 200
SHORTEST_REQUEST, LONGEST_REQUEST = 10, 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningLink(PrivateLink):
    """A link to one version of a contract for one person."""

    contract_version_id: int


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
    if any(misleads(one) for one in name):
        raise Refused("Write your name on one line, with letters only as they read.", field="name")
