"""What stands: contracts with their versions, requests, links, signatures, wishes and payments, in plain data."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tests.walk.law import Law, Request, must
from tests.walk.ledger import Account, Key, Payment, Spec

ENDED = ("completed", "terminated")
NEW = -1
"""The number of something that was just made: the world names it."""


@dataclass
class Contract:
    """A contract: where it stands, and its versions as (terms, who wrote them). `edition` counts its changes."""

    place: int
    owner: str
    writer: str
    versions: list[tuple[Spec, str]]
    stage: str = "draft"
    asker: str = ""
    edition: int = 1

    @property
    def spec(self) -> Spec:
        """The newest terms."""
        return self.versions[-1][0]

    def move(self, stage: str) -> None:
        """Bring it to another stage."""
        self.stage, self.edition = stage, self.edition + 1


@dataclass
class Link:
    """A link to sign one version by: open, used or withdrawn."""

    contract: int
    number: int
    until: datetime
    state: str = "open"


@dataclass
class Signature:
    """What somebody signed by a link: it waits, counts or was refused."""

    contract: int
    number: int
    day: date
    state: str = "waits"


@dataclass
class Wish:
    """Other terms that an influencer asks for."""

    contract: int
    terms: Spec
    state: str = "open"


@dataclass
class Standing:
    """Everything that must stand, by its number in the database. `products` are owed, by contract."""

    law: Law
    now: datetime
    accounts: dict[int, Account]
    contracts: dict[int, Contract] = field(default_factory=dict)
    requests: dict[int, Request] = field(default_factory=dict)
    links: dict[int, Link] = field(default_factory=dict)
    signatures: dict[int, Signature] = field(default_factory=dict)
    wishes: dict[int, Wish] = field(default_factory=dict)
    payments: dict[Key, Payment] = field(default_factory=dict)
    products: set[int] = field(default_factory=set)

    @property
    def today(self) -> date:
        """The day, in UTC."""
        return self.now.date()

    def payments_of(self, number: int) -> list[Payment]:
        """The payments of a contract."""
        return [one for (contract, _), one in self.payments.items() if contract == number]

    def open_requests(self) -> list[int]:
        """What waits for a decision."""
        return [number for number, one in sorted(self.requests.items()) if one.state == "open"]

    def waits(self, subject: str, about: Any) -> list[Request]:
        """What waits for a decision about one thing: nothing, or one request."""
        mine = [one for one in self.requests.values() if (one.subject, one.about) == (subject, about)]
        return [one for one in mine if one.state == "open"]

    def withdraw(self, subject: str, about: Any) -> None:
        """Nothing is to be decided about it any more."""
        for one in self.waits(subject, about):
            one.state = "withdrawn"

    def seen(self, number: int, edition: int) -> Contract:
        """The contract as a window showed it."""
        one = self.contracts[number]
        must(one.edition == edition, "somebody was quicker")
        return one

    def seen_payment(self, key: Key, edition: int) -> Payment:
        """The payment as a window showed it."""
        one = self.payments[key]
        must(one.edition == edition, "somebody was quicker")
        return one

    def is_signed_and_waits(self, number: int) -> bool:
        """Whether a signature waits for somebody to say if it counts."""
        return any((one.contract, one.state) == (number, "waits") for one in self.signatures.values())

    def has_open_wish(self, number: int) -> bool:
        """Whether an influencer waits for an answer."""
        return any((one.contract, one.state) == (number, "open") for one in self.wishes.values())

    def withdraw_links(self, number: int) -> None:
        """No link of a contract leads anywhere any more."""
        for link in self.links.values():
            if (link.contract, link.state) == (number, "open"):
                link.state = "withdrawn"

    def drop_wish(self, number: int) -> None:
        """What was asked for is overtaken."""
        for wish in self.wishes.values():
            if (wish.contract, wish.state) == (number, "open"):
                wish.state = "overtaken"

    def close(self, number: int) -> None:
        """The terms change, or the contract ends: what is under way with the influencer falls away."""
        self.withdraw_links(number)
        self.drop_wish(number)
        for signature in self.signatures.values():
            if (signature.contract, signature.state) == (number, "waits"):
                signature.state = "refused"
