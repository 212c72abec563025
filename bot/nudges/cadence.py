"""Say that it has been quiet for too long: at the ideal gap of this tier, stage or tag, and again at the longest.

Only of those who are contacted, negotiating or active, and whom somebody looks after; any touch starts it anew.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.influencers import cadences
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, now: datetime) -> Mapping[str, Any] | None:
    """For how long it has been quiet, and which gap says what; None where the team's gaps are others by now."""
    influencer = store.influencers.get(one.number)
    if influencer is None:
        return None
    chosen = cadences.gaps(store, [influencer], today=now.date())[influencer.id]
    if one.step not in (24 * chosen.gap.ideal, 24 * chosen.gap.longest):
        return None
    return {
        "person": contexts.person(store, influencer.id),
        "influencer_id": influencer.id,
        "quiet_since": influencer.quiet_since.isoformat(),
        "days": one.step // 24,
        "is_longest": one.step == 24 * chosen.gap.longest,
        "ideal": chosen.gap.ideal,
        "longest": chosen.gap.longest,
        "because": chosen.because,
    }


def steps_of(store: Store, now: datetime) -> tuple[int, ...]:
    """After how many hours: as the team's gaps say."""
    return cadences.steps(store, today=now.date())


KIND = Kind("cadence", steps=(), steps_of=steps_of, find=cadences.quiet, load=load, rank=6)
