"""For which collaboration a contract is: those that can still have one."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.campaigns.campaigns import Campaign, CampaignState
from bot.domain.campaigns.collaborations import ENDED, Collaboration
from bot.domain.influencers.influencers import Influencer
from bot.domain.refused import Refused
from bot.services.influencers import who
from storage import Store

LONGEST_NAME = 34
"""Characters of each name in a choice: Slack shows 75 in all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A collaboration that a contract may be for."""

    collaboration: Collaboration
    influencer: Influencer
    campaign: Campaign

    @property
    def label(self) -> str:
        """`Noor Haddad · Autumn bread`."""
        return f"{self.influencer.name[:LONGEST_NAME]} · {self.campaign.name[:LONGEST_NAME]}"


def matching(store: Store, text: str) -> list[Choice]:
    """The collaborations of whom a text may mean, in campaigns that are open, the newest first."""
    return _choices(store, who.find(store, text))


def of_named(store: Store, text: str) -> list[Choice]:
    """The same, of somebody who is there and has one, or a refusal that says what to do."""
    people = who.one(store, text).influencers
    choices = _choices(store, people)
    if choices:
        return choices
    names = people[0].name[:100] if len(people) == 1 else f"“{text.strip()[:60]}”"
    raise Refused(
        f"{names} is in no campaign that is open. Put them on its roster first: `/campaign add <who> to <campaign>`."
    )


def _choices(store: Store, people: Iterable[Influencer]) -> list[Choice]:
    """The newest first."""
    named = {one.id: one for one in people}
    listed = store.collaborations.of_influencers(named) if named else []
    running = store.campaigns.many({one.campaign_id for one in listed})
    return [
        Choice(one, named[one.influencer_id], running[one.campaign_id])
        for one in listed
        if one.stage not in ENDED and running[one.campaign_id].state is CampaignState.OPEN
    ]
