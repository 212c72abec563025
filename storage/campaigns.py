"""Campaigns, their briefs, and who is wanted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.campaigns import BriefLine, Campaign, CampaignState, Goal, LineKind, Target, WantedKind
from bot.domain.influencers import key_of
from storage.base import Queries
from storage.tables import brief_line, campaign, campaign_label

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
