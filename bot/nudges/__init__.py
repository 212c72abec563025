"""The nudges: each decides from data what is due and tells it, under a key that says when it would be a repeat.

To add one: a module with `plan(store, now)`, a line in the list, a template.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.nudges import (
    approval_waiting,
    audit_check,
    campaign_day,
    contract_day,
    digest_week,
    followup,
    payment_due,
    signing_expired,
)
from storage import Store

Nudge = Callable[[Store, datetime], None]

NUDGES: Sequence[Nudge] = (
    followup.plan,
    campaign_day.plan,
    approval_waiting.plan,
    payment_due.plan,
    contract_day.plan,
    signing_expired.plan,
    audit_check.plan,
    digest_week.plan,
)
