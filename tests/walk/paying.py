"""On a walk: payments are noted, cancelled and asked for again, products are sent."""

from datetime import timedelta

from bot.services.payments import payments
from storage import tables
from tests.walk.machine import apt, step, where
from tests.walk.oracle import Key
from tests.walk.signing import Signing
from tests.walk.writing import OLD, WHICH, WORDS, WRITERS, has_contracts

REFERENCES = ("RF18 5390", "RF18 5391", " ")
AHEAD = (0, 0, 0, 1)
"""Days after today that somebody names as the day of a payment."""

has_payments = where(lambda self: self.oracle.payments)


class Paying(Signing):
    """Payments, and the product that is owed."""

    def id_of(self, key: Key) -> int:
        """A payment's number in the database."""
        return next(int(row.id) for row in self.books.rows(tables.payment) if (row.contract_id, row.key) == key)

    @has_payments
    @step(who=WRITERS, which=WHICH, is_old=OLD, reference=REFERENCES, ahead=AHEAD)
    def pays(self, who: str, which: int, is_old: bool, reference: str, ahead: int) -> None:
        self.pay(who, self.payment(which, "approved"), reference, ahead=ahead, is_old=is_old)

    def pay(self, who: str, key: Key, reference: str, *, ahead: int = 0, is_old: bool = False) -> None:
        """Somebody notes a payment as made."""
        edition, version = self.window("payment", key, is_old=is_old)
        number, day = self.id_of(key), self.world.now.date() + timedelta(days=ahead)
        self.attempt(
            f"{who} pays {key}, reference “{reference}”, on {day}",
            lambda oracle: oracle.pay(who, key, paid_on=day, reference=reference, edition=edition),
            lambda store, by: payments.pay(
                store, number, paid_on=day, reference=reference, version=version, by=by, now=self.world.now
            ),
            who=who,
        )

    @has_payments
    @step(who=WRITERS, which=WHICH, is_old=OLD, why=WORDS)
    def cancels_a_payment(self, who: str, which: int, is_old: bool, why: str) -> None:
        key = self.payment(which, "planned", "due", "approved")
        edition, version = self.window("payment", key, is_old=is_old)
        number = self.id_of(key)
        self.attempt(
            f"{who} cancels {key}: “{why}”",
            lambda oracle: oracle.cancel(who, key, why, edition=edition),
            lambda store, by: payments.cancel(store, number, why=why, version=version, by=by, now=self.world.now),
            who=who,
        )

    @has_payments
    @step(who=WRITERS, which=WHICH, is_old=OLD)
    def asks_again_for_an_approval(self, who: str, which: int, is_old: bool) -> None:
        self.ask_again(who, self.payment(which, "due"), is_old=is_old)

    def ask_again(self, who: str, key: Key, *, is_old: bool = False) -> None:
        """Somebody asks once more for a decision on a payment."""
        edition, version = self.window("payment", key, is_old=is_old)
        number = self.id_of(key)
        self.attempt(
            f"{who} asks again for the approval of {key}",
            lambda oracle: oracle.ask_again(who, key, edition=edition),
            lambda store, by: payments.ask_again(store, number, note="", version=version, by=by, now=self.world.now),
            who=who,
        )

    @has_contracts
    @step(who=WRITERS, which=WHICH)
    def cancels_what_is_not_due(self, who: str, which: int) -> None:
        number = self.contract(which, "terminated")
        self.attempt(
            f"{who} cancels what is not due of contract {number}",
            lambda oracle: oracle.cancel_rest(who, number),
            lambda store, by: payments.cancel_rest(store, number, by=by, now=self.world.now),
            who=who,
        )

    @has_contracts
    @step(who=WRITERS, which=WHICH)
    def ships_the_product(self, who: str, which: int) -> None:
        self.ship(who, apt(sorted(self.oracle.contracts), which, lambda one: one in self.oracle.products))

    def ship(self, who: str, number: int) -> None:
        """Somebody notes that the product was sent."""
        self.attempt(
            f"{who} ships the product of contract {number}",
            lambda oracle: oracle.ship(who, number),
            lambda store, by: payments.ship(store, number, by=by, now=self.world.now),
            who=who,
        )
