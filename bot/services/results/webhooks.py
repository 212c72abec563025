"""The webhooks of shops: their secrets, and what they send."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.refused import Refused
from bot.domain.results.shop_orders import Sent, read_own, read_shop
from bot.domain.results.signatures import check_own, check_shop
from bot.domain.team.roles import Member, Role
from bot.services.results import conversions
from storage import Store

OVERLAP = timedelta(days=1)
"""How long a secret still counts after another took its place."""


class Hook(StrEnum):
    """Which webhook: of our own form, or in the shape of a shop's."""

    OWN = "orders"
    SHOP = "shop"


@dataclass(frozen=True, slots=True)
class Secret:
    """A webhook's secret. The one before it counts until `old_until`."""

    text: str
    made_at: datetime
    made_by: str
    old: str = ""
    old_until: datetime | None = None

    def valid(self, now: datetime) -> list[str]:
        """The secrets that count now, the newest first."""
        return [self.text, self.old] if self.old_until and now < self.old_until else [self.text]


def secret(store: Store, hook: Hook, *, now: datetime) -> Secret | None:
    """The secret of a webhook, if one was set."""
    kept = store.settings.on(_name(hook), day=now.date())
    if kept is None:
        return None
    until = kept.value.get("old_until")
    old_until = datetime.fromisoformat(until) if until else None
    return Secret(kept.value["text"], kept.set_at, kept.set_by, kept.value.get("old", ""), old_until)


def renew(store: Store, *, by: Member, now: datetime) -> str:
    """Make another secret for the webhook of our own form; gives it, to be shown to the admin who asked."""
    text = f"rapport_{secrets.token_urlsafe(32)}"
    _set(store, Hook.OWN, text, by=by, now=now)
    return text


def keep_shop_secret(store: Store, text: str, *, by: Member, now: datetime) -> None:
    """Keep the secret with which the shop signs."""
    given = text.strip()
    if len(given) < 16 or len(given) > 200 or not given.isascii() or not given.isprintable() or " " in given:
        raise Refused(
            "That is no webhook secret: copy it from the shop's settings, 16 to 200 letters and figures.",
            field="secret",
        )
    _set(store, Hook.SHOP, given, by=by, now=now)


def _set(store: Store, hook: Hook, text: str, *, by: Member, now: datetime) -> None:
    by.require(Role.ADMIN)
    before = secret(store, hook, now=now)
    value = {"text": text}
    if before is not None and before.text != text:
        value |= {"old": before.text, "old_until": (now + OVERLAP).isoformat()}
    store.settings.set(_name(hook), value, since=now.date(), source="Rapport", by=by.slack_id, now=now)
    store.audit.record("secret", f"webhook:{hook}", by=by.slack_id, now=now)


def _name(hook: Hook) -> str:
    return f"webhook.{hook}"


def check(store: Store, hook: Hook, body: bytes, *, signature: str | None, now: datetime) -> None:
    """Refuse a body that is not signed with a secret that counts."""
    kept = secret(store, hook, now=now)
    valid = kept.valid(now) if kept else [""]
    _check_any(valid, lambda text: _check_one(hook, body, signature=signature, secret=text, now=now))


def _check_one(hook: Hook, body: bytes, *, signature: str | None, secret: str, now: datetime) -> None:
    if hook is Hook.OWN:
        check_own(body, header=signature, secret=secret, now=now)
    else:
        check_shop(body, header=signature, secret=secret)


def _check_any(valid: list[str], check_one: Callable[[str], None]) -> None:
    """Refuse with what the newest secret says, unless one of them fits."""
    first: Refused | None = None
    for text in valid:
        try:
            check_one(text)
        except Refused as refused:
            first = first or refused
        else:
            return
    if first is not None:
        raise first


def read(hook: Hook, body: bytes, *, topic: str) -> Sent:
    """What a signed body tells. Raises Refused with a sentence that names the field."""
    return read_own(body) if hook is Hook.OWN else read_shop(body, topic=topic)


def take(store: Store, hook: Hook, sent: Sent, *, now: datetime) -> str:
    """Write what was sent; gives the sentence that answers it."""
    if sent.passed_over:
        return sent.passed_over
    taken = conversions.take(store, [sent], source="webhook" if hook is Hook.OWN else "shop", by=None, now=now)
    if taken.new:
        return "The order was written."
    if taken.changed or taken.refunds:
        return "The order was brought up to date." if sent.order else "The refund was written."
    return "This was known already, and nothing was changed."
