"""Who stands in for a manager who is away."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.approvals.delegations import Delegation
from storage.base import Queries
from storage.tables import delegation


@dataclass(frozen=True, slots=True)
class KeptDelegation:
    """A delegation with its id."""

    id: int
    delegation: Delegation


def _kept(row: Any) -> KeptDelegation:
    return KeptDelegation(row.id, Delegation(row.manager, row.delegate, row.starts_on, row.ends_on))


class Delegations(Queries):
    """Who stands in for whom, and when. One that was ended early holds no more."""

    def lasting(self, *, today: date) -> list[KeptDelegation]:
        """Those that hold today or will, by their first day."""
        lasts = (delegation.c.ended_at.is_(None), delegation.c.ends_on >= today)
        query = self._select(delegation).where(*lasts).order_by(delegation.c.starts_on, delegation.c.id)
        return [_kept(row) for row in self._connection.execute(query)]

    def active(self, *, today: date) -> list[Delegation]:
        """Those that hold today."""
        return [one.delegation for one in self.lasting(today=today) if one.delegation.is_active(today)]

    def get(self, delegation_id: int) -> KeptDelegation | None:
        """One that was not ended."""
        mine = (delegation.c.id == delegation_id, delegation.c.ended_at.is_(None))
        row = self._connection.execute(self._select(delegation).where(*mine)).first()
        return _kept(row) if row else None

    def add(self, one: Delegation, *, by: str, now: datetime) -> int:
        """Keep a delegation; gives its id."""
        fields = {"manager": one.manager, "delegate": one.delegate, "starts_on": one.starts_on, "ends_on": one.ends_on}
        return self._insert(delegation, **fields, added_by=by, added_at=now)

    def end(self, delegation_id: int, *, now: datetime) -> bool:
        """End one early. Whether this call did."""
        mine = (delegation.c.id == delegation_id, delegation.c.ended_at.is_(None))
        changed = self._update(delegation).where(*mine).values(ended_at=now)
        return self._connection.execute(changed).rowcount == 1
