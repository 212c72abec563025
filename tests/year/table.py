"""The product's table of nudges ("What the bot does by itself"), as data. `steps` are hours, or days where `is_day`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """When a nudge comes, to the owner of its matter. `counts`: towards the daily cap, beyond which it waits.

    `is_daily`: it is looked for as a day begins in Greenwich, and not where it would be a week late by then. A manager
    hears of the steps in `managers` too.
    """

    steps: tuple[int, ...]
    is_day: bool = False
    counts: bool = True
    is_daily: bool = False
    managers: tuple[int, ...] = ()


TABLE = {
    "followup": Row((0,), counts=False),
    "approval_waiting": Row((24,), counts=False),
    "no_reply": Row((4 * 24, 9 * 24)),
    "answer_owed": Row((0,)),
    "feedback_owed": Row((0,)),
    "concern_open": Row((3 * 24,)),
    "deliverable_due": Row((-3, -1, 0, 1, 7), is_day=True),
    "exclusivity_ending": Row((-14, -7, -1), is_day=True),
    "post_undisclosed": Row((1, 3), is_day=True),
    "post_unmeasured": Row((1, 3), is_day=True),
    "product_owed": Row((-24, 0)),
    "contract_ending": Row((-14, -7, -1), is_day=True),
    "usage_right_ending": Row((-14, -7, -1), is_day=True),
    "payment_due": Row((-3, 0, 1), is_day=True, managers=(1,)),
    "underperforming": Row((0,)),
    "gift_unshipped": Row((3 * 24,)),
    "gift_unposted": Row((7 * 24, 10 * 24, 14 * 24)),
    "occasion_completed": Row((0,)),
    "cadence": Row(()),
    "occasion_birthday": Row((-7, 0), is_day=True, is_daily=True),
    "occasion_anniversary": Row((0,), is_day=True, is_daily=True),
}
GAPS = {"contacted": (14, 30), "negotiating": (7, 14), "active": (45, 90)}
"""Days of silence, ideal and longest, by stage; whoever is active and of unknown size is kept up as the smallest."""
CELEBRATED = ("negotiating", "active", "paused", "alumni")
"""Stages in which we know somebody well enough to congratulate."""
OCCASIONS = ("occasion_birthday", "occasion_anniversary", "occasion_completed")
PROMISED = 24
"""Hours within which we answer a reply, and a draft."""
THANKS = 7
"""Days within which an occasion is still worth a word."""
ESCALATE = 48
"""Hours after which somebody else is asked to decide."""
