"""The disclosure check on captions, rule by rule."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from bot.domain.content.deliverables import Format
from bot.domain.content.disclosure import Connection, Content, Rule, Severity, Verdict, check

PAID = frozenset({Connection.PAYMENT})
POST = Content("", "instagram", Format.POST, PAID, brands=("Crumb & Co", "@crumb.co"))
REEL = replace(POST, format=Format.REEL, caption="#ad Sourdough day with Crumb & Co!")
STORY = replace(POST, format=Format.STORY)
LIVE = replace(POST, format=Format.LIVE)


def of(caption: str, content: Content = POST) -> Verdict:
    return check(replace(content, caption=caption))


def rules(verdict: Verdict) -> list[tuple[Rule, Severity]]:
    return [(finding.rule, finding.severity) for finding in verdict.findings]


def faults(verdict: Verdict) -> set[Rule]:
    return {finding.rule for finding in verdict.faults}


@pytest.mark.parametrize("connection", Connection)
def test_any_connection_needs_a_disclosure(connection: Connection) -> None:
    verdict = of("Baking with Crumb & Co today!", replace(POST, connections=frozenset({connection})))

    assert (verdict.needed, verdict.ok, faults(verdict)) == (True, False, {Rule.NEEDED})


def test_the_reason_names_what_is_recorded() -> None:
    given = frozenset({Connection.TRIP, Connection.COMMISSION})

    assert of("Hi", replace(POST, connections=given)).why.endswith("On record: a commission and a trip.")


def test_without_a_connection_nothing_is_needed() -> None:
    verdict = of("Baking today, thanks @crumb.co! #collab", replace(POST, connections=frozenset()))

    assert (verdict.needed, verdict.ok, verdict.findings) == (False, True, ())


def test_a_disclosure_without_a_connection_asks_for_a_look_at_the_record() -> None:
    verdict = of("New tins!\n#ad for Crumb & Co, I swear", replace(POST, connections=frozenset()))

    assert (verdict.ok, rules(verdict)) == (True, [(Rule.NEEDED, Severity.ADVICE)])
    assert (verdict.findings[0].line, verdict.findings[0].words) == (2, "#ad")


def test_the_bio_alone_is_not_enough() -> None:
    assert faults(of("Baking today!", replace(POST, in_bio=True))) == {Rule.IN_THE_POST}
    assert of("#ad Baking today!", replace(POST, in_bio=True)).ok


@pytest.mark.parametrize(
    ("caption", "line"),
    [
        ("Morning!\nFlour.\nWater.\n#ad for Crumb & Co, always", 4),
        ("Morning!\n\n\n\n#ad for Crumb & Co, always", 5),
        ("Bread and patience. " * 7 + "Paid partnership with Crumb & Co and nobody else", 1),
    ],
)
def test_a_late_disclosure_is_named_with_its_line(caption: str, line: int) -> None:
    [finding] = of(caption).findings

    assert (finding.rule, finding.severity, finding.line) == (Rule.EARLY, Severity.FAULT, line)


def test_the_fold_is_that_of_the_platform() -> None:
    caption = "Bread and patience. " * 7 + "#ad with love"

    assert faults(of(caption)) == {Rule.EARLY}
    assert of(caption, replace(POST, platform="threads")).ok
    assert of(caption, replace(POST, platform="web", format=Format.ARTICLE)).ok
    assert faults(of(caption, replace(POST, platform="not-a-platform"))) == {Rule.EARLY}


def test_blank_lines_at_the_start_do_not_count() -> None:
    assert of("\n\n\n\n#ad Baking with Crumb & Co").ok


@pytest.mark.parametrize(
    "caption",
    [
        "Rye #bread #baking #ad today",
        "Rye https://crumb.example/a https://crumb.example/b #ad today",
        "Baking with Crumb & Co today! #ad",
        "Baking with Crumb & Co. Paid partnership with Crumb & Co 🍞",
        "#bread #ad",
        "Love #rye and #wheat and #spelt with #ad between",
    ],
)
def test_a_buried_disclosure_is_a_fault(caption: str) -> None:
    assert faults(of(caption)) == {Rule.NOT_BURIED}


@pytest.mark.parametrize(
    "caption",
    [
        "#ad",
        "#ad #bread #baking",
        "Rye! #bread #ad #baking",
        "Rye @crumb.co #ad #bread 🍞",
        "#bread #ad rye\n#a #b #ad",
    ],
)
def test_a_disclosure_that_is_first_or_second_among_hashtags_passes(caption: str) -> None:
    assert of(caption).ok


@pytest.mark.parametrize(
    "words",
    [
        "#ad", "#Ad", "#AD.", "(#ad)", "#ad:", "#sponsored", "#paid_partnership", "#PaidPartnership", "Ad:", "AD |",
        "[ad]", "This is an ad", "Advertisement.", "Sponsored by Crumb & Co.", "Paid partnership with @crumb.co.",
        "paid-partnership", "Crumb & Co sent me this tin.", "@crumb.co sent me these.", "#crumbco sent me this",
        "Thanks to Crumb & Co for the free flour.", "＃ａｄ", "＃ＡＤ", "#a\u200bd", "#\u2060ad", "\u202b#ad\u202c",
        "#𝗮𝗱", "🍞#ad🍞", "#crumbcopartner", "#CrumbCo_Ambassador", "#sponsoredbycrumbco", "#ad#bread",
        "I work for Crumb & Co.",
    ],
)  # fmt: skip
def test_clear_words_pass(words: str) -> None:
    verdict = of(f"{words}\nBaking rye bread today, and it is lovely")

    assert (verdict.ok, verdict.findings, verdict.fixed_caption) == (True, (), "")
    assert verdict.found


@pytest.mark.parametrize(
    "words",
    [
        "I adore rye", "Let me add flour", "#adore", "#addmore", "#adventure", "An ad-free morning", "ad hoc bread",
        "@ad was here", "https://crumb.example/#ad", "www.ad.example", "My mum sent me this",
        "I saw the ad", "Badly shaped",
    ],
)  # fmt: skip
def test_words_that_only_look_clear_are_none(words: str) -> None:
    assert faults(of(f"{words}\nBaking rye bread today")) == {Rule.NEEDED}


@pytest.mark.parametrize(
    "words", ["Not an ad!", "this isn’t an ad", "not sponsored", "#notsponsored", "not #ad", "Keine Werbung"]
)
def test_a_denial_is_no_disclosure(words: str) -> None:
    assert faults(of(f"{words}\nBaking rye bread today")) == {Rule.CLEAR_WORDS}


def test_a_denial_beside_clear_words_is_for_a_person_to_judge() -> None:
    verdict = of("#ad Rye bread.\nThis is not sponsored, I love it")

    assert rules(verdict) == [(Rule.CLEAR_WORDS, Severity.UNCLEAR)]
    assert (verdict.ok, verdict.findings[0].words) == (False, "not sponsored")
    assert not verdict.faults


@pytest.mark.parametrize(
    "words",
    [
        "#sp",
        "#spon",
        "#collab",
        "Thanks Crumb & Co!",
        "Thank you @crumb.co",
        "#thankscrumbco",
        "In partnership with Crumb",
    ],
)
def test_unclear_words_alone_are_a_fault(words: str) -> None:
    [finding] = of(f"Rye bread today.\n{words} Lovely").findings

    assert (finding.rule, finding.severity, finding.line) == (Rule.UNCLEAR_WORDS, Severity.FAULT, 2)
    assert finding.words.strip("!") in words


def test_unclear_words_beside_clear_ones_pass() -> None:
    assert of("#ad Thanks @crumb.co! #collab #partner").ok


@pytest.mark.parametrize("words", ["#partner", "#ambassador", "#brandpartner", "#proudpartner", "#gympartner"])
def test_a_partner_tag_without_the_brand_is_a_fault(words: str) -> None:
    assert faults(of(f"{words} Rye bread today")) == {Rule.PARTNER_TAG}


def test_a_partner_tag_is_unclear_while_the_brand_is_not_known() -> None:
    verdict = of("#crumbcopartner Rye bread", replace(POST, brands=()))

    assert (Rule.PARTNER_TAG, Severity.UNCLEAR) in rules(verdict)


@pytest.mark.parametrize(
    ("spoken", "on_screen", "found"),
    [
        (None, None, [(Rule.VIDEO, Severity.UNCLEAR)]),
        ("Hi, bread day!", None, [(Rule.VIDEO, Severity.UNCLEAR)]),
        ("Hi, bread day!", "", [(Rule.VIDEO, Severity.FAULT)]),
        ("This video is sponsored by Crumb & Co.", "", [(Rule.VIDEO, Severity.ADVICE)]),
        ("", "Ad", [(Rule.VIDEO, Severity.ADVICE)]),
        ("This is an ad.", "AD", []),
    ],
)
@pytest.mark.parametrize("kind", [Format.REEL, Format.VIDEO, Format.SHORT])
def test_a_video_carries_the_disclosure_itself(
    kind: Format, spoken: str | None, on_screen: str | None, found: list[tuple[Rule, Severity]]
) -> None:
    assert rules(check(replace(REEL, format=kind, spoken=spoken, on_screen=on_screen))) == found


def test_a_video_needs_the_words_in_its_caption_too() -> None:
    assert faults(of("Rye!", replace(REEL, spoken="This is an ad", on_screen="Ad"))) == {Rule.NEEDED}


@pytest.mark.parametrize(
    ("on_screen", "severity"),
    [(None, Severity.UNCLEAR), ("Rye!", Severity.FAULT), ("Paid partnership with Crumb & Co", Severity.ADVICE)],
)
def test_a_story_carries_the_words_over_its_picture(on_screen: str | None, severity: Severity) -> None:
    assert rules(check(replace(STORY, on_screen=on_screen))) == [(Rule.STORY, severity)]


@pytest.mark.parametrize(
    ("spoken", "on_screen", "found"),
    [
        (None, None, [Severity.UNCLEAR]),
        ("Hello all", "", [Severity.FAULT]),
        ("This is an ad. Hello all", "", [Severity.FAULT]),
        ("This is an ad. Hello. As I said, sponsored by Crumb & Co!", None, []),
        (None, "Ad", [Severity.ADVICE]),
    ],
)
def test_a_live_stream_repeats_the_disclosure(
    spoken: str | None, on_screen: str | None, found: Iterable[Severity]
) -> None:
    verdict = check(replace(LIVE, spoken=spoken, on_screen=on_screen))

    assert rules(verdict) == [(Rule.LIVE, severity) for severity in found]


def test_the_platforms_label_does_not_replace_the_words() -> None:
    assert faults(of("Rye!", replace(POST, platform_label=True))) == {Rule.PLATFORM_LABEL}
    assert rules(of("#ad Rye!", replace(POST, platform_label=True))) == []
    assert rules(of("#ad Rye!", replace(POST, platform_label=False))) == [(Rule.PLATFORM_LABEL, Severity.ADVICE)]
