"""Whatever people type is kept as typed, shown escaped, or refused on its field, in every form and everywhere."""

import csv
import io
from collections.abc import Mapping

import pytest

from bot.domain.influencers.influencers import LabelKind
from sandbox.driver import Person
from tests.workspace import Message, Workspace

HOSTILE = {
    "broadcast": "<!channel> <@U0000000000> <!here|x>",
    "markup": "*bold* & <b> ~x~ `y` _z_ &amp; |",
    "long": "N" + "o" * 298 + "r",
    "flag": "Noor 🇩🇪👩🏽‍🍳",
    "right-to-left": "نور \u202eحداد\u202c שרה",
    "json": '"}]\\n{{ 7 * 7 }} {% raw %} \x1e',
}


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def text(request: pytest.FixtureRequest) -> str:
    """Something that a person may type."""
    return str(request.param)


def card(person: Person) -> Message:
    """The card of the only influencer."""
    return person.command("/influencer show @noor.bakes").messages[-1]


def added(workspace: Workspace, text: str) -> Mapping[str, object]:
    """Add an influencer who is called so in every field that takes words; gives what was typed."""
    maria = workspace.person("maria")
    short = text[:64]
    words = dict.fromkeys(("tags", "niches", "values", "strengths", "languages"), short)
    typed = {"name": text, "address": text, "notes": text, "phone": text[:200], **words}
    form = maria.command("/influencer add")
    seen = maria.submit(form, {**typed, "profile_1": "https://www.tiktok.com/@noor.bakes"})
    assert seen.errors == {}
    maria.close(seen)
    return typed


def words(text: str) -> str:
    """A list's words without what stands between them, in any order."""
    return "".join(sorted(visible(text.replace(",", "").replace(";", ""))))


def stripped(text: str) -> str:
    """What a one-line field keeps: the same without white space at its ends."""
    return text.strip()


def test_a_form_keeps_it_as_typed_and_the_card_shows_it(workspace: Workspace, text: str) -> None:
    maria = workspace.person("maria")
    typed = added(workspace, text)

    with workspace.bot.database.reading(workspace.team) as store:
        one = store.influencers.get(1)
        labels = store.influencers.labels(1)
    assert one is not None
    assert [one.name, one.address, one.notes, one.phone] == [
        stripped(str(typed[name])) for name in ("name", "address", "notes", "phone")
    ]
    for kind in LabelKind:
        assert words("".join(labels[kind])) == words(str(typed["tags"]))
    shown = card(maria).text_shown
    assert visible(text[:140]) in visible(shown)
    form = maria.click("Edit", card(maria)).view
    assert form.field("name").value == one.name
    assert maria.submit(form).closed
    with workspace.bot.database.reading(workspace.team) as store:
        again = store.influencers.get(1)
        assert again is not None
        assert (again.name, again.address, again.notes) == (one.name, one.address, one.notes)


def visible(text: str) -> str:
    """The text without white space and without characters that nobody sees."""
    return "".join(character for character in text if character.isprintable() and not character.isspace())


def test_lists_timelines_unfurls_reminders_and_home_show_it(workspace: Workspace, text: str) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    added(workspace, text)
    start = visible(text[:60])

    note = maria.submit(maria.click("Log a touch", card(maria)), note=text)
    assert start in visible(note.text)
    assert start in visible(maria.command("/influencer find").text)
    assert start in visible(maria.click("Full timeline", card(maria)).text)
    assert start in visible(omar.say("https://www.tiktok.com/@noor.bakes").text_shown) or start in visible(
        omar.messages("#launch")[-1].text_shown
    )
    asked = maria.submit(maria.click("Follow up", card(maria)), what=text, when=int(workspace.clock().timestamp()) + 60)
    assert start in visible(asked.text)
    assert start in visible(maria.command("/followup list").text)
    workspace.travel(minutes=5)
    (reminder,) = workspace.told("maria")
    assert visible(reminder.text_shown).count(start) >= 2
    assert start in visible(maria.home().text)
    why = maria.submit(maria.click("Change stage", card(maria)), stage="declined", why=text)
    assert start in visible(why.text)
    assert maria.submit(maria.click("Done", reminder), note=text).closed
    assert start in visible(workspace.told("maria")[-1].text_shown)
    form = maria.click("Save this search", maria.command("/influencer find"))
    saved = maria.submit(form, name=text[:60])
    assert saved.errors or start[:20] in visible(saved.text)


def test_commands_and_exports_carry_it(workspace: Workspace, text: str) -> None:
    maria = workspace.person("maria")
    typed = added(workspace, text)

    for command in ("/influencer show", "/influencer find", "/influencer", "/influencer add", "/followup", "/rapport"):
        seen = maria.command(f"{command} {text}")
        assert seen
        assert "Something went wrong" not in seen.text
        if seen.has_view:
            maria.close(seen)
    assert "Logged" in maria.command(f"/influencer log @noor.bakes {text}").text
    echo = maria.command(f"/followup @noor.bakes in 2 hours {text}").view
    assert visible(str(echo.field("what").value)) == visible(text)
    maria.close(echo)
    maria.command("/influencer export csv")
    exported = workspace.told("maria")[-1].files[0]["id"]
    content = workspace.slack.ask(lambda slack: slack.workspace.contents[exported])
    (row,) = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert row["Name"].removeprefix("'") == stripped(str(typed["name"]))


def test_two_who_may_be_one_are_compared_whatever_they_are_called(workspace: Workspace, text: str) -> None:
    maria = workspace.person("maria")
    text = text.replace("&amp;", "&")  # published spreadsheets hold entities, and an import decodes them
    added(workspace, text)
    sheet = io.StringIO()
    csv.writer(sheet).writerows([["Name", "Instagram", "Followers"], [stripped(text), "@noor.sun", "9000"]])

    workspace.import_all("maria", "more.csv", sheet.getvalue().encode())

    home = maria.home()
    review = maria.click(on=home, action_id="merge.review").view
    assert visible(review.text).count(visible(text[:60])) == 2
    assert "Nothing more to compare" in maria.click("Same person: join", review).view.text
    assert "Instagram @noor.sun" in card(maria).text_shown


def test_a_page_of_the_longest_notes_can_be_read(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    added(workspace, "Noor")
    for number in range(10):
        maria.command(f"/influencer log @noor.bakes {number}{'<&>' * 3333}")

    first = maria.click("Full timeline", card(maria)).messages[-1]

    assert "page 1 of 2" in first.text_shown
    assert "page 2 of 2" in maria.click("Older", first).text
    with workspace.bot.database.reading(workspace.team) as store:
        assert store.touches.of(1, limit=1)[0].text == f"9{'<&>' * 3333}"


def test_what_is_too_long_is_refused_on_its_field_or_by_the_form_itself(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    form = maria.command("/influencer add").view
    good = {"name": "Noor", "profile_1": "https://www.tiktok.com/@noor.bakes"}

    for field in ("tags", "niches", "values", "strengths", "languages"):
        seen = maria.submit(form, {**good, field: "word, " + "x" * 65})
        assert list(seen.errors) == [field]
        maria.close(seen)
        form = maria.command("/influencer add").view
    many = ", ".join(f"word{number}" for number in range(300))
    assert maria.submit(form, {**good, "tags": many, "niches": many, "values": many}).view.title == "On the roster"
    assert "word0" in card(maria).text_shown


def test_a_name_as_long_as_a_book_names_nobody(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    book = "Ten thousand & <characters> of note. " * 270

    assert "I find nobody called" in maria.command(f"/influencer show {book}").text
    assert "I find nobody called" in maria.command(f"/influencer log {book}").text
