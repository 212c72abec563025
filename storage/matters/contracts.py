"""Matters of contracts: what was agreed, and ends soon."""

from sqlalchemy import literal, or_, select

from bot.domain.campaigns.collaborations import GIVEN_UP
from bot.domain.content.deliverables import DeliverableStage
from bot.domain.contracts.contracts import ContractStage
from storage.matters.base import Matters, columns
from storage.tables import collaboration, contract, deliverable, usage_right

_CONTRACTS = (
    columns(
        contract.c.id,
        contract.c.workspace_id,
        anchor=contract.c.ends_on,
        owner=contract.c.owner,
        influencer=collaboration.c.influencer_id,
        collaboration=collaboration.c.id,
        campaign=collaboration.c.campaign_id,
        since=contract.c.stage_since,
    )
    .join_from(contract, collaboration, collaboration.c.id == contract.c.collaboration_id)
    .where(contract.c.stage == ContractStage.SIGNED, contract.c.ends_on.is_not(None))
)

_EXCLUSIVE = columns(
    collaboration.c.id,
    collaboration.c.workspace_id,
    anchor=collaboration.c.exclusive_until,
    owner=collaboration.c.owner,
    influencer=collaboration.c.influencer_id,
    collaboration=collaboration.c.id,
    campaign=collaboration.c.campaign_id,
).where(collaboration.c.exclusive_until.is_not(None), collaboration.c.stage.not_in(GIVEN_UP))

MADE = (DeliverableStage.APPROVED, DeliverableStage.PUBLISHED)
"""Content that can be used: nobody uses what was never made."""

_LONGER = usage_right.alias("longer")
_RENEWED = select(literal(1)).where(
    _LONGER.c.deliverable_id == usage_right.c.deliverable_id,
    _LONGER.c.kind == usage_right.c.kind,
    _LONGER.c.channel == usage_right.c.channel,
    _LONGER.c.territory == usage_right.c.territory,
    _LONGER.c.ended_at.is_(None),
    or_(_LONGER.c.until.is_(None), _LONGER.c.until > usage_right.c.until),
)
ENDING = (usage_right.c.until.is_not(None), usage_right.c.ended_at.is_(None), ~_RENEWED.exists())
"""Rights with a last day that nobody ended before it, and that no right of the same kind and place outlasts."""

_RIGHTS = (
    columns(
        collaboration.c.id,
        usage_right.c.workspace_id,
        anchor=usage_right.c.until,
        owner=collaboration.c.owner,
        influencer=collaboration.c.influencer_id,
        collaboration=collaboration.c.id,
        campaign=collaboration.c.campaign_id,
        since=usage_right.c.added_at,
    )
    .join_from(usage_right, deliverable, deliverable.c.id == usage_right.c.deliverable_id)
    .join(collaboration, collaboration.c.id == deliverable.c.collaboration_id)
    .where(deliverable.c.state.in_(MADE), *ENDING)
)
"""A matter is a collaboration with a last day, since a contract gives the same rights to all of its content.

It may be selected several times, once for each right: it is planned once all the same.
"""

MATTERS = {
    "contract_ending": Matters(_CONTRACTS, is_day=True),
    "usage_right_ending": Matters(_RIGHTS, is_day=True),
    "exclusivity_ending": Matters(_EXCLUSIVE, is_day=True),
}
