"""Before somebody goes on a roster: who may not be asked, who stands there already, what speaks against the others."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.rosters import MOST_AT_ONCE, RECENT, Conflict, ConflictKind, conflict
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.search import parse_search
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import LOGGED_BY_PEOPLE, Touch
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.campaigns import campaign_cards, campaigns, collaborations
from bot.services.campaigns.collaborations import Added, Despite
from bot.services.influencers import finding
from bot.services.team import members
from storage import Store

NAMED = 10
"""Reasons that are looked up for a list of people."""


@dataclass(frozen=True, slots=True)
class Unwelcome:
    """Somebody who asked not to be contacted, and what the log says of it: empty where it says nothing."""

    influencer: Influencer
    why: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Check:
    """What is to be known before the people go on the campaign's roster. Each warning names its influencer."""

    campaign: Campaign
    people: Sequence[Influencer]
    unwelcome: Sequence[Unwelcome]
    known: Sequence[Influencer]
    touched: Sequence[tuple[Influencer, Touch]]
    exclusive: Sequence[tuple[Influencer, Conflict]]
    competing: Sequence[tuple[Influencer, Conflict]]

    @property
    def warns(self) -> bool:
        """Whether anything speaks against it."""
        return bool(self.touched or self.exclusive or self.competing)

    @property
    def mark(self) -> str:
        """The same for the same people, those left out and warnings: whether this is what a person was shown."""
        groups = (self.people, self.known, [one.influencer for one in self.unwelcome])
        clashes = [(who.id, one.campaign.id, one.kind, str(one.until)) for who, one in self._clashes()]
        seen = [self.campaign.id, *([one.id for one in group] for group in groups), clashes]
        told = json.dumps([*seen, [touch.id for _, touch in self.touched]])
        return sha256(told.encode()).hexdigest()[:16]

    def _clashes(self) -> list[tuple[Influencer, Conflict]]:
        return [*self.exclusive, *self.competing]


def check(store: Store, campaign_id: int, influencer_ids: Sequence[int], *, by: Member, now: datetime) -> Check:
    """Look before anything is written. Refuses a campaign that is closed, and a list with nobody to add."""
    campaign = campaigns.found(store, campaign_id)
    campaigns.check_open(campaign)
    asked = list(store.influencers.many(influencer_ids).values())
    shut = [one for one in asked if one.stage is Stage.DO_NOT_CONTACT]
    there = {one.influencer_id for one in store.collaborations.of_campaign(campaign_id)}
    people = [one for one in asked if one not in shut and one.id not in there]
    clashes = _clashes(store, campaign, people, today=now.date())
    last = touched(store, [one.id for one in people], by=by, now=now)
    return Check(
        campaign=campaign,
        people=people,
        unwelcome=[_unwelcome(store, one, look=at < NAMED) for at, one in enumerate(shut)],
        known=[one for one in asked if one not in shut and one.id in there],
        touched=[(one, last[one.id]) for one in people if one.id in last],
        exclusive=[one for one in clashes if one[1].kind is ConflictKind.EXCLUSIVE],
        competing=[one for one in clashes if one[1].kind is ConflictKind.COMPETING],
    )


def touched(store: Store, influencer_ids: Sequence[int], *, by: Member, now: datetime) -> dict[int, Touch]:
    """A colleague's last touch with each of these influencers, where it is recent: for whoever is about to write."""
    return store.touches.latest_by_others(
        influencer_ids, kinds=LOGGED_BY_PEOPLE, since=now - RECENT, reader=by.slack_id
    )


def _unwelcome(store: Store, one: Influencer, *, look: bool) -> Unwelcome:
    entries = store.audit.of(f"influencer:{one.id}") if look else []
    told = [entry for entry in entries if entry["verb"] == "stage" and entry["detail"].get("new") == one.stage]
    if not told:
        return Unwelcome(one, "", "", None)
    last = told[-1]
    return Unwelcome(one, str(last["detail"].get("why", "")), last["by"], last["at"])


def _clashes(
    store: Store, campaign: Campaign, people: Sequence[Influencer], *, today: date
) -> list[tuple[Influencer, Conflict]]:
    by_id = {one.id: one for one in people}
    if not campaign.category or not by_id:
        return []
    standing = store.collaborations.of_influencers(by_id)
    others = store.campaigns.many({one.campaign_id for one in standing})
    told = [conflict(campaign, one, others[one.campaign_id], today=today) for one in standing]
    return [(by_id[one.influencer_id], one) for one in told if one is not None]


def add(store: Store, checked: Check, *, why: str, reason: str, by: Member, now: datetime) -> Added:
    """Shortlist everybody who may be: an exclusivity elsewhere is passed over with a reason alone."""
    check_somebody(store, checked)
    if checked.exclusive and not reason.strip():
        raise Refused("Say why, although somebody works for another campaign alone.", field="reason")
    despite = Despite({who.id for who, _ in checked.exclusive}, reason.strip())
    ids = [one.id for one in checked.people]
    added = collaborations.add(store, checked.campaign.id, ids, why=why, by=by, now=now, despite=despite)
    campaign_cards.refresh(store, checked.campaign.id, now=now)
    return added


def check_somebody(store: Store, checked: Check) -> None:
    """Refuse where nobody is left to add, with the reason if it is one person's."""
    if checked.people:
        return
    if len(checked.unwelcome) == 1 and not checked.known:
        raise Refused(_say_unwelcome(store, checked.unwelcome[0]), field="who")
    if len(checked.known) == 1 and not checked.unwelcome:
        name = checked.known[0].name[:100]
        raise Refused(f"{name} is on the roster of {checked.campaign.name} already.", field="who")
    raise Refused(
        f"Nobody is left to add: {len(checked.known):,} stand on the roster of {checked.campaign.name} already, "
        f"{len(checked.unwelcome):,} asked not to be contacted.",
        field="campaign",
    )


def _say_unwelcome(store: Store, one: Unwelcome) -> str:
    reason = f": “{one.why[:300]}”" if one.why else ""
    who = f" ({members.name_of(store, one.by)}, {one.at.day} {one.at:%B %Y})" if one.at else ""
    return f"{one.influencer.name[:100]} is marked do not contact{reason}{who}. Choose somebody else."


def found_by(store: Store, text: str, *, by: Member, now: datetime) -> list[int]:
    """Everybody whom a search finds; refuses more than go on a roster at once."""
    search = finding.resolve(store, parse_search(text, me=by.slack_id)).on_page(1)
    ids = store.searches.all(search, now=now)
    if len(ids) > MOST_AT_ONCE:
        raise Refused(
            f"This search finds {len(ids):,} people, and {MOST_AT_ONCE:,} is the most that go on a roster at once. "
            "Narrow it with a filter, such as `followers:10k+` or `country:DE`."
        )
    if not ids:
        raise Refused("This search finds nobody any more. Search again with `/influencer find`.")
    return ids
