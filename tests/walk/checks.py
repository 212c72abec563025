"""What must hold after every step, read from the tables themselves."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, func, select

from bot.services.team import audit_check
from storage import tables as t
from tests.walk import ledger
from tests.walk.oracle import Oracle
from tests.walk.world import World

_DOCUMENT = ("sha256", "file_id")
"""What a version gets later, once: its PDF."""

WAITS = "the first message of its thread"
"""How the reason begins for which a message rightly waits."""

_MINE = {
    table.name: select(table).where(table.c.workspace_id == bindparam("team")).order_by(*table.primary_key.columns)
    for table in t.metadata.sorted_tables
    if "workspace_id" in table.c
}
"""The rows of one workspace, by table."""


class Books:
    """The books of one workspace, held against the oracle; it remembers how each version read when it was written."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.versions: dict[int, str] = {}
        self.documents: dict[int, tuple[object, ...]] = {}
        self._read: dict[str, Sequence[Any]] = {}

    def rows(self, table: Table) -> Sequence[Any]:
        """The workspace's rows of a table, read once until `turn` opens the books anew."""
        if table.name not in self._read:
            with self.world.database.engine.connect() as connection:
                self._read[table.name] = connection.execute(_MINE[table.name], {"team": self.world.team}).all()
        return self._read[table.name]

    def turn(self) -> None:
        """Forget what was read: something may have changed since."""
        self._read = {}

    def portrait(self) -> str:
        """Everything that stands in the workspace, in one hash."""
        whole = hashlib.sha256()
        mine = self.world.team
        with self.world.database.engine.connect() as connection:
            for name, query in _MINE.items():
                whole.update(repr((name, connection.execute(query, {"team": mine}).all())).encode())
        return whole.hexdigest()

    def check(self, oracle: Oracle) -> None:
        """Everything at once."""
        self.turn()
        self.check_contracts(oracle)
        self.check_decisions(oracle)
        self.check_signatures(oracle)
        self.check_payments(oracle)
        self.check_costs(oracle)
        self.check_promises(oracle)
        self.check_outbox()

    def check_contracts(self, oracle: Oracle) -> None:
        """Each contract stands where the oracle says, and no version that was written reads otherwise by now."""
        stand = {row.id: (row.stage, row.current) for row in self.rows(t.contract)}
        assert stand == {number: (one.stage, len(one.versions)) for number, one in oracle.contracts.items()}
        for row in self.rows(t.contract_version):
            read = {name: value for name, value in row._mapping.items() if name not in _DOCUMENT}
            digest = hashlib.sha256(json.dumps(read, default=str, sort_keys=True).encode()).hexdigest()
            assert self.versions.setdefault(row.id, digest) == digest, f"version {row.id} reads otherwise by now"
            document = tuple(row._mapping[name] for name in _DOCUMENT)
            if row.sha256 is not None:
                assert self.documents.setdefault(row.id, document) == document, f"another PDF of version {row.id}"

    def check_decisions(self, oracle: Oracle) -> None:
        """Each request stands as the oracle says; nobody decided on, or was asked about, what is their own."""
        requests = {row.id: row for row in self.rows(t.approval)}
        decisions = self.rows(t.decision)
        taken = Counter(row.approval_id for row in decisions)
        stand = {number: (row.state, taken[number]) for number, row in requests.items()}
        assert stand == {number: (one.state, one.decisions) for number, one in oracle.requests.items()}
        for row in (*decisions, *self.rows(t.approval_ask)):
            request = requests[row.approval_id]
            own = {request.requested_by, request.owner, request.written_by}
            who = {row._mapping.get("by"), row._mapping.get("on_behalf_of"), row._mapping.get("slack_id")}
            assert not own & who, f"{who} on their own"
        approvals = [row for row in decisions if row.verdict == "approve"]
        for number in requests:
            mine = [row for row in approvals if row.approval_id == number]
            people = [one for row in mine for one in (row.by, row.on_behalf_of) if one]
            assert len(people) == len(set(people)), f"{people} twice on request {number}"

    def check_signatures(self, oracle: Oracle) -> None:
        """A signature stands only on a version that was approved as it stands, and counts once."""
        versions = {row.id: row for row in self.rows(t.contract_version)}
        approved: dict[tuple[int, int], datetime] = {}
        for row in self.rows(t.approval):
            if (row.subject, row.state) == ("contract", "approved"):  # the first, where it was approved twice
                approved.setdefault((row.subject_id, row.number), row.ended_at)
        counted: Counter[int] = Counter()
        stand = {}
        for row in self.rows(t.signature):
            version = versions[row.contract_version_id]
            when = approved.get((version.contract_id, version.number))
            assert when is not None, f"signature {row.id} is on a version that nobody approved"
            assert when <= row.signed_at
            assert not (row.counted_at and row.refused_at)
            counted[version.contract_id] += row.counted_at is not None
            stand[row.id] = "counts" if row.counted_at else "refused" if row.refused_at else "waits"
        assert all(many <= 1 for many in counted.values())
        assert stand == {number: one.state for number, one in oracle.signatures.items()}

    def check_payments(self, oracle: Oracle) -> None:
        """What is to be paid is what the terms say, to the last cent; nothing is there or paid twice."""
        rows = self.rows(t.payment)
        stand = {(row.contract_id, row.key): (row.stage, row.amount, row.currency, row.due_on) for row in rows}
        assert len(stand) == len(rows), "a payment is there twice"
        owed = {key: (one.stage, one.amount, one.currency, one.due) for key, one in oracle.payments.items()}
        assert stand == owed
        fees: Counter[int] = Counter()
        for row in rows:
            fees[row.contract_id] += row.amount if row.key != "commission" else 0
            assert (row.stage == "paid") == (row.paid_at is not None and bool(row.reference)), f"payment {row.id}"
            assert row.stage not in ("approved", "paid") or row.approved_by, f"payment {row.id} without approval"
        for number in {row.contract_id for row in rows}:
            assert fees[number] == oracle.contracts[number].spec["fee"], f"the parts of contract {number} do not add up"

    def check_costs(self, oracle: Oracle) -> None:
        """What is committed and what is spent is what the oracle says, in each currency."""
        for place, account in oracle.accounts.items():
            found: Counter[tuple[str, str]] = Counter()
            for row in self.rows(t.cost):
                if row.collaboration_id == place:
                    found[row.state, row.currency] += row.amount
            mine = [one for one in oracle.payments.values() if oracle.contracts[one.contract].place == place]
            assert +found == ledger.costs(account, mine)

    def check_promises(self, oracle: Oracle) -> None:
        """Exactly what is owed is promised."""
        ids = {(row.contract_id, row.key): row.id for row in self.rows(t.payment)}
        owed = {f"product:{number}" for number in oracle.products}
        owed |= {f"proposal:{number}" for number, one in oracle.wishes.items() if one.state == "open"}
        dated = {key for key, one in oracle.payments.items() if one.is_open and one.due and one.amount}
        owed |= {f"payment:{ids[key]}" for key in dated}
        rows = [row for row in self.rows(t.promise) if row.kept_at is None and row.cancelled_at is None]
        assert sorted(row.about for row in rows) == sorted(owed)

    def check_outbox(self) -> None:
        """No message is there, or was posted, twice; none waits for a mended template."""
        rows = self.rows(t.outbox)
        assert len({row.key for row in rows}) == len(rows)
        assert all(many == 1 for many in self.world.slack.posted.values()), self.world.slack.posted
        failed = [(row.kind, row.failure) for row in rows if row.failure and not row.failure.startswith(WAITS)]
        assert not failed, failed

    def check_audit(self) -> None:
        """The log is unbroken, and says of each payment at most once that it was paid."""
        with self.world.reading() as store:
            assert audit_check.broken(store) is None
        query = select(t.audit.c.about, func.count()).where(t.audit.c.workspace_id == self.world.team)
        query = query.where(t.audit.c.verb == "pay").group_by(t.audit.c.about)
        with self.world.database.engine.connect() as connection:
            assert all(many == 1 for _, many in connection.execute(query))
