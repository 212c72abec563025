"""A whole walk: everything that may happen, and from time to time the right people do the right things in a row."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.walk.deciding import Deciding
from tests.walk.fate import Fate
from tests.walk.machine import OTHERS, pick
from tests.walk.oracle import Key
from tests.walk.paying import Paying
from tests.walk.signing import Signing
from tests.walk.terms import specs
from tests.walk.writing import Writing

KINDS = (Writing, Deciding, Deciding, Signing, Signing, Paying, Paying, Fate)
"""The kinds of steps, as often as they are taken."""
NUMBERS = st.integers(0, 60)
SEEDS = st.integers(0, 2**32 - 1)
FAR = st.integers(1, 3)
"""How many things in a row the right people do."""


class Walk(Fate):
    """Begun with three contracts somewhere on their way."""

    @rule(data=st.data(), seed=SEEDS)
    def something_happens(self, data: st.DataObject, seed: int) -> None:
        self.happen(data, seed, among=KINDS)

    @initialize(terms=st.tuples(specs(), specs(), specs()), far=st.integers(0, 4), whom=NUMBERS)
    def three_contracts_are_under_way(self, terms: tuple[Any, ...], far: int, whom: int) -> None:
        for place, (who, spec) in enumerate(zip(("mia", "leo", "max"), terms, strict=True)):
            self.writes_a_contract(who, place * OTHERS, spec)
        for number, steps in zip(sorted(self.oracle.contracts), (far, 3, 4 + 2 * far), strict=False):
            for _ in range(steps):
                self.get_on(number, whom)

    @precondition(lambda self: self.oracle.contracts)
    @rule(which=NUMBERS, far=FAR, whom=NUMBERS)
    def a_contract_gets_on(self, which: int, far: int, whom: int) -> None:
        number = self.contract(which, "draft", "in review", "approved", "expired", "sent", "signed")
        for _ in range(far):
            self.get_on(number, whom)

    def get_on(self, number: int, whom: int) -> None:
        """Somebody who may does what comes next with a contract."""
        one = self.oracle.contracts[number]
        match one.stage:
            case "draft":
                self.submit(one.writer, number, None)
            case "in review" if whom % 8 == 7:
                self.take_back(one.asker, number)
            case "in review":
                self.approve("contract", number, whom)
            case "approved" | "expired":
                self.send("mia", number, 14)
            case "sent":
                self.hear(number, whom)
            case "signed":
                self.keep_word(number)

    def hear(self, number: int, whom: int) -> None:
        """What an influencer signs by the link or asks for, and what the owner says to it."""
        waiting = [
            one for one, each in self.oracle.signatures.items() if (each.contract, each.state) == (number, "waits")
        ]
        wishes = [one for one, each in self.oracle.wishes.items() if (each.contract, each.state) == (number, "open")]
        links = [one for one, each in self.oracle.links.items() if each.contract == number]
        if waiting and whom % 3:
            self.let_count("mia", waiting[0])
        elif waiting:
            self.refuse("mia", waiting[0], "because the brief stays")
        elif wishes and whom % 2:
            self.take_over("mia", wishes[0])
        elif whom % 6 == 5:
            self.ask(max(links), "3")
        else:
            self.sign(max(links), ("", "freedom", "", "one round")[whom % 4])

    def keep_word(self, number: int) -> None:
        """The next piece goes live, or the product is sent."""
        place = self.oracle.contracts[number].place
        waiting = [index for index, one in enumerate(self.oracle.accounts[place].pieces) if one.live is None]
        if waiting:
            self.publish(place, waiting[0])
        elif number in self.oracle.products:
            self.ship("mia", number)

    @precondition(lambda self: any(one.is_open for one in self.oracle.payments.values()))
    @rule(which=NUMBERS, far=FAR, whom=NUMBERS)
    def a_payment_gets_on(self, which: int, far: int, whom: int) -> None:
        key = pick(sorted(key for key, one in self.oracle.payments.items() if one.is_open), which)
        for _ in range(far):
            self.get_paid(key, whom)

    def get_paid(self, key: Key, whom: int) -> None:
        """Somebody who may does what comes next with a payment."""
        one = self.oracle.payments[key]
        match one.stage:
            case "planned" if one.due:
                self.travel(max(one.due - self.world.now.date() - timedelta(days=2), timedelta(minutes=1)))
            case "planned":
                self.keep_word(one.contract)
            case "due" if self.oracle.waits("payment", key):
                self.approve("payment", key, whom)
            case "due":
                self.ask_again("mia", key)
            case "approved":
                self.pay("mia", key, "RF18 5392")
