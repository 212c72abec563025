"""The page on which an influencer says where a gift may go: `/a/<token>`.

It asks and never tells: no address is ever shown on it but the one that is being typed.
"""

import logging

from bot.deps import Store
from bot.domain.private_links import Lost, hash_token
from bot.domain.refused import Refused
from bot.services.contracts.signing_pages import NOTHING, Typed, faults
from bot.services.gifts import addresses
from bot.web.private_pages import PrivatePages, Reply

log = logging.getLogger("rapport.addresses")


class Addresses(PrivatePages):
    """The part of the web under `/a/`."""

    PREFIX = "/a/"
    WHAT = "a page that asks for an address"

    def is_known(self, store: Store, token_hash: str) -> bool:
        """Whether a token's link was made in this workspace."""
        return store.address_links.with_hash(token_hash) is not None

    def show(self, workspace: str, token: str, *, typed: Typed = NOTHING) -> Reply:
        """The form; a word of thanks once it was used; or that there is nothing any more."""
        now = self._deps.now()
        with self._deps.reading(workspace) as store:
            one = addresses.sheet(store, hash_token(token))
            if one is None or not (addresses.is_open(one, now=now) or one.link.still_tells(now=now)):
                return self.gone("410 Gone")
            values = addresses.page_values(store, one)
        if not addresses.is_open(one, now=now):
            return Reply("200 OK", self._pages.page("address_given", values))
        status = "422 Unprocessable Content" if typed.faults else "200 OK"
        return Reply(status, self._pages.page("address", {**values, "typed": typed}))

    def note_opened(self, workspace: str, token: str) -> None:
        """Note that a person opened the link, the first time that it can be used."""
        now = self._deps.now()
        with self._deps.reading(workspace) as store:
            one = addresses.sheet(store, hash_token(token))
        if one and one.link.opened_at is None and addresses.is_open(one, now=now):
            with self._deps.transaction(workspace) as store:
                store.address_links.open(one.link.id, now=now)

    def take(self, workspace: str, token: str, fields: dict[str, str]) -> Reply:
        """The address: kept once, or shown again with what is wrong beside each field."""
        try:
            with self._deps.transaction(workspace) as store:
                addresses.give(store, hash_token(token), fields, now=self._deps.now())
        except Lost as lost:
            return self._lost(workspace, token, lost)
        except Refused as refused:
            return self.show(workspace, token, typed=Typed("address", fields, faults(refused)))
        return Reply("303 See Other", headers=(("Location", f"../a/{token}"),))

    def _lost(self, workspace: str, token: str, lost: Refused) -> Reply:
        """A form by a link that is used, expired or withdrawn: refused, and written down without what it said."""
        now = self._deps.now()
        with self._deps.transaction(workspace) as store:
            one = addresses.sheet(store, hash_token(token))
            if one is None:
                return self.gone("410 Gone")
            about = f"influencer:{one.influencer.id}"
            store.audit.record(
                "refused", about, by=addresses.PAGE, now=now, why=lost.sentence, address_link=one.link.id
            )
        log.warning("refused on the page that asks for an address: %s", lost)
        if one.link.still_tells(now=now):
            return Reply("409 Conflict", self.show(workspace, token).body)
        return self.gone("410 Gone")
