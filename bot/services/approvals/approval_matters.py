"""What a decision is about, as messages and windows say it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import Collaboration
from bot.domain.contracts.contracts import Contract, ContractVersion
from bot.domain.influencers.influencers import Influencer


@dataclass(frozen=True, slots=True)
class Matter:
    """The thing, and the contract it belongs to. `title` names it (`Contract 12, version 2`).

    `details` are sentences on what cannot be read from the contract: an instalment, what was delivered so far.
    """

    title: str
    contract: Contract
    version: ContractVersion
    collaboration: Collaboration
    campaign: Campaign
    influencer: Influencer
    details: Sequence[str] = ()
