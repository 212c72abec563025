"""Two managers who decide at the same moment decide once, and the slower is told by whom."""

from datetime import datetime
from functools import partial

import pytest

from bot.domain.approvals.approvals import Subject, Verdict
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approval_reviews
from bot.services.approvals.approval_reviews import Judgement
from bot.services.contracts import contract_submitting, contracts
from storage import Store
from tests.at_once import at_once
from tests.contracting import contract
from tests.deciding import give_role, noor
from tests.workspace import Workspace

__all__ = ["noor"]


@pytest.mark.parametrize("runs", [5, pytest.param(100, marks=pytest.mark.prove)])
def test_two_managers_at_once_decide_once(noor: Workspace, runs: int) -> None:
    give_role(noor, "lee", Role.MANAGER)
    first = contract(noor, "maria")
    omar, lee, maria = noor.member("omar"), noor.member("lee"), noor.member("maria")
    for run in range(runs):
        number = first if run == 0 else _again(noor, first)
        with noor.bot.deps.transaction(noor.team) as store:
            one = contracts.found(store, number)
            contract_submitting.submit(store, one, approver=None, note="", by=maria, now=noor.clock())
            (request,) = store.approvals.of(Subject.CONTRACT, number)
            mark = approval_reviews.load(store, request.id, by=omar, now=noor.clock()).mark
        press = partial(_press, approval_id=request.id, mark=mark, now=noor.clock())
        both = partial(press, by=omar, verdict=Verdict.APPROVE), partial(press, by=lee, verdict=Verdict.REJECT)
        said = dict(zip(("omar", "lee"), at_once(noor, *both), strict=True))
        assert "won" in said.values(), said
        (loser,) = [what for what in said.values() if what != "won"]
        winner = next(name for name, what in said.items() if what == "won")
        did = {"omar": "approved it", "lee": "rejected it"}[winner]
        assert loser == f"{winner} {did} already. Your press has changed nothing."
        with noor.bot.deps.reading(noor.team) as store:
            assert len(store.approvals.decisions(request.id)) == 1
            assert len(store.contracts.changes(number)) == 3
            assert contracts.found(store, number).stage == {"omar": "approved", "lee": "rejected"}[winner]


def _again(workspace: Workspace, first: int) -> int:
    """Another contract with the same terms."""
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = contracts.found(store, first)
        version = contracts.newest(store, one)
        fields = {name: getattr(version, name) for name in ("typed", "terms", "note", "fee", "currency")}
        fields["contract_text_version_id"] = None
        return store.contracts.add(one.collaboration_id, fields, owner=one.owner, by=one.owner, now=workspace.clock())


def _press(store: Store, *, approval_id: int, by: Member, verdict: Verdict, mark: str, now: datetime) -> None:
    judgement = Judgement(verdict, "" if verdict is Verdict.APPROVE else "Too dear", mark, {})
    approval_reviews.decide(store, approval_id, judgement, by=by, now=now)
