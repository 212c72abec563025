"""Approvals in Slack: submitting a contract, what waits for whom, reviewing and deciding."""

from collections.abc import Sequence
from typing import Any

from bot import words
from bot.deps import Deps, Store
from bot.domain.approvals.approvals import Approval, Subject, Verdict
from bot.domain.contracts.contracts import ContractStage
from bot.domain.refused import Denied, Refused
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approval_evidence, approval_lists, approval_reviews
from bot.services.approvals.approval_reviews import Judgement, Review
from bot.services.contracts import contract_cards, contract_submitting, contracts
from handlers.answers import Answer, Done, Finish, Open, Say
from handlers.contracts.contract_forms import approvers
from handlers.requests import Click, Command, Form
from handlers.routes import Routes, SubCommand

LISTED = 10
"""Requests in a list: the oldest, for they have waited longest."""


def listed(command: Command, deps: Deps) -> Answer:
    """`/contract approvals`: what waits for my decision."""
    with deps.reading(command.workspace) as store:
        return Say("approval_list", _list(store, command.member, deps))


def list_button(click: Click, deps: Deps) -> Answer:
    """*All approvals*, wherever it stands."""
    with deps.reading(click.workspace) as store:
        return Say("approval_list", _list(store, click.member, deps))


def _list(store: Store, reader: Member, deps: Deps) -> dict[str, Any]:
    waiting = approval_lists.waiting_for(store, reader, today=deps.now().date(), limit=LISTED + 1)
    return {"waiting": waiting[:LISTED], "is_more": len(waiting) > LISTED, "reader": reader}


def choose_approver(click: Click, deps: Deps) -> Answer:
    """*Submit* on the card of a draft that is complete."""
    with deps.reading(click.workspace) as store:
        contract = contracts.found(store, click.id)
        if contract.stage is not ContractStage.DRAFT:
            raise Refused(f"This contract is {contract.stage}, so it is not submitted again. Open it to see it.")
        able, need = contract_submitting.candidates(store, contract, by=click.member, now=deps.now())
    values = {"contract": contract, "approvers": approvers(able), "why": need.why}
    return Open("contract_submit", values, {"id": contract.id, "version": contract.version})


def submitted(form: Form, deps: Deps) -> Answer:
    """Submit of *Submit for approval*."""
    approver, note = form.optional("approver"), form.text("note")
    with deps.transaction(form.workspace) as store:
        one = contracts.at_version(store, form.id, form.version)
        contract_submitting.submit(store, one, approver=approver, note=note, by=form.member, now=deps.now())
        card = contract_cards.load(store, one.id, reader=form.member, note="Submitted: the decision is asked for.")
        return Finish("contract_card", {"card": card})


def review(click: Click, deps: Deps) -> Answer:
    """*Review*, wherever something waits for a decision."""
    with deps.reading(click.workspace) as store:
        one = approval_reviews.load(store, click.id, by=click.member, now=deps.now())
    return _window(one, verdicts(one.approval))


def decline(click: Click, deps: Deps) -> Answer:
    """*Decline*: the same window, with the no chosen."""
    with deps.reading(click.workspace) as store:
        one = approval_reviews.load(store, click.id, by=click.member, now=deps.now())
    return _window(one, verdicts(one.approval)[::-1])


def _window(one: Review, offered: Sequence[tuple[str, str]]) -> Answer:
    shown = approval_evidence.figures_of(one.evidence)
    about = {"id": one.approval.id, "mark": one.mark, "shown": shown}
    return Open("approval_review", {"review": one, "verdicts": offered}, about)


def verdicts(approval: Approval) -> list[tuple[str, str]]:
    """What can be decided. The first is chosen at first and names the amount: two clicks are enough to approve."""
    amount = words.money(approval.amount.minor, approval.amount.currency)
    approve = (Verdict.APPROVE.value, f"Approve {amount}")
    if approval.subject is Subject.REWARD:  # whoever decides changes it themselves
        return [approve, (Verdict.REJECT.value, "Decline")]
    return [approve, (Verdict.CHANGES.value, "Ask for changes"), (Verdict.REJECT.value, "Reject")]


def decided(form: Form, deps: Deps) -> Answer:
    """Submit of *Review*. The message that asked says by itself what became of it."""
    if form.text("verdict") not in set(Verdict):
        raise Refused("Choose what you decide.", field="verdict")
    about = form.about
    if not isinstance(about.get("id"), int) or not isinstance(about.get("shown"), dict):
        raise Denied("This window was changed on its way. Close it and open Review again.", field="verdict")
    judgement = Judgement(
        verdict=Verdict(form.text("verdict")),
        reason=form.text("reason"),
        mark=str(about.get("mark")),
        shown=about["shown"],
    )
    with deps.transaction(form.workspace) as store:
        approval_reviews.decide(store, about["id"], judgement, by=form.member, now=deps.now())
        return Finish("approval_list", _list(store, form.member, deps)) if "reply_to" in about else Done()


def show_evidence(click: Click, deps: Deps) -> Answer:
    """*Evidence* beside a decision: what was known when it was taken."""
    with deps.reading(click.workspace) as store:
        one = approval_lists.frozen(store, click.id)
    values = {"title": one.title, "amount": one.approval.amount, "taken": one.taken, "evidence": one.evidence}
    return Open("approval_evidence", values)


def history(click: Click, deps: Deps) -> Answer:
    """*All decisions*: every request about a contract, and what came of it."""
    with deps.reading(click.workspace) as store:
        contract = contracts.found(store, click.id)
        return Open("approval_history", {"contract": contract, "requests": approval_lists.of_contract(store, contract)})


ROUTES = Routes(
    commands={
        "/contract": {"approvals": SubCommand(listed, "approvals", "what waits for your decision", Role.MARKETER)}
    },
    clicks={
        "approval.list": (list_button, Role.MARKETER),
        "approval.review": (review, Role.MARKETER),
        "approval.history": (history, Role.MARKETER),
        "approval.evidence": (show_evidence, Role.MARKETER),
        "contract.submit": (choose_approver, Role.MARKETER),
    },
    forms={
        "approval_review": (decided, Role.MARKETER),
        "contract_submit": (submitted, Role.MARKETER),
    },
)
