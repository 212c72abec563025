"""Proposals: what an influencer asks for on the page, and our answer within a day."""

from datetime import date, timedelta

import pytest

from bot.domain.campaigns.outreach import Letter
from bot.domain.payments.promises import PromiseKind, PromiseState, state
from bot.services.contracts import contracts
from storage.promises import Owed
from tests.signing import Desk, desk

__all__ = ["desk"]


def promised(desk: Desk) -> list[PromiseState]:
    """How our promises to answer stand."""
    with desk.workspace.bot.deps.reading(desk.workspace.team) as store:
        every = store.promises.every(Owed(campaign_id=1))
    return [state(one, now=desk.workspace.clock()) for one in every if one.kind is PromiseKind.ANSWER]


def later(desk: Desk, days: int) -> date:
    """A day that lies ahead."""
    return desk.workspace.clock().date() + timedelta(days=days)


def test_a_change_comes_back_with_its_diff_and_is_taken_over_into_the_next_version(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)

    done = page.ask(fee="1,500", due_1=later(desk, 20).isoformat(), payment_days="7", words="I need <more> *time*")

    assert done.status_code == 200
    assert "What you asked for is with Maria" in done.text
    assert "€1,200.00 → <strong>€1,500.00</strong>" in done.text
    assert "I need &lt;more&gt; *time*" in done.text
    assert "You may still sign this version as it is" in done.text
    told = desk.told()
    assert "Fee: €1,200.00 → *€1,500.00*" in told.text_shown
    assert "Deliverables: Bread reel" in told.text_shown
    assert "Days to pay: 14 → *7*" in told.text_shown
    assert "I need <more> *time*" in told.text_shown
    assert promised(desk) == [PromiseState.OPEN]

    seen = desk.person().click("Take it over", told)

    assert "Version 2 says what they asked for" in seen.text
    assert "*€1,500.00*" in seen.text
    assert "€750.00 on signing" in seen.text
    assert desk.stage(number) == "draft"
    assert promised(desk) == [PromiseState.KEPT]
    assert page.get().status_code == 410
    answered = [one for one in desk.workspace.told("maria") if not one.ephemeral][-1]
    assert "@maria wrote new terms" in answered.text_shown


def test_a_change_is_declined_with_words_that_the_page_shows_and_it_can_still_be_signed(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)
    page.ask(words="Could we talk about the second reel?")
    maria, stale = desk.person(), desk.card(number)
    form = maria.click("Decline", desk.card(number))

    assert maria.submit(form, answer="  ").errors == {"answer": "Write an answer: it is shown on the page."}
    maria.submit(form, answer="Sorry, both are *needed* <soon>")

    shown = page.get().text
    assert "Maria Rossi answered what you asked for" in shown
    assert "Sorry, both are *needed* &lt;soon&gt;" in shown
    assert promised(desk) == [PromiseState.KEPT]
    assert "maria answered this already: declined" in maria.click("Decline", stale).text
    assert "asks for a change" not in desk.card(number).text
    assert "Signed. Thank you!" in page.sign().text


def test_every_fault_of_a_proposal_stands_on_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    page = desk.send(desk.approved(exclusive_category="flour", exclusive_until=date(2030, 1, 1)))
    wrong = {
        "fee": ("lots", "as an amount"),
        "due_1": ("2020-01-01", "That day has passed"),
        "due_2": ("soon", "such as 2026-12-31"),
        "payment_days": ("900", "from 0 to 365"),
        "round_cap": ("0", "from 1 to 10"),
        "rights_until": ("2999-01-01", "more than ten years"),
        "exclusive_until": ("2030-02-30", "such as 2026-12-31"),
        "words": ("w" * 4_001, "4,000 is the most"),
    }

    told = page.ask(**{name: typed for name, (typed, _) in wrong.items()})

    assert told.status_code == 422
    for name, (typed, sentence) in wrong.items():
        assert f'id="change-{name}-fault"' in told.text
        assert f'href="#change-{name}"' in told.text
        assert sentence in told.text
        assert typed in told.text
    assert "<details open>" in told.text
    assert promised(desk) == []
    same = page.ask(fee="1200", words="no")
    assert "Say in a sentence what you would like to be different" in same.text


def test_a_second_wish_waits_for_the_answer_to_the_first(desk: Desk) -> None:
    page = desk.send(desk.approved())
    page.ask(fee="1300")

    again = page.ask(fee="1400")

    assert again.status_code == 422
    assert len([one for one in desk.workspace.told("maria") if "asks for a change" in one.text_shown]) == 1


def test_signing_as_it_is_overtakes_what_was_asked_for(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)
    page.ask(fee="1300")
    stale = desk.card(number)

    page.sign()

    assert desk.stage(number) == "signed"
    assert promised(desk) == [PromiseState.CANCELLED]
    assert "There is nothing to answer any more" in desk.person().click("Take it over", stale).text
    said = [one.text_shown for one in desk.workspace.told("maria")]
    assert any("nothing to answer any more: signed as it was" in one for one in said)


def test_words_alone_are_answered_by_editing_the_terms(desk: Desk) -> None:
    number = desk.approved()
    page = desk.send(number)
    page.ask(words="Please let me choose the music myself")
    maria = desk.person()

    form = maria.click("Edit the terms", desk.told())
    maria.submit(form, brief="must: Name the brand\nfree: The music")

    assert desk.stage(number) == "draft"
    assert promised(desk) == [PromiseState.KEPT]


def test_an_answer_that_is_late_is_late(desk: Desk) -> None:
    number = desk.approved()
    desk.send(number).ask(fee="1300")
    desk.workspace.travel(hours=25)
    assert promised(desk) == [PromiseState.OVERDUE]

    maria = desk.person()
    maria.submit(maria.click("Decline", desk.card(number)), answer="Sorry, no")

    assert promised(desk) == [PromiseState.LATE]


@pytest.mark.parametrize("does", ["sign", "ask"])
def test_who_signs_or_asks_for_a_change_has_replied(desk: Desk, does: str) -> None:
    number, by, now = desk.approved(), desk.workspace.member("maria").slack_id, desk.workspace.clock()
    with desk.workspace.bot.deps.transaction(desk.workspace.team) as store:
        collaboration = contracts.found(store, number).collaboration_id
        store.outreaches.add(collaboration, Letter("Hello", "Hi"), reason="", by=by, now=now)
    page = desk.send(number)

    answer = page.sign() if does == "sign" else page.ask(words="Could we talk about the second reel?")

    assert answer.status_code == 200
    desk.workspace.travel(days=10)
    assert not [one for one in desk.workspace.told("maria") if "has not replied" in one.text]
