"""Texts of contracts, version by version."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func

from bot.domain.contracts.contract_texts import ContractText, ContractTextVersion
from bot.domain.influencers.influencers import key_of
from storage.base import Queries
from storage.tables import contract_text, contract_text_version


def _text(row: Any) -> ContractText:
    return ContractText(**{name: row._mapping[name] for name in ContractText.__dataclass_fields__})


def _version(row: Any) -> ContractTextVersion:
    return ContractTextVersion(**{name: row._mapping[name] for name in ContractTextVersion.__dataclass_fields__})


class ContractTexts(Queries):
    """Texts of contracts, version by version."""

    def listed(self) -> list[ContractText]:
        """The texts that contracts can be written in, the oldest first."""
        query = self._select(contract_text).where(contract_text.c.retired_at.is_(None)).order_by(contract_text.c.id)
        return [_text(row) for row in self._connection.execute(query)]

    def get(self, text_id: int) -> ContractText | None:
        """The text, a retired one too, or None if there is none of that id here."""
        row = self._connection.execute(self._select(contract_text).where(contract_text.c.id == text_id)).first()
        return _text(row) if row else None

    def version(self, version_id: int) -> ContractTextVersion | None:
        """One version by its id."""
        query = self._select(contract_text_version).where(contract_text_version.c.id == version_id)
        row = self._connection.execute(query).first()
        return _version(row) if row else None

    def versions(self, text_id: int) -> list[ContractTextVersion]:
        """All versions of a text, the newest first."""
        mine = contract_text_version.c.contract_text_id == text_id
        query = self._select(contract_text_version).where(mine).order_by(contract_text_version.c.number.desc())
        return [_version(row) for row in self._connection.execute(query)]

    def as_of(self, at: datetime) -> ContractTextVersion | None:
        """What the oldest text said at a moment: for contracts in which none was chosen. It never changes."""
        table = contract_text_version
        query = self._select(table).where(table.c.edited_at <= at)
        row = self._connection.execute(query.order_by(table.c.contract_text_id, table.c.number.desc())).first()
        return _version(row) if row else None

    def is_name_taken(self, name: str, *, besides: int | None = None) -> bool:
        """Whether another text has this name."""
        query = self._select(contract_text, func.count()).where(contract_text.c.name_key == key_of(name))
        query = query if besides is None else query.where(contract_text.c.id != besides)
        return bool(self._connection.execute(query).scalar_one())

    def add(self, name: str, body: str, *, by: str, now: datetime) -> int | None:
        """Add a text with its first version; gives its id, or None where the name was taken a moment ago."""
        row = {"name": name, "name_key": key_of(name), "current": 1}
        new = self._insert_new_giving_ids(contract_text, [row])
        if not new:
            return None
        self._add_version(new[0], 1, body, by=by, now=now)
        return new[0]

    def add_version(self, one: ContractText, body: str, *, by: str, now: datetime) -> bool:
        """Write the next version, unless somebody changed the text since `one` was read. Whether this call won."""
        number = one.current + 1
        if not self.change(one, {"current": number}):
            return False
        self._add_version(one.id, number, body, by=by, now=now)
        return True

    def rename(self, one: ContractText, name: str) -> bool:
        """Give a text another name, unless somebody changed it since `one` was read. Whether this call won."""
        return self.change(one, {"name": name, "name_key": key_of(name)})

    def retire(self, one: ContractText, *, now: datetime) -> bool:
        """Take a text out of the list; contracts written in it keep it, and its name is free. Whether this call won."""
        return self.change(one, {"retired_at": now, "name_key": f"{key_of(one.name)} #{one.id}"})

    def change(self, one: ContractText, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        mine = (contract_text.c.id == one.id, contract_text.c.version == one.version)
        changed = self._update(contract_text).where(*mine).values({**fields, "version": one.version + 1})
        return self._connection.execute(changed).rowcount == 1

    def _add_version(self, text_id: int, number: int, body: str, *, by: str, now: datetime) -> None:
        row = {"contract_text_id": text_id, "number": number, "body": body, "edited_by": by, "edited_at": now}
        self._insert(contract_text_version, **row)
