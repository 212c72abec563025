"""What nudges are about: for each kind of nudge one SELECT of the matters that are open.

A matter that is no longer selected is over: its nudges end by themselves. So a SELECT holds the whole rule of what is
still to be seen to, and no limit on dates: how far to look is the planner's business.
"""

from collections.abc import Mapping

from storage.matters import approvals, campaigns, care, content, contracts, gifts, influencers, payments, rewards
from storage.matters.base import Matters

MATTERS: Mapping[str, Matters] = {
    **influencers.MATTERS,
    **approvals.MATTERS,
    **campaigns.MATTERS,
    **content.MATTERS,
    **contracts.MATTERS,
    **payments.MATTERS,
    **care.MATTERS,
    **gifts.MATTERS,
    **rewards.MATTERS,
}
"""The open matters of each kind of nudge, by its name. To add a family: a module with its own `MATTERS`, a line."""

__all__ = ["MATTERS", "Matters"]
