"""What the figures of an influencer's profiles come to: rates, growth, and what `find` sorts by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.influencers.figures import Figure, FiguresOfDay, Growth, best_rates, growth, rates_of
from bot.domain.influencers.influencers import Profile, Snapshot
from storage import Store


@dataclass(frozen=True, slots=True)
class ProfileFigures:
    """A profile with its latest figures, their rates and how its followers grew. None is missing."""

    profile: Profile
    latest: Snapshot | None
    rates: list[Figure]
    growth: Growth | None
    history: Sequence[Snapshot]


def of(store: Store, influencer_id: int) -> list[ProfileFigures]:
    """All profiles of an influencer with what is known of them, the largest first."""
    profiles = store.profiles.of([influencer_id]).get(influencer_id, [])
    snapshots = store.profiles.snapshots([profile.id for profile in profiles])
    return [_of(profile, snapshots[profile.id]) for profile in profiles]


def _of(profile: Profile, history: Sequence[Snapshot]) -> ProfileFigures:
    days = [of_day(snapshot) for snapshot in history]
    return ProfileFigures(
        profile=profile,
        latest=history[-1] if history else None,
        rates=best_rates(days[-1]) if days else [],
        growth=growth(days[-2], days[-1]) if len(days) > 1 else None,
        history=history,
    )


def of_day(snapshot: Snapshot) -> FiguresOfDay:
    """A snapshot as the formulas take it."""
    return FiguresOfDay(
        day=snapshot.day,
        followers=snapshot.followers,
        views=snapshot.views,
        likes=snapshot.likes,
        comments=snapshot.comments,
        relevant_comments=snapshot.relevant_comments,
        shares=snapshot.shares,
        saves=snapshot.saves,
        reach=None,
        impressions=None,
        engagement=snapshot.engagement,
        source=snapshot.source,
        entered_by=snapshot.entered_by,
    )


def sum_up(store: Store, influencer_ids: Iterable[int]) -> None:
    """Bring what `find` filters and sorts by up to date: the largest profile's followers, and its rates."""
    ids = list(influencer_ids)
    latest = store.roster.latest(ids) if ids else {}
    rows = []
    for influencer_id in ids:
        days = latest.get(influencer_id, [])
        rates = [rates_of(day) for day in days]
        row = {"id": influencer_id, "followers": days[0].latest if days else None}
        row["meaningful_rate"] = next((one for one, _ in rates if one is not None), None)
        row["public_rate"] = next((one for _, one in rates if one is not None), None)
        rows.append(row)
    store.roster.sum_up(rows)
