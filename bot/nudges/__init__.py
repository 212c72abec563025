"""The nudges: what the bot says because a rule or a date says so. Each is one module and one row of the table.

To add one: its open matters (`storage/matters.py`), a module with a `KIND`, a line in the list, and its words
(`templates/nudges/<name>.j2`). What it is due for, for whom, when in their hours, and that it is said once, is the
business of `bot.services.nudges`.
"""

from bot.nudges import approval_waiting, followup, gift_unposted, gift_unshipped, no_reply, underperforming
from bot.services.nudges.kinds import Kinds

KINDS: Kinds = {
    one.name: one
    for one in (
        followup.KIND,
        approval_waiting.KIND,
        no_reply.KIND,
        underperforming.KIND,
        gift_unshipped.KIND,
        gift_unposted.KIND,
    )
}
