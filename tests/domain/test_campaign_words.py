"""What people type into a plan: tags, lines of the brief, short words, currencies and amounts."""

import pytest

from bot import words
from bot.domain.campaigns.campaign_words import brief_lines, hashtags, mentions, short_words
from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.money import parse_amount
from bot.domain.refused import Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("AutumnBread", "#AutumnBread"),
        ("#AutumnBread, ad\n#AUTUMNBREAD  # ", "#AutumnBread #ad"),
        ("#Brötchen ＃パン #2026", "#Brötchen #パン #2026"),
    ],
)
def test_hashtags_are_kept_once_each_with_their_sign(typed: str, kept: str) -> None:
    assert hashtags(typed, field="hashtags") == kept


def test_mentions_are_handles_with_their_sign() -> None:
    assert mentions("hazel.bakery @flour_1 @Flour_1", field="mentions") == "@hazel.bakery @flour_1"


@pytest.mark.parametrize("typed", ["#a-b", "<!channel>", "#" + "x" * 65, " ".join(f"#a{n}" for n in range(31))])
def test_what_is_no_hashtag_is_refused_on_its_field(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        hashtags(typed, field="hashtags")
    assert refused.value.field == "hashtags"


def test_a_brief_is_read_line_by_line_without_the_marks_of_a_list() -> None:
    lines = brief_lines(
        "- Say it is an ad\n\n  • Show the loaf - the rye \n-10% is the offer", LineKind.MUST, field="must"
    )

    assert [one.text for one in lines] == ["Say it is an ad", "Show the loaf - the rye", "-10% is the offer"]
    assert lines[0] == BriefLine(LineKind.MUST, "Say it is an ad")


@pytest.mark.parametrize("typed", ["x" * 301, "line\n" * 31])
def test_a_brief_that_nobody_could_tick_off_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        brief_lines(typed, LineKind.MUST, field="must")
    assert refused.value.field == "must"


def test_short_words_are_few_and_short() -> None:
    assert short_words(["baking", "slow living"], field="niches") == ("baking", "slow living")
    for given in (["x" * 65], ["a"] * 31):
        with pytest.raises(Refused):
            short_words(given, field="niches")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("eur", "EUR"), (" Euro ", "EUR"), ("us dollar", "USD"), ("CHF", "CHF"), ("DEM", None), ("XAU", None), ("", None)],
)
def test_a_currency_is_one_that_somebody_pays_with_today(typed: str, code: str | None) -> None:
    assert words.currency_code(typed) == code


@pytest.mark.parametrize("currency", ["EUR", "JPY", "KWD"])
def test_an_amount_is_read_as_a_form_shows_it(currency: str) -> None:
    for minor in (0, 5, 123_456, 1_234_567_890):
        assert parse_amount(words.amount(minor, currency), currency, field="budget") == minor
