"""What is to be paid, and what was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func

from bot.domain.campaigns.collaborations import CostKind
from bot.domain.content.deliverables import DeliverableStage
from bot.domain.contracts.contracts import Contract, ContractStage
from bot.domain.contracts.terms import Trigger
from bot.domain.money import Money
from bot.domain.payments.payments import OPEN, Payment, PaymentStage
from storage.base import Queries
from storage.contracts import contract_of
from storage.tables import contract, deliverable, payment

_OTHERWISE = ("kind", "amount", "trigger", "stage")
_SAME = tuple(name for name in Payment.__dataclass_fields__ if name not in _OTHERWISE)

Totals = Mapping[str, Mapping[PaymentStage, int]]
"""Minor units by currency and stage."""


def payment_of(row: Any) -> Payment:
    """The payment that a row of its table holds."""
    return Payment(
        **{name: row._mapping[name] for name in _SAME},
        kind=CostKind(row.kind),
        amount=Money(row.amount, row.currency),
        trigger=Trigger(row.trigger) if row.trigger else None,
        stage=PaymentStage(row.stage),
    )


class Payments(Queries):
    """What is to be paid, and what was."""

    def get(self, payment_id: int) -> Payment | None:
        """The payment, or None if there is none of that id here."""
        row = self._connection.execute(self._select(payment).where(payment.c.id == payment_id)).first()
        return payment_of(row) if row else None

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Plan payments, each once for its contract and key."""
        self._insert_new(payment, [{"stage": PaymentStage.PLANNED, "why": "", **row} for row in rows])

    def of_contracts(self, contract_ids: Iterable[int]) -> list[Payment]:
        """The payments of these contracts, in the order of their terms."""
        query = self._select(payment).where(payment.c.contract_id.in_(list(contract_ids)))
        return [payment_of(row) for row in self._connection.execute(query.order_by(payment.c.id))]

    def commissions(self, collaboration_ids: Iterable[int]) -> list[Payment]:
        """The commissions of these collaborations that are still counted."""
        mine = (payment.c.collaboration_id.in_(list(collaboration_ids)), payment.c.kind == CostKind.COMMISSIONS)
        query = self._select(payment).where(*mine, payment.c.stage == PaymentStage.PLANNED)
        return [payment_of(row) for row in self._connection.execute(query.order_by(payment.c.id))]

    def near(self, *, until: date, limit: int) -> list[Payment]:
        """Planned payments whose date is known and comes by a day, the nearest first."""
        near = (payment.c.stage == PaymentStage.PLANNED, payment.c.due_on <= until)
        query = self._select(payment).where(*near).order_by(payment.c.due_on, payment.c.id).limit(limit)
        return [payment_of(row) for row in self._connection.execute(query)]

    def give(self, collaboration_id: int, *, to: str) -> None:
        """Let somebody else look after the payments of a collaboration that are still to be made."""
        mine = (payment.c.collaboration_id == collaboration_id, payment.c.stage.in_(OPEN))
        self._connection.execute(self._update(payment).where(*mine).values(owner=to))

    def change(self, one: Payment, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        mine = (payment.c.id == one.id, payment.c.version == one.version, payment.c.stage == one.stage)
        changed = self._update(payment).where(*mine).values({**fields, "version": one.version + 1})
        return self._connection.execute(changed).rowcount == 1

    def following(self, cost_ids: Iterable[int]) -> dict[int, Payment]:
        """The payments that these lines of cost follow, by the line."""
        query = self._select(payment).where(payment.c.cost_id.in_(list(cost_ids)))
        return {row.cost_id: payment_of(row) for row in self._connection.execute(query)}

    def page(self, *, stages: Iterable[PaymentStage], limit: int, skip: int = 0) -> list[Payment]:
        """A page of the payments in some stages, by date; those without one last."""
        query = self._select(payment).where(payment.c.stage.in_(list(stages)))
        query = query.order_by(payment.c.due_on.asc().nulls_last(), payment.c.id).limit(limit).offset(skip)
        return [payment_of(row) for row in self._connection.execute(query)]

    def every(self, *, stages: Iterable[PaymentStage], at_once: int) -> Iterator[list[Payment]]:
        """All payments in some stages, so many at once, in the order in which they were planned."""
        wanted, after = list(stages), 0
        while True:
            query = self._select(payment).where(payment.c.stage.in_(wanted), payment.c.id > after)
            rows = self._connection.execute(query.order_by(payment.c.id).limit(at_once)).all()
            if not rows:
                return
            yield [payment_of(row) for row in rows]
            after = rows[-1].id

    def count(self, *, stages: Iterable[PaymentStage]) -> int:
        """How many payments are in some stages."""
        query = self._select(payment, func.count()).where(payment.c.stage.in_(list(stages)))
        return int(self._connection.execute(query).scalar_one())

    def totals(self) -> Totals:
        """What all payments come to, by currency (in alphabetical order) and stage; never across currencies."""
        columns = (payment.c.currency, payment.c.stage)
        query = self._select(payment, *columns, func.sum(payment.c.amount).label("amount")).group_by(*columns)
        found: dict[str, dict[PaymentStage, int]] = {}
        for row in self._connection.execute(query.order_by(payment.c.currency)):
            found.setdefault(row.currency, {})[PaymentStage(row.stage)] = int(row.amount)
        ordered = {code: [stage for stage in PaymentStage if stage in sums] for code, sums in found.items()}
        return {code: {stage: found[code][stage] for stage in stages} for code, stages in ordered.items()}

    def settled(self, *, limit: int) -> list[Contract]:
        """Signed contracts in which all content is live and nothing is left to pay, the oldest first."""
        owed = self._select(payment, payment.c.id).where(payment.c.stage.in_(OPEN))
        owed = owed.where(payment.c.contract_id == contract.c.id)
        unmade = self._select(deliverable, deliverable.c.id).where(deliverable.c.state != DeliverableStage.PUBLISHED)
        unmade = unmade.where(deliverable.c.collaboration_id == contract.c.collaboration_id)
        query = self._select(contract).where(contract.c.stage == ContractStage.SIGNED, ~owed.exists(), ~unmade.exists())
        return [contract_of(row) for row in self._connection.execute(query.order_by(contract.c.id).limit(limit))]
