"""The nudges of the table: each at its moment, to whom it is for, until the button that settles it was pressed."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.contracts.contracts import ContractStage
from bot.domain.contracts.terms import PaidUse
from bot.services.contracts import contracts
from sandbox.driver import Message
from tests.collaborating import exclusive, make_viewer
from tests.content import BAD, GOOD, VIDEO, approve, begin, plan, submit
from tests.keeping import decide, signed
from tests.promising import home, offered, touched
from tests.publishing import publish_all
from tests.workspace import Workspace

START = datetime(2031, 6, 4, 8, tzinfo=UTC)
LATE = "€600.00 for Noor Haddad is 1 day late"
HOSTILE = "<!channel> *b* & <i>"


@pytest.fixture
def june(workspace: Workspace) -> Workspace:
    """A workspace on a Wednesday morning, in which everybody always wants to hear from the bot."""
    workspace.travel(to=START)
    return workspace


def nudged(workspace: Workspace, words: str, who: str = "maria") -> list[Message]:
    """The reminders in somebody's direct message whose first line says so, oldest first."""
    return [one for one in workspace.told(who) if words in one.text.replace("*", "")]


def on_day(workspace: Workspace, days: int) -> None:
    """Time passes until so many days after the start, an hour later in the day."""
    workspace.travel(to=START + timedelta(days=days, hours=1))


def is_settled(one: Message) -> bool:
    """Whether a reminder says that it was dealt with."""
    return "Dealt with" in one.text_shown and "Done" not in one.text_shown


def test_a_contract_that_ends_is_told_14_7_and_1_days_before_until_it_is_terminated(june: Workspace) -> None:
    number = signed(june)
    ends = "contract for Campaign of Noor Haddad ends"
    on_day(june, 15)
    assert nudged(june, ends) == []
    on_day(june, 16)
    [first] = nudged(june, "ends in 14 days")
    assert "The last day of contract 1 is 4 July 2031" in first.text_shown
    assert "2 pieces of content and 2 payments" in first.text_shown
    on_day(june, 23)
    on_day(june, 29)
    assert [one.text.rpartition(" ends ")[2] for one in nudged(june, ends)] == ["in 14 days", "in 7 days", "tomorrow"]

    opened = june.person("maria").click("Open contract", nudged(june, "ends tomorrow")[0])
    assert "Contract 1" in opened.text
    by = june.member("omar").slack_id
    with june.bot.deps.transaction(june.team) as store:
        one = contracts.found(store, number)
        contracts.move(store, one, ContractStage.TERMINATED, why="They moved away", by=by, now=june.clock())
    assert all(is_settled(one) for one in nudged(june, ends))


def test_what_is_agreed_for_less_than_a_week_is_not_told_as_if_it_had_been_forgotten(june: Workspace) -> None:
    signed(june, ends_on=START.date() + timedelta(days=5))
    on_day(june, 0)
    assert nudged(june, "contract for Campaign of Noor Haddad ends") == []
    on_day(june, 4)
    assert len(nudged(june, "ends tomorrow")) == 1


def test_rights_that_end_on_one_day_are_one_nudge_and_go_when_they_are_renewed(june: Workspace) -> None:
    signed(june, rights_until=START.date() + timedelta(days=20), paid_use=PaidUse.PAID, rights_channels="Meta ads")
    publish_all(june, leave=1)
    on_day(june, 6)
    [told] = nudged(june, "Our right to use Noor Haddad")
    assert "“Bread reel”: organic repost, Meta ads, worldwide" in told.text_shown
    assert "whitelisting" in told.text_shown
    assert "Bread story" not in told.text_shown, "nobody uses what was never made"

    maria = june.person("maria")
    form = maria.click("Renew: organic repost, Bread reel", told)
    assert form.view.field("channel").value == "Meta ads"
    assert maria.submit(form, until=START.date() + timedelta(days=3)).errors.keys() == {"until"}
    maria.submit(form, until=START.date() + timedelta(days=200))
    june.travel(minutes=2)
    assert not is_settled(nudged(june, "Our right")[0])
    maria.submit(maria.click("Renew: whitelisting, Bread reel", told), until=START.date() + timedelta(days=200))
    june.travel(minutes=2)
    assert is_settled(nudged(june, "Our right")[0])
    on_day(june, 20)
    assert len(nudged(june, "Our right")) == 1


def test_a_right_that_somebody_ended_is_nobodys_surprise(june: Workspace) -> None:
    signed(june, rights_until=START.date() + timedelta(days=200))
    publish_all(june)
    with june.bot.deps.transaction(june.team) as store:
        for right in store.deliverables.rights([1, 2]):
            assert store.deliverables.end_right(right.id, last_day=START.date(), now=june.clock())
    on_day(june, 3)
    assert nudged(june, "Our right") == []


def test_exclusivity_is_told_until_it_is_extended(june: Workspace) -> None:
    june.person("maria").close(june.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    until = START.date() + timedelta(days=15)
    exclusive(june, june.campaign("maria", "Autumn"), "Noor Haddad", exclusive_category=HOSTILE, exclusive_until=until)
    on_day(june, 1)
    [told] = nudged(june, "exclusivity for")
    assert "ends in 14 days" in told.text
    assert "<!channel>" not in told.text
    maria = june.person("maria")
    form = maria.click("Extend", told)
    assert not maria.submit(form, until=until + timedelta(days=90)).errors
    june.travel(minutes=2)
    assert is_settled(nudged(june, "exclusivity for")[0])
    on_day(june, 16)
    assert len(nudged(june, "exclusivity for")) == 1


def test_content_is_asked_for_before_its_date_on_it_and_after_it(june: Workspace) -> None:
    plan(begin(june), due_on=START.date() + timedelta(days=7))
    said = []
    for days in range(18):
        on_day(june, days)
        said.append(len(nudged(june, "“Bread post” by Noor Haddad")))
    assert said == [0, 0, 0, 0, 1, 1, 2, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5]
    told = [one.text.rpartition("Haddad* ")[2] for one in nudged(june, "“Bread post” by")]
    assert told == ["is due in 3 days", "is due tomorrow", "is due today", "is 1 day late", "is 7 days late"]
    assert "no draft has come yet" in nudged(june, "7 days late")[0].text_shown


def test_content_that_comes_ends_the_asking_and_a_draft_waits_for_us_from_then_on(june: Workspace) -> None:
    plan(begin(june), due_on=START.date() + timedelta(days=7))
    on_day(june, 4)
    [asked] = nudged(june, "is due in 3 days")
    maria = june.person("maria")
    maria.submit(maria.click("Submit a draft", asked), text=GOOD)
    june.travel(minutes=2)
    assert is_settled(nudged(june, "is due in 3 days")[0])
    assert nudged(june, "waits for our feedback") == []
    on_day(june, 5)
    june.travel(minutes=5)
    [waits] = nudged(june, "Noor Haddad's draft of “Bread post” waits for our feedback")
    assert not nudged(june, "is due tomorrow")

    form = maria.click("Review", waits)
    maria.submit(form, decision="changes", reasons="More crust")
    june.travel(minutes=2)
    assert is_settled(nudged(june, "waits for our feedback")[0])
    on_day(june, 7)
    assert "a new draft with the changes has not come yet" in nudged(june, "is due today")[0].text_shown


def test_what_is_planned_for_tomorrow_is_not_told_at_once(june: Workspace) -> None:
    plan(begin(june), due_on=START.date() + timedelta(days=2))
    on_day(june, 0)
    assert nudged(june, "“Bread post” by") == []
    on_day(june, 1)
    assert len(nudged(june, "is due tomorrow")) == 1


def test_an_approved_post_that_is_not_live_is_still_theirs_to_bring(june: Workspace) -> None:
    plan(begin(june), due_on=START.date() + timedelta(days=7))
    submit(june)
    approve(june)
    on_day(june, 7)
    [told] = nudged(june, "is due today")
    assert "the approved post is not live yet" in told.text_shown
    maria = june.person("maria")
    maria.submit(maria.click("Published", told), url=VIDEO, caption=GOOD)
    june.travel(minutes=2)
    assert is_settled(nudged(june, "is due today")[0])


def test_a_reply_and_an_offer_wait_for_an_answer_after_a_day(june: Workspace) -> None:
    begin(june)
    touched(june, "reply")
    offered(june, "theirs")
    june.travel(hours=23, minutes=50)
    assert nudged(june, "wait") == []
    june.travel(minutes=15)
    [reply] = nudged(june, "wrote to us and waits for an answer")
    [offer] = nudged(june, "waits for our answer to their offer")
    assert "900" not in offer.text_shown
    maria = june.person("maria")
    maria.submit(maria.click("Log the answer", reply), note="Wrote back")
    june.travel(minutes=2)
    assert is_settled(nudged(june, "wrote to us")[0])
    assert not is_settled(nudged(june, "their offer")[0])
    maria.submit(maria.click("Answer the offer", offer), decision="decline")
    june.travel(minutes=2)
    assert is_settled(nudged(june, "their offer")[0])


def test_a_product_is_asked_for_on_its_last_day_and_the_morning_after(june: Workspace) -> None:
    signed(june, product="Two bags of flour " + HOSTILE, product_by=START.date() + timedelta(days=5))
    on_day(june, 4)
    assert nudged(june, "what we promised") == []
    on_day(june, 5)
    [told] = nudged(june, "Send Noor Haddad what we promised: Two bags of flour")
    on_day(june, 6)
    assert len(nudged(june, "what we promised")) == 2
    shown = june.person("maria").click("Shipped", told)
    assert "The product was sent." in shown.text
    june.travel(minutes=2)
    assert all(is_settled(one) for one in nudged(june, "what we promised"))


def test_a_payment_is_told_before_on_and_after_its_date_and_then_to_a_manager_too(june: Workspace) -> None:
    signed(june)
    on_day(june, 11)
    [first] = nudged(june, "Pay Noor Haddad €600.00 by 18 Jun")
    assert "13 days" not in first.text
    assert "It waits for approval by @omar" in first.text_shown
    decide(june, 1)
    june.settle()
    on_day(june, 14)
    [today] = nudged(june, "Pay Noor Haddad €600.00 today")
    assert "can be paid now" in today.text_shown
    assert nudged(june, "€600.00", "omar") == []
    on_day(june, 15)
    [late] = nudged(june, LATE, "omar")
    assert "@maria looks after it" in late.text_shown
    assert len(nudged(june, LATE)) == 1

    maria = june.person("maria")
    form = maria.click("Paid", nudged(june, LATE)[0])
    assert not maria.submit(form, paid_on=june.clock().date(), reference="SEPA 1").errors
    june.travel(minutes=2)
    assert is_settled(nudged(june, LATE, "omar")[0])
    assert all(is_settled(one) for one in nudged(june, "€600.00 for Noor"))


def test_a_post_without_disclosure_is_told_until_a_check_finds_nothing(june: Workspace) -> None:
    plan(begin(june))
    submit(june)
    approve(june)
    maria = june.person("maria")
    form = maria.click("Published", maria.click("Open", june_card(june)))
    maria.submit(form, url=VIDEO, caption=BAD, published_on=june.clock().date())
    june.travel(hours=1)
    assert nudged(june, "say clearly that it is advertising") == []
    on_day(june, 1)
    [told] = nudged(june, "Noor Haddad's post “Bread post” does not say clearly that it is advertising")
    on_day(june, 3)
    assert len(nudged(june, "say clearly that it is advertising")) == 2
    maria.submit(maria.click("Check again", told), caption=GOOD)
    june.travel(minutes=2)
    assert all(is_settled(one) for one in nudged(june, "say clearly that it is advertising"))


def june_card(workspace: Workspace) -> Message:
    """The collaboration's card."""
    maria = workspace.person("maria")
    return maria.click("Open", maria.command("/campaign show Autumn bread")).messages[-1]


def test_a_post_without_figures_is_told_until_somebody_adds_some(june: Workspace) -> None:
    signed(june)
    publish_all(june, leave=1)
    on_day(june, 1)
    [told] = nudged(june, "Noor Haddad's post “Bread reel” has no figures yet")
    maria = june.person("maria")
    assert not maria.submit(maria.click("Add metrics", told), views="12K").errors
    june.travel(minutes=2)
    assert is_settled(nudged(june, "has no figures yet")[0])
    on_day(june, 4)
    assert len(nudged(june, "has no figures yet")) == 1


def test_home_shows_what_waits_for_an_answer_and_lets_one_give_it(june: Workspace) -> None:
    plan(begin(june), due_on=START.date() + timedelta(days=3))
    maria = june.person("maria")
    maria.home()
    assert "Reminders" not in home(june).text
    on_day(june, 2)
    shown = home(june)
    assert "Reminders" in shown.text
    assert "“Bread post” by Noor Haddad is due tomorrow" in shown.text.replace("*", "")
    maria.submit(maria.click("Done", maria.home()), note="Asked her")
    assert "Reminders" not in home(june).text


def test_a_viewer_cannot_answer_and_a_guest_sees_nothing(june: Workspace) -> None:
    signed(june)
    on_day(june, 11)
    [told] = nudged(june, "Pay Noor Haddad")
    assert all("€600.00" not in one.text for one in june.told("gus"))
    viewer = make_viewer(june, "maria")
    assert "That needs the role marketer" in viewer.click("Open payment", told).text
    assert "€" not in june.person("maria").home().text
