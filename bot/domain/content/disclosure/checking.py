"""The disclosure check: content and its recorded connections in, a verdict with findings and a fix out."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.content.deliverables import Format
from bot.domain.content.disclosure.caption import Caption, placing, read_caption
from bot.domain.content.disclosure.fixing import first_line, fixed, language_of
from bot.domain.content.disclosure.media import in_the_media
from bot.domain.content.disclosure.models import CAPTION_RULES, Connection, Content, Finding, Rule, Severity, Verdict
from bot.domain.content.disclosure.places import RuleSet, fold_of, notes_on, places_of_day, rule_sets
from bot.domain.content.disclosure.wording import beside_words, in_languages, without_words
from bot.domain.content.disclosure.words import Sense, words_of_day

_SAID = {
    Connection.PAYMENT: "a payment",
    Connection.COMMISSION: "a commission",
    Connection.PRODUCT: "a free or discounted product",
    Connection.TRIP: "a trip",
    Connection.PERK: "a perk",
    Connection.EMPLOYMENT: "employment",
    Connection.FAMILY: "a family tie",
}


def check(content: Content) -> Verdict:
    """Hold content against the disclosure rules R1 to R13 (formulas.md, section 8). A lint, not legal advice.

    The time is linear in the length of the texts.
    """
    rules = rule_sets(content.places)
    caption = read_caption(content.caption, brands=content.brands, language=language_of(content))
    findings = _needed(caption, content, rules) if content.connections else _not_needed(caption, content)
    line = first_line(content, rules)
    mend = any(finding.rule in CAPTION_RULES and finding.severity is not Severity.ADVICE for finding in findings)
    return Verdict(
        content=content,
        needed=bool(content.connections),
        why=_why(content),
        findings=tuple(_with_fix(finding, line) for finding in findings),
        rules_of=max(words_of_day(), places_of_day()),
        found=tuple(dict.fromkeys(caption.words(spot) for spot in caption.with_sense(Sense.CLEAR))),
        first_line=line if mend else "",
        fixed_caption=fixed(content.caption, line) if mend else "",
        notes=notes_on(content.places) if content.connections else (),
    )


def _needed(caption: Caption, content: Content, rules: Sequence[RuleSet]) -> list[Finding]:
    return [*(_in_caption(caption, content, rules) if _has_caption(content) else []), *in_the_media(content)]


def _has_caption(content: Content) -> bool:
    """Whether the caption must carry the disclosure: a story has none, and a live stream need not have one."""
    if content.format is Format.STORY:
        return False
    return content.format is not Format.LIVE or bool(content.caption.strip())


def _in_caption(caption: Caption, content: Content, rules: Sequence[RuleSet]) -> list[Finding]:
    """All that the rules say of the caption. One disclosure that stands well is enough, whatever else there is."""
    most = min(one.first_hashtags for one in rules)
    placed = placing(caption, fold=fold_of(content.platform), first_hashtags=most)
    if not placed:
        return without_words(caption, content)
    well = [spot for spot, faults in placed.items() if not faults]
    least = [] if well else min(placed.values(), key=len)
    return [*least, *in_languages(caption, well or list(placed), content, rules), *beside_words(caption, content)]


def _not_needed(caption: Caption, content: Content) -> list[Finding]:
    """R1 the other way round: words without a connection ask for a look at what is recorded."""
    clear = caption.with_sense(Sense.CLEAR)
    if not clear and not content.platform_label:
        return []
    sentence = "No connection is recorded, yet the content discloses one. Record what was given, or take it out."
    found = Finding(Rule.NEEDED, Severity.ADVICE, sentence)
    return [replace(found, line=caption.line(clear[0]), words=caption.words(clear[0])) if clear else found]


def _with_fix(finding: Finding, line: str) -> Finding:
    """The finding with the first line as its fix, where it is a caption's and wants mending."""
    if finding.fix or finding.rule not in CAPTION_RULES or finding.severity is Severity.ADVICE:
        return finding
    return replace(finding, fix=line)


def _why(content: Content) -> str:
    given = [words for connection, words in _SAID.items() if connection in content.connections]
    if not given:
        return "No payment, gift or tie is recorded, so no disclosure is needed."
    listed = f"{', '.join(given[:-1])} and {given[-1]}" if len(given) > 1 else given[0]
    return f"A disclosure is needed, even for a mention that nobody asked for. On record: {listed}."
