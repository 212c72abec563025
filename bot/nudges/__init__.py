"""The nudges: what the bot says because a rule or a date says so. Each is one module and one row of the table.

To add one: its open matters (`storage/matters`), a module with a `KIND`, a line in the list, and its words
(`templates/nudges/<name>.j2`). What it is due for, for whom, when in their hours, and that it is said once, is the
business of `bot.services.nudges`.
"""

from bot.nudges import (
    answer_owed,
    approval_waiting,
    cadence,
    concern_open,
    contract_ending,
    deliverable_due,
    exclusivity_ending,
    feedback_owed,
    followup,
    gift_unposted,
    gift_unshipped,
    no_reply,
    occasion_anniversary,
    occasion_birthday,
    occasion_completed,
    payment_due,
    post_undisclosed,
    post_unmeasured,
    product_owed,
    underperforming,
    usage_right_ending,
)
from bot.services.nudges.kinds import Kinds

KINDS: Kinds = {
    one.name: one
    for one in (
        followup.KIND,
        approval_waiting.KIND,
        no_reply.KIND,
        payment_due.KIND,
        feedback_owed.KIND,
        answer_owed.KIND,
        product_owed.KIND,
        deliverable_due.KIND,
        contract_ending.KIND,
        usage_right_ending.KIND,
        exclusivity_ending.KIND,
        post_undisclosed.KIND,
        post_unmeasured.KIND,
        concern_open.KIND,
        cadence.KIND,
        occasion_birthday.KIND,
        occasion_anniversary.KIND,
        occasion_completed.KIND,
        gift_unshipped.KIND,
        gift_unposted.KIND,
        underperforming.KIND,
    )
}
