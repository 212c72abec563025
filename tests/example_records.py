"""Small factories of what templates are given: the same types that services and handlers pass.

`Said` stands for the people who typed something: nice words to look at, or one hostile text everywhere, as
long as the form for it lets it be. `many` is 0 (all that is optional is missing), 1 or far too many.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.contracts.contracts import Contract, ContractStage
from bot.domain.gifts.gifts import Gift, GiftKind, GiftStage, Occasion
from bot.domain.influencers import health as rules
from bot.domain.influencers import health_facts
from bot.domain.influencers.concerns import Concern
from bot.domain.influencers.figures import FiguresOfDay, best_rates, growth
from bot.domain.influencers.followups import Followup, FollowupState
from bot.domain.influencers.health import Health, Part
from bot.domain.influencers.health_facts import Share
from bot.domain.influencers.ideas import IdeaStage
from bot.domain.influencers.influencers import Influencer, LabelKind, Profile, Snapshot
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import Touch, TouchKind
from bot.domain.money import Money
from bot.domain.team.roles import Member, Role
from bot.services.contracts.expecting import Expected
from bot.services.influencers.cards import Card
from bot.services.influencers.figures import ProfileFigures
from bot.services.results.results import CampaignResult

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MARIA, OMAR = "U0MARIA", "U0OMAR"
PEOPLE = frozenset({MARIA, OMAR})
CHANNELS = frozenset({"C0LAUNCH"})

NICE: Mapping[str, tuple[str, int]] = {
    "name": ("Noor Haddad", 300),
    "note": ("Long call about the autumn range. She would rather do two reels than one long video.", 10_000),
    "what": ("Ask about rates for two reels, and whether she is free in the first week of December.", 2_000),
    "address": ("12 Baker Lane, 10115 Berlin", 500),
    "contact": ("noor@bakes.example", 200),
    "labels": ("vegan, baking, slow living", 3_000),
    "search": ("niche:baking followers:10k-500k er:>2%", 1_900),
    "saved": ("vegan bakers", 60),
    "file": ("creators autumn.xlsx", 200),
    "heading": ("Followers (M)", 10_000),
    "sentence": ("Two columns could be the handle. Choose one.", 10_000),
    "typed": ("ad", 3_000),
}
"""What people type, by where they type it, with the most characters that may come from there."""


@dataclass(frozen=True, slots=True)
class Said:
    """What people typed. `hostile` replaces every nice text, cut to what its field takes."""

    hostile: str | None = None

    @staticmethod
    def fields() -> tuple[str, ...]:
        """Every field that people type in."""
        return tuple(NICE)

    def __call__(self, field: str) -> str:
        """The text in one field."""
        nice, most = NICE[field]
        return nice if self.hostile is None else self.hostile[:most]


def member(*, role: Role = Role.MARKETER, slack_id: str = MARIA) -> Member:
    """Maria, a marketer in Berlin."""
    return Member(slack_id=slack_id, name="Maria Rossi", role=role, tz="Europe/Berlin", is_welcome=True)


def a_contract(many: int, *, number: int = 12) -> Contract:
    """A contract, in another stage for each number of everything."""
    return Contract(
        id=number,
        collaboration_id=5,
        stage=list(ContractStage)[min(many, 3)],
        stage_since=NOW - timedelta(days=1),
        owner=MARIA,
        current=max(1, many),
        created_by=MARIA,
        created_at=NOW - timedelta(days=3),
        version=max(1, many),
    )


def influencer(said: Said, many: int, *, number: int = 7) -> Influencer:
    """Somebody on the roster."""
    known = many > 0
    return Influencer(
        id=number,
        name=said("name"),
        stage=Stage.DO_NOT_CONTACT if many > 1 else Stage.NEGOTIATING,
        owner=MARIA if known else None,
        country="DE" if known else None,
        audience_country="AT" if known else None,
        email=said("contact") if known else None,
        phone="+49 30 5550123" if known else None,
        birthday=date(1994, 5, 3) if known else None,
        address=said("address") if known else None,
        notes=said("note") if known else None,
        added_at=NOW - timedelta(days=200),
        quiet_since=NOW - timedelta(days=12),
        version=3,
    )


PLACES = (
    ("tiktok", "noor.bakes", "https://www.tiktok.com/@noor.bakes"),
    ("instagram", "noor.bakes", "https://www.instagram.com/noor.bakes/"),
    ("web", "bakes.example/?a=1&b=2", "https://bakes.example/?a=1&b=2|3>4"),
)


def profiles(many: int, *, number: int = 7) -> list[Profile]:
    """Profiles of an influencer: the largest first."""
    found = []
    for place in range(many):
        platform, handle, url = PLACES[place % len(PLACES)]
        followers = 13_800_000 // (place + 1) if place % 4 != 3 else None
        found.append(Profile(place + 1, number, platform, handle, url, followers, NOW.date()))
    return found


def snapshot(profile: Profile, *, days_ago: int) -> Snapshot:
    """A profile's figures on a day, without the likes on every second profile."""
    return Snapshot(
        profile_id=profile.id,
        day=NOW.date() - timedelta(days=days_ago),
        followers=None if profile.followers is None else profile.followers - days_ago * 1_000,
        views=900_000,
        likes=120_000 if profile.id % 2 else None,
        comments=4_100,
        relevant_comments=2_050 if profile.id % 2 else None,
        shares=900,
        saves=None,
        engagement=None,
        engagement_authentic=None,
        source="CSV",
        entered_by=MARIA,
        entered_at=NOW - timedelta(days=days_ago),
    )


def figures(profile: Profile, many: int) -> ProfileFigures:
    """A profile with its figures: none for every third one."""
    if profile.id % 3 == 0:
        return ProfileFigures(profile, None, [], None, [])
    history = [snapshot(profile, days_ago=days) for days in range(min(many, 400), -1, -1)]
    before, after = (_of_day(one) for one in (history[-2], history[-1]))
    return ProfileFigures(profile, history[-1], best_rates(after), growth(before, after), history)


def _of_day(one: Snapshot) -> FiguresOfDay:
    return FiguresOfDay(
        day=one.day,
        followers=one.followers,
        likes=one.likes,
        comments=one.comments,
        relevant_comments=one.relevant_comments,
        shares=one.shares,
        source=one.source,
        entered_by=one.entered_by,
    )


def touch(said: Said, *, number: int = 1) -> Touch:
    """A line of the timeline, every second one saved from a message."""
    link = "https://slack.com/archives/C0LAUNCH/p1700000000000100" if number % 2 else None
    at = NOW - timedelta(days=number)
    return Touch(number, 7, TouchKind.CALL, at, MARIA, said("note"), link)


def followup(said: Said, *, number: int = 1, days: float = 2) -> Followup:
    """A follow-up that is due in some days (or was, with a minus)."""
    due_at = NOW + timedelta(days=days)
    return Followup(number, 7, MARIA, due_at, said("what"), None, FollowupState.OPEN, 2, OMAR)


def labels(said: Said, many: int) -> dict[LabelKind, list[str]]:
    """All kinds of labels, as many as a form takes."""
    return {kind: said("labels").split(", ") if many else [] for kind in LabelKind}


def card(said: Said, many: int, *, role: Role = Role.MARKETER) -> Card:
    """All that is worth knowing of one influencer."""
    return Card(
        influencer=influencer(said, many),
        labels=labels(said, many),
        figures=[figures(profile, many) for profile in profiles(many)],
        touches=[touch(said, number=number) for number in range(1, min(many, 3) + 1)],
        touch_count=many,
        open=[followup(said, number=number, days=number - 2.5) for number in range(1, many + 1)],
        look_alikes=min(many, 2),
        reader=member(role=role),
        now=NOW,
        concerns=[concern(said, number=number) for number in range(1, many + 1)] if role is not Role.VIEWER else [],
        expects=expected(said) if many and role is not Role.VIEWER else None,
        ideas=dict.fromkeys(list(IdeaStage)[:many], many) if role is not Role.VIEWER else {},
        health=health(many) if role is not Role.VIEWER else None,
        gifts=[gift(said, number=number) for number in range(1, min(many, 4) + 1)] if role is not Role.VIEWER else [],
    )


def health(many: int) -> Health:
    """How a relationship stands: of every second fact nothing is known."""
    known = [Share(n, n + 1, "promises that fell due", "kept on time", "list", NOW.date()) for n in range(many)]
    return rules.health([health_facts.share(part, "our promises", of) for part in Part for of in known])


def gift(said: Said, *, number: int = 1) -> Gift:
    """Something that was given to somebody, as their card shows it."""
    names: dict[str, Any] = dict.fromkeys(Gift.__dataclass_fields__)
    told: dict[str, Any] = {"id": number, "influencer_id": 7, "kind": GiftKind.PRODUCT, "note": ""}
    told["what"] = said("what")[:200]
    told |= {"occasion": Occasion.THANKS, "value": Money(4_500, "EUR"), "stage": GiftStage.SHIPPED, "owner": MARIA}
    return Gift(**{**names, **told, "added_by": MARIA, "added_at": NOW, "shipped_at": NOW, "why": "", "version": 1})


def expected(said: Said) -> Expected:
    """What somebody said, signing, that they expect."""
    words = said("what")[:500]
    wishes = [("pay", "within 14 days", words), ("treatment", "", words), ("communication", "answer within a day", "")]
    return Expected([*wishes, ("autonomy", "free in how I make it", words)], NOW)


def concern(said: Said, *, number: int = 1, is_open: bool = True) -> Concern:
    """Something that worries us about somebody, open or settled."""
    text = said("what")[:1000]
    closed = (None, None, "") if is_open else (NOW, OMAR, text)
    return Concern(number, 7, text, MARIA, NOW - timedelta(days=number), *closed)


def came_to(said: Said, *, number: int) -> CampaignResult:
    """What a campaign came to: every second time nobody knows."""
    told = (41_400, 310, 3, 8_800) if number % 2 else (None, None, None, None)
    return CampaignResult(number, 3, said("name")[:100], "EUR", CollaborationStage.LIVE, number, *told)
