"""Finding influencers by words and filters, page by page, with saved searches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import words
from bot.domain.influencers.filters import Choice, OwnerChoice
from bot.domain.influencers.influencers import Influencer, Profile, key_of
from bot.domain.influencers.search import SORTS, Search, Sort, parse_search
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.influencers import cards
from storage import Store
from storage.search import COUNTED, Page

PAGE = 10
LONGEST_SORT = 150
"""Characters that an option of a menu can carry."""

SORT_LABELS = {
    "followers": "Sort by followers",
    "er": "Sort by engagement rate",
    "name": "Sort by name",
    "idle": "Sort by quiet since",
    "added": "Sort by newest",
}


@dataclass(frozen=True, slots=True)
class FoundLine:
    """An influencer in the list, with the rate that is shown."""

    influencer: Influencer
    profiles: list[Profile]
    rate_name: str
    rate: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a search. `page` counts from 0; `text` is the search without its page."""

    lines: Sequence[FoundLine]
    text: str
    said: str
    page: int
    pages: int
    is_capped: bool
    has_more: bool
    hint: str
    sorts: Sequence[tuple[str, str]]
    saved: Sequence[dict[str, str]]


def find(store: Store, text: str, *, by: Member, now: datetime, page: int | None = None) -> Found:
    """Those who fit `text`; `=name` uses a saved search. Raises Refused for a filter that cannot be read."""
    search = parse_search(_saved(store, text), me=by.slack_id)
    at = search.page - 1 if page is None else page
    search = search.on_page(1)
    resolved = resolve(store, search)
    found = store.searches.find(resolved, now=now, limit=PAGE + 1, skip=at * PAGE)
    is_capped = found.total > COUNTED
    return Found(
        lines=_lines(store, found, search=search),
        text=search.text,
        said=f"More than {COUNTED:,}" if is_capped else f"{found.total:,}",
        page=at,
        pages=max(1, -(-found.total // PAGE)),
        is_capped=is_capped,
        has_more=len(found.influencers) > PAGE,
        hint=_hint(store, resolved, now=now),
        sorts=_sorts(search),
        saved=[{"name": name, "text": text} for name, text in store.searches.saved()],
    )


def _saved(store: Store, text: str) -> str:
    if not text.startswith("="):
        return text
    found = store.searches.saved_as(text[1:])
    if found is None:
        names = ", ".join(f"`={name}`" for name, _ in store.searches.saved()[:10])
        known = f"There are {names}." if names else "Nothing is saved yet: find something, then use *Save this search*."
        raise Refused(f"No search is saved as “{text[1:].strip()[:60]}”. {known}")
    return found


def resolve(store: Store, search: Search) -> Search:
    """The search with members' names turned into members, and countries into codes."""
    choices = tuple(_codes(one) if one.field == "country" else one for one in search.choices)
    owners = tuple(_members(store, one) if one.names else one for one in search.owners)
    return replace(search, choices=choices, owners=owners)


def _codes(choice: Choice) -> Choice:
    codes = []
    for value in choice.values:
        code = words.country_code(value)
        if code is None:
            raise Refused(f"I don't know the country “{value[:40]}”. Write it like country:DE or country:germany.")
        codes.append(code)
    return replace(choice, values=tuple(codes))


def _members(store: Store, choice: OwnerChoice) -> OwnerChoice:
    people = store.members.all()
    found = list(choice.members)
    for name in choice.names:
        same = [one.slack_id for one in people if name in (key_of(one.name), key_of(one.name).split(" ")[0])]
        if not same:
            raise Refused(f"Nobody called “{name[:40]}” uses Rapport yet. Write owner:me, owner:none or owner:@name.")
        found += same
    return replace(choice, members=tuple(found), names=())


def _lines(store: Store, found: Page, *, search: Search) -> list[FoundLine]:
    """The lines, with the rate that the search asks for: ours unless it names the public one."""
    public = any(span.field == "public_er" for span in search.spans)
    name = "Public ER" if public else "Meaningful ER"
    return [
        FoundLine(line.influencer, line.profiles, name, rates[1 if public else 0])
        for line, rates in zip(cards.lines(store, found.influencers[:PAGE]), found.rates, strict=False)
    ]


def _hint(store: Store, search: Search, *, now: datetime) -> str:
    """What a filter on our rate leaves out: whoever has no comments and shares to make it from."""
    if not any(span.field == "er" for span in search.spans):
        return ""
    without = replace(search, spans=tuple(span for span in search.spans if span.field != "er"))
    others = store.searches.count_without_rate(without, now=now)
    if not others:
        return ""
    more = f"More than {COUNTED:,}" if others > COUNTED else f"{others:,}"
    return f"{more} others have not enough data for the meaningful ER; `public_er:` looks at likes and comments."


def _sorts(search: Search) -> list[tuple[str, str]]:
    """The other orders as (label, search), as far as a menu can carry them."""
    sorts = [(label, replace(search, sort=Sort(by, SORTS[by])).text) for by, label in SORT_LABELS.items()]
    return sorts if all(len(text) <= LONGEST_SORT for _, text in sorts) else []


def save(store: Store, name: str, text: str, *, by: Member, now: datetime) -> None:
    """Keep a search under a name for everybody."""
    if not name.strip():
        raise Refused("Give it a name.", field="name")
    if name.strip().startswith("="):
        raise Refused("Leave out the = sign: it goes before the name when you use it.", field="name")
    store.searches.save(" ".join(name.split()), text, by=by.slack_id)
    store.audit.record("save", f"search:{key_of(name)}", by=by.slack_id, now=now, text=text)
