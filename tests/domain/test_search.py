"""Searches as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.influencers.filters import FILTERS, Choice, OwnerChoice, Span
from bot.domain.influencers.search import Search, Sort, parse_search
from bot.domain.refused import Refused

ME = "U0MARIA"


def parse(text: str) -> Search:
    return parse_search(text, me=ME)


def test_the_search_of_the_help_text_is_understood_whole() -> None:
    search = parse(
        "platform:tiktok niche:beauty followers:10k-500k er:>2% country:DE stage:active owner:me tag:vegan idle:>45d"
    )

    assert search == Search(
        choices=(
            Choice("platform", ("tiktok",), is_not=False),
            Choice("niche", ("beauty",), is_not=False),
            Choice("country", ("DE",), is_not=False),
            Choice("stage", ("active",), is_not=False),
            Choice("tag", ("vegan",), is_not=False),
        ),
        owners=(OwnerChoice((ME,), (), is_nobody=False, is_not=False),),
        spans=(
            Span("followers", Decimal(10_000), Decimal(500_000)),
            Span("er", Decimal(2), None, includes_low=False),
            Span("idle", Decimal(45), None, includes_low=False),
        ),
    )


@pytest.mark.parametrize("name", list(FILTERS))
def test_every_example_that_a_refusal_shows_is_itself_accepted(name: str) -> None:
    assert parse(parse(FILTERS[name].example).text) == parse(FILTERS[name].example)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("", ""),
        ("  Noor   HADDAD ", "noor haddad"),
        ("“Noor Haddad”", '"noor haddad"'),
        ("@noor.bakes", "noor.bakes"),
        ("https://www.instagram.com/noor.bakes/?igsh=x", "noor.bakes"),
        ("<https://x.com/noor|x.com/noor>", "noor"),
        ("10:30", "10:30"),
        ('"re:zero"', '"re:zero"'),
        ("stage:active, paused", "stage:active,paused"),
        ("stage:DNC", "stage:do-not-contact"),
        ('niche:"slow living",Beauty', 'niche:"slow living",beauty'),
        ("-tag:vegan", "-tag:vegan"),
        ("tags: vegan", "tag:vegan"),
        ("platform:IG,twitter", "platform:instagram,x"),
        ("country:de,Germany", "country:DE,Germany"),
        ("owner:none", "owner:none"),
        ("owner:<@U123|maria>,@Omar", "owner:<@U123>,@omar"),
        ("-owner:me", f"-owner:<@{ME}>"),
        ("has:e-mail", "has:email"),
        ("followers:>10k", "followers:>10k"),
        ("followers: >= 10,000", "followers:>=10k"),
        ("followers:&gt;10k", "followers:>10k"),
        ("followers:10k+", "followers:>=10k"),
        ("followers:10k", "followers:>=10k"),
        ("followers:10k..500k", "followers:10k-500k"),
        ("followers:10k – 1.5m", "followers:10k-1500k"),
        ("followers:10-500k", "followers:10k-500k"),
        ("followers:500-10k", "followers:500-10000"),
        ("er:<2,5 %", "er:<2.5%"),
        ("public_er:1-3%", "public_er:1%-3%"),
        ("idle:>2w", "idle:>14d"),
        ("idle:2-4w", "idle:14d-28d"),
        ("idle:3 months", "idle:>=90d"),
        ("idle:<1y", "idle:<365d"),
        ("sort:-followers page:2", "sort:-followers page:2"),
    ],
)
def test_what_was_typed_is_given_back_in_one_form(typed: str, canonical: str) -> None:
    assert parse(typed).text == canonical
    assert parse(canonical) == parse(typed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "folowers:10k",
            "I don't know the filter “folowers:”. Did you mean followers? For example followers:10k-500k.",
        ),
        ("zzzz:1", "I don't know the filter “zzzz:”. Filters are platform, niche"),
        ("followers:abc", "I can't read “abc” for followers. For example followers:10k-500k."),
        ("followers:N/A", "I can't read “n/a” for followers."),
        ("followers:500k-10k", "Put the smaller number first for followers."),
        ("er:lots", "I can't read “lots” for er. For example er:>2%."),
        ("idle:soon", "I can't read “soon” for idle. For example idle:>45d."),
        ("idle:>999y", "I can't read “999y” for idle."),
        ("stage:activ", "I don't know stage:activ. Did you mean stage:active?"),
        ("has:emial", "I don't know has:emial. Did you mean has:email?"),
        ("platform:myspace", "I don't know the platform “myspace”. Choose one of Instagram"),
        ("owner:<@x>", "I can't read “<@x>” for owner. For example owner:me."),
        ("sort:luck", "I can't sort by “luck”."),
        ("page:0", "I can't read “0” for page. For example page:2."),
        ("tag:", "Write what you want after “tag:”. For example tag:vegan."),
        ("-followers:>10k", "A minus does not go with followers."),
        ("x" * 6000, "That search is too long."),
        (" ".join(f"w{n}" for n in range(31)), "more than 30 words and values"),
    ],
)
def test_a_filter_that_cannot_be_is_refused_with_a_right_example(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse(typed)

    assert sentence in refusal.value.sentence


@pytest.mark.parametrize(
    ("typed", "sort"),
    [
        ("sort:followers", Sort("followers", is_descending=True)),
        ("sort:-followers", Sort("followers", is_descending=False)),
        ("sort:name", Sort("name", is_descending=False)),
        ("sort:-name", Sort("name", is_descending=True)),
    ],
)
def test_each_order_begins_where_people_expect_and_a_minus_turns_it(typed: str, sort: Sort) -> None:
    assert parse(typed).sort == sort


def test_another_page_is_the_same_search() -> None:
    search = parse("noor tag:vegan")

    assert search.on_page(3).text == "noor tag:vegan page:3"
    assert search.on_page(3).on_page(1) == search


_VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [">10k", "10-20k", "<2%", "me", "none", "<@U1>", "@a", "active", "de", "3m", '"a b"', "a,b", "-er"]
    ),
)
_TOKENS = st.one_of(
    st.text(max_size=12),
    st.builds(
        lambda minus, name, value: f"{minus}{name}:{value}",
        st.sampled_from(["", "-"]),
        st.sampled_from([*FILTERS]),
        _VALUES,
    ),
)


@settings(deadline=None)
@given(st.lists(_TOKENS, max_size=6).map(" ".join))
def test_the_canonical_text_of_any_search_means_the_same_search(text: str) -> None:
    try:
        search = parse(text)
    except Refused:
        return

    assert parse(search.text) == search
    assert parse(search.text).text == search.text


def test_a_search_says_who_me_is_so_that_it_means_the_same_to_everybody() -> None:
    assert parse_search(parse("owner:me").text, me="U0OMAR") == parse("owner:me")
