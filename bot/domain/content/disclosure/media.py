"""The rules about what is said and shown: video (R7), story (R8) and live (R9)."""

from bot.domain.content.deliverables import Format
from bot.domain.content.disclosure.caption import read_caption
from bot.domain.content.disclosure.fixing import language_of
from bot.domain.content.disclosure.models import Content, Finding, Rule, Severity
from bot.domain.content.disclosure.words import Sense

_VIDEOS = frozenset({Format.REEL, Format.VIDEO, Format.SHORT})


def in_the_media(content: Content) -> list[Finding]:
    """What is wrong with the disclosure in the sound and over the picture; [] for formats that have neither."""
    if content.format in _VIDEOS:
        return _video(content)
    if content.format is Format.STORY:
        return _story(content)
    return _live(content) if content.format is Format.LIVE else []


def _video(content: Content) -> list[Finding]:
    spoken, shown = _count(content, content.spoken), _count(content, content.on_screen)
    say = "Say “this is an ad” in the first seconds, and show “Ad” over the picture."
    if not spoken and not shown:
        sentence = "The video itself must carry the disclosure, not only its description"
        return [_missing(Rule.VIDEO, sentence, say, known=None not in (spoken, shown))]
    if spoken and shown:
        return []
    lacks = "over the picture: some watch without sound" if spoken else "in the sound: some only listen"
    return [Finding(Rule.VIDEO, Severity.ADVICE, f"Put the disclosure also {lacks}.", fix=say)]


def _story(content: Content) -> list[Finding]:
    shown = _count(content, content.on_screen)
    show = "Put “Ad” over the picture, large, in a colour that stands out, for as long as it takes to read."
    if not shown:
        sentence = "A story must carry the disclosure over its picture"
        return [_missing(Rule.STORY, sentence, show, known=shown is not None)]
    sentence = "Check that the words over the picture can be read, and stay long enough."
    return [Finding(Rule.STORY, Severity.ADVICE, sentence, fix=show)]


def _live(content: Content) -> list[Finding]:
    spoken, shown = _count(content, content.spoken), _count(content, content.on_screen)
    say = "Say “this stream is sponsored” at the start and again every few minutes, or keep “Ad” on the screen."
    if not spoken and not shown:
        sentence = "A live stream must carry the disclosure itself, again and again"
        return [_missing(Rule.LIVE, sentence, say, known=None not in (spoken, shown))]
    if shown:
        sentence = "Check that the words stay on the screen during the whole stream."
        return [Finding(Rule.LIVE, Severity.ADVICE, sentence, fix=say)]
    if spoken == 1:
        sentence = "The disclosure is said once: repeat it for those who join later."
        return [Finding(Rule.LIVE, Severity.FAULT, sentence, fix=say)]
    return []


def _missing(rule: Rule, sentence: str, fix: str, *, known: bool) -> Finding:
    """A fault where all of the words are known and none is a disclosure; unclear where some are not known."""
    if known:
        return Finding(rule, Severity.FAULT, f"{sentence}, and there is none.", fix=fix)
    return Finding(rule, Severity.UNCLEAR, f"{sentence}. Nobody has noted one: look, and note the words.", fix=fix)


def _count(content: Content, text: str | None) -> int | None:
    """How often the text discloses; None where nobody told us the text."""
    if text is None:
        return None
    read = read_caption(text, brands=content.brands, language=language_of(content))
    return len(read.with_sense(Sense.CLEAR))
