"""The card: all that is worth knowing of one influencer, for one reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot import words
from bot.domain.contracts.contracts import Contract
from bot.domain.gifts.gifts import Gift
from bot.domain.influencers.concerns import Concern
from bot.domain.influencers.followups import Followup
from bot.domain.influencers.health import Health
from bot.domain.influencers.ideas import IdeaStage
from bot.domain.influencers.influencers import Influencer, LabelKind, Profile
from bot.domain.influencers.touches import Touch
from bot.domain.team.roles import Member
from bot.services.campaigns import rosters
from bot.services.campaigns.rosters import HistoryPage
from bot.services.contracts import expecting
from bot.services.contracts.expecting import Expected
from bot.services.influencers import figures, health
from bot.services.influencers.figures import ProfileFigures
from bot.services.influencers.touches import found
from bot.services.rewards import tiers
from bot.services.rewards.tiers import Tier
from storage import Store

TYPED_FIGURES = ("followers", "views", "likes", "comments", "relevant_comments", "shares", "saves")
"""The figures that a person may type."""

SHOWN = 3
"""Last touches on a card; the rest is the timeline."""

CAMPAIGNS = 6
"""Campaigns on a card, the newest; the rest is their own list."""

GIFTS = 3
"""Gifts on a card, the newest; the others are in the list of gifts."""

CONTRACTS = 3
"""Contracts on a card, the newest; the others are on their collaborations' cards."""


@dataclass(frozen=True, slots=True)
class Card:
    """An influencer with profiles and figures, labels, last touches and what is open."""

    influencer: Influencer
    labels: dict[LabelKind, list[str]]
    figures: list[ProfileFigures]
    touches: list[Touch]
    touch_count: int
    open: list[Followup]
    look_alikes: int
    reader: Member
    now: datetime
    campaigns: HistoryPage | None = None
    contracts: Sequence[Contract] = ()
    concerns: Sequence[Concern] = ()
    expects: Expected | None = None
    ideas: Mapping[IdeaStage, int] = field(default_factory=dict)
    health: Health | None = None
    gifts: Sequence[Gift] = ()
    rewards: int = 0
    tier: Tier | None = None

    @property
    def names(self) -> dict[str, str]:
        """The labels by their plain name, as text."""
        return {kind.value: ", ".join(texts) for kind, texts in self.labels.items()}

    @property
    def profile_lines(self) -> str:
        """The profiles as a form lists them, one a line."""
        return "\n".join(one.profile.url for one in self.figures)

    @property
    def profile_options(self) -> list[tuple[str, str]]:
        """The profiles as options of a picker."""
        return [
            (str(one.profile.id), f"{words.platform(one.profile.platform)} @{one.profile.handle}")
            for one in self.figures
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """An influencer in a list."""

    influencer: Influencer
    profiles: list[Profile]


def load(store: Store, influencer_id: int, *, reader: Member, now: datetime) -> Card:
    """The card of one influencer; raises Refused when they are gone."""
    history = rosters.history(store, influencer_id, size=CAMPAIGNS)
    influencer = found(store, influencer_id)
    return Card(
        influencer=influencer,
        labels=store.influencers.labels(influencer_id),
        figures=figures.of(store, influencer_id),
        touches=store.touches.of(influencer_id, limit=SHOWN),
        touch_count=store.touches.count(influencer_id),
        open=store.followups.open_about(influencer_id),
        look_alikes=len(store.merges.about(influencer_id)),
        reader=reader,
        now=now,
        campaigns=history if history.lines else None,
        contracts=store.contracts.of_influencer(influencer_id)[:CONTRACTS] if history.lines else (),
        concerns=store.concerns.open_of(influencer_id) if reader.sees_private else (),
        expects=expecting.of(store, influencer_id) if reader.sees_private else None,
        ideas=store.ideas.stages_of(influencer_id) if reader.sees_private else {},
        health=health.of(store, influencer, now=now) if reader.sees_private else None,
        gifts=store.gifts.of_influencer(influencer_id, limit=GIFTS + 1) if reader.sees_private else (),
        rewards=store.rewards.count(influencer_id) if history.lines else 0,
        tier=tiers.of(store, influencer_id, today=now.date()) if history.lines else None,
    )


def lines(store: Store, influencers: list[Influencer]) -> list[Line]:
    """Influencers with their profiles, in the order given."""
    profiles = store.profiles.of(one.id for one in influencers)
    return [Line(one, profiles.get(one.id, [])) for one in influencers]
