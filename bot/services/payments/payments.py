"""Payments: falling due, approved by whoever may, paid once with a reference, or cancelled with a reason."""

from datetime import date, datetime

from bot import words
from bot.domain.approvals.approvals import Subject
from bot.domain.campaigns.collaborations import CostKind
from bot.domain.contracts.contracts import ContractStage
from bot.domain.influencers.touches import TouchKind
from bot.domain.payments import commissions as commission_rules
from bot.domain.payments import payments as rules
from bot.domain.payments.payments import Payment, PaymentStage
from bot.domain.payments.promises import end_of_day
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approvals
from bot.services.campaigns import campaign_cards, collaborations
from bot.services.content import content
from bot.services.contracts import contract_signed, contracts
from bot.services.influencers import touches
from bot.services.nudges import endings
from bot.services.payments import commissions, payment_costs, payment_values, promises
from bot.services.payments.payment_planning import about
from bot.services.team import members
from storage import Store


def found(store: Store, payment_id: int) -> Payment:
    """The payment, or a refusal."""
    one = store.payments.get(payment_id)
    if one is None:
        raise Refused("This payment is no longer here.")
    return one


def fall_due(store: Store, one: Payment, *, today: date, now: datetime) -> None:
    """Let a planned payment turn due if its time has come, and ask for its approval; once, however often called."""
    if one.kind is CostKind.COMMISSIONS and not _is_counted(store, one, today=today):
        return
    if one.amount.minor == 0 and one.kind is CostKind.COMMISSIONS:
        fields = {"stage": PaymentStage.CANCELLED, "why": "Nothing was sold in its time."}
        if store.payments.change(one, fields):
            store.audit.record("cancel", about(one), by=store.members.bot_user(), now=now, why=fields["why"])
    elif rules.is_due(one, today=today) and store.payments.change(one, {"stage": PaymentStage.DUE}):
        store.audit.record("due", about(one), by=store.members.bot_user(), now=now)
        _ask(store, found(store, one.id), note="", now=now)


def ask_again(store: Store, payment_id: int, *, note: str, version: int, by: Member, now: datetime) -> None:
    """Ask once more for the approval of a payment that was sent back."""
    one = at_version(store, payment_id, version)
    if one.stage is not PaymentStage.DUE:
        raise Refused(f"This payment is {one.stage}: only one that is due is approved.")
    if store.approvals.open_of(Subject.PAYMENT, one.id) is not None:
        raise Refused("This payment waits for its approval already. Its card says who was asked.")
    if not store.payments.change(one, {"why": ""}):
        raise Refused(changed_meanwhile(store, one))
    store.audit.record("ask again", about(one), by=by.slack_id, now=now)
    _ask(store, one, note=note, by=by.slack_id, now=now)


def pay(
    store: Store, payment_id: int, *, paid_on: date | None, reference: str, version: int, by: Member, now: datetime
) -> Payment:
    """Note that an approved payment was made, once, with the bank's reference; gives it as it is then."""
    by.require(Role.MARKETER)
    one = at_version(store, payment_id, version)
    rules.check_change(one.stage, PaymentStage.PAID)
    rules.check_paid(paid_on=paid_on, reference=reference, today=content.today_of(by, now=now))
    fields = {"stage": PaymentStage.PAID, "paid_on": paid_on, "reference": reference.strip()}
    if not store.payments.change(one, {**fields, "paid_by": by.slack_id, "paid_at": now}):
        raise Refused(changed_meanwhile(store, one))
    paid = found(store, one.id)
    store.audit.record("pay", about(one), by=by.slack_id, now=now, paid_on=str(paid_on))
    payment_costs.keep(store, paid, by=by.slack_id, now=now)
    at = min(now, end_of_day(paid.paid_on or now.date(), tz=by.tz))
    promises.keep(store, about(one), by=by.slack_id, at=at)
    _tell_paid(store, paid, at=at, by=by, now=now)
    return found(store, one.id)


def check_may_pay(store: Store, payment_id: int) -> None:
    """Refuse to note a payment as paid that is not approved, or was paid already: an old message may still ask."""
    one = found(store, payment_id)
    if one.stage is PaymentStage.PAID:
        raise Refused(changed_meanwhile(store, one))
    rules.check_change(one.stage, PaymentStage.PAID)


def check_may_cancel(store: Store, payment_id: int, *, by: Member) -> None:
    """Refuse to cancel a payment that is over, or is somebody else's: an old message may still ask."""
    one = found(store, payment_id)
    if one.stage not in rules.OPEN:
        raise Refused(changed_meanwhile(store, one))
    _check_may_cancel(store, one.owner, by=by)


def cancel(store: Store, payment_id: int, *, why: str, version: int, by: Member, now: datetime) -> Payment:
    """Note that a payment is not made after all, and why; only its owner or a manager may."""
    one = at_version(store, payment_id, version)
    _check_may_cancel(store, one.owner, by=by)
    if not why.strip():
        raise Refused("Say why: a signed contract promised this money.", field="why")
    if len(why) > rules.LONGEST_WHY:
        raise Refused(f"That is {len(why)} characters; {rules.LONGEST_WHY} is the most.", field="why")
    _cancel(store, one, why=why.strip(), by=by.slack_id, now=now)
    return found(store, one.id)


def cancel_rest(store: Store, contract_id: int, *, by: Member, now: datetime) -> int:
    """Cancel what is not due yet of a contract that was terminated, its product too; how many payments."""
    contract = contracts.found(store, contract_id)
    if contract.stage is not ContractStage.TERMINATED:
        raise Refused(f"This contract is {contract.stage}: its payments stand.")
    _check_may_cancel(store, contract.owner, by=by)
    planned = [one for one in store.payments.of_contracts([contract_id]) if one.stage is PaymentStage.PLANNED]
    why = "The contract was terminated."
    for one in planned:
        _cancel(store, one, why=why, by=by.slack_id, now=now)
    is_owed = promises.cancel(store, contract_signed.product_about(contract_id), why=why, now=now)
    if not planned and not is_owed:
        raise Refused("Nothing is left to cancel: what is due or paid already stands.")
    return len(planned)


def ship(store: Store, contract_id: int, *, by: Member, now: datetime) -> None:
    """Note that the product of a contract was sent: our promise is kept."""
    by.require(Role.MARKETER)
    contract = contracts.found(store, contract_id)
    collaboration, campaign, _ = contracts.parties(store, contract)
    if not promises.keep(store, contract_signed.product_about(contract_id), by=by.slack_id, at=now):
        raise Refused("The product was sent already, or is no longer owed. Open the contract again.")
    text = f"{campaign.name}: the product of contract {contract.id} was sent"
    touches.log(store, collaboration.influencer_id, kind=TouchKind.GIFT, text=text, by=by, now=now)
    store.audit.record("ship", contracts.about(contract), by=by.slack_id, now=now)


def at_version(store: Store, payment_id: int, version: int) -> Payment:
    """The payment as a window showed it; refuses with what became of it when a colleague was quicker."""
    one = found(store, payment_id)
    if one.version != version:
        raise Refused(changed_meanwhile(store, one))
    return one


def changed_meanwhile(store: Store, payment: Payment) -> str:
    """The sentence that tells the slower of two what the other did."""
    now = found(store, payment.id)
    if now.stage is PaymentStage.PAID and now.paid_by and now.paid_on:
        who = members.name_of(store, now.paid_by)
        return f"{who} noted this payment as paid on {words.day(now.paid_on)} already. It is never paid twice."
    told = [one for one in store.audit.of(about(now)) if one["verb"] != "refused"]
    who = members.name_of(store, str(told[-1]["by"])) if told else "A colleague"
    return f"{who} changed this payment a moment ago: it is {now.stage} by now. Close this and open it again."


def _is_counted(store: Store, one: Payment, *, today: date) -> bool:
    """Whether a commission is counted for good."""
    terms = commissions.signed_terms(store, one)
    return one.due_on is not None and commission_rules.may_settle(terms, due_on=one.due_on, today=today)


def _ask(store: Store, one: Payment, *, note: str, by: str | None = None, now: datetime) -> None:
    """Ask for the approval. Nobody decides on their own: not who asks, nor who owns or wrote the contract."""
    contract = contracts.found(store, one.contract_id)
    approvals.request(
        store,
        subject=Subject.PAYMENT,
        subject_id=one.id,
        number=None,
        amount=one.amount,
        requested_by=by or contract.owner,
        owner=contract.owner,
        written_by=contracts.newest(store, contract).written_by,
        preferred=None,
        note=note,
        now=now,
    )
    endings.renew(store, "payment_due", one.id, now=now)


def _check_may_cancel(store: Store, owner: str, *, by: Member) -> None:
    if owner != by.slack_id and not by.role.covers(Role.MANAGER):
        name = members.name_of(store, owner)
        raise Refused(f"Only who looks after it ({name}) or a manager cancels a payment. Ask one of them.")


def _cancel(store: Store, one: Payment, *, why: str, by: str, now: datetime) -> None:
    rules.check_change(one.stage, PaymentStage.CANCELLED)
    if one.stage is PaymentStage.DUE:
        approvals.withdraw(store, Subject.PAYMENT, one.id, by=by, now=now)
    if not store.payments.change(one, {"stage": PaymentStage.CANCELLED, "why": why}):
        raise Refused(changed_meanwhile(store, one))
    cancelled = found(store, one.id)
    payment_costs.keep(store, cancelled, by=by, now=now)
    promises.cancel(store, about(one), why=why, now=now)
    store.audit.record("cancel", about(one), by=by, now=now, why=why)
    _settle(store, cancelled, now=now)


def _tell_paid(store: Store, paid: Payment, *, at: datetime, by: Member, now: datetime) -> None:
    contract = contracts.found(store, paid.contract_id)
    collaboration, campaign, _ = contracts.parties(store, contract)
    text = f"{campaign.name}: {paid.label} of contract {contract.id} was paid"
    touches.log(store, collaboration.influencer_id, kind=TouchKind.PAYMENT, text=text, by=by, now=now, at=at)
    _settle(store, paid, now=now)


def _settle(store: Store, one: Payment, *, now: datetime) -> None:
    """Have the message and the campaign's card say how it stands now."""
    values = payment_values.of(store, found(store, one.id))
    store.outbox.change(payment_values.key_of(one), kind="payment_settled", values=values, now=now)
    campaign_cards.refresh(store, collaborations.found(store, one.collaboration_id).campaign_id, now=now)
