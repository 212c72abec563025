"""What waits for a manager's decision, who was asked, and what was decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, and_, or_, select

from bot.domain.approvals.approvals import Approval, ApprovalState, Decision, Subject, Verdict
from bot.domain.money import Money
from bot.domain.team.roles import Role
from storage.base import Queries
from storage.tables import approval, approval_ask, contract, decision, gift, payment, reward


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked to decide (a Slack id), why them, and when."""

    slack_id: str
    because: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """A decision with its id and the evidence that was frozen with it."""

    id: int
    decision: Decision
    evidence: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is kept of an approval beside the request itself: whom it prefers, its note, and who was told of it when."""

    preferred: str | None
    note: str
    escalated_at: datetime | None
    ended_at: datetime | None
    version: int


def approval_of(row: Any) -> Approval:
    """The request that a row of its table holds."""
    return Approval(
        id=row.id,
        subject=Subject(row.subject),
        subject_id=row.subject_id,
        version_number=row.number,
        amount=Money(row.amount, row.currency),
        requested_by=row.requested_by,
        owner=row.owner,
        written_by=row.written_by,
        requested_at=row.requested_at,
        state=ApprovalState(row.state),
    )


def decision_of(row: Any) -> Decision:
    """The decision that a row of its table holds."""
    verdict, role = Verdict(row.verdict), Role(row.role)
    return Decision(row.by, row.on_behalf_of, role, verdict, row.reason, row.at)


class Approvals(Queries):
    """What waits for a manager's decision, who was asked, and what was decided."""

    def get(self, approval_id: int) -> Approval | None:
        """The request, or None if there is none of that id here."""
        return self._one(self._select(approval).where(approval.c.id == approval_id))

    def hold(self, approval_id: int) -> Approval | None:
        """The request, and let everybody else who decides on it wait until this transaction ends."""
        query = select(approval.c.id).where(approval.c.id == approval_id, approval.c.workspace_id == self.workspace)
        held = self._connection.execute(query.with_for_update(key_share=True)).first()
        return self.get(approval_id) if held else None

    def waiting(self, approval_id: int) -> Waiting:
        """What is kept beside the request."""
        row = self._connection.execute(self._select(approval).where(approval.c.id == approval_id)).one()
        return Waiting(**{name: row._mapping[name] for name in Waiting.__dataclass_fields__})

    def of(self, subject: Subject, subject_id: int) -> list[Approval]:
        """Every request about one thing, the newest first."""
        return self._all(self._select(approval).where(*_about(subject, subject_id)).order_by(approval.c.id.desc()))

    def open_of(self, subject: Subject, subject_id: int) -> Approval | None:
        """The request about one thing that is open, if there is one."""
        return self._one(
            self._select(approval).where(*_about(subject, subject_id), _OPEN).order_by(approval.c.id.desc())
        )

    def open_ones(self, *, limit: int = 1_000) -> list[Approval]:
        """Every open request, the oldest first."""
        query = self._select(approval).where(_OPEN)
        return self._all(query.order_by(approval.c.requested_at, approval.c.id).limit(limit))

    def asking(self, slack_ids: Sequence[str], *, limit: int) -> list[Approval]:
        """The open requests that any of these was asked and the first of them has not decided, the oldest first."""
        mine = self._select(approval_ask, approval_ask.c.approval_id).where(approval_ask.c.slack_id.in_(slack_ids))
        did = self._select(decision, decision.c.approval_id).where(decision.c.by == slack_ids[0])
        query = self._select(approval).where(_OPEN, approval.c.id.in_(mine), approval.c.id.not_in(did))
        return self._all(query.order_by(approval.c.requested_at, approval.c.id).limit(limit))

    def add(self, fields: Mapping[str, Any], *, now: datetime) -> int:
        """Note a request; gives its id. `fields` are the table's columns."""
        return self._insert(approval, state=ApprovalState.OPEN, requested_at=now, **fields)

    def ask(self, approval_id: int, slack_id: str, *, because: str, now: datetime) -> bool:
        """Note that somebody is asked. Whether they were not before."""
        row = {"approval_id": approval_id, "slack_id": slack_id, "because": because, "asked_at": now}
        return self._insert_new(approval_ask, [row]) == 1

    def asked(self, approval_id: int) -> list[Asked]:
        """Who was asked, in that order."""
        query = self._select(approval_ask).where(approval_ask.c.approval_id == approval_id)
        rows = self._connection.execute(query.order_by(approval_ask.c.asked_at, approval_ask.c.slack_id))
        return [Asked(row.slack_id, row.because, row.asked_at) for row in rows]

    def decide(self, approval_id: int, one: Decision, *, evidence: Mapping[str, Any]) -> int:
        """Keep a decision with its evidence; gives its id."""
        row: dict[str, Any] = {"by": one.by, "on_behalf_of": one.on_behalf_of, "role": one.role}
        row |= {"verdict": one.verdict, "reason": one.reason, "evidence": dict(evidence), "at": one.at}
        return self._insert(decision, approval_id=approval_id, **row)

    def decisions(self, approval_id: int) -> list[Decision]:
        """What was decided on a request, the first first."""
        return [one.decision for one in self.kept_decisions([approval_id]).get(approval_id, ())]

    def kept_decisions(self, approval_ids: Iterable[int]) -> dict[int, list[KeptDecision]]:
        """What was decided on requests, with its evidence, by request."""
        query = self._select(decision).where(decision.c.approval_id.in_(list(approval_ids))).order_by(decision.c.id)
        found: dict[int, list[KeptDecision]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.approval_id, []).append(KeptDecision(row.id, decision_of(row), row.evidence))
        return found

    def kept_decision(self, decision_id: int) -> tuple[Approval, KeptDecision] | None:
        """A decision with its evidence, and the request it is about."""
        row = self._connection.execute(self._select(decision).where(decision.c.id == decision_id)).first()
        one = self.get(row.approval_id) if row else None
        return (one, KeptDecision(row.id, decision_of(row), row.evidence)) if row and one else None

    def approver_of(self, collaboration_id: int) -> str | None:
        """The Slack id of who approved the newest contract of a collaboration that was approved."""
        query = self._select(decision, decision.c.by).join(approval, approval.c.id == decision.c.approval_id)
        about = (approval.c.subject == Subject.CONTRACT, approval.c.state == ApprovalState.APPROVED)
        mine = approval.c.subject_id.in_(self._ids_of(contract, collaboration_id))
        query = query.where(*about, mine, decision.c.verdict == Verdict.APPROVE).order_by(decision.c.id.desc())
        return self._connection.execute(query.limit(1)).scalar()

    def end(self, approval_id: int, state: ApprovalState, *, now: datetime) -> bool:
        """Bring an open request to its end. Whether this call won."""
        return self._mark(approval_id, {"state": state, "ended_at": now})

    def give(self, collaboration_id: int, *, to: str) -> None:
        """Let open requests about a collaboration be somebody else's own: its contracts, payments, gifts, rewards."""
        tables = {Subject.CONTRACT: contract, Subject.PAYMENT: payment, Subject.GIFT: gift, Subject.REWARD: reward}
        about = [
            and_(approval.c.subject == subject, approval.c.subject_id.in_(self._ids_of(table, collaboration_id)))
            for subject, table in tables.items()
        ]
        self._connection.execute(self._update(approval).where(_OPEN, or_(*about)).values(owner=to))

    def _ids_of(self, table: Table, collaboration_id: int) -> Select[Any]:
        return self._select(table, table.c.id).where(table.c.collaboration_id == collaboration_id)

    def escalate(self, approval_id: int, *, now: datetime) -> bool:
        """Note that somebody else was asked because nobody answered, once. Whether this call won."""
        return self._mark(approval_id, {"escalated_at": now}, approval.c.escalated_at.is_(None))

    def _mark(self, approval_id: int, values: Mapping[str, Any], *also: Any) -> bool:
        changed = self._update(approval).where(approval.c.id == approval_id, _OPEN, *also)
        done = self._connection.execute(changed.values(**values, version=approval.c.version + 1))
        return done.rowcount == 1

    def _one(self, query: Select[Any]) -> Approval | None:
        row = self._connection.execute(query).first()
        return approval_of(row) if row else None

    def _all(self, query: Select[Any]) -> list[Approval]:
        return [approval_of(row) for row in self._connection.execute(query)]


_OPEN = approval.c.state == ApprovalState.OPEN


def _about(subject: Subject, subject_id: int) -> tuple[Any, ...]:
    return approval.c.subject == subject, approval.c.subject_id == subject_id
