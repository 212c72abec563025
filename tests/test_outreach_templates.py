"""The templates of outreach: text and tokens, kept by the team, and nothing that runs."""

from datetime import timedelta

import pytest

from bot.domain.campaigns.campaigns import BriefLine, LineKind, Plan
from bot.domain.campaigns.outreach import MOST_TEMPLATES
from bot.services.campaigns import campaigns
from tests.outreaching import REASON, card, make_viewer, noor, templates
from tests.workspace import Workspace

__all__ = ["noor"]


def test_three_templates_are_there_from_the_start_and_a_deleted_one_stays_away(noor: Workspace) -> None:
    maria = noor.person("maria")
    listed = templates(noor)
    for name in ("First contact", "Product seeding", "Returning partner"):
        assert name in listed.text_shown

    after = maria.submit(maria.click("Delete Product seeding", listed)).messages[-1]
    noor.bot._install()

    assert "Product seeding" not in after.text_shown
    assert "Product seeding" not in templates(noor).text_shown


@pytest.mark.parametrize("name", ["First contact", "Product seeding", "Returning partner"])
def test_every_shipped_template_gives_a_whole_message_with_this_persons_data(noor: Workspace, name: str) -> None:
    maria = noor.person("maria")
    form = maria.click("Write", card(noor)).view
    number = form.field("template").options.index(name) + 1

    preview = maria.submit(form, template=str(number), reason=REASON).view

    subject, body = preview.field("subject").value, preview.field("body").value
    assert "Noor" in subject
    assert body.startswith("Hi Noor,")
    assert REASON in body
    assert "Autumn bread" in body
    assert body.endswith("maria")
    assert "{{" not in subject + body


def test_a_template_is_added_and_used_by_its_tokens(noor: Workspace) -> None:
    maria = noor.person("maria")
    with noor.bot.deps.transaction(noor.team) as store:
        brief = (BriefLine(LineKind.MUST, "Say #ad first"), BriefLine(LineKind.FREE, "The music"))
        campaigns.change(store, 1, Plan({}, brief=brief), version=1, by=noor.member("maria"), now=noor.clock())
    body = "{{ name }}|{{handle}}|{{ platform }}|{{ hashtags }}|{{ deadline }}|{{ our_name }}|{{ reason }}\n{{ musts }}"

    form = maria.click("New template", templates(noor))
    seen = maria.submit(form, name="All tokens", subject="{{ campaign }}: {{ about }}", body=body)
    assert "All tokens" in seen.text
    preview = maria.submit(maria.click("Write", card(noor)), template="4", reason="Because.").view

    ends = noor.clock().date() + timedelta(days=30)
    day = f"{ends.day} {ends:%B %Y}"
    assert preview.field("subject").value == "Autumn bread: Bread for slow mornings."
    assert preview.field("body").value == (
        f"Noor Haddad|@noor.bakes|TikTok|#slowbread|{day}|maria|Because.\n- Say #ad first"
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{{ reason }} {{ frist_name }}", "There is no token {{ frist_name }}. Is {{ first_name }} meant?"),
        ("{{ reason }} {{ qqqqqq }}", "There is no token {{ qqqqqq }}. There are: first_name, name,"),
        ("{{ reason }} {{ first_name", "I can't read the braces in line 1"),
        ("{{ reason }}\n{{ name.__class__ }}", "I can't read the braces in line 2"),
        ("{{ reason }} {{ 'a' * 9999999999 }}", "I can't read the braces in line 1"),
        ("{{ reason }} {% for x in range(9999999999) %}x{% endfor %}", "I can't read the braces in line 1"),
        ("{{ reason }} {{ name | upper }}", "I can't read the braces in line 1"),
        ("{{ reason }} {{ name() }}", "I can't read the braces in line 1"),
        ("{{ reason }} {{ self }}", "There is no token {{ self }}."),
        ("{{ reason }} {{ " + "(" * 2500 + "name", "I can't read the braces in line 1"),
        ("{{ reason }} {{ name name }}", "I can't read the braces in line 1"),
        ("{{ reason }} {# never closed", "I can't read the braces in line 1"),
        ("Hi {{ first_name }}", "Put {{ reason }} where the personal reason belongs: nobody gets a form letter."),
    ],
)
def test_a_template_that_is_more_than_text_and_tokens_is_refused_on_its_field(
    noor: Workspace, body: str, sentence: str
) -> None:
    maria = noor.person("maria")
    form = maria.click("New template", templates(noor))

    seen = maria.submit(form, name="Odd", subject="Hello {{ nme }}", body=body)

    assert set(seen.errors) == {"subject", "body"}, seen.errors
    assert seen.errors["subject"] == "There is no token {{ nme }}. Is {{ name }} meant?"
    assert seen.errors["body"].startswith(sentence)


def test_of_two_who_edit_a_template_one_wins_and_the_other_keeps_what_they_typed(noor: Workspace) -> None:
    maria, omar, ada = noor.person("maria"), noor.person("omar"), noor.person("ada")
    hers = maria.click("Edit First contact", templates(noor))
    his = omar.click("Edit First contact", templates(noor, "omar"))
    doomed = ada.click("Delete First contact", templates(noor, "ada"))

    assert omar.submit(his, name="First hello").closed
    refused = maria.submit(hers, subject="Mine")

    assert "omar changed this template while the form was open" in "".join(refused.errors.values())
    assert "omar changed this template" in ada.submit(doomed).text
    assert "First hello" in templates(noor, "ada").text_shown
    taken = omar.submit(omar.click("Edit First hello", templates(noor, "omar")), name="product  SEEDING")
    assert taken.errors == {"name": "There is a template of this name already. Choose another name."}


def test_a_viewer_reads_the_templates_and_changes_nothing(noor: Workspace) -> None:
    lee = make_viewer(noor, "lee")

    assert "First contact" in templates(noor, "lee").text_shown
    assert "That needs the role marketer" in lee.click("New template", templates(noor, "lee")).text
    assert "That needs the role marketer" in lee.click("Delete First contact", templates(noor, "lee")).text
    assert "That needs the role marketer" in lee.click("Write", card(noor, "lee")).text


def test_a_template_of_odd_words_is_kept_listed_and_edited_as_typed(noor: Workspace) -> None:
    maria = noor.person("maria")
    name, subject, body = "<!channel> *b* & <i>", "نور & <b> `x`", '<@U1> & "quotes" } { {{ reason }} \\n'

    listed = maria.submit(maria.click("New template", templates(noor)), name=name, subject=subject, body=body)

    assert f"{name}\n{subject}" in listed.text
    form = maria.click(f"Edit {name}", listed).view
    assert [form.field(one).value for one in ("name", "subject", "body")] == [name, subject, body]
    assert maria.submit(form).closed


def test_no_more_templates_are_taken_than_one_list_shows(noor: Workspace) -> None:
    maria = noor.person("maria")
    with noor.bot.deps.transaction(noor.team) as store:
        for number in range(MOST_TEMPLATES - 3):
            fields = {"name": f"Number {number}", "subject": "s", "body": "{{ reason }}"}
            assert store.outreaches.add_template(fields, by=maria.id, now=noor.clock())

    seen = maria.submit(maria.click("New template", templates(noor)), name="x", subject="s", body="{{ reason }}")

    assert seen.errors == {"name": "There are 30 templates: delete one that nobody uses."}
    assert "Number 26" in templates(noor, "omar").text_shown


def test_a_message_over_what_a_field_holds_is_refused_before_it_is_cut(noor: Workspace) -> None:
    maria = noor.person("maria")
    body = "{{ reason }}" * 4
    maria.submit(maria.click("New template", templates(noor)), name="Long", subject="Hi", body=body)
    form = maria.click("Write", card(noor)).view

    seen = maria.submit(form, template="4", reason="x" * 1000)

    assert seen.errors["template"].startswith("The message comes to 4,000 characters; 3,000 is the most.")
