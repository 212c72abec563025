"""Links to sign by, signatures, and changes that influencers propose."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from bot.domain.approvals.approvals import Subject, Verdict
from bot.domain.contracts.contracts import ContractStage
from bot.domain.contracts.proposals import Proposal, ProposalState
from bot.domain.contracts.signed import Signature
from bot.domain.contracts.signing import SigningLink
from storage.private_links import PrivateLinks
from storage.tables import approval, contract, contract_version, decision, proposal, signature, signing_link

_SIGNATURE = tuple(Signature.__dataclass_fields__)
_PROPOSAL = tuple(name for name in Proposal.__dataclass_fields__ if name != "state")


def _signature(row: Any) -> Signature:
    return Signature(**{name: row._mapping[name] for name in _SIGNATURE})


def _proposal(row: Any) -> Proposal:
    same = {name: row._mapping[name] for name in _PROPOSAL}
    return Proposal(**same, state=ProposalState(row.state))


class Signings(PrivateLinks[SigningLink]):
    """Links to sign by, signatures, and changes that influencers propose."""

    LINKS = signing_link
    MADE = SigningLink

    def add_link(self, version_id: int, token_hash: str, *, expires_at: datetime, by: str, now: datetime) -> int:
        """Keep a link by the hash of its token; gives its id."""
        return self._keep(token_hash, expires_at=expires_at, by=by, now=now, contract_version_id=version_id)

    def newest_link(self, contract_id: int) -> SigningLink | None:
        """The link that was made last for a contract, whatever became of it."""
        return self._newest(self._joined(signing_link).where(contract_version.c.contract_id == contract_id))

    def hold(self, link_id: int) -> None:
        """Let everybody else who comes by this link wait until this transaction ends."""
        query = select(signing_link.c.id).where(signing_link.c.id == link_id)
        self._connection.execute(query.with_for_update())

    def withdraw_open(self, contract_id: int, *, by: str, now: datetime) -> int:
        """Withdraw every link of a contract that is not used up; how many there were."""
        versions = self._select(contract_version, contract_version.c.id).where(
            contract_version.c.contract_id == contract_id
        )
        changed = self._update(signing_link).where(signing_link.c.contract_version_id.in_(versions), *self._unused())
        return self._connection.execute(changed.values(withdrawn_at=now, withdrawn_by=by)).rowcount

    def run_out(self, *, now: datetime) -> list[int]:
        """The contracts that were sent, and whose newest version's last link ran out unused."""
        held = (signing_link.c.expires_at > now) & signing_link.c.withdrawn_at.is_(None)
        alive = select(signing_link.c.id).where(
            signing_link.c.workspace_id == self.workspace,
            signing_link.c.contract_version_id == contract_version.c.id,
            held | signing_link.c.used_at.is_not(None),
        )
        query = self._select(contract, contract.c.id).join(
            contract_version,
            (contract_version.c.contract_id == contract.c.id) & (contract_version.c.number == contract.c.current),
        )
        query = query.where(contract_version.c.workspace_id == self.workspace)
        query = query.where(contract.c.stage == ContractStage.SENT, ~alive.exists())
        return list(self._connection.scalars(query.order_by(contract.c.id)))

    def sign(self, link: SigningLink, fields: Mapping[str, Any], *, now: datetime) -> int:
        """Keep a signature; gives its id. `fields` are its name, consent, expectations and differences."""
        row = {"contract_version_id": link.contract_version_id, "signing_link_id": link.id, "signed_at": now}
        return self._insert(signature, **row, why="", **fields)

    def signature(self, signature_id: int) -> Signature | None:
        """The signature, or None if there is none of that id here."""
        row = self._connection.execute(self._select(signature).where(signature.c.id == signature_id)).first()
        return _signature(row) if row else None

    def of_link(self, link_id: int) -> Signature | None:
        """The signature that a link was used for."""
        row = self._connection.execute(self._select(signature).where(signature.c.signing_link_id == link_id)).first()
        return _signature(row) if row else None

    def newest_signature(self, contract_id: int) -> Signature | None:
        """The last signature under any version of a contract."""
        query = self._joined(signature).where(contract_version.c.contract_id == contract_id)
        row = self._connection.execute(query.order_by(signature.c.id.desc()).limit(1)).first()
        return _signature(row) if row else None

    def count(self, signature_id: int, *, by: str, now: datetime) -> bool:
        """Let a signature that waits count. Whether this call won."""
        return self._settle(signature_id, {"counted_at": now, "counted_by": by})

    def refuse(self, signature_id: int, *, why: str, by: str, now: datetime) -> bool:
        """Refuse a signature that waits. Whether this call won."""
        return self._settle(signature_id, {"refused_at": now, "refused_by": by, "why": why})

    def keep_document(self, signature_id: int, *, file_id: int, sha256: str) -> bool:
        """Note the signed PDF, once: the first stays. Whether this call won."""
        fresh = (signature.c.id == signature_id, signature.c.sha256.is_(None))
        changed = self._update(signature).where(*fresh).values(file_id=file_id, sha256=sha256)
        return self._connection.execute(changed).rowcount == 1

    def propose(self, link: SigningLink, typed: Mapping[str, str], words: str, *, now: datetime) -> int:
        """Keep a proposal; gives its id."""
        row = {"contract_version_id": link.contract_version_id, "signing_link_id": link.id, "at": now}
        row |= {"typed": dict(typed), "words": words, "state": ProposalState.OPEN, "answer": ""}
        return self._insert(proposal, **row)

    def proposal(self, proposal_id: int) -> Proposal | None:
        """The proposal, or None if there is none of that id here."""
        row = self._connection.execute(self._select(proposal).where(proposal.c.id == proposal_id)).first()
        return _proposal(row) if row else None

    def newest_proposal(self, contract_id: int) -> Proposal | None:
        """The last proposal about any version of a contract."""
        query = self._joined(proposal).where(contract_version.c.contract_id == contract_id)
        row = self._connection.execute(query.order_by(proposal.c.id.desc()).limit(1)).first()
        return _proposal(row) if row else None

    def answer(self, proposal_id: int, state: ProposalState, *, answer: str, by: str, now: datetime) -> bool:
        """Answer an open proposal. Whether this call won."""
        mine = (proposal.c.id == proposal_id, proposal.c.state == ProposalState.OPEN)
        changed = self._update(proposal).where(*mine)
        values = {"state": state, "answer": answer, "answered_by": by, "answered_at": now}
        return self._connection.execute(changed.values(values)).rowcount == 1

    def approvers(self, contract_id: int, number: int) -> dict[str, datetime]:
        """Who approved a version of a contract, by Slack id, and when."""
        mine = (approval.c.subject == Subject.CONTRACT, approval.c.subject_id == contract_id)
        query = self._select(decision, decision.c.by, decision.c.at).join(
            approval, approval.c.id == decision.c.approval_id
        )
        query = query.where(*mine, approval.c.number == number, decision.c.verdict == Verdict.APPROVE)
        return {row.by: row.at for row in self._connection.execute(query.order_by(decision.c.id))}

    def _settle(self, signature_id: int, values: Mapping[str, Any]) -> bool:
        waits = (signature.c.counted_at.is_(None), signature.c.refused_at.is_(None))
        changed = self._update(signature).where(signature.c.id == signature_id, *waits)
        return self._connection.execute(changed.values(**values)).rowcount == 1

    def _joined(self, table: Any) -> Select[Any]:
        return self._select(table).join(contract_version, contract_version.c.id == table.c.contract_version_id)
