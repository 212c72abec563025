"""Contracts, their versions and their changes of stage."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.domain.contracts.contracts import Contract, ContractChange, ContractStage, ContractVersion
from storage.base import Queries, prepared
from storage.tables import collaboration, contract, contract_change, contract_version, signature

_SAME = tuple(name for name in Contract.__dataclass_fields__ if name != "stage")
_VERSION = tuple(ContractVersion.__dataclass_fields__)
_STATED = (
    prepared(signature, signature.c.expectations, signature.c.signed_at)
    .join(contract_version, contract_version.c.id == signature.c.contract_version_id)
    .join(contract, contract.c.id == contract_version.c.contract_id)
    .join(collaboration, collaboration.c.id == contract.c.collaboration_id)
    .where(collaboration.c.influencer_id == bindparam("influencer"))
    .order_by(signature.c.id.desc())
    .limit(1)
)


def contract_of(row: Any) -> Contract:
    """The contract that a row of its table holds."""
    return Contract(**{name: row._mapping[name] for name in _SAME}, stage=ContractStage(row.stage))


def version_of(row: Any) -> ContractVersion:
    """The version that a row of its table holds."""
    return ContractVersion(**{name: row._mapping[name] for name in _VERSION})


def change_of(row: Any) -> ContractChange:
    """The change of stage that a row of its table holds."""
    before = ContractStage(row.from_stage) if row.from_stage else None
    same = {"number": row.number, "at": row.at, "by": row.by, "why": row.why}
    return ContractChange(from_stage=before, to_stage=ContractStage(row.to_stage), **same)


class Contracts(Queries):
    """The terms of collaborations, version by version."""

    def get(self, contract_id: int) -> Contract | None:
        """The contract, or None if there is none of that id here."""
        row = self._connection.execute(self._select(contract).where(contract.c.id == contract_id)).first()
        return contract_of(row) if row else None

    def of(self, collaboration_ids: Iterable[int]) -> list[Contract]:
        """The contracts of these collaborations, the newest first."""
        query = self._select(contract).where(contract.c.collaboration_id.in_(list(collaboration_ids)))
        return [contract_of(row) for row in self._connection.execute(query.order_by(contract.c.id.desc()))]

    def of_influencer(self, influencer_id: int) -> list[Contract]:
        """Every contract of an influencer, the newest first."""
        query = self._select(contract).join(collaboration, collaboration.c.id == contract.c.collaboration_id)
        query = query.where(collaboration.c.influencer_id == influencer_id).order_by(contract.c.id.desc())
        return [contract_of(row) for row in self._connection.execute(query)]

    def page(self, *, stages: Iterable[ContractStage] | None, limit: int, skip: int = 0) -> list[Contract]:
        """A page of all contracts, or of those in some stages, the newest first."""
        query = self._select(contract)
        if stages is not None:
            query = query.where(contract.c.stage.in_(list(stages)))
        query = query.order_by(contract.c.id.desc()).limit(limit).offset(skip)
        return [contract_of(row) for row in self._connection.execute(query)]

    def count(self, *, stages: Iterable[ContractStage] | None) -> int:
        """How many contracts there are, or how many in some stages."""
        query = self._select(contract, func.count())
        if stages is not None:
            query = query.where(contract.c.stage.in_(list(stages)))
        return int(self._connection.execute(query).scalar_one())

    def hold(self, collaboration_id: int) -> None:
        """Let everybody else who writes contracts of this collaboration wait until this transaction ends."""
        query = select(collaboration.c.id).where(collaboration.c.id == collaboration_id)
        self._connection.execute(query.with_for_update(key_share=True))

    def add(self, collaboration_id: int, fields: Mapping[str, Any], *, owner: str, by: str, now: datetime) -> int:
        """Begin a contract with its first version; gives its id. `fields` are the version's columns."""
        row = {"collaboration_id": collaboration_id, "stage": ContractStage.DRAFT, "stage_since": now}
        row |= {"owner": owner, "current": 1, "created_by": by, "created_at": now}
        contract_id = self._insert(contract, **row)
        self._insert(contract_version, contract_id=contract_id, number=1, written_by=by, written_at=now, **fields)
        change = {"from_stage": None, "to_stage": ContractStage.DRAFT, "number": 1, "at": now, "by": by, "why": ""}
        self._insert(contract_change, contract_id=contract_id, **change)
        return contract_id

    def add_version(self, one: Contract, fields: Mapping[str, Any], *, by: str, now: datetime) -> int | None:
        """Write the next version; gives its id, or None if somebody changed the contract since `one` was read."""
        number = one.current + 1
        if not self.change(one, {"current": number}):
            return None
        row = {"contract_id": one.id, "number": number, "written_by": by, "written_at": now}
        return self._insert(contract_version, **row, **fields)

    def change(self, one: Contract, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        mine = (contract.c.id == one.id, contract.c.version == one.version)
        changed = self._update(contract).where(*mine).values({**fields, "version": one.version + 1})
        return self._connection.execute(changed).rowcount == 1

    def note_end(self, contract_id: int, day: date) -> None:
        """Note the last day of a contract that binds, where a date can be looked for."""
        mine = self._update(contract).where(contract.c.id == contract_id)
        self._connection.execute(mine.values(ends_on=day))

    def give(self, collaboration_id: int, *, to: str) -> None:
        """Let somebody else look after the contracts of a collaboration."""
        mine = contract.c.collaboration_id == collaboration_id
        self._connection.execute(self._update(contract).where(mine).values(owner=to))

    def move(self, one: Contract, to: ContractStage, *, why: str, by: str, now: datetime) -> bool:
        """Bring a contract to another stage, and keep who, when and why. Whether this call won."""
        if not self.change(one, {"stage": to, "stage_since": now}):
            return False
        change = {"from_stage": one.stage, "to_stage": to, "number": one.current, "at": now, "by": by, "why": why}
        self._insert(contract_change, contract_id=one.id, **change)
        return True

    def stated(self, influencer_id: int) -> tuple[Mapping[str, Any], datetime] | None:
        """What an influencer said, signing last, that they expect, and when."""
        row = self._run(_STATED, influencer=influencer_id).first()
        return (row.expectations, row.signed_at) if row else None

    def changes(self, contract_id: int) -> list[ContractChange]:
        """How a contract came to its stage, oldest first."""
        query = self._select(contract_change).where(contract_change.c.contract_id == contract_id)
        return [change_of(row) for row in self._connection.execute(query.order_by(contract_change.c.id))]

    def versions(self, contract_id: int) -> list[ContractVersion]:
        """All versions of a contract, the newest first."""
        query = self._select(contract_version).where(contract_version.c.contract_id == contract_id)
        return [version_of(row) for row in self._connection.execute(query.order_by(contract_version.c.number.desc()))]

    def numbered(self, contract_id: int, number: int) -> ContractVersion | None:
        """One version of a contract by its number."""
        mine = (contract_version.c.contract_id == contract_id, contract_version.c.number == number)
        row = self._connection.execute(self._select(contract_version).where(*mine)).first()
        return version_of(row) if row else None

    def version(self, version_id: int) -> ContractVersion | None:
        """One version by its id."""
        query = self._select(contract_version).where(contract_version.c.id == version_id)
        row = self._connection.execute(query).first()
        return version_of(row) if row else None

    def keep_document(self, version_id: int, *, file_id: int, sha256: str) -> bool:
        """Note the unsigned PDF of a version, once: the first stays. Whether this call won."""
        fresh = (contract_version.c.id == version_id, contract_version.c.sha256.is_(None))
        changed = self._update(contract_version).where(*fresh).values(file_id=file_id, sha256=sha256)
        return self._connection.execute(changed).rowcount == 1
