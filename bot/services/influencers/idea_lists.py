"""Ideas as people read them: by theme with counts, everybody's, one person's, or those for one campaign."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.influencers import ideas as rules
from bot.domain.influencers.ideas import Idea, Theme
from bot.domain.influencers.influencers import Influencer
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import campaigns
from bot.services.influencers import ideas, touches
from storage import Store
from storage.ideas import Which

PAGE = 6
"""Ideas on a page: each has its own buttons."""
ALL, INFLUENCER, CAMPAIGN = "all", "influencer", "campaign"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which list somebody is: `of` what, by its id, of which theme (by its first idea), on which page."""

    of: str = ALL
    number: int = 0
    theme_id: int = 0
    page: int = 0

    def __str__(self) -> str:
        """As a button carries it: `influencer:7:0:0`."""
        return f"{self.of}:{self.number}:{self.theme_id}:{self.page}"

    def at(self, page: int) -> "Place":
        """Another page of the same list."""
        return replace(self, page=page)

    def about(self, theme_id: int) -> "Place":
        """The same list, of one theme; 0 for all."""
        return replace(self, theme_id=theme_id, page=0)


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """An idea in a list, and whose it is."""

    idea: Idea
    influencer: Influencer
    campaign: Campaign | None


@dataclass(frozen=True, slots=True)
class IdeaPage:
    """A page of ideas. `theme` is the one chosen, `themes` are all, with their counts, the most first."""

    place: Place
    influencer: Influencer | None
    campaign: Campaign | None
    theme: str | None
    themes: Sequence[Theme]
    lines: Sequence[IdeaLine]
    pages: int
    total: int
    to_tell: int
    reader: Member


def place_of(text: str) -> Place:
    """The place that a button carries; raises Refused for one that no list has."""
    of, *numbers = text.split(":")
    if of not in (ALL, INFLUENCER, CAMPAIGN) or len(numbers) != 3 or not all(_is_number(one) for one in numbers):
        raise Refused("This list is from an older version. Open *Ideas* again, on Home or on a card.")
    return Place(of, *(int(one) for one in numbers))


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= 18


def load(store: Store, place: Place, *, reader: Member) -> IdeaPage:
    """A page of ideas. Raises Refused where whom or what it is about is gone."""
    reader.require(Role.MARKETER)
    influencer = touches.found(store, place.number) if place.of == INFLUENCER else None
    campaign = campaigns.found(store, place.number) if place.of == CAMPAIGN else None
    theme = ideas.found(store, place.theme_id).theme if place.theme_id else None
    whole = Which(influencer.id if influencer else None, campaign.id if campaign else None)
    which = replace(whole, theme=theme)
    total = store.ideas.count(which)
    pages = max(1, -(-total // PAGE))
    place = place.at(min(place.page, pages - 1))
    return IdeaPage(
        place=place,
        influencer=influencer,
        campaign=campaign,
        theme=theme,
        themes=rules.by_theme(store.ideas.themes(whole)),
        lines=_lines(store, store.ideas.page(which, limit=PAGE, skip=place.page * PAGE)),
        pages=pages,
        total=total,
        to_tell=store.ideas.count_to_tell(which),
        reader=reader,
    )


def _lines(store: Store, listed: Sequence[Idea]) -> list[IdeaLine]:
    people = store.influencers.many({one.influencer_id for one in listed})
    found = {number: store.campaigns.get(number) for number in {one.campaign_id for one in listed} if number}
    return [IdeaLine(one, people[one.influencer_id], found.get(one.campaign_id or 0)) for one in listed]


def theme_names(store: Store, *, limit: int) -> list[str]:
    """The themes that most ideas are about."""
    return [one.name for one in rules.by_theme(store.ideas.themes(Which()))[:limit]]
