"""Campaigns, their briefs, who is wanted, and plans that nobody has finished yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func

from bot.domain.campaigns.campaigns import BriefLine, Campaign, CampaignState, Goal, LineKind, Target, WantedKind
from bot.domain.influencers.influencers import key_of
from storage.base import Queries
from storage.tables import brief_line, campaign, campaign_label, unfinished_plan

_TARGETS = {target: campaign.c[f"target_{target}"].name for target in Target}
_SAME = tuple(
    name for name in Campaign.__dataclass_fields__ if name in campaign.c and name not in ("goal", "state", "places")
)


def campaign_of(row: Any) -> Campaign:
    """The campaign that a row of its table holds."""
    fields = row._mapping
    targets = {target: fields[name] for target, name in _TARGETS.items() if fields[name] is not None}
    same = {name: fields[name] for name in _SAME}
    places = tuple(row.places.split())
    return Campaign(**same, goal=Goal(row.goal), state=CampaignState(row.state), targets=targets, places=places)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What somebody typed of a plan so far, by field."""

    token: str
    typed: Mapping[str, Any]
    at: datetime


class Campaigns(Queries):
    """Goals with a brief, dates, a budget and a channel."""

    def get(self, campaign_id: int) -> Campaign | None:
        """The campaign, or None if there is none of that id here."""
        row = self._connection.execute(self._select(campaign).where(campaign.c.id == campaign_id)).first()
        return campaign_of(row) if row else None

    def many(self, ids: Iterable[int]) -> dict[int, Campaign]:
        """Campaigns by id."""
        chosen = list(ids)
        query = self._select(campaign).where(campaign.c.id.in_(chosen))
        return {row.id: campaign_of(row) for row in self._connection.execute(query)} if chosen else {}

    def named(self, text: str, *, limit: int = 20) -> list[Campaign]:
        """The campaign of exactly this name; if none, those whose name contains it, the newest first."""
        key = key_of(text)
        exact = self._connection.execute(self._select(campaign).where(campaign.c.name_key == key)).first()
        if exact or not key:
            return [campaign_of(exact)] if exact else []
        query = self._select(campaign).where(campaign.c.name_key.contains(key, autoescape=True))
        query = query.order_by(campaign.c.state.desc(), campaign.c.id.desc()).limit(limit)
        return [campaign_of(row) for row in self._connection.execute(query)]

    def count(self, *, state: CampaignState | None = None) -> int:
        """How many campaigns there are."""
        query = self._select(campaign, func.count())
        return int(self._connection.scalars(query if state is None else query.where(campaign.c.state == state)).one())

    def owned_by(self, slack_id: str, *, limit: int) -> list[Campaign]:
        """The open campaigns of a member, those that end soonest first."""
        mine = (campaign.c.owner == slack_id, campaign.c.state == CampaignState.OPEN)
        query = self._select(campaign).where(*mine).order_by(campaign.c.ends_on, campaign.c.id).limit(limit)
        return [campaign_of(row) for row in self._connection.execute(query)]

    def in_channel(self, channel: str) -> list[Campaign]:
        """The campaigns whose card stands in a channel, or should."""
        query = self._select(campaign).where(campaign.c.channel == channel).order_by(campaign.c.id)
        return [campaign_of(row) for row in self._connection.execute(query)]

    def last_currency(self) -> str | None:
        """The currency of the newest campaign."""
        newest = self._select(campaign, campaign.c.currency).order_by(campaign.c.id.desc()).limit(1)
        return self._connection.scalars(newest).first()

    def all(self, *, state: CampaignState | None = None, limit: int = 100, skip: int = 0) -> list[Campaign]:
        """Campaigns: the open ones first, those that end soonest first among them."""
        query = self._select(campaign)
        if state is not None:
            query = query.where(campaign.c.state == state)
        query = query.order_by(campaign.c.state.desc(), campaign.c.ends_on, campaign.c.id).limit(limit).offset(skip)
        return [campaign_of(row) for row in self._connection.execute(query)]

    def add(self, fields: Mapping[str, Any], *, by: str, now: datetime) -> int | None:
        """Add a campaign; gives its id, or None where the name is taken."""
        key = key_of(str(fields["name"]))
        row = {**fields, "name_key": key, "state": CampaignState.OPEN, "created_by": by, "created_at": now}
        if not self._insert_new(campaign, [row]):
            return None
        return int(
            self._connection.scalars(self._select(campaign, campaign.c.id).where(campaign.c.name_key == key)).one()
        )

    def change(self, one: Campaign, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        values = {**fields, "version": one.version + 1}
        if "name" in fields:
            values["name_key"] = key_of(str(fields["name"]))
        changed = self._update(campaign).where(campaign.c.id == one.id, campaign.c.version == one.version)
        return self._connection.execute(changed.values(values)).rowcount == 1

    def brief(self, campaign_id: int) -> list[BriefLine]:
        """The lines of the brief, in order."""
        query = self._select(brief_line).where(brief_line.c.campaign_id == campaign_id).order_by(brief_line.c.position)
        return [BriefLine(LineKind(row.kind), row.text) for row in self._connection.execute(query)]

    def set_brief(self, campaign_id: int, lines: Sequence[BriefLine]) -> None:
        """Replace the brief."""
        self._connection.execute(self._delete(brief_line).where(brief_line.c.campaign_id == campaign_id))
        rows = [
            {"campaign_id": campaign_id, "position": at, "kind": one.kind, "text": one.text}
            for at, one in enumerate(lines)
        ]
        self._insert_many(brief_line, rows)

    def wanted(self, campaign_id: int) -> dict[WantedKind, list[str]]:
        """The values, niches, styles and strengths that the campaign looks for."""
        found: dict[WantedKind, list[str]] = {kind: [] for kind in WantedKind}
        query = self._select(campaign_label).where(campaign_label.c.campaign_id == campaign_id)
        for row in self._connection.execute(query.order_by(campaign_label.c.key)):
            found[WantedKind(row.kind)].append(row.text)
        return found

    def set_wanted(self, campaign_id: int, kind: WantedKind, texts: Iterable[str]) -> None:
        """Replace what is wanted of one kind."""
        mine = (campaign_label.c.campaign_id == campaign_id, campaign_label.c.kind == kind)
        self._connection.execute(self._delete(campaign_label).where(*mine))
        rows = {key_of(text): " ".join(text.split()) for text in texts if text.strip()}
        self._insert_many(
            campaign_label,
            [{"campaign_id": campaign_id, "kind": kind, "key": key, "text": text} for key, text in rows.items()],
        )

    def unfinished(self, slack_id: str, *, limit: int) -> list[Unfinished]:
        """The new plans that a member began and has not finished, the newest first."""
        mine = (unfinished_plan.c.slack_id == slack_id, unfinished_plan.c.campaign_id.is_(None))
        query = self._select(unfinished_plan).where(*mine).order_by(unfinished_plan.c.at.desc()).limit(limit)
        return [Unfinished(row.token, row.typed, row.at) for row in self._connection.execute(query)]

    def typed(self, token: str, *, slack_id: str) -> dict[str, Any] | None:
        """What a member typed of the plan with this token, if it is still kept."""
        mine = (unfinished_plan.c.token == token, unfinished_plan.c.slack_id == slack_id)
        row = self._connection.execute(self._select(unfinished_plan).where(*mine)).first()
        return dict(row.typed) if row else None

    def keep_typed(
        self, token: str, typed: Mapping[str, Any], *, campaign_id: int | None, slack_id: str, now: datetime
    ) -> None:
        """Keep what a member typed of a new plan, or of a campaign's, in the place of what was kept before."""
        row = {"token": token, "slack_id": slack_id, "campaign_id": campaign_id, "typed": dict(typed), "at": now}
        self._put(unfinished_plan, [row], same=("workspace_id", "token"), new=("typed", "at"))

    def forget_typed(self, token: str, *, slack_id: str) -> None:
        """Forget what was kept under this token."""
        mine = (unfinished_plan.c.token == token, unfinished_plan.c.slack_id == slack_id)
        self._connection.execute(self._delete(unfinished_plan).where(*mine))

    def forget_changes(self, campaign_id: int, *, slack_id: str) -> None:
        """Forget what a member typed into a campaign's form and never saved."""
        mine = (unfinished_plan.c.campaign_id == campaign_id, unfinished_plan.c.slack_id == slack_id)
        self._connection.execute(self._delete(unfinished_plan).where(*mine))
