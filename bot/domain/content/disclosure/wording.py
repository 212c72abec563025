"""The rules about what a caption says: R1, R2, R5, R6, R10, R11 and R13."""

from collections.abc import Sequence

from bot.domain.content.disclosure.caption import Caption
from bot.domain.content.disclosure.fixing import language_of
from bot.domain.content.disclosure.models import Content, Finding, Rule, Severity
from bot.domain.content.disclosure.places import RuleSet, has_label
from bot.domain.content.disclosure.reading import fold
from bot.domain.content.disclosure.spotting import Spot
from bot.domain.content.disclosure.words import Sense, languages

_MOST_NAMED = 10


def without_words(caption: Caption, content: Content) -> list[Finding]:
    """Why a caption without clear words fails: what stands in their place, or that nothing does."""
    found = [_unclear(caption, spot) for spot in _each_once(caption, Sense.UNCLEAR, Sense.ROLE, Sense.MAYBE)]
    found += [_denial(caption, spot, Severity.FAULT) for spot in _each_once(caption, Sense.DENIAL)]
    if content.in_bio:
        sentence = "The disclosure is only in the bio: most people never see it, so it must be in the post."
        found.append(Finding(Rule.IN_THE_POST, Severity.FAULT, sentence))
    if content.platform_label:
        sentence = "The platform's label helps, but does not replace the words: put them in the caption too."
        found.append(Finding(Rule.PLATFORM_LABEL, Severity.FAULT, sentence))
    if not any(finding.severity is Severity.FAULT for finding in found):
        sentence = "A disclosure is needed, and the caption has no clear words for it."
        found.append(Finding(Rule.NEEDED, Severity.FAULT, sentence))
    return found


def beside_words(caption: Caption, content: Content) -> list[Finding]:
    """What to look at although the caption has clear words."""
    found = [_denial(caption, spot, Severity.UNCLEAR) for spot in _each_once(caption, Sense.DENIAL)]
    if content.platform_label is False and has_label(content.platform):
        sentence = "Switch on the platform's own label for paid content as well: it helps, beside the words."
        found.append(Finding(Rule.PLATFORM_LABEL, Severity.ADVICE, sentence))
    return found


def in_languages(caption: Caption, spots: Sequence[Spot], content: Content, rules: Sequence[RuleSet]) -> list[Finding]:
    """R10 and R13: whether clear words are in the caption's language, and in one that each place asks for."""
    spoken = frozenset[str]().union(*(spot.languages for spot in spots))
    line, words = caption.line(spots[0]), caption.words(spots[0])
    language = language_of(content)
    found = []
    if language and language not in languages():
        sentence = f"We know no words in the caption's language ({language[:10]}): ask somebody who reads it."
        found.append(Finding(Rule.LANGUAGE, Severity.UNCLEAR, sentence, line=line, words=words))
    elif language and language not in spoken:
        sentence = f"“{words}” is not in the caption's language ({language}): use the same language."
        found.append(Finding(Rule.LANGUAGE, Severity.FAULT, sentence, line=line, words=words))
    for one in rules:
        if one.languages and not spoken & set(one.languages):
            sentence = f"“{words}” may not be enough in {one.name}. {one.note}"
            found.append(Finding(Rule.PLACE, Severity.UNCLEAR, sentence, line=line, words=words))
    return found


def _unclear(caption: Caption, spot: Spot) -> Finding:
    words, line = caption.words(spot), caption.line(spot)
    if spot.sense is Sense.MAYBE:
        sentence = f"“{words}” is clear only if it names the brand: tell us the brand's name, or use clear words."
        return Finding(Rule.PARTNER_TAG, Severity.UNCLEAR, sentence, line=line, words=words)
    if spot.sense is Sense.ROLE:
        sentence = f"“{words}” does not name the brand, so people cannot tell what it means."
        return Finding(Rule.PARTNER_TAG, Severity.FAULT, sentence, line=line, words=words)
    sentence = f"“{words}” alone is not clear: many people do not know that it means advertising."
    return Finding(Rule.UNCLEAR_WORDS, Severity.FAULT, sentence, line=line, words=words)


def _denial(caption: Caption, spot: Spot, severity: Severity) -> Finding:
    words = caption.words(spot)
    sentence = f"“{words}” says that there is no connection, but one is recorded. Take it out."
    return Finding(Rule.CLEAR_WORDS, severity, sentence, line=caption.line(spot), words=words)


def _each_once(caption: Caption, *senses: Sense) -> list[Spot]:
    """The spots with these senses, each wording once, and not more than a person wants to read."""
    first = {fold(caption.words(spot)): spot for spot in reversed(caption.with_sense(*senses))}
    return sorted(first.values(), key=lambda spot: spot.first)[:_MOST_NAMED]
