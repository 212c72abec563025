"""Deliverables, instalments and the brief, typed one a line and written back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.content.deliverables import Format
from bot.domain.contracts import term_lines
from bot.domain.contracts.terms import Instalment, TermDeliverable, Terms, Trigger
from bot.domain.refused import Refused
from tests.example_terms import REEL, all_terms


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-10 instagram reel Pancake recipe",
        "\n  • 10 Dec 2026 Instagram REEL   Pancake recipe \n\n",
        "- December 10th, 2026 ig reel Pancake recipe",
        "10.12.2026 instagram.com reel Pancake recipe",
    ],
)
def test_a_deliverable_is_read_however_it_is_usually_written(typed: str) -> None:
    assert term_lines.deliverables(typed, field="deliverables") == (REEL,)


def test_a_platform_of_two_words_is_known() -> None:
    (one,) = term_lines.deliverables("2026-12-10 tik tok video Kneading", field="deliverables")
    assert one == TermDeliverable("tiktok", Format.VIDEO, "Kneading", date(2026, 12, 10))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("instagram reel Pancake", "begin with the day"),
        ("10 Dec instagram reel Pancake", "begin with the day"),
        ("2026-02-30 instagram reel Pancake", "There is no 30 February 2026"),
        ("10/12/2026 instagram reel Pancake", "can be 10 December or 12 October"),
        ("2026-12-10", "name the platform"),
        ("2026-12-10 myspace reel Pancake", "I don't know the platform"),
        ("2026-12-10 instagram dance Pancake", "say what it is (post, story"),
        ("2026-12-10 instagram", "say what it is"),
        ("2026-12-10 instagram reel", "end with a title"),
        (f"2026-12-10 instagram reel {'x' * 151}", "151 characters"),
    ],
)
def test_a_deliverable_that_cannot_be_read_is_refused_by_its_line(line: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        term_lines.deliverables(f"2026-12-01 x post One\n\n{line}", field="deliverables")
    assert refused.value.field == "deliverables"
    assert refused.value.sentence.startswith("Line 3: ")
    assert told in refused.value.sentence


def _settled(text: str, fee: int, *, currency: str = "EUR") -> list[int]:
    typed = term_lines.shares(text, currency=currency, field="instalments")
    return [one.amount for one in term_lines.settled(typed, fee=fee)]


def test_instalments_are_percentages_or_amounts_with_their_triggers() -> None:
    typed = "50% on signing\n500 on Publishing\n- 1,200.50 on 2026-12-15\n25 % upon 15 Dec 2026"
    read = term_lines.settled(term_lines.shares(typed, currency="EUR", field="instalments"), fee=100_000)
    assert read == (
        Instalment(50_000, Trigger.SIGNING),
        Instalment(50_000, Trigger.PUBLISHING),
        Instalment(120_050, Trigger.DATE, date(2026, 12, 15)),
        Instalment(25_000, Trigger.DATE, date(2026, 12, 15)),
    )


@pytest.mark.parametrize(
    ("percents", "fee", "parts"),
    [
        ("50 50", 50_001, [25_000, 25_001]),
        ("33.33 33.33 33.33", 100_000, [33_330, 33_330, 33_340]),
        ("33.33 33.33 33.34", 100_000, [33_330, 33_330, 33_340]),
        ("25 25 25 25", 2, [0, 0, 0, 2]),
        ("33 33 33", 100_000, [33_000, 33_000, 33_000]),
        ("49.95 50.00", 100_000, [49_950, 50_000]),
    ],
)
def test_percentages_that_make_up_the_whole_add_up_to_the_fee(percents: str, fee: int, parts: list[int]) -> None:
    assert _settled("\n".join(f"{one}% on signing" for one in percents.split()), fee) == parts


@given(st.lists(st.integers(1, 99), min_size=1, max_size=11), st.integers(0, 10**12))
def test_whole_percentages_always_add_up_and_no_part_is_negative(percents: list[int], fee: int) -> None:
    total = sum(percents)
    typed = [str(one * 100 // total) for one in percents]
    typed = [one for one in typed if one != "0"]
    rest = 100 - sum(map(int, typed))
    parts = _settled("\n".join(f"{one}% on signing" for one in (*typed, *([rest] if rest else []))), fee)
    assert sum(parts) == fee
    assert min(parts) >= 0


def test_beside_an_amount_half_a_cent_is_rounded_up() -> None:
    assert _settled("5.00 on signing\n50% on publishing", 1001) == [500, 501]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("500", "say how much and when"),
        ("half on signing", "can't read"),
        ("101% on signing", "not a percentage"),
        ("0 on signing", "an instalment of nothing"),
        ("0% on signing", "an instalment of nothing"),
        ("500 on delivery", "on signing, on publishing or on a day"),
        ("500 on 2026-13-01", "There is no"),
        ("1.234,5678 on signing", "can't read"),
    ],
)
def test_an_instalment_that_cannot_be_read_is_refused_by_its_line(line: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        term_lines.shares(f"50% on signing\n{line}", currency="EUR", field="instalments")
    assert refused.value.field == "instalments"
    assert refused.value.sentence.startswith("Line 2: ")
    assert told in refused.value.sentence


def test_a_brief_is_read_with_its_kinds() -> None:
    assert term_lines.brief("- Must: name the brand\n\nMAY：film outside\nfree: the music: all", field="brief") == (
        BriefLine(LineKind.MUST, "name the brand"),
        BriefLine(LineKind.MAY, "film outside"),
        BriefLine(LineKind.FREE, "the music: all"),
    )


@pytest.mark.parametrize("line", ["name the brand", "should: smile", "must:", f"must: {'x' * 301}"])
def test_a_line_of_the_brief_that_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(Refused) as refused:
        term_lines.brief(line, field="brief")
    assert refused.value.field == "brief"


def test_more_lines_than_a_contract_holds_are_refused() -> None:
    with pytest.raises(Refused, match="21 lines; 20"):
        term_lines.deliverables("2026-12-10 x post One\n" * 21, field="deliverables")
    with pytest.raises(Refused, match="13 lines; 12"):
        term_lines.shares("5% on signing\n" * 13, currency="EUR", field="instalments")


@given(all_terms())
def test_what_is_written_reads_back_as_it_was(terms: Terms) -> None:
    currency = terms.fee.currency
    assert term_lines.deliverables(term_lines.write_deliverables(terms.deliverables), field="") == terms.deliverables
    assert term_lines.brief(term_lines.write_brief(terms.brief), field="") == terms.brief
    written = term_lines.write_instalments(terms.instalments, currency=currency)
    typed = term_lines.shares(written, currency=currency, field="")
    assert term_lines.settled(typed, fee=terms.fee.minor) == terms.instalments
