"""The disclosure check in several languages and places, its fixes, its evidence, and on hostile captions."""

import json
import time
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.content.deliverables import Format
from bot.domain.content.disclosure import CAPTION_RULES, NOTICE, Connection, Content, Rule, Severity, check
from bot.domain.content.disclosure.places import fold_of
from bot.domain.content.disclosure.words import languages
from bot.domain.influencers.platforms import PLATFORMS

POST = Content("", "instagram", Format.POST, frozenset({Connection.PAYMENT}), brands=("Crumb & Co",))

_GERMAN = "Heute backe ich Roggenbrot"


@pytest.mark.parametrize("language", languages())
def test_the_label_of_each_language_passes_in_its_language(language: str) -> None:
    label = languages()[language]["label"]

    assert check(replace(POST, caption=f"{label}\n🍞 1, 2, 3", language=language)).findings == ()


@pytest.mark.parametrize(
    ("caption", "language", "rules"),
    [
        (f"Werbung. {_GERMAN}", "de-AT", []),
        (f"Anzeige | {_GERMAN}", "DE", []),
        (f"#ad {_GERMAN}", "de", [(Rule.LANGUAGE, Severity.FAULT)]),
        (f"Werbung. {_GERMAN}", None, []),
        ("#publicite Du pain de seigle", "fr", []),
        ("Publicidad: pan de centeno", "es_MX", []),
        ("#ad Andiamo a fare il pane", "it", []),
        ("Andiamo ad Amsterdam a fare il pane", "it", [(Rule.NEEDED, Severity.FAULT)]),
        ("#ad Mkate wa leo", "sw", [(Rule.LANGUAGE, Severity.UNCLEAR)]),
        ("\u200f#إعلان خبز اليوم", "ar", []),
        ("【広告】今日のパン", "ja", []),
        ("Reklama. Chleb żytni", "pl", []),
    ],
)
def test_the_words_are_in_the_language_of_the_caption(
    caption: str, language: str | None, rules: list[tuple[Rule, Severity]]
) -> None:
    findings = check(replace(POST, caption=caption, language=language)).findings

    assert [(finding.rule, finding.severity) for finding in findings] == rules


def test_germany_asks_for_german_words() -> None:
    verdict = check(replace(POST, caption="#ad Rye bread", places=("US", "de"), language="en"))

    [finding] = verdict.findings
    assert (finding.rule, finding.severity) == (Rule.PLACE, Severity.UNCLEAR)
    assert finding.fix == "Paid partnership with Crumb & Co | Werbung"
    assert check(replace(verdict.content, caption=verdict.fixed_caption)).ok


def test_the_strictest_place_counts_hashtags() -> None:
    caption = "Pane! #pane #segale #pubblicità oggi"

    assert check(replace(POST, caption=caption, places=("IT",))).ok
    assert not check(replace(POST, caption=caption, places=("IT", "US"))).ok


def test_the_notes_say_whose_rules_were_applied() -> None:
    assert "No place is named" in check(POST).notes[-1]
    assert any("500,000 followers" in note for note in check(replace(POST, places=("IT",))).notes)
    [rules, without] = check(replace(POST, places=("FR", "NL"))).notes
    assert rules.startswith("US rules")
    assert "no rules for FR, NL" in without


def test_the_fix_is_the_line_to_put_first_and_the_whole_caption() -> None:
    verdict = check(replace(POST, caption="  Rye bread\n#collab"))

    assert verdict.first_line == "Paid partnership with Crumb & Co"
    assert {finding.fix for finding in verdict.faults} == {verdict.first_line}
    assert verdict.fixed_caption == "Paid partnership with Crumb & Co\nRye bread\n#collab"


@pytest.mark.parametrize(
    "content",
    [
        replace(POST, brands=()),
        replace(POST, brands=("Crumb", "Rye")),
        replace(POST, brands=("C" * 41,)),
        replace(POST, brands=("\u200b\n",)),
        replace(POST, platform="pinterest", brands=("The Long Name of a Bakery Somewhere",)),
        replace(POST, connections=frozenset({Connection.FAMILY})),
    ],
)
def test_the_fix_is_the_hashtag_where_naming_the_brand_would_be_long_or_untrue(content: Content) -> None:
    assert check(content).first_line == "#ad"


def test_a_verdict_can_be_stored_as_evidence() -> None:
    content = replace(POST, caption="Rye \ud83c #partner", places=("IT",), spoken="Hi", language="en")

    stored = json.loads(json.dumps(check(content).to_json()))

    assert stored["content"]["caption"] == content.caption
    assert (stored["needed"], stored["ok"], stored["notice"]) == (True, False, NOTICE)
    assert stored["findings"][0]["rule"] == "R6b"
    assert stored["rules_of"] >= "2026-11-22"


def test_every_platform_has_a_fold_that_the_shortest_label_fits_in() -> None:
    assert all(fold_of(platform) == 0 or fold_of(platform) >= 50 for platform in PLATFORMS)


@pytest.mark.parametrize(
    "piece",
    [
        "#ad ",
        "not an ad ",
        "a.",
        "a-",
        "#",
        "@",
        "\u200b",
        "\n",
        "thanks ",
        "#collab ",
        "www.",
        "🍞",
        "paid ",
        "x" * 9 + ".y/",
    ],
)
def test_a_caption_of_200_000_characters_is_checked_in_seconds(piece: str) -> None:
    caption = (piece * 200_000)[:200_000]

    started = time.perf_counter()
    check(replace(POST, caption=caption))

    assert time.perf_counter() - started < 10


def test_a_long_caption_names_each_wording_once() -> None:
    verdict = check(replace(POST, caption="Rye " + "#collab " * 1_250))

    assert len(verdict.findings) == 1


def test_endless_words_are_cut_in_what_people_read() -> None:
    [finding] = check(replace(POST, caption="#" + "x" * 10_000 + "partner rye")).findings

    assert len(finding.words) == 80


PIECES = st.sampled_from(
    ["#ad", "ad", "not", "an", "free", "#partner", "thanks", "Crumb & Co", "Werbung", "#x", "https://a.example/b", "\n",
     "\r\n", "\u2028", " ", "\u200b", "\u202e", "🍞", "＃ａｄ", ".", "unbezahlt", "sponsored", "\x1c", "̈", "paid", "@b"]
)  # fmt: skip
CAPTIONS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES).map(" ".join))
PLACES = st.lists(st.sampled_from(["US", "DE", "IT", "FR", "", "?"]), max_size=3).map(tuple)
LANGUAGES = st.one_of(st.none(), st.sampled_from([*languages(), "sw", "", "de-AT", "nb"]))
BRANDS = st.lists(st.one_of(st.text(max_size=60), st.sampled_from(["Crumb & Co", "ad", "#", "not"])), max_size=2).map(
    tuple
)


@settings(deadline=None)
@given(
    caption=CAPTIONS,
    places=PLACES,
    language=LANGUAGES,
    brands=BRANDS,
    platform=st.sampled_from([*PLATFORMS, "?"]),
    kind=st.sampled_from([Format.POST, Format.REEL, Format.ARTICLE, Format.LIVE]),
    in_bio=st.booleans(),
    connections=st.frozensets(st.sampled_from(Connection), min_size=1),
)
@example("free flour", (), None, ("Crumb",), "instagram", Format.POST, False, frozenset({Connection.TRIP}))
def test_putting_the_suggested_line_first_always_mends_the_caption(
    caption: str,
    places: tuple[str, ...],
    language: str | None,
    brands: tuple[str, ...],
    platform: str,
    kind: Format,
    in_bio: bool,
    connections: frozenset[Connection],
) -> None:
    content = Content(
        caption,
        platform,
        kind,
        connections,
        brands,
        in_bio=in_bio,
        places=places,
        language=language,
        platform_label=True,
    )
    verdict = check(content)

    mended = check(replace(content, caption=verdict.fixed_caption or caption))

    assert not [one for one in mended.faults if one.rule in CAPTION_RULES]
    assert all(1 <= (finding.line or 1) <= max(len(caption.splitlines()), 1) for finding in verdict.findings)
    json.dumps(verdict.to_json())
