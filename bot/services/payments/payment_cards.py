"""Payments as people see them: a list with totals by currency, and the card of one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.approvals.approvals import ApprovalState, Subject
from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import CostKind
from bot.domain.contracts.contracts import Contract, ContractStage
from bot.domain.influencers.influencers import Influencer
from bot.domain.payments.payments import OPEN, Payment, PaymentStage
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approval_lists
from bot.services.approvals.approval_lists import Request
from bot.services.contracts import contract_signed, contracts
from bot.services.payments import payment_decisions, payment_values, payments
from storage import Store
from storage.payments import Totals

PAGE = 10
_S = PaymentStage
FILTERS: Mapping[str, tuple[PaymentStage, ...]] = {
    "open": OPEN,
    "due": (_S.DUE,),
    "approved": (_S.APPROVED,),
    "paid": (_S.PAID,),
    "all": tuple(PaymentStage),
}
"""Which payments a list shows, by what its buttons say."""


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A payment in a list."""

    payment: Payment
    contract: Contract
    campaign: Campaign
    influencer: Influencer


@dataclass(frozen=True, slots=True)
class PaymentList:
    """A page of payments, with what all of them come to. `page` counts from 0."""

    lines: Sequence[PaymentLine]
    totals: Totals
    which: str
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class PaymentCard:
    """All that is worth knowing of one payment. `may_review` is the request that the reader is offered to decide."""

    line: PaymentLine
    trigger: str
    delivered: str
    requests: Sequence[Request]
    may_review: int | None
    reader: Member
    note: str = ""

    @property
    def is_commission(self) -> bool:
        """Whether its amount is worked out from what was sold."""
        return self.line.payment.kind is CostKind.COMMISSIONS

    @property
    def may_cancel(self) -> bool:
        """Whether the reader may say that it is not paid after all."""
        one = self.line.payment
        return one.stage in OPEN and (one.owner == self.reader.slack_id or self.reader.role.covers(Role.MANAGER))

    @property
    def was_sent_back(self) -> bool:
        """Whether its approval ended without one, so that it has to be asked for again."""
        return self.line.payment.stage is PaymentStage.DUE and self.waits is None

    @property
    def waits(self) -> Request | None:
        """The request that nobody has decided yet."""
        return next((one for one in self.requests if one.approval.state is ApprovalState.OPEN), None)


def listed(store: Store, *, which: str, page: int) -> PaymentList:
    """A page of the payments of a filter, by date."""
    stages = FILTERS[which]
    total = store.payments.count(stages=stages)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    found = store.payments.page(stages=stages, limit=PAGE, skip=page * PAGE)
    return PaymentList(lines(store, found), store.payments.totals(), which, page, pages, total)


def lines(store: Store, found: Iterable[Payment]) -> list[PaymentLine]:
    """Payments with whom and what they are for, in the order given."""
    shown = []
    for one in found:
        contract = contracts.found(store, one.contract_id)
        _, campaign, influencer = contracts.parties(store, contract)
        shown.append(PaymentLine(one, contract, campaign, influencer))
    return shown


def of_contract(store: Store, contract_id: int) -> list[PaymentLine]:
    """The payments of one contract, in the order of its terms."""
    return lines(store, store.payments.of_contracts([contract_id]))


def load(store: Store, payment_id: int, *, reader: Member, note: str = "") -> PaymentCard:
    """The card of one payment; raises Refused when it is gone. `note` says what just happened."""
    (line,) = lines(store, [payments.found(store, payment_id)])
    requests = approval_lists.of(store, Subject.PAYMENT, payment_id)
    return PaymentCard(
        line=line,
        trigger=payment_values.trigger(line.payment),
        delivered=payment_decisions.delivered(store, line.payment.collaboration_id),
        requests=requests,
        may_review=approval_lists.to_review(requests, reader=reader),
        reader=reader,
        note=note,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """What a contract's card says of what we owe. `product` is what is still to be sent, and by when."""

    payments: Sequence[Payment] = ()
    product: str = ""
    product_by: datetime | None = None
    is_terminated: bool = False

    @property
    def left(self) -> int:
        """How many payments are planned although the contract was terminated."""
        return sum(one.stage is PaymentStage.PLANNED for one in self.payments) if self.is_terminated else 0


NOTHING = Kept()
"""Nothing is owed, or nothing may be seen of it."""


def kept(store: Store, contract: Contract) -> Kept:
    """What we owe by a contract."""
    promise = store.promises.open_about(contract_signed.product_about(contract.id))
    return Kept(
        payments=store.payments.of_contracts([contract.id]),
        product=promise.text if promise else "",
        product_by=promise.due_at if promise else None,
        is_terminated=contract.stage is ContractStage.TERMINATED,
    )
