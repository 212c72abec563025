"""Moving what is planned when somebody's hours, holidays or time zone have changed since."""

from datetime import date, datetime

from bot.services.nudges.manners import CHANNELS, Etiquette
from storage import Store

APPLIED = "nudges:applied"
"""The setting that holds what the planned moments were worked out from."""
ALWAYS = date(2000, 1, 1)
"""The day from which a setting holds of which there is but one."""


def follow(store: Store, etiquette: Etiquette, *, now: datetime) -> None:
    """Give what waits for whoever lives by other hours now its new moment; what somebody moved stays."""
    held = store.settings.on(APPLIED, day=now.date())
    known, current = held.value if held else {}, etiquette.signatures()
    changed = [slack_id for slack_id, signature in current.items() if known.get(slack_id) != signature]
    if not changed:
        return
    waiting = store.nudges.planned_for(changed, with_channels=CHANNELS in changed)
    moments = {one.id: etiquette.moment(one.to, one, one.step) for one in waiting}
    store.nudges.reschedule({one.id: moments[one.id] for one in waiting if moments[one.id] != one.send_at})
    by = store.members.bot_user()
    store.settings.set(APPLIED, current, since=ALWAYS, source="Rapport", by=by, now=now)
