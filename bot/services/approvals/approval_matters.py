"""What a decision is about, as messages and windows say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import Collaboration
from bot.domain.contracts.contracts import Contract, ContractVersion
from bot.domain.influencers.influencers import Influencer


class Written(NamedTuple):
    """A contract, and the version of it that is meant."""

    contract: Contract
    version: ContractVersion


@dataclass(frozen=True, slots=True)
class Matter:
    """The thing that is decided on. `title` names it (`Contract 12, version 2`); `owner` (a Slack id) sees to it.

    `opens` is the action of a button, and its value, that shows all of it. `details` are sentences on what cannot be
    read from a contract: an instalment, what was delivered so far. `written` is the contract that it belongs to, if
    any; a gift or a reward may stand outside of campaigns.
    """

    title: str
    owner: str
    influencer: Influencer
    opens: tuple[str, int]
    collaboration: Collaboration | None = None
    campaign: Campaign | None = None
    written: Written | None = None
    details: Sequence[str] = ()
