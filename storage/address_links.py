"""Links by which influencers give their address."""

from datetime import datetime

from bot.domain.gifts.addresses import AddressLink
from storage.private_links import PrivateLinks
from storage.tables import address_link


class AddressLinks(PrivateLinks[AddressLink]):
    """Links by which influencers give their address."""

    LINKS = address_link
    MADE = AddressLink

    def add(
        self, influencer_id: int, token_hash: str, *, gift_id: int, expires_at: datetime, by: str, now: datetime
    ) -> int:
        """Keep a link; gives its id."""
        to = {"influencer_id": influencer_id, "gift_id": gift_id}
        return self._keep(token_hash, expires_at=expires_at, by=by, now=now, **to)

    def newest(self, influencer_id: int) -> AddressLink | None:
        """The link that was made last for somebody, whatever became of it."""
        return self._newest(self._select(address_link).where(address_link.c.influencer_id == influencer_id))

    def withdraw(self, influencer_id: int, *, now: datetime) -> int:
        """Withdraw every link of somebody that can still be used; how many there were."""
        mine = (address_link.c.influencer_id == influencer_id, address_link.c.expires_at > now, *self._unused())
        return self._connection.execute(self._update(address_link).where(*mine).values(withdrawn_at=now)).rowcount

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Let the links of one influencer be another's."""
        mine = self._update(address_link).where(address_link.c.influencer_id == from_id)
        self._connection.execute(mine.values(influencer_id=to_id))
