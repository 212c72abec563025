"""Finding what a text says about a connection: clear words, unclear ones, and denials."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.content.disclosure.reading import Kind, Token, squash
from bot.domain.content.disclosure.words import (
    BRAND,
    Phrase,
    Sense,
    between,
    denying,
    is_bare,
    is_everyday,
    lexicon,
    names_of,
    role_in,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Words with a sense: the tokens `first` to `last` of a text, in these languages."""

    sense: Sense
    first: int
    last: int
    languages: frozenset[str]


def spots(text: Sequence[Token], *, brands: tuple[str, ...], language: str | None) -> list[Spot]:
    """Everything that the text says about a connection, in its order; no two overlap."""
    found: list[Spot] = []
    at = 0
    for place in range(len(text)):
        spot = _spot_at(text, place, brands=brands, language=language) if place >= at else None
        if spot is not None:
            at = spot.last + 1
            found += [] if spot.sense is Sense.OTHER else [_denied(text, spot)]
    return found


def _spot_at(text: Sequence[Token], place: int, *, brands: tuple[str, ...], language: str | None) -> Spot | None:
    names, index = names_of(brands), lexicon(brands)
    fitting = (
        phrase
        for key in _keys(text[place], names)
        for phrase in index.get(key, ())
        if _fits(phrase, text, place, names) and not is_everyday(phrase, language=language)
    )
    phrase = max(fitting, key=lambda one: len(one.words), default=None)
    if phrase is not None:
        return Spot(phrase.sense, place, place + len(phrase.words) - 1, phrase.languages)
    return _role_at(text[place], place, names)


def _role_at(token: Token, place: int, names: frozenset[str]) -> Spot | None:
    """A partner tag: clear with the brand's own name, refused with none, or with another (R6b)."""
    name = role_in(token.key) if token.kind is Kind.TAG else None
    if name is None:
        return None
    if name in names:
        return Spot(Sense.CLEAR, place, place, frozenset({"en"}))
    return Spot(Sense.ROLE if names or is_bare(name) else Sense.MAYBE, place, place, frozenset({"en"}))


def _fits(phrase: Phrase, text: Sequence[Token], place: int, names: frozenset[str]) -> bool:
    """Whether the phrase stands at this place, all on one line."""
    part = text[place : place + len(phrase.words)]
    if len(part) < len(phrase.words) or part[-1].line != part[0].line:
        return False
    return all(word in _keys(token, names) for word, token in zip(phrase.words, part, strict=True))


def _keys(token: Token, names: frozenset[str]) -> Iterator[str]:
    """What a token may stand for in a phrase."""
    if token.kind is Kind.WORD:
        yield token.key
    elif token.kind is Kind.TAG:
        yield f"#{token.key}"
        if token.key in names:
            yield BRAND
    elif token.kind is Kind.MENTION and (not names or squash(token.key) in names):
        yield BRAND


def _denied(text: Sequence[Token], spot: Spot) -> Spot:
    """The spot, turned into a denial where a word right before it says "not" (`not an ad`)."""
    if spot.sense is not Sense.CLEAR:
        return spot
    place = spot.first
    while place > max(spot.first - 3, 0) and text[place].joined and text[place - 1].key in between():
        place -= 1
    if place and text[place].joined and text[place - 1].kind is Kind.WORD and text[place - 1].key in denying():
        return replace(spot, sense=Sense.DENIAL, first=place - 1)
    return spot
