"""The rules about where in a caption a disclosure stands (R3, R4), on a caption that is read once."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.content.disclosure.models import Finding, Rule, Severity
from bot.domain.content.disclosure.reading import Kind, Token, tokens
from bot.domain.content.disclosure.spotting import Spot, spots
from bot.domain.content.disclosure.words import Sense

LINES = 3
"""How many lines of a caption are early (R3)."""

IN_A_RUN = 2
"""Up to which place in a run of hashtags and links a disclosure is still seen (R4)."""

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as it was typed, with its tokens and what they say."""

    text: str
    tokens: Sequence[Token]
    spots: Sequence[Spot]

    def with_sense(self, *senses: Sense) -> list[Spot]:
        """The spots that have one of these senses."""
        return [spot for spot in self.spots if spot.sense in senses]

    def words(self, spot: Spot) -> str:
        """The words of a spot as they were typed, cut where they are endless."""
        words = self.text[self.tokens[spot.first].start : self.tokens[spot.last].end]
        return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"

    def line(self, spot: Spot) -> int:
        """The line of a spot, from 1."""
        return self.tokens[spot.first].line


def read_caption(text: str, *, brands: tuple[str, ...], language: str | None) -> Caption:
    """Read a caption, or any other text that may carry a disclosure."""
    found = tokens(text)
    return Caption(text, found, spots(found, brands=brands, language=language))


def placing(caption: Caption, *, fold: int, first_hashtags: int) -> dict[Spot, list[Finding]]:
    """What is wrong with the place of each clear disclosure; [] for one that stands well."""
    order = _orders(caption.tokens)
    return {
        spot: [*_late(caption, spot, fold=fold), *_buried(caption, spot, order[spot.first], most=first_hashtags)]
        for spot in caption.with_sense(Sense.CLEAR)
    }


def _late(caption: Caption, spot: Spot, *, fold: int) -> list[Finding]:
    """R3. Blank lines at the start do not count: platforms drop them."""
    start = len(caption.text) - len(caption.text.lstrip())
    blank = len(f"{caption.text[:start]}.".splitlines()) - 1
    words = _quote(caption.words(spot))
    found = []
    if caption.line(spot) - blank > LINES:
        found.append(f"{words} stands in line {caption.line(spot)}: it belongs in the first {LINES} lines.")
    if fold and caption.tokens[spot.last].end - start > fold:
        found.append(f"{words} comes after about {fold} characters, where people must tap “more” to see it.")
    return [_fault(Rule.EARLY, sentence, caption, spot) for sentence in found]


def _buried(caption: Caption, spot: Spot, order: tuple[int, int], *, most: int) -> list[Finding]:
    """R4. `order` is the place among all hashtags, and in the run of hashtags and links."""
    words = _quote(caption.words(spot))
    among, in_run = order
    found = []
    if caption.tokens[spot.first].kind is Kind.TAG and among > most:
        found.append(f"{words} is hashtag number {among}: it must be among the first {most}.")
    elif caption.tokens[spot.first].kind is Kind.TAG and in_run > max(most, IN_A_RUN):
        found.append(f"{words} stands inside a run of hashtags or links, where people skip it.")
    if spot.first and spot.last == len(caption.tokens) - 1:
        found.append(f"{words} stands at the very end, where people miss it.")
    return [_fault(Rule.NOT_BURIED, sentence, caption, spot) for sentence in found]


def _orders(found: Sequence[Token]) -> list[tuple[int, int]]:
    """For each token, how many hashtags there are up to it, and how many hashtags and links in its run.

    Words end a run; mentions neither end nor lengthen one.
    """
    orders = []
    tags = run = 0
    for token in found:
        tags += token.kind is Kind.TAG
        run = 0 if token.kind is Kind.WORD else run + (token.kind is not Kind.MENTION)
        orders.append((tags, run))
    return orders


def _fault(rule: Rule, sentence: str, caption: Caption, spot: Spot) -> Finding:
    return Finding(rule, Severity.FAULT, sentence, line=caption.line(spot), words=caption.words(spot))


def _quote(words: str) -> str:
    return f"“{words}”"
