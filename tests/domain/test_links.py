"""Links that can be read, lead where they should, and nowhere else."""

from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.refused import Refused
from bot.domain.results.links import check_landing_page, is_within, link_alias, slug, target_address
from bot.domain.results.promo_codes import SUFFIX_LETTERS, check_promo_code, promo_code

PAGE = "https://shop.example/spring"


@pytest.mark.parametrize(
    ("campaign", "influencer", "alias"),
    [
        ("Spring Launch", "Noor Haddad", "spring-launch-noor-haddad"),
        ("Frühling & Größe", "Łukasz Ørsted", "fruhling-grosse-lukasz-orsted"),
        ("Spring", "@noor.bakes", "spring-noor-bakes"),
        ("Spring", "Noor's", "spring-noors"),
        ("Spring", "نور", "spring"),
        ("春", "Noor", "noor"),
        ("🎉🎉", "🍰", "link"),
        ("", "", "link"),
        ("Ｓｐｒｉｎｇ", "ＮＯＯＲ", "spring-noor"),
        ("The very long name of a campaign in spring", "Noor Haddad", "the-very-long-name-of-a-noor-haddad"),
    ],
)
def test_an_alias_can_be_read(campaign: str, influencer: str, alias: str) -> None:
    assert link_alias(campaign, influencer, taken=set().__contains__) == alias


def test_an_alias_that_is_taken_gets_a_number_and_stays_short() -> None:
    taken: set[str] = set()
    for _ in range(12):
        taken.add(link_alias("x" * 60, "y" * 60, taken=taken.__contains__))

    assert len(taken) == 12
    assert max(map(len, taken)) <= 40
    assert {alias.rpartition("-")[2] for alias in taken} >= {"2", "12"}


@given(st.text(), st.text())
def test_an_alias_is_ascii_whatever_the_names(campaign: str, influencer: str) -> None:
    alias = link_alias(campaign, influencer, taken=set().__contains__)

    assert 1 <= len(alias) <= 40
    assert alias == slug(alias)


@pytest.mark.parametrize(
    ("handle", "code"),
    [
        ("@noor.bakes", "NOOR15"),
        ("Zoë", "ZOE15"),
        ("xo.lee", "LEE15"),
        ("al", "AL15"),
        ("🍰", "HELLO15"),
        ("", "HELLO15"),
    ],
)
def test_a_code_can_be_read_out(handle: str, code: str) -> None:
    assert promo_code(handle, number=15, taken=set().__contains__) == code


def test_a_code_that_is_taken_grows_by_letters_that_nobody_confuses() -> None:
    taken: set[str] = set()
    for _ in range(300):
        taken.add(promo_code("noor.bakes", number=15, taken=taken.__contains__))

    assert len(taken) == 300
    assert {"NOOR15", "NOORBAKES15", "NOOR15C", "NOOR15CC"} <= taken
    assert not set(SUFFIX_LETTERS) & set("AEIOULQSZBGV01")


@pytest.mark.parametrize(("typed", "code"), [("noor15", "NOOR15"), (" noor 15 ", "NOOR-15"), ("ABC", "ABC")])
def test_a_code_of_ones_own_is_written_in_capitals(typed: str, code: str) -> None:
    assert check_promo_code(typed) == code


@pytest.mark.parametrize("typed", ["", "AB", "=1+1", "NOOR<b>", "نور15", "A" * 31, "--A--", "15%"])
def test_a_code_that_shops_may_not_take_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="3 to 30 letters") as refusal:
        check_promo_code(typed)

    assert refusal.value.field == "code"


@pytest.mark.parametrize("number", [-1, 10_000])
def test_a_codes_number_has_bounds(number: int) -> None:
    with pytest.raises(Refused, match="0 to 9999"):
        promo_code("noor", number=number, taken=set().__contains__)


def test_a_target_keeps_the_pages_own_query_and_fragment() -> None:
    page = "https://shop.example/spring?size=a%20b&x&utm_source=newsletter&Rapport=old#look"
    target = target_address(page, alias="spring-noor", campaign="Spring Launch", token="t0k3n", source="TikTok")

    assert target == (
        "https://shop.example/spring?size=a%20b&x&utm_source=tiktok&utm_medium=influencer"
        "&utm_campaign=spring-launch&utm_content=spring-noor&rapport=t0k3n#look"
    )
    assert is_within(target, [page])


def test_hostile_names_stay_inside_their_parameter() -> None:
    target = target_address(PAGE, alias="a&b=c#d", campaign="x\r\nSet-Cookie: a", token="t&u", source="\u202e")

    found = parse_qs(urlsplit(target).query)
    assert found["utm_content"] == ["a&b=c#d"]
    assert found["utm_campaign"] == ["x-set-cookie-a"]
    assert found["utm_source"] == ["influencer"]
    assert found["rapport"] == ["t&u"]
    assert target.isascii()
    assert target.isprintable()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" https://shop.example ", "https://shop.example/"),
        ("HTTPS://Shop.Example:443/Spring?a=b#c", "https://shop.example/Spring?a=b#c"),
        ("http://shop.example:80/", "http://shop.example/"),
        ("https://shop.example:8443/x", "https://shop.example:8443/x"),
        ("https://bücher.example/größe?q=ä#ü", "https://xn--bcher-kva.example/gr%C3%B6%C3%9Fe?q=%C3%A4#%C3%BC"),
        ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://shop.example./x%20y", "https://shop.example/x%20y"),
    ],
)
def test_a_public_page_is_taken(typed: str, address: str) -> None:
    assert check_landing_page(typed) == address
    assert check_landing_page(address) == address


HOSTILE = [
    "",
    "shop.example",
    "//shop.example",
    "ftp://shop.example",
    "javascript:alert(1)",
    "JaVaScRiPt://shop.example/%0aalert(1)",
    "data:text/html,x",
    "mailto:a@shop.example",
    "https:shop.example",
    "https:///x",
    "https://",
    "https://?",
    "https://user@shop.example/",
    "https://user:pw@shop.example/",
    "https://shop.example@evil.example/",
    "https://shop.example\\@evil.example/",
    "https://shop.example\\.evil.example",
    "https://shop.example/\r\nSet-Cookie: a=b",
    "https://shop.example/\x00",
    "https://shop.example/a b",
    "https://shop.example/\u202egpj.exe",
    "https://sh\u200bop.example/",
    "https://shop.example/<script>",
    'https://shop.example/"x',
    "https://shop.example:0/",
    "https://shop.example:99999/",
    "https://shop.example:x/",
    "https://shop.example:/",
    "https://[::1]/",
    "https://[::1",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://10.0.0.1./",
    "https://①②⑦.0.0.1/",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://a.localhost/",
    "https://intranet/",
    "https://printer.local/",
    "https://db.internal/",
    "https://faß.example/",
    "https://a..example/",
    "https://-a.example/",
    "https://a_b.example/",
    "https://./",
    f"https://{'a' * 64}.example/",
    f"https://shop.example/{'a' * 2_000}",
    "https://shop.example/\ud800",
    "<https://shop.example>",
    "https://169.254.169.254/latest/meta-data",
    "https://shop.example%2eevil.example/",
    "https://shop．example．/\\",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_is_no_public_page_is_refused_on_its_field(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_landing_page(typed)

    assert refusal.value.field == "landing_page"
    assert refusal.value.sentence.endswith(".")


@given(st.text() | st.text().map("https://{}".format) | st.text().map("https://shop.example/{}".format))
@settings(max_examples=300)
def test_any_text_is_refused_or_becomes_plain_ascii(typed: str) -> None:
    with suppress(Refused):
        address = check_landing_page(typed)
        assert address.isascii()
        assert address.isprintable()
        assert " " not in address
        assert check_landing_page(address) == address


@pytest.mark.parametrize("typed", ["http://localhost:8080/x", "http://127.0.0.1:8080/x", "http://[::1]:8080/x"])
def test_pages_of_ones_own_machine_are_taken_for_a_try_out(typed: str) -> None:
    assert check_landing_page(typed, allow_local=True) == typed


@pytest.mark.parametrize(
    "target",
    [
        PAGE,
        f"{PAGE}/",
        f"{PAGE}?a=b",
        f"{PAGE}/shoes#x",
        "https://SHOP.example:443/spring",
        "https://shop.example/spring/a;b",
    ],
)
def test_a_redirect_goes_to_the_landing_page_or_below(target: str) -> None:
    assert is_within(target, ["https://other.example", PAGE])


@pytest.mark.parametrize(
    "target",
    [
        "http://shop.example/spring",
        "https://shop.example:8443/spring",
        "https://www.shop.example/spring",
        "https://shop.example.evil.example/spring",
        "https://shop.example/springfield",
        "https://shop.example/",
        "https://shop.example/Spring",
        "https://shop.example/spring/../admin",
        "https://shop.example/spring/%2e%2e/admin",
        "https://shop.example/spring/%252e%252e/admin",
        "https://shop.example/spring/..%2fadmin",
        "https://shop.example/spring/..%5cadmin",
        "https://shop.example/spring/..;x/admin",
        "//shop.example/spring",
        "/spring",
        "https://shop.example@evil.example/spring",
        "",
    ],
)
def test_a_redirect_goes_nowhere_else(target: str) -> None:
    assert not is_within(target, [PAGE])
    assert not is_within(PAGE, [])
