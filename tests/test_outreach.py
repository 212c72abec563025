"""Outreach: the team's own templates, a message with this person's data, that it went out, and that they replied."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.domain.campaigns import BriefLine, LineKind, Plan
from bot.domain.outreach import MOST_TEMPLATES
from bot.domain.roles import Role
from bot.domain.touches import TouchKind
from bot.services import campaigns, members
from sandbox.driver import Person
from tests.test_isolation import names_workspace, statements
from tests.workspace import Message, Seen, View, Workspace

REASON = "Your film about sourdough & <rye> made three of us bake at midnight."


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """A workspace where Noor is shortlisted for Autumn bread, with all that a message may say."""
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes", email="noor@bakes.example"))
    autumn = workspace.campaign("maria", "Autumn bread", about="Bread for slow mornings.", hashtags="#slowbread")
    workspace.collaboration("maria", autumn, "Noor Haddad")
    return workspace


def card(workspace: Workspace, who: str = "maria") -> Message:
    """Noor's collaboration, as somebody opens it."""
    person = workspace.person(who)
    return person.click("Open", person.command("/campaign show autumn")).messages[-1]


def templates(workspace: Workspace, who: str = "maria") -> Message:
    """The list of templates."""
    person = workspace.person(who)
    return person.click("Outreach templates", person.command("/campaign show autumn")).messages[-1]


def previewed(workspace: Workspace, who: str = "maria", reason: str = REASON) -> View:
    """A message that somebody is about to send."""
    person = workspace.person(who)
    return person.submit(person.click("Write", card(workspace, who)), reason=reason).view


def written(workspace: Workspace, who: str = "maria") -> Seen:
    """A message that went out."""
    return workspace.person(who).submit(previewed(workspace, who))


def make_viewer(workspace: Workspace, name: str) -> Person:
    """Somebody who only reads."""
    ada, one = workspace.member("ada"), workspace.member(name)
    with workspace.bot.deps.transaction(workspace.team) as store:
        members.give_role(store, workspace.bot.deps, to=one, role=Role.VIEWER, by=ada)
    return workspace.person(name)


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


def test_an_empty_token_or_a_missing_reason_is_named_and_nothing_typed_is_lost(noor: Workspace) -> None:
    maria = noor.person("maria")
    with noor.bot.deps.transaction(noor.team) as store:
        fields = {"about": "", "ends_on": noor.clock().date() - timedelta(days=1), "starts_on": noor.clock().date()}
        assert store.campaigns.change(campaigns.found(store, 1), fields | {"starts_on": fields["ends_on"]})
    form = maria.click("Write", card(noor)).view

    bare = maria.submit(form, reason=REASON)
    assert bare.errors == {
        "template": "about is empty: write what the campaign is about; deadline is empty: set the campaign's end date "
        "to a day that lies ahead."
    }
    assert bare.view.field("reason").value == REASON
    both = maria.submit(form, reason="   ")
    assert list(both.errors) == ["reason", "template"]
    assert "The personal reason is missing: write what you like in their recent work" in both.errors["reason"]


def test_a_message_over_what_a_field_holds_is_refused_before_it_is_cut(noor: Workspace) -> None:
    maria = noor.person("maria")
    body = "{{ reason }}" * 4
    maria.submit(maria.click("New template", templates(noor)), name="Long", subject="Hi", body=body)
    form = maria.click("Write", card(noor)).view

    seen = maria.submit(form, template="4", reason="x" * 1000)

    assert seen.errors["template"].startswith("The message comes to 4,000 characters; 3,000 is the most.")


def test_the_preview_can_be_changed_left_and_come_back_to_with_the_reason_kept(noor: Workspace) -> None:
    maria = noor.person("maria")
    again = maria.click("Other template", previewed(noor), reason="Another reason")

    assert again.view.field("reason").value == "Another reason"
    assert again.view.field("template").value == "1"
    other = maria.submit(again, template="2").view
    assert other.field("subject").value == "Something to try, Noor?"
    assert "Another reason" in other.field("body").value


def link_in(view: View) -> str:
    """The mail link of a modal, as a mail program gets it."""
    texts = [block["text"]["text"] for block in view.blocks if block["type"] == "section"]
    (link,) = [text.partition("<mailto:")[2].partition("|")[0] for text in texts if "<mailto:" in text]
    return "mailto:" + str(link).replace("&amp;", "&")


def test_it_is_copied_or_opened_as_mail_as_it_stands_by_now(noor: Workspace) -> None:
    maria = noor.person("maria")
    body = "Hi Noor,\n\n50 % & <b> ? = # ü"

    copied = maria.click("Copy or open as mail", previewed(noor), subject="50 % & Bcc: x@evil.example?", body=body).view

    link = link_in(copied)
    asked = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert urlsplit(link).path == "noor@bakes.example"
    assert asked == {"subject": ["50 % & Bcc: x@evil.example?"], "body": [body.replace("\n", "\r\n")]}
    assert "%0" not in link.partition("&body=")[0]
    assert body in copied.text
    assert maria.submit(maria.close(copied).view).closed


def test_a_message_too_long_for_a_link_is_copied_only(noor: Workspace) -> None:
    maria = noor.person("maria")

    copied = maria.click("Copy or open as mail", previewed(noor), body="ü" * 1000).view

    assert "too long for a link" in copied.text
    assert "ü" * 1000 in copied.text


@pytest.mark.parametrize("email", ["noor@bakes.example?bcc=x@evil.example", "a@b.example,c@d.example", "noor at home"])
def test_an_address_that_is_more_or_less_than_one_is_left_out_of_the_link(noor: Workspace, email: str) -> None:
    with noor.bot.deps.transaction(noor.team) as store:
        one = store.influencers.get(1)
        assert one is not None
        assert store.influencers.change(one, {"email": email})

    copied = noor.person("maria").click("Copy or open as mail", previewed(noor)).view

    assert link_in(copied).startswith("mailto:?subject=")
    assert "No e-mail address of Noor Haddad is known" in copied.text


def test_sent_is_in_the_timeline_invites_and_starts_the_clock(noor: Workspace) -> None:
    maria = noor.person("maria")

    shown = maria.submit(previewed(noor), subject="Hello <Noor>", body="First *words* & more").messages[-1]

    assert "invited" in shown.text_shown
    assert "waiting for a reply for less than a day" in shown.text_shown
    assert "Hello <Noor>" in shown.text_shown
    timeline = maria.click("Full timeline", maria.command("/influencer show noor")).text
    assert "Autumn bread: Hello <Noor>\nFirst *words* & more" in timeline
    noor.travel(days=5, hours=1)
    assert "waiting for a reply for 5 days" in card(noor).text_shown
    with noor.bot.database.reading(noor.team) as store:
        last = store.outreaches.last(1)
    assert last is not None
    assert (last.reason, last.replied_at) == (REASON, None)


def test_a_reply_stops_the_clock_from_the_card_or_from_anywhere(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    shown = written(noor).messages[-1]
    noor.travel(days=2)

    answered = maria.submit(maria.click("They replied", shown), note="Asks for the fee").messages[-1]
    assert "they replied" in answered.text_shown
    assert "They replied" not in [button.label for button in answered.buttons]
    assert "Asks for the fee" in maria.click("Full timeline", maria.command("/influencer show noor")).text

    written(noor)
    noor.travel(days=1)
    form = omar.click("Log a touch", omar.command("/influencer show noor"))
    omar.submit(form, kind="reply", note="She called")
    assert "waiting for a reply" not in card(noor).text_shown


def test_a_reply_of_an_earlier_day_does_not_answer_what_was_sent_later(noor: Workspace) -> None:
    maria = noor.person("maria")
    noor.travel(days=3)
    written(noor)
    form = maria.click("Log a touch", maria.command("/influencer show noor"))

    maria.submit(form, kind="reply", note="She liked us", day=str(noor.clock().date() - timedelta(days=2)))

    assert "waiting for a reply" in card(noor).text_shown


def test_of_two_who_write_at_once_the_slower_is_told_and_keeps_the_message(noor: Workspace) -> None:
    maria = noor.person("maria")
    hers = previewed(noor)
    written(noor, "omar")

    seen = maria.submit(hers, subject="Mine")

    assert seen.errors["body"].startswith("omar sent a message to Noor Haddad while this was open: “Noor, would")
    assert seen.view.field("subject").value == "Mine"
    with noor.bot.database.reading(noor.team) as store:
        assert [touch.kind for touch in store.touches.of(1, limit=9)].count(TouchKind.MESSAGE) == 1


def test_a_colleagues_touch_of_the_last_days_is_a_private_warning(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    omar.command("/influencer log @noor.bakes had <coffee> with her")
    noor.travel(days=2)

    warned = maria.click("Write", card(noor)).view
    assert "@omar was in touch with them 2 days ago (note): had <coffee> with her" in warned.text
    assert "was in touch" not in omar.click("Write", card(noor, "omar")).view.text
    maria.close(warned)
    noor.travel(days=6)
    assert "was in touch" not in maria.click("Write", card(noor)).view.text


def test_whoever_asked_not_to_be_contacted_is_not_written_to_at_any_step(noor: Workspace) -> None:
    maria, ada = noor.person("maria"), noor.person("ada")
    shown, form, ready = card(noor, "ada"), maria.click("Write", card(noor)), previewed(noor, "omar")
    stage = ada.click("Change stage", ada.command("/influencer show noor"))
    ada.submit(stage, stage="do-not-contact", why="She asked")

    assert "asked not to be contacted" in ada.click("Write", shown).text
    assert "asked not to be contacted" in "".join(maria.submit(form, reason=REASON).errors.values())
    assert "asked not to be contacted" in "".join(noor.person("omar").submit(ready).errors.values())


def test_a_viewer_reads_the_templates_and_changes_nothing(noor: Workspace) -> None:
    lee = make_viewer(noor, "lee")

    assert "First contact" in templates(noor, "lee").text_shown
    assert "That needs the role marketer" in lee.click("New template", templates(noor, "lee")).text
    assert "That needs the role marketer" in lee.click("Delete First contact", templates(noor, "lee")).text
    assert "That needs the role marketer" in lee.click("Write", card(noor, "lee")).text


@pytest.mark.parametrize(
    "hostile",
    ["<!channel> *b* & <i>", "N" + "o" * 298 + "r", "نور \u202eحداد\u202c", "{{ 7 * 7 }} {% raw %}", "@everyone\x00"],
)
def test_whatever_people_are_called_and_write_stands_in_the_message_as_typed(
    workspace: Workspace, hostile: str
) -> None:
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", hostile, "https://www.tiktok.com/@noor.bakes"))
    autumn = workspace.campaign("maria", "Autumn bread", about=hostile, hashtags="#x")
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.collaborations.add(autumn, [1], owner=maria.id, why="", by=maria.id, now=workspace.clock())
    name = hostile.replace("\x00", "")

    preview = previewed(workspace, reason=hostile)

    assert name in preview.field("body").value
    assert "49" not in preview.field("body").value
    shown = maria.submit(preview).messages[-1]
    assert preview.field("subject").value[:100] in shown.text_shown
    assert workspace.slack.problems == []


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


def test_every_statement_of_outreach_names_the_workspace(noor: Workspace) -> None:
    maria = noor.person("maria")
    with statements(noor) as seen:
        maria.submit(maria.click("New template", templates(noor)), name="x", subject="s", body="{{ reason }}")
        maria.submit(maria.click("Edit x", templates(noor)), name="y")
        maria.submit(maria.click("Delete y", templates(noor)))
        shown = written(noor)
        shown = maria.submit(maria.click("They replied", shown), note="Yes")
        shown = maria.submit(maria.click("Offer", shown), fee="100")
        maria.submit(maria.click("Answer the offer", shown), decision="accept")

    assert len(seen) > 50
    assert [one for one in seen if not names_workspace(one)] == []
