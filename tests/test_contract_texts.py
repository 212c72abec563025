"""Texts of contracts: edited by managers version by version, and nothing in them that runs."""

from functools import partial

import pytest

from bot.domain.contracts.contract_texts import MOST_TEXTS
from bot.domain.team.roles import Role
from bot.services.contracts import contract_texts
from storage import Store
from tests.at_once import at_once, refusals
from tests.outreaching import make_viewer
from tests.workspace import Message, Workspace

NAME = "Collaboration agreement"


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    """A workspace where Omar is a manager; maria is a marketer, ada an admin."""
    workspace.member("omar")
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.members.set_role(workspace.person("omar").id, Role.MANAGER)
    return workspace


def texts(workspace: Workspace, who: str = "omar") -> Message:
    """The list of texts."""
    person = workspace.person(who)
    return person.click("Contract texts", person.command("/contract list")).messages[-1]


def test_a_text_is_there_from_the_start_and_says_that_a_lawyer_should_read_it(office: Workspace) -> None:
    shown = texts(office, "maria").text_shown

    assert NAME in shown
    assert "not legal advice: let your lawyer read it" in shown


def test_an_edit_is_a_new_version_and_the_old_one_can_still_be_read(office: Workspace) -> None:
    omar = office.person("omar")
    form = omar.click(f"Edit {NAME}", texts(office)).view

    after = omar.submit(form, section_0="Between {{ brand }} and {{ creator }}.").messages[-1]
    assert "version 2" in after.text_shown

    versions = omar.click(f"Versions of {NAME}", after).view
    assert "Version 2" in versions.text
    second = omar.click(action_id="contract.text_version:2", on=versions).view
    assert "Between {{ brand }} and {{ creator }}." in second.text
    omar.close(second, all_=True)
    versions = omar.click(f"Versions of {NAME}", texts(office)).view
    assert "This agreement is made on {{ date }}" in omar.click(action_id="contract.text_version:1", on=versions).text


def test_saving_without_a_change_makes_no_version(office: Workspace) -> None:
    omar = office.person("omar")

    after = omar.submit(omar.click(f"Edit {NAME}", texts(office)).view).messages[-1]

    assert "version 1" in after.text_shown


def test_the_preview_shows_what_is_typed_with_values_and_loses_nothing(office: Workspace) -> None:
    omar = office.person("omar")
    form = omar.click(f"Edit {NAME}", texts(office)).view

    seen = omar.click("Preview", form, section_0="For {{ creator }}: {{ fee }} *now* <!channel>.")

    assert "For Noor Example: €1,200.00 *now* <!channel>." in seen.text
    assert "1.1 The work runs from" in seen.text
    assert "{{" not in seen.text


def test_sections_are_added_and_taken_out_and_clauses_are_numbered_anew(office: Workspace) -> None:
    omar = office.person("omar")
    form = omar.click(f"Edit {NAME}", texts(office)).view
    last = sum(one.block_id.startswith("section_") for one in form.fields) - 1

    after = omar.submit(form, {"section_1": "", f"section_{last}": "# Good will\nBoth are kind."}).messages[-1]
    read = omar.click(f"Read {NAME}", after).text

    assert "1 Brief and freedom" in read
    assert "10 Good will" in read
    assert "Work and timeline" not in read


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{{ creatr }}", "There is no token {{ creatr }}. Is {{ creator }} meant?"),
        ("a\n{{ creator", "I can't read the braces in line 2"),
        ("a\n\n{{ creator.__class__.__mro__ }}", "I can't read the braces in line 3"),
        ("{{ 'a' * 9999999999 }}", "I can't read the braces in line 1"),
        ("{% for x in range(9999999999) %}x{% endfor %}", "I can't read the braces in line 1"),
        ("{% for x in musts %}x{% endfor %}", "I can't read the braces in line 1"),
        ("{% set a = fee %}", "I can't read the braces in line 1"),
        ("{% include 'x' %}", "I can't read the braces in line 1"),
        ("{% macro a() %}{% endmacro %}", "I can't read the braces in line 1"),
        ("{{ fee | upper }}", "I can't read the braces in line 1"),
        ("{{ fee() }}", "I can't read the braces in line 1"),
        ("{{ self }}", "There is no token {{ self }}."),
        ("{% if fee == 1 %}x{% endif %}", "I can't read the braces in line 1"),
        ("{% if fee.x %}x{% endif %}", "I can't read the braces in line 1"),
        ("{% if cycler %}x{% endif %}", "There is no token {{ cycler }}."),
        ("{% if fee %}x", "A condition has no end: write {% endif %}"),
        ("x{% endif %}", "I can't read the braces in line 1"),
        ("{% if fee %}x{% else %}y{% else %}z{% endif %}", "I can't read the braces in line 1"),
        ("{% if fee %}" * 50 + "x" + "{% endif %}" * 50, "I can't read the braces in line 1"),
        ("{% raw %}{{ x }}{% endraw %}", "I can't read the braces in line 1"),
        ("{# a secret #}", "I can't read the braces in line 1"),
        ("{{ " + "(" * 1500 + "fee", "I can't read the braces in line 1"),
    ],
)
def test_a_text_that_is_more_than_words_tokens_and_conditions_is_refused_on_its_field(
    office: Workspace, body: str, sentence: str
) -> None:
    omar = office.person("omar")
    form = omar.click(f"Edit {NAME}", texts(office)).view

    seen = omar.submit(form, name=" ", section_2=body)

    assert set(seen.errors) == {"name", "section_2"}, seen.errors
    assert seen.errors["section_2"].startswith(sentence)
    assert seen.errors["name"].startswith("Give the text a name")
    assert "version 1" in texts(office).text_shown


def test_a_condition_leaves_no_gap_in_the_numbers(office: Workspace) -> None:
    with office.bot.deps.transaction(office.team) as store:
        typed = [
            "# One\na",
            "{% if not product %}\n# Two\nb\n{% endif %}",
            "# Three\n{% if fee %}c{% else %}d{% endif %}",
        ]
        blocks = contract_texts.preview(store, typed, now=office.clock())

    assert [(one.number, one.text) for one in blocks] == [("1", "One"), ("1.1", "a"), ("2", "Three"), ("2.1", "c")]


def test_a_new_text_is_added_and_one_is_retired_but_never_the_last(office: Workspace) -> None:
    omar = office.person("omar")
    refused = omar.submit(omar.click(f"Retire {NAME}", texts(office)).view)
    assert "This is the only text there is" in refused.text

    taken = omar.submit(omar.click("New text", texts(office)).view, name=NAME.upper(), section_0="Words.")
    assert taken.errors == {"name": "There is a text of this name already. Choose another name."}
    omar.submit(omar.click("New text", texts(office)).view, name="Gifts only", section_0="# Gift\nA gift.")
    left = omar.submit(omar.click(f"Retire {NAME}", texts(office)).view).messages[-1].text_shown

    assert "Gifts only" in left
    assert NAME not in left
    omar.submit(omar.click("New text", texts(office)).view, name=NAME, section_0="Its name is free again.")
    office.bot._install()
    assert texts(office).text_shown.count(f"Retire {NAME}") == 1


def test_of_two_who_edit_a_text_one_wins_and_the_other_keeps_what_they_typed(office: Workspace) -> None:
    omar, ada = office.person("omar"), office.person("ada")
    his = omar.click(f"Edit {NAME}", texts(office)).view
    hers = ada.click(f"Edit {NAME}", texts(office, "ada")).view

    assert omar.submit(his, section_0="His.").closed
    refused = ada.submit(hers, section_0="Hers.")

    assert "omar changed this text while it was open" in refused.text + "".join(refused.errors.values())
    assert "His." in omar.click(f"Read {NAME}", texts(office)).text


def test_two_at_the_same_moment_make_one_version(office: Workspace) -> None:
    manager = office.member("omar")

    def edit(store: Store, words: str) -> None:
        contract_texts.change(store, 1, NAME, [words], version=1, by=manager, now=office.clock())

    (lost,) = refusals(at_once(office, *(partial(edit, words=words) for words in ("One.", "Two."))))

    assert "changed this text while it was open" in lost
    with office.bot.deps.reading(office.team) as store:
        assert [one.number for one in store.contract_texts.versions(1)] == [2, 1]


def test_what_does_not_fit_is_refused_with_what_to_do(office: Workspace) -> None:
    omar = office.person("omar")
    form = omar.click("New text", texts(office)).view

    many = omar.submit(form, name="Many", section_0="\n".join(f"# {number}\nx" for number in range(30)))
    empty = omar.submit(form, name="Empty", section_0="")

    assert many.errors == {"section_0": "That makes 30 sections; 20 is the most. Join two."}
    assert empty.errors == {"section_0": "Write the text: a line that begins with # is a heading."}
    with office.bot.deps.transaction(office.team) as store:
        by = office.member("omar")
        for number in range(MOST_TEXTS - 1):
            contract_texts.add(store, f"Text {number}", ["x"], by=by, now=office.clock())
    full = omar.submit(form, name="One more", section_0="x")
    assert full.errors == {"name": "There are 20 texts: retire one that nobody uses."}


def test_marketers_and_viewers_read_texts_and_change_nothing(office: Workspace) -> None:
    make_viewer(office, "lee")
    for who in ("maria", "lee"):
        person = office.person(who)
        assert "Edit" not in texts(office, who).text_shown
        assert "1.1 The work runs from" in person.click(f"Read {NAME}", texts(office, who)).text
        assert "That needs the role manager" in person.click("New text", texts(office, who)).text
