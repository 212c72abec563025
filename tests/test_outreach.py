"""Outreach: a message with this person's data, looked at, sent by a person, answered, and what everybody is told."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from bot.domain.influencers.touches import TouchKind
from bot.services.campaigns import campaigns
from tests.outreaching import REASON, card, link_in, noor, previewed, templates, written
from tests.test_isolation import names_workspace, statements
from tests.workspace import Workspace

__all__ = ["noor"]


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


def test_the_preview_can_be_changed_left_and_come_back_to_with_the_reason_kept(noor: Workspace) -> None:
    maria = noor.person("maria")
    again = maria.click("Other template", previewed(noor), reason="Another reason")

    assert again.view.field("reason").value == "Another reason"
    assert again.view.field("template").value == "1"
    other = maria.submit(again, template="2").view
    assert other.field("subject").value == "Something to try, Noor?"
    assert "Another reason" in other.field("body").value


def test_a_token_left_in_the_message_is_refused_on_its_field(noor: Workspace) -> None:
    maria, ready = noor.person("maria"), previewed(noor)

    refused = maria.submit(ready, body="Hello {{ name }}, look at {{ 7 * 7 }}")

    assert refused.errors == {"body": "There is a token left: {{ name }}. Write what belongs there."}
    copied = maria.click("Copy or open as mail", refused.view, body="Hello {{name}}")
    assert "token left" in copied.text
    maria.close(copied)
    assert maria.submit(ready, body="Hello Noor, look at {{ 7 * 7 }}").closed


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


def test_a_message_that_just_fits_into_a_link_is_whole_in_it(noor: Workspace) -> None:
    body = "x" * 2_700 + "the end"

    copied = noor.person("maria").click("Copy or open as mail", previewed(noor), subject="Hi", body=body).view

    assert link_in(copied).endswith("?subject=Hi&body=" + "x" * 2_700 + "the%20end")


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


def test_a_reply_noted_for_the_day_it_was_sent_on_answers_it_whatever_the_hour(noor: Workspace) -> None:
    maria = noor.person("maria")
    written(noor)
    day = noor.clock().astimezone(ZoneInfo(maria.tz)).date()
    noor.travel(days=1)
    form = maria.click("Log a touch", maria.command("/influencer show noor"))

    maria.submit(form, kind="reply", note="She liked us", day=str(day))

    with noor.bot.database.reading(noor.team) as store:
        last = store.outreaches.last(1)
    assert last is not None
    assert last.replied_at is not None
    assert last.sent_at <= last.replied_at <= noor.clock()


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
    noor.travel(days=13)
    assert "was in touch" not in maria.click("Write", card(noor)).view.text


def test_whoever_asked_not_to_be_contacted_is_not_written_to_at_any_step(noor: Workspace) -> None:
    maria, ada = noor.person("maria"), noor.person("ada")
    shown, form, ready = card(noor, "ada"), maria.click("Write", card(noor)), previewed(noor, "omar")
    stage = ada.click("Change stage", ada.command("/influencer show noor"))
    ada.submit(stage, stage="do-not-contact", why="She asked")

    assert "asked not to be contacted" in ada.click("Write", shown).text
    assert "asked not to be contacted" in "".join(maria.submit(form, reason=REASON).errors.values())
    assert "asked not to be contacted" in "".join(noor.person("omar").submit(ready).errors.values())


@pytest.mark.parametrize(
    "hostile",
    ["<!channel> *b* & <i>", "N" + "o" * 298 + "r", "نور \u202eحداد\u202c", "{{ 7 * 7 }} {% raw %}", "@everyone\x00"],
)
def test_whatever_people_are_called_and_write_stands_in_the_message_as_typed(
    workspace: Workspace, hostile: str
) -> None:
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", hostile, "https://www.tiktok.com/@noor.bakes"))
    name = hostile.replace("\x00", "")
    autumn = workspace.campaign("maria", "Autumn bread", about=name, hashtags="#x")
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.collaborations.add(autumn, [1], owner=maria.id, why="", by=maria.id, now=workspace.clock())

    preview = previewed(workspace, reason=hostile)

    assert name in preview.field("body").value
    assert "49" not in preview.field("body").value
    shown = maria.submit(preview).messages[-1]
    assert preview.field("subject").value[:100] in shown.text_shown
    assert workspace.slack.problems == []


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
