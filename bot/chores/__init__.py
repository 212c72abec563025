"""The chores: what the clock has done by itself, each decided from data, so that doing it again changes nothing.

To add one: a module with `run(store, now)`, and a line in the list. They are done once a minute, and again at once
where one gives True: it left something that is due.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.chores import (
    approval_escalation,
    audit_check,
    campaign_day,
    contract_day,
    digest_week,
    month_begun,
    nudges,
    payment_due,
    reward_round,
    signing_expired,
)
from storage import Store

Chore = Callable[[Store, datetime], bool | None]

CHORES: Sequence[Chore] = (
    campaign_day.run,
    payment_due.run,
    contract_day.run,
    signing_expired.run,
    approval_escalation.run,
    reward_round.run,
    month_begun.run,
    nudges.run,
    audit_check.run,
    digest_week.run,
)
