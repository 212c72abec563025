"""The page on which an influencer reads, asks for changes and signs: `/c/<token>`."""

import logging
from typing import Any

from bot.deps import Store
from bot.domain.private_links import Lost, hash_token
from bot.domain.refused import Refused
from bot.services.contracts import contracts, proposals, signed_documents, signing_pages, signings
from bot.services.contracts.signing_pages import NOTHING, Typed
from bot.web.private_pages import PrivatePages, Reply

log = logging.getLogger("rapport.signing")


class Signing(PrivatePages):
    """The part of the web under `/c/`."""

    PREFIX = "/c/"
    WHAT = "a page to sign on"
    FILES = ("contract.pdf",)

    def is_known(self, store: Store, token_hash: str) -> bool:
        """Whether a token's link was made in this workspace."""
        return store.signings.with_hash(token_hash) is not None

    def show(self, workspace: str, token: str, *, typed: Typed = NOTHING) -> Reply:
        """The page as things stand: to sign, of what was signed, or that there is nothing any more."""
        now = self._deps.now()
        with self._deps.reading(workspace) as store:
            one = signings.sheet(store, hash_token(token))
            if one is not None and signings.is_open(one, now=now):
                kind, values = "signing", signing_pages.values(store, one, typed=typed)
            elif one is not None and one.link.still_tells(now=now):
                kind, values = "signed", signing_pages.signed_values(store, one)
            else:
                return self.gone("410 Gone")
        status = "422 Unprocessable Content" if typed.faults else "200 OK"
        return Reply(status, self._pages.page(kind, {**values, "token": token}))

    def download(self, workspace: str, token: str, _name: str) -> Reply:
        """The PDF: of what can be signed, or of what was signed."""
        now = self._deps.now()
        with self._deps.reading(workspace) as store:
            one = signings.sheet(store, hash_token(token))
            if one is None or not (signings.is_open(one, now=now) or one.link.still_tells(now=now)):
                return self.gone("410 Gone")
            found = signed_documents.content(store, store.signings.of_link(one.link.id), one.version)
        if found is None:
            return self.gone("410 Gone")
        name, content = found
        kind = ("Content-Type", "application/pdf")
        return Reply("200 OK", content, (kind, ("Content-Disposition", f'attachment; filename="{name}"')))

    def note_opened(self, workspace: str, token: str) -> None:
        """Note that a person opened the link, the first time that it can be used."""
        now = self._deps.now()
        with self._deps.reading(workspace) as store:
            one = signings.sheet(store, hash_token(token))
        if one and one.link.opened_at is None and signings.is_open(one, now=now):
            with self._deps.transaction(workspace) as store:
                store.signings.open(one.link.id, now=now)

    def take(self, workspace: str, token: str, fields: dict[str, str]) -> Reply:
        """A form that was sent: done once, or shown again with what is wrong beside each field."""
        act = {"sign": signings.sign, "change": proposals.ask}.get(fields.pop("do", ""))
        if act is None:
            return self.notice("400 Bad Request", "unread")
        form = "sign" if act is signings.sign else "change"
        try:
            with self._deps.transaction(workspace) as store:
                act(store, hash_token(token), fields, now=self._deps.now())
        except Lost as lost:
            return self._lost(workspace, token, lost)
        except Refused as refused:
            return self.show(workspace, token, typed=Typed(form, fields, signing_pages.faults(refused)))
        return Reply("303 See Other", headers=(("Location", f"../c/{token}"),))

    def _lost(self, workspace: str, token: str, lost: Refused) -> Reply:
        """A form by a link that is used, expired, withdrawn or of an older version: refused, and written down."""
        now = self._deps.now()
        with self._deps.transaction(workspace) as store:
            one = signings.sheet(store, hash_token(token))
            if one is None:
                return self.gone("410 Gone")
            detail: dict[str, Any] = {"why": lost.sentence, "link": one.link.id, "number": one.version.number}
            store.audit.record("refused", contracts.about(one.contract), by=signings.PAGE, now=now, **detail)
        log.warning("refused on the page of contract %s, version %s: %s", one.contract.id, one.version.number, lost)
        if one.link.still_tells(now=now):
            return Reply("409 Conflict", self.show(workspace, token).body)
        return self.gone("410 Gone")
