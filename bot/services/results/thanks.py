"""Thank-you notes: what an influencer's own work came to, and writing the note into the timeline."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import TouchKind
from bot.domain.refused import Refused
from bot.domain.results.results import Totals
from bot.domain.team.roles import Member
from bot.services.campaigns import campaigns, collaborations
from bot.services.influencers import touches
from bot.services.nudges import occasions
from bot.services.results import results
from bot.services.team import members
from storage import Store


@dataclass(frozen=True, slots=True)
class Thanks:
    """Whom to thank and for what: only their own figures. `before` are the notes sent already, oldest first."""

    influencer: Influencer
    campaign: Campaign
    totals: Totals
    engagements: int | None
    before: list[dict[str, Any]]


def load(store: Store, collaboration_id: int, *, now: datetime) -> Thanks:
    """What a note can say; refuses for who asked not to be contacted."""
    one = collaborations.found(store, collaboration_id)
    campaign, influencer = campaigns.found(store, one.campaign_id), touches.found(store, one.influencer_id)
    if influencer.stage is Stage.DO_NOT_CONTACT:
        raise Refused(f"{influencer.name} asked not to be contacted, so there is no note to send.")
    line = store.results.line(collaboration_id)
    if line is None:
        raise Refused("This collaboration is no longer here.")
    has_orders = store.results.has_orders()
    totals = results.totals_of(line.sums, {}, currency=campaign.currency, has_orders=has_orders, day=now.date())
    return Thanks(influencer, campaign, totals, results.engagement_sum(totals), _before(store, collaboration_id))


def _before(store: Store, collaboration_id: int) -> list[dict[str, Any]]:
    return [one for one in store.audit.of(f"collaboration:{collaboration_id}") if one["verb"] == "thank"]


def sent(store: Store, collaboration_id: int, *, note: str, seen: int, by: Member, now: datetime) -> Influencer:
    """Write the note into the timeline. `seen` is how many notes had been sent when the form was opened."""
    thanks = load(store, collaboration_id, now=now)
    if len(thanks.before) > seen:
        who = members.name_of(store, thanks.before[-1]["by"])
        raise Refused(
            f"{who} sent a thank-you note meanwhile. Copy yours, close this, and open it again.", field="note"
        )
    if not note.strip():
        raise Refused("Write the note that you sent.", field="note")
    text = f"Thank-you note for {thanks.campaign.name}:\n{note}"
    touches.log(store, thanks.influencer.id, kind=TouchKind.MESSAGE, text=text, by=by, now=now)
    store.audit.record("thank", f"collaboration:{collaboration_id}", by=by.slack_id, now=now)
    influencer_id, why = thanks.influencer.id, "Thanked them"
    occasions.dealt_with(store, influencer_id, collaboration_id=collaboration_id, by=by.slack_id, why=why, now=now)
    return thanks.influencer
