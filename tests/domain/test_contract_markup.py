"""How a contract text becomes numbered clauses, and how values stand in it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contracts.bidi import clean, isolated
from bot.domain.contracts.contract_markup import Block, Kind, Value, chapters, place, read
from bot.domain.contracts.contract_texts import joined, sections, title_of

H, C, I = Kind.HEADING, Kind.CLAUSE, Kind.ITEM  # noqa: E741


def test_headings_and_their_paragraphs_are_numbered_and_items_and_the_beginning_are_not() -> None:
    text = "Hello\nthere.\n\n# Work\nOne.\n\nTwo\nlines.\n- a\n- b\n  more\n\nThree.\n# Pay\nFour."

    assert read(text, {}) == (
        Block(C, "Hello there."),
        Block(H, "Work", "1"),
        Block(C, "One.", "1.1"),
        Block(C, "Two lines.", "1.2"),
        Block(I, "a"),
        Block(I, "b more"),
        Block(C, "Three.", "1.3"),
        Block(H, "Pay", "2"),
        Block(C, "Four.", "2.1"),
    )


def test_an_item_is_repeated_for_each_value_and_a_sentence_joins_them() -> None:
    many = place("many")
    values: dict[str, Value] = {"many": ("red", "blue"), "none": (), "one": "x"}

    assert read(f"- {many} {place('one')}", values) == (Block(I, "red x"), Block(I, "blue x"))
    assert read(f"Both: {many}.", values) == (Block(C, "Both: red; blue."),)
    assert read(many, values) == (Block(C, "red"), Block(C, "blue"))
    assert read(f"- {place('none')}\n\n{place('none')}", values) == ()


def test_a_value_never_becomes_a_heading_an_item_or_another_token() -> None:
    hostile = f"x\n\n# Fee\n- all of it {place('fee')} {{{{ fee }}}}"

    [block] = read(f"Name: {place('name')}", {"name": hostile, "fee": "1"})

    assert block == Block(C, "Name: x # Fee - all of it fee {{ fee }}")


@given(st.text())
def test_no_direction_and_nothing_hidden_leaks_out_of_what_somebody_typed(text: str) -> None:
    cleaned = clean(text)
    framed = isolated(cleaned)

    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\ue000")
    assert framed in (cleaned, f"\u2068{cleaned}\u2069")


def test_names_keep_what_their_scripts_need() -> None:
    for name in ("نور الهاشمي", "می‌خواهم", "王小明", "👩🏽‍🍳 ❤️", "Zoë"):
        assert clean(name) == name


def test_a_text_is_cut_before_its_headings_and_joined_again() -> None:
    body = "Before.\n\n# One\nx\n\n{% if product %}\n# Two\ny\n{% endif %}\n\n# Three {{ fee }}\nz"

    cut = sections(body)

    assert [title_of(one) for one in cut] == ["Beginning", "One", "Two", "Three {{ fee }}"]
    assert joined(cut) == body
    assert sections("") == [""]


def test_chapters_hold_a_heading_with_what_stands_under_it() -> None:
    found = chapters(read("a\n\n# B\nc\n# D", {}))

    assert [[one.text for one in chapter] for chapter in found] == [["a"], ["B", "c"], ["D"]]
