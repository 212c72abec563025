"""Their replies and offers are owed an answer until we speak, and nobody answers twice."""

from datetime import timedelta

from tests.content import noor
from tests.promising import home, listed, offered, touched
from tests.workspace import Workspace

__all__ = ["noor"]


def test_a_reply_is_owed_an_answer_until_we_speak(noor: Workspace) -> None:
    touched(noor, "reply")
    touched(noor, "reply", "omar")
    assert listed(noor).text_shown.count("Answer their reply") == 1  # the first of them counts

    for kind in ("note", "gift", "payment"):
        touched(noor, kind)
    assert "Answer their reply" in listed(noor).text_shown
    touched(noor, "call", "omar")
    assert "Answer their reply" not in listed(noor).text_shown
    assert "100.00%" in listed(noor).text_shown


def test_a_reply_that_was_answered_before_it_was_logged_is_owed_nothing(noor: Workspace) -> None:
    yesterday = noor.clock().date() - timedelta(days=1)
    touched(noor, "message")
    touched(noor, "reply", day=yesterday)

    assert "Nothing is owed here." in listed(noor).text_shown


def test_a_message_of_before_answers_no_later_reply(noor: Workspace) -> None:
    touched(noor, "reply")
    touched(noor, "message", day=noor.clock().date() - timedelta(days=2))

    assert "Answer their reply" in listed(noor).text_shown


def test_a_reply_of_days_ago_is_overdue_at_once(noor: Workspace) -> None:
    touched(noor, "reply", day=noor.clock().date() - timedelta(days=4))

    assert "days late" in listed(noor).text_shown


def test_a_reply_may_need_no_answer_and_two_who_say_so_are_told(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    touched(noor, "reply")
    before, other = listed(noor), listed(noor, "omar", "all")

    assert "Nothing is owed here." in maria.click("Nothing to answer", before).messages[-1].text_shown
    assert "A colleague settled this a moment ago." in omar.click("Nothing to answer", other).text
    assert "not enough data" in listed(noor).text_shown
    with noor.bot.deps.reading(noor.team) as store:
        assert [one["verb"] for one in store.audit.of("promise:1")] == ["let go"]


def test_logging_the_answer_from_the_list_keeps_the_promise(noor: Workspace) -> None:
    maria = noor.person("maria")
    touched(noor, "reply")

    form = maria.click("Log the answer", listed(noor)).view
    assert form.field("kind").value == "message"
    assert maria.submit(form, note="Sent her the dates").closed

    assert "Nothing is owed here." in listed(noor).text_shown


def test_a_reply_that_a_colleague_answered_is_not_answered_twice(noor: Workspace) -> None:
    touched(noor, "reply")
    old = listed(noor)
    touched(noor, "message", "omar")

    assert "settled this a moment ago" in noor.person("maria").click("Log the answer", old).text


def test_the_list_opened_from_home_works_in_its_window(noor: Workspace) -> None:
    maria = noor.person("maria")
    touched(noor, "reply")
    opened = maria.click("All promises", maria.home()).view
    assert "Answer their reply" in opened.text

    overdue = maria.click("Only overdue", opened).view
    assert "Nothing is owed here." in overdue.text
    again = maria.click("All", overdue).view
    assert "Nothing is owed here." in maria.click("Nothing to answer", again).view.text


def test_nothing_to_answer_works_on_home(noor: Workspace) -> None:
    maria = noor.person("maria")
    touched(noor, "reply")
    opened = maria.home()
    assert "Answer their reply" in opened.text

    maria.click("Nothing to answer", opened)

    assert "You owe nobody anything." in home(noor).text


def test_their_offer_is_owed_an_answer_until_it_is_answered_countered_or_replaced(noor: Workspace) -> None:
    maria = noor.person("maria")
    offered(noor, "theirs")
    assert listed(noor).text_shown.count("Answer their") == 1  # not the reply as well
    offered(noor, "theirs", fee="800")
    assert listed(noor).text_shown.count("Answer their offer") == 1
    assert "not enough data" in listed(noor).text_shown

    offered(noor, "ours", fee="700")
    assert "Nothing is owed here." in listed(noor).text_shown
    assert "100.00%" in listed(noor).text_shown
    offered(noor, "theirs", fee="750")
    maria.submit(maria.click("Answer the offer", listed(noor)), decision="accept")
    assert "Nothing is owed here." in listed(noor).text_shown


def test_who_asked_not_to_be_contacted_is_owed_no_answer(noor: Workspace) -> None:
    maria = noor.person("maria")
    touched(noor, "reply")
    form = maria.click("Change stage", maria.command("/influencer show noor"))
    maria.submit(form, stage="do-not-contact", why="She said so")

    assert "Nothing is owed here." in listed(noor).text_shown
    touched(noor, "reply")
    assert "Nothing is owed here." in listed(noor).text_shown
