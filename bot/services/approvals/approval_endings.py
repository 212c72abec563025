"""What can be decided on, in one table: what a decision is about, whether it is still asked for, what follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.approvals.approvals import Approval, Subject
from bot.domain.team.roles import Member
from bot.services.approvals.approval_matters import Matter
from bot.services.contracts import contract_decisions
from bot.services.gifts import gift_decisions
from bot.services.payments import payment_decisions
from bot.services.rewards import reward_decisions
from storage import Store


@dataclass(frozen=True, slots=True)
class Ending:
    """How one kind of thing is decided on. None of its functions may ask for a decision: `approvals` imports this.

    `matter` says what it is about. `check` refuses where the thing is no longer as it was when the decision was
    asked for. `ended(store, approval, by=…, reason=…, now=…)` has everything follow: `approval.state` says what it
    came to (approved, changes asked or rejected), `by` took the last decision.
    """

    matter: Callable[[Store, Approval], Matter]
    check: Callable[[Store, Approval], None]
    ended: Callable[[Store, Approval, Member, str, datetime], None]


ENDINGS: Mapping[Subject, Ending] = {
    Subject.CONTRACT: Ending(contract_decisions.matter, contract_decisions.check, contract_decisions.ended),
    Subject.PAYMENT: Ending(payment_decisions.matter, payment_decisions.check, payment_decisions.ended),
    Subject.GIFT: Ending(gift_decisions.matter, gift_decisions.check, gift_decisions.ended),
    Subject.REWARD: Ending(reward_decisions.matter, reward_decisions.check, reward_decisions.ended),
}


def ending(approval: Approval) -> Ending:
    """How this is decided on."""
    return ENDINGS[approval.subject]
