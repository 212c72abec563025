"""Above which value a gift is approved by somebody else, by currency: what the workspace set, else the default."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.domain.gifts import gifts as rules
from bot.domain.money import parse_amount
from bot.domain.team.roles import Member, Role
from storage import Store

LIMIT = "gifts:limit:"
"""The dated settings that hold a currency's limit: `{"above": minor units}`."""
SOURCE = "our own rule"


def chosen(store: Store, *, today: date) -> Mapping[str, int]:
    """The limits that the workspace set, in minor units, by currency in alphabetical order."""
    told = store.settings.beginning(LIMIT, day=today)
    return {name.removeprefix(LIMIT): int(told[name].value["above"]) for name in sorted(told)}


def limit(store: Store, currency: str, *, today: date) -> int:
    """Above how many minor units of a currency a gift needs an approval."""
    told = store.settings.on(LIMIT + currency, day=today)
    return rules.limit_of(currency, chosen=int(told.value["above"]) if told else None)


def set_limit(store: Store, currency: str, *, amount: str, by: Member, today: date, now: datetime) -> None:
    """Set a currency's limit from today on, as it was typed; 0 has every gift of any value approved."""
    by.require(Role.MANAGER)
    value = {"above": parse_amount(amount, currency, field="amount")}
    store.settings.set(LIMIT + currency, value, since=today, source=SOURCE, by=by.slack_id, now=now)
    store.audit.record("set", LIMIT + currency, by=by.slack_id, now=now, **value)
