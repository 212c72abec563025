"""What an influencer said they expect, held against what was signed and what we did."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from bot.domain.contracts.contracts import BINDING
from bot.domain.contracts.expectations import Communication, Expectations, Kind, differences, read
from bot.services.contracts import contracts
from storage import Store

_WITHIN = {Communication.DAY: 24, Communication.TWO_DAYS: 48}
"""Hours within which they want an answer."""


def met(store: Store, influencer_id: int, *, hours: Sequence[Decimal]) -> tuple[int, int]:
    """How many of the expectations they stated last are met, and how many something can be held against.

    Pay, treatment and autonomy are held against the terms that were signed last, communication against `hours`, how
    long their replies waited for us. Their own words are read by people alone.
    """
    stated = store.contracts.stated(influencer_id)
    if stated is None:
        return 0, 0
    told = read(stated[0])
    good, whole = _by_terms(store, influencer_id, told)
    within = _WITHIN.get(told.communication)
    if within is None or not hours:
        return good, whole
    return good + (median(hours) <= within), whole + 1


def _by_terms(store: Store, influencer_id: int, told: Expectations) -> tuple[int, int]:
    signed = (one for one in store.contracts.of_influencer(influencer_id) if one.stage in BINDING)
    terms = next((found for one in signed if (found := contracts.terms_of(contracts.newest(store, one)))), None)
    if terms is None:
        return 0, 0
    nothing, kinds = read({}), [kind for kind in Kind if kind is not Kind.COMMUNICATION]
    whole = sum(1 for kind in kinds if getattr(told, kind) != getattr(nothing, kind))
    return whole - len(differences(told, terms)), whole
