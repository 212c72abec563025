"""Who is meant: a name, a handle on any platform, a profile's link, or part of one."""

import re
from dataclasses import dataclass

from bot.domain.influencers.handles import handle_key, parse_profile
from bot.domain.influencers.influencers import Influencer, Profile, key_of
from bot.domain.influencers.platforms import PLATFORMS
from bot.domain.refused import Refused
from storage import Store

OFFERED = 10
"""How many are offered when a name is ambiguous."""

LONGEST_TEXT = 500
"""Characters that are looked up: no name or address of a profile is longer."""

LONGEST_NAME = 6
"""Words of a name that are tried when a note follows it."""

_QUOTED = re.compile('["“”„]([^"“”„]+)["“”]')


@dataclass(frozen=True, slots=True)
class Named:
    """Influencers that a text may mean (one: it is clear), and what stood behind the name."""

    influencers: list[Influencer]
    rest: str = ""


def find(store: Store, text: str) -> list[Influencer]:
    """Those whom `text` names: exactly if anybody, else by the beginnings of words, else by any part."""
    wanted = text.strip().strip('"“”').strip()
    if not wanted or len(wanted) > LONGEST_TEXT:
        return []
    exact = exactly(store, wanted)
    if exact:
        return exact
    return store.searches.named(wanted, limit=OFFERED)


def exactly(store: Store, text: str) -> list[Influencer]:
    """Those who have this name, handle or profile link."""
    ids = {one.influencer_id for one in _by_handle(store, text)}
    influencers = list(store.influencers.many(ids).values())
    if influencers:
        return influencers
    return store.searches.by_name(key_of(text), limit=OFFERED)


def _by_handle(store: Store, text: str) -> list[Profile]:
    try:
        ref = parse_profile(text)
    except Refused:
        return []
    platforms = [ref.platform] if ref.platform else list(PLATFORMS)
    keys = {handle_key(platform, ref.handle) for platform in platforms}
    return [one for key in keys for one in store.profiles.by_handle(key, platform=ref.platform)]


def one(store: Store, text: str) -> Named:
    """Whom the whole text names; raises Refused when it is nobody."""
    influencers = find(store, text)
    if not influencers:
        raise _nobody(text)
    return Named(influencers)


def before_note(store: Store, text: str) -> Named:
    """Whom the first words name, and the note behind them; the longest name counts."""
    quoted = _QUOTED.match(text)
    if quoted:
        return Named(one(store, quoted[1]).influencers, text[quoted.end() :].strip())
    ends = [word.end() for word in re.finditer(r"\S+", text)]
    for end in reversed(ends[:LONGEST_NAME]):
        exact = exactly(store, text[:end])
        if exact:
            return Named(exact, text[end:].strip())
    return Named(one(store, text[: ends[0]]).influencers, text[ends[0] :].strip())


def is_name(store: Store, text: str) -> bool:
    """Whether somebody has exactly this name or handle."""
    return bool(exactly(store, text))


def _nobody(text: str) -> Refused:
    short = text.strip()[:80]
    return Refused(
        f"I find nobody called “{short}”. Try part of the name or a handle, or add them with `/influencer add`."
    )
