"""Rewards, and which results they were for: each counts once for whoever earned it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, and_, cast, func, literal

from bot.domain.money import Money
from bot.domain.rewards.rewards import Reward, RewardStage
from bot.domain.rewards.suggesting import RewardKind
from storage.base import Queries
from storage.roster import batches
from storage.tables import audit, collaboration, reward, rewarded_result

_OTHERWISE = ("kind", "amount", "stage")
_SAME = tuple(name for name in Reward.__dataclass_fields__ if name not in _OTHERWISE)
_THANKED = (RewardStage.APPROVED, RewardStage.GIVEN)


def reward_of(row: Any) -> Reward:
    """The reward that a row of its table holds."""
    same = {name: row._mapping[name] for name in _SAME}
    money, stage = Money(row.amount, row.currency), RewardStage(row.stage)
    return Reward(**same, kind=RewardKind(row.kind), amount=money, stage=stage)


class Rewards(Queries):
    """What people earned by their results."""

    def get(self, reward_id: int) -> Reward | None:
        """The reward, or None if there is none of that id here."""
        row = self._connection.execute(self._select(reward).where(reward.c.id == reward_id)).first()
        return reward_of(row) if row else None

    def propose(self, fields: Mapping[str, Any], *, sources: Iterable[str], now: datetime) -> int | None:
        """Note a proposal and the results that it is for; gives its id.

        None where any of them counted before: also where another bot is proposing it at this moment.
        """
        row = {"stage": RewardStage.PROPOSED, "proposed_at": now, "why": "", **fields}
        made = self._insert_new_giving_ids(reward, [row])
        if not made:
            return None
        who = fields["influencer_id"]
        rows = [{"reward_id": made[0], "influencer_id": who, "source": source} for source in sorted(sources)]
        if self._insert_new(rewarded_result, rows) == len(rows):
            return made[0]
        self._connection.execute(self._delete(reward).where(reward.c.id == made[0]))
        return None

    def counted(self, influencer_ids: Iterable[int]) -> dict[int, set[str]]:
        """Which results of these influencers counted before."""
        columns = (rewarded_result.c.influencer_id, rewarded_result.c.source)
        query = self._select(rewarded_result, *columns).where(columns[0].in_(list(influencer_ids)))
        found: dict[int, set[str]] = {}
        for who, source in self._connection.execute(query):
            found.setdefault(who, set()).add(source)
        return found

    def thanked(self, influencer_ids: Iterable[int], *, since: datetime) -> dict[int, datetime]:
        """When these influencers were last rewarded, or sent a thank-you note, since a moment."""
        found: dict[int, datetime] = {}
        for batch in batches(influencer_ids):
            for row in (*self._rewarded(batch, since), *self._noted(batch, since)):
                found[row.influencer_id] = max(found.get(row.influencer_id, row.at), row.at)
        return found

    def _rewarded(self, influencer_ids: Sequence[int], since: datetime) -> Sequence[Any]:
        mine = (reward.c.influencer_id.in_(influencer_ids), reward.c.decided_at >= since, reward.c.stage.in_(_THANKED))
        query = self._select(reward, reward.c.influencer_id, reward.c.decided_at.label("at"))
        return self._connection.execute(query.where(*mine)).all()

    def _noted(self, influencer_ids: Sequence[int], since: datetime) -> Sequence[Any]:
        """Thank-you notes, which the log keeps under the collaboration they were for."""
        about = literal("collaboration:") + cast(collaboration.c.id, String)
        query = self._select(collaboration, collaboration.c.influencer_id, audit.c.at)
        query = query.join(audit, and_(audit.c.workspace_id == collaboration.c.workspace_id, audit.c.about == about))
        mine = (collaboration.c.influencer_id.in_(influencer_ids), audit.c.verb == "thank", audit.c.at >= since)
        return self._connection.execute(query.where(*mine)).all()

    def of_influencer(self, influencer_id: int) -> list[Reward]:
        """Every reward of somebody, the newest first."""
        return self._all(self._select(reward).where(reward.c.influencer_id == influencer_id))

    def of_campaign(self, campaign_id: int, *, limit: int) -> list[Reward]:
        """The rewards for work in a campaign, the newest first."""
        return self._all(self._select(reward).where(reward.c.campaign_id == campaign_id))[:limit]

    def count(self, influencer_id: int) -> int:
        """How many rewards somebody got, or is to get."""
        query = self._select(reward, func.count()).where(reward.c.influencer_id == influencer_id)
        return int(self._connection.execute(query.where(reward.c.stage.in_(_THANKED))).scalar_one())

    def following(self, cost_id: int) -> Reward | None:
        """The reward that a line of cost follows, if it follows one."""
        row = self._connection.execute(self._select(reward).where(reward.c.cost_id == cost_id)).first()
        return reward_of(row) if row else None

    def change(self, one: Reward, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        mine = (reward.c.id == one.id, reward.c.version == one.version, reward.c.stage == one.stage)
        changed = self._update(reward).where(*mine).values({**fields, "version": one.version + 1})
        return self._connection.execute(changed).rowcount == 1

    def give(self, collaboration_id: int, *, to: str) -> None:
        """Let somebody else look after the rewards of a collaboration that are not over."""
        still = reward.c.stage.in_((RewardStage.PROPOSED, RewardStage.APPROVED))
        mine = self._update(reward).where(reward.c.collaboration_id == collaboration_id, still)
        self._connection.execute(mine.values(owner=to))

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Let the rewards of one influencer be another's, but for results that both have one for."""
        for table, column in ((reward, reward.c.result_key), (rewarded_result, rewarded_result.c.source)):
            theirs = self._select(table, column).where(table.c.influencer_id == to_id)
            mine = self._update(table).where(table.c.influencer_id == from_id, column.not_in(theirs))
            self._connection.execute(mine.values(influencer_id=to_id))

    def _all(self, query: Select[Any]) -> list[Reward]:
        return [reward_of(row) for row in self._connection.execute(query.order_by(reward.c.id.desc()))]
