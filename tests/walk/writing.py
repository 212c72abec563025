"""On a walk: contracts are written, changed, submitted, taken back and ended, by everybody, allowed or not."""

from typing import Any

from hypothesis import strategies as st

from bot.services.contracts import contract_submitting, contract_terminating, contract_writing, contracts
from bot.services.contracts.contract_writing import Written
from tests.walk.machine import Steps, apt, step, where
from tests.walk.standing import ENDED
from tests.walk.terms import form_of, specs
from tests.walk.world import EVERYBODY, id_of

WHICH = range(60)
WHO = EVERYBODY
WRITERS = ("mia", "mia", "mia", "leo", "max", *EVERYBODY)
OLD = (False, False, False, True)
WORDS = ("because it is so", "")

has_contracts = where(lambda self: self.oracle.contracts)


class Writing(Steps):
    """What is done to contracts by who writes them."""

    @step(who=WRITERS, place=WHICH, spec=specs() | specs(is_complete=False))
    def writes_a_contract(self, who: str, place: int, spec: dict[str, Any]) -> None:
        held = {one.place for one in self.oracle.contracts.values() if one.stage not in ENDED}
        number = apt(self.world.places, place, lambda one: one not in held)
        terms = {**spec, "base": self.world.now.date()}
        self.attempt(
            f"{who} writes a contract of collaboration {number}: {terms}",
            lambda oracle: oracle.begin(who, number, terms, owner="mia"),
            lambda store, by: contract_writing.begin(store, number, Written(form_of(terms)), by=by, now=self.world.now),
            who=who,
        )

    @has_contracts
    @step(who=WRITERS, which=WHICH, is_old=OLD, spec=specs() | specs() | specs(is_complete=False) | st.none())
    def changes_the_terms(self, who: str, which: int, is_old: bool, spec: dict[str, Any] | None) -> None:
        number = self.contract(which, "draft", "approved", "sent", "rejected", "expired")
        edition, version = self.window("contract", number, is_old=is_old)
        terms = {**spec, "base": self.world.now.date()} if spec else self.oracle.contracts[number].spec
        written = Written(form_of(terms))
        self.attempt(
            f"{who} changes contract {number}{' in an old window' if is_old else ''}: {spec or 'nothing'}",
            lambda oracle: oracle.change(who, number, terms, edition=edition),
            lambda store, by: contract_writing.change(
                store, number, written, version=version, by=by, now=self.world.now
            ),
            who=who,
        )

    @has_contracts
    @step(who=WRITERS, which=WHICH, asked=(None, None, *EVERYBODY))
    def submits(self, who: str, which: int, asked: str | None) -> None:
        self.submit(who, self.contract(which, "draft"), asked)

    def submit(self, who: str, number: int, asked: str | None) -> None:
        """Somebody asks for a decision."""
        chosen = id_of(asked) if asked else None
        self.attempt(
            f"{who} submits contract {number} to {asked or 'whoever may decide'}",
            lambda oracle: oracle.submit(who, number, asked=asked),
            lambda store, by: contract_submitting.submit(
                store, contracts.found(store, number), approver=chosen, note="", by=by, now=self.world.now
            ),
            who=who,
        )

    @has_contracts
    @step(who=WRITERS, which=WHICH, is_old=OLD)
    def takes_back(self, who: str, which: int, is_old: bool) -> None:
        self.take_back(who, self.contract(which, "in review"), is_old=is_old)

    def take_back(self, who: str, number: int, *, is_old: bool = False) -> None:
        """Somebody takes a contract back from review."""
        edition, version = self.window("contract", number, is_old=is_old)
        self.attempt(
            f"{who} takes contract {number} back",
            lambda oracle: oracle.take_back(who, number, edition=edition),
            lambda store, by: contract_writing.take_back(store, number, version=version, by=by, now=self.world.now),
            who=who,
        )

    @has_contracts
    @step(who=WHO, which=WHICH, is_old=OLD, why=WORDS)
    def terminates(self, who: str, which: int, is_old: bool, why: str) -> None:
        number = self.contract(which, "draft", "sent", "signed")
        edition, version = self.window("contract", number, is_old=is_old)
        self.attempt(
            f"{who} terminates contract {number}: “{why}”",
            lambda oracle: oracle.terminate(who, number, why, edition=edition),
            lambda store, by: contract_terminating.terminate(
                store, number, version=version, why=why, by=by, now=self.world.now
            ),
            who=who,
        )
