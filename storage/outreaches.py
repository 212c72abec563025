"""What was written to influencers, its templates, and offers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func

from bot.domain.campaigns.outreach import Letter, Offer, OfferState, Outreach, OutreachTemplate, Side
from bot.domain.influencers.influencers import key_of
from storage.base import Queries
from storage.tables import collaboration, offer, outreach, outreach_template

HALF_A_DAY = timedelta(hours=12)
"""A reply of another day is logged at its noon: it answers what was sent until that day's end."""


def _template(row: Any) -> OutreachTemplate:
    return OutreachTemplate(**{name: row._mapping[name] for name in OutreachTemplate.__dataclass_fields__})


def _outreach(row: Any) -> Outreach:
    return Outreach(**{name: row._mapping[name] for name in Outreach.__dataclass_fields__})


def _offer(row: Any) -> Offer:
    same = {name: row._mapping[name] for name in Offer.__dataclass_fields__ if name not in ("side", "state")}
    return Offer(**same, side=Side(row.side), state=OfferState(row.state))


class Outreaches(Queries):
    """What was written to influencers, its templates, and offers."""

    def templates(self) -> list[OutreachTemplate]:
        """All templates, the oldest first."""
        query = self._select(outreach_template).order_by(outreach_template.c.id)
        return [_template(row) for row in self._connection.execute(query)]

    def template(self, template_id: int) -> OutreachTemplate | None:
        """The template, or None if there is none of that id here."""
        query = self._select(outreach_template).where(outreach_template.c.id == template_id)
        row = self._connection.execute(query).first()
        return _template(row) if row else None

    def add_template(self, fields: Mapping[str, str], *, by: str, now: datetime) -> bool:
        """Add a template; whether its name (`name`, beside `subject` and `body`) was free."""
        row = {**fields, "name_key": key_of(fields["name"]), "edited_by": by, "edited_at": now}
        return self._insert_new(outreach_template, [row]) == 1

    def is_name_taken(self, name: str, *, besides: int) -> bool:
        """Whether another template has this name."""
        same = (outreach_template.c.name_key == key_of(name), outreach_template.c.id != besides)
        query = self._select(outreach_template, func.count()).where(*same)
        return bool(self._connection.execute(query).scalar_one())

    def change_template(self, one: OutreachTemplate, fields: Mapping[str, str], *, by: str, now: datetime) -> bool:
        """Change a template if nobody else did since `one` was read. Whether this call won."""
        values: dict[str, Any] = {**fields, "name_key": key_of(fields["name"]), "edited_by": by, "edited_at": now}
        mine = (outreach_template.c.id == one.id, outreach_template.c.version == one.version)
        changed = self._update(outreach_template).where(*mine).values({**values, "version": one.version + 1})
        return self._connection.execute(changed).rowcount == 1

    def delete_template(self, one: OutreachTemplate) -> bool:
        """Delete a template if nobody changed it since `one` was read. Whether this call won."""
        mine = (outreach_template.c.id == one.id, outreach_template.c.version == one.version)
        return self._connection.execute(self._delete(outreach_template).where(*mine)).rowcount == 1

    def hold(self, collaboration_id: int) -> None:
        """Wait for whoever is writing about this collaboration; until this transaction ends, others wait for it."""
        query = self._select(collaboration, collaboration.c.id).where(collaboration.c.id == collaboration_id)
        self._connection.execute(query.with_for_update()).all()

    def add(self, collaboration_id: int, letter: Letter, *, reason: str, by: str, now: datetime) -> int:
        """Note that a message went out; its clock starts. Gives its id."""
        row = {"subject": letter.subject, "body": letter.body, "reason": reason, "sent_at": now, "sent_by": by}
        return self._insert(outreach, collaboration_id=collaboration_id, **row)

    def last(self, collaboration_id: int) -> Outreach | None:
        """The last message that went out in a collaboration."""
        query = self._select(outreach).where(outreach.c.collaboration_id == collaboration_id)
        row = self._connection.execute(query.order_by(outreach.c.id.desc()).limit(1)).first()
        return _outreach(row) if row else None

    def replied(self, influencer_id: int, *, at: datetime) -> int:
        """Stop the clock of everything that went out to an influencer before their reply; how many ran."""
        theirs = self._select(collaboration, collaboration.c.id).where(collaboration.c.influencer_id == influencer_id)
        waits = (outreach.c.replied_at.is_(None), outreach.c.sent_at <= at + HALF_A_DAY)
        query = self._update(outreach).where(outreach.c.collaboration_id.in_(theirs), *waits)
        moment = case((outreach.c.sent_at > at, outreach.c.sent_at), else_=at)
        return self._connection.execute(query.values(replied_at=moment)).rowcount

    def offers(self, collaboration_id: int) -> tuple[Offer, ...]:
        """Every offer and counter-offer of a collaboration, oldest first."""
        query = self._select(offer).where(offer.c.collaboration_id == collaboration_id).order_by(offer.c.id)
        return tuple(_offer(row) for row in self._connection.execute(query))

    def add_offer(
        self, collaboration_id: int, side: Side, *, fee: int, currency: str, terms: str, by: str, now: datetime
    ) -> int:
        """Keep an offer in the place of the one that is open, if any; gives its id."""
        mine = (offer.c.collaboration_id == collaboration_id, offer.c.state == OfferState.OPEN)
        settled = {"state": OfferState.SUPERSEDED, "decided_at": now, "decided_by": by}
        self._connection.execute(self._update(offer).where(*mine).values(settled))
        row = {"side": side, "fee": fee, "currency": currency, "terms": terms, "state": OfferState.OPEN}
        return self._insert(offer, collaboration_id=collaboration_id, **row, at=now, by=by)

    def decide_offer(self, offer_id: int, *, state: OfferState, by: str, now: datetime) -> bool:
        """Accept or decline an offer that is open. Whether this call won."""
        mine = (offer.c.id == offer_id, offer.c.state == OfferState.OPEN)
        settled = {"state": state, "decided_at": now, "decided_by": by}
        return self._connection.execute(self._update(offer).where(*mine).values(settled)).rowcount == 1
