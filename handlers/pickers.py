"""Choosing an influencer in a form."""

from collections.abc import Iterable

from bot import words
from bot.deps import Store
from bot.domain.influencers.influencers import Influencer, Profile
from bot.domain.refused import Refused
from handlers.requests import Form


def picked(influencer: Influencer) -> dict[str, object]:
    """An influencer as the option that a picker holds already."""
    text = {"type": "plain_text", "text": influencer.name[:74] or "–", "emoji": True}
    return {"text": text, "value": str(influencer.id)}


def influencer_options(influencers: Iterable[Influencer], *, store: Store | None = None) -> list[dict[str, str]]:
    """Influencers as values and texts of options; with a store, their largest profile stands behind the name."""
    listed = list(influencers)
    profiles = store.profiles.of(one.id for one in listed) if store else {}
    return [{"value": str(one.id), "text": _text(one, profiles.get(one.id, []))} for one in listed]


def _text(influencer: Influencer, profiles: list[Profile]) -> str:
    if not profiles:
        return influencer.name
    largest = profiles[0]
    return f"{influencer.name[:40]} · {words.platform(largest.platform)} @{largest.handle}"


def chosen_influencer(form: Form) -> int:
    """The influencer that was picked in the field `who`; raises Refused when none was."""
    chosen = form.optional("who")
    if chosen is None or not chosen.isdecimal():
        raise Refused("Choose who it is about.", field="who")
    return int(chosen)
