"""What we owe stands in one list with its date, follows what happens, and says how often we keep our word."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy.exc import DBAPIError

from bot.domain.content.deliverables import Decision
from bot.domain.payments.promises import PromiseKind
from bot.domain.refused import Refused
from bot.services.campaigns import campaigns
from bot.services.content import reviews
from bot.services.payments import promises
from sandbox.driver import Message
from tests.content import approve, begin, plan, submit
from tests.content import hub as collaboration_card
from tests.outreaching import make_viewer
from tests.workspace import Seen, View, Workspace

HOSTILE = "<!channel> *b* & <i> \u202e" + "x" * 100
TURN_SECONDS = 20


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """Noor owes a post in Autumn bread: collaboration and campaign are maria's; omar is a manager."""
    plan(begin(workspace))
    return workspace


def listed(workspace: Workspace, who: str = "maria", which: str = "") -> Message:
    """The list of promises."""
    return workspace.person(who).command(f"/contract promises {which}").messages[-1]


def touched(workspace: Workspace, kind: str, who: str = "maria", **typed: object) -> Seen:
    """Somebody logs a touch with Noor."""
    person = workspace.person(who)
    form = person.click("Log a touch", person.command("/influencer show noor"))
    return person.submit(form, {"kind": kind, "note": f"a {kind}", **typed})


def offered(workspace: Workspace, side: str, who: str = "maria", fee: str = "900") -> Seen:
    """Somebody keeps an offer."""
    person = workspace.person(who)
    return person.submit(person.click("Offer", collaboration_card(workspace, who)), side=side, fee=fee)


def owe(workspace: Workspace, *, days: float, number: int = 1, owner: str = "maria", **fields: object) -> None:
    """We promised to pay, as another part of Rapport notes it."""
    about = {"collaboration_id": 1, "text": "Pay: first half", "owner": workspace.person(owner).id, **fields}
    due_at = workspace.clock() + timedelta(days=days)
    with workspace.bot.deps.transaction(workspace.team) as store:
        kind = PromiseKind.PAY
        promises.note(store, kind, f"payment:{number}", due_at=due_at, now=workspace.clock(), **about)  # type: ignore[arg-type]


def paid(workspace: Workspace, number: int = 1) -> None:
    """We kept it."""
    with workspace.bot.deps.transaction(workspace.team) as store:
        assert promises.keep(store, f"payment:{number}", by="U1", at=workspace.clock())


def home(workspace: Workspace, who: str = "maria") -> View:
    """Home as Slack shows it by now, without opening it anew."""
    workspace.settle()
    person = workspace.person(who)
    body = workspace.slack.ask(lambda slack: slack.workspace.homes[person.id].body)
    return View(body, person.reader())


def labels(message: Message) -> list[str]:
    """What the buttons say."""
    return [button.label for button in message.buttons]


def test_a_draft_is_owed_feedback_within_a_day_until_it_is_reviewed(noor: Workspace) -> None:
    noor.person("maria").home()
    submit(noor)

    owed = listed(noor)
    assert "*1* promise that I am to keep" in owed.text_shown
    assert "*Noor Haddad* · Feedback on “Bread post”, round 1" in owed.text_shown
    assert "Autumn bread" in owed.text_shown
    assert "Feedback on “Bread post”" in home(noor).text

    form = noor.person("maria").click("Review", owed)
    shown = noor.person("maria").submit(form, decision="approved", must_0=["0", "1"])
    assert "approved" in shown.text
    assert "Nothing is owed here." in listed(noor).text_shown
    assert "Kept on time so far: 100.00%" in listed(noor).text_shown
    assert "You owe nobody anything." in home(noor).text


def test_what_is_late_says_so_in_words_and_counts_against_us(noor: Workspace) -> None:
    submit(noor)
    noor.travel(days=3, minutes=1)

    late = listed(noor)
    assert "2 days late" in late.text_shown
    assert "1 promise that I am to keep, 1 overdue" in late.text_shown.replace("*", "")
    assert "Kept on time so far: 0.00%" in late.text_shown
    approve(noor)
    owe(noor, days=1)
    paid(noor)
    assert "Kept on time so far: 50.00%" in listed(noor).text_shown


def test_without_anything_that_fell_due_there_is_not_enough_data(noor: Workspace) -> None:
    owe(noor, days=2)

    owed = listed(noor)
    assert "Kept on time so far: not enough data" in owed.text_shown
    how = noor.person("maria").click("How?", owed).view
    assert "Not enough data: the number of promises kept or overdue is 0." in how.text


def test_how_explains_the_rate_by_owner_and_by_campaign(noor: Workspace) -> None:
    owe(noor, days=1)
    paid(noor)
    owe(noor, days=1, number=2, owner="omar")
    noor.travel(days=2)

    how = noor.person("maria").click("How?", listed(noor, which="all")).view.text
    assert "Promises kept on time: 50.00%" in how
    assert "kept on time / (kept on time + kept late + overdue) × 100" in how
    assert "Promises overdue: 1" in how
    assert "@maria: 100.00%" in how
    assert "@omar: 0.00%" in how
    assert "Autumn bread: 50.00%" in how


def test_the_campaigns_card_says_how_we_keep_our_word_and_leads_to_its_promises(noor: Workspace) -> None:
    maria = noor.person("maria")
    before = maria.command("/campaign show autumn").messages[-1]
    assert "Promises" not in labels(before)
    owe(noor, days=1)
    noor.travel(days=2)

    shown = maria.command("/campaign show autumn").messages[-1]
    assert "0.00% on time · 1 open, 1 overdue" in shown.text_shown
    owed = maria.click("Promises", shown).messages[-1]
    assert "1 promise in Autumn bread, 1 overdue" in owed.text_shown.replace("*", "")


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


def test_a_dropped_collaboration_owes_money_and_words_but_no_work(noor: Workspace) -> None:
    maria = noor.person("maria")
    submit(noor)
    offered(noor, "theirs")
    touched(noor, "reply")
    owe(noor, days=3)
    assert "*4* promises" in listed(noor).text_shown

    form = maria.click("Change stage", collaboration_card(noor))
    maria.submit(form, stage="dropped", why="No time")

    left = listed(noor).text_shown
    assert "*2* promises" in left
    assert "Pay: first half" in left
    assert "Answer their reply" in left


def test_a_closed_campaign_owes_no_review_and_no_answer_to_offers(noor: Workspace) -> None:
    maria = noor.person("maria")
    submit(noor)
    offered(noor, "theirs")
    owe(noor, days=3)

    maria.submit(maria.command("/campaign close autumn"), outcome="Done")

    assert "*1* promise " in listed(noor).text_shown


def test_who_asked_not_to_be_contacted_is_owed_no_answer(noor: Workspace) -> None:
    maria = noor.person("maria")
    touched(noor, "reply")
    form = maria.click("Change stage", maria.command("/influencer show noor"))
    maria.submit(form, stage="do-not-contact", why="She said so")

    assert "Nothing is owed here." in listed(noor).text_shown
    touched(noor, "reply")
    assert "Nothing is owed here." in listed(noor).text_shown


def test_promises_go_with_the_collaboration_the_influencer_and_the_campaign(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    for person in (maria, omar):
        person.home()
    touched(noor, "reply")
    submit(noor)
    maria.submit(maria.click("Owner", collaboration_card(noor)), owner=omar.id)

    assert "Answer their reply" in home(noor, "omar").text
    assert "Feedback on" in listed(noor).text_shown  # who runs the campaign reviews its drafts
    edit = maria.click("Edit", maria.command("/campaign show autumn"))
    maria.submit(edit, owner=omar.id)
    assert "Nothing is owed here." in listed(noor).text_shown
    assert "*2* promises" in listed(noor, "omar").text_shown


def test_what_is_owed_outside_of_campaigns_goes_with_the_influencer(workspace: Workspace) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    touched(workspace, "reply")
    assert "Answer their reply" in listed(workspace).text_shown

    maria.submit(maria.click("Edit", maria.command("/influencer show noor")), owner=omar.id)

    assert "Answer their reply" in listed(workspace, "omar").text_shown
    opened = omar.click("Open", listed(workspace, "omar"))
    assert "Noor Haddad" in opened.text


def test_promises_outlive_the_joining_of_two_who_are_one(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    for name, handle in (("Noor Haddad", "noor.bakes"), ("Noor H.", "noor.sun")):
        maria.close(workspace.add("maria", name, f"https://www.tiktok.com/@{handle}"))
    form = maria.click("Log a touch", maria.command("/influencer show noor.sun"))
    maria.submit(form, kind="reply", note="Yes, gladly")
    with workspace.bot.database.transaction(workspace.team) as store:
        store.merges.offer([(1, 2, "the same name")])

    compared = maria.click("Compare", maria.command("/influencer show @noor.bakes"))
    maria.close(maria.click("Same person: join", compared.view))

    assert "*Noor Haddad* · Answer their reply" in listed(workspace).text_shown
    touched(workspace, "message")
    assert "Nothing is owed here." in listed(workspace).text_shown


def test_the_list_has_pages_and_filters_by_word_and_by_campaign(noor: Workspace) -> None:
    maria = noor.person("maria")
    for number in range(11):
        owe(noor, days=number - 1.5, number=number, owner="maria" if number < 10 else "omar")

    first = listed(noor)
    assert "*10* promises that I am to keep, 2 overdue · page 1 of 2" in first.text_shown
    second = maria.click("Later", first).messages[-1]
    assert "page 2 of 2" in second.text_shown
    assert "*11* promises , 2 overdue" not in second.text_shown
    assert "*11* promises" in maria.click("All", second).messages[-1].text_shown
    assert "*2* promises overdue" in listed(noor, which="overdue").text_shown
    assert "*11* promises in Autumn bread" in listed(noor, which="autumn").text_shown
    assert "I know no campaign" in listed(noor, which="winter").text_shown
    noor.campaign("maria", "Autumn jam")
    assert "Several campaigns may be meant" in listed(noor, which="autumn").text_shown
    assert "page 1 of 2" in maria.click("Earlier", maria.click("Later", listed(noor))).messages[-1].text_shown


def test_home_shows_the_first_and_how_to_see_the_rest(noor: Workspace) -> None:
    for number in range(7):
        owe(noor, days=number + 1, number=number, text=f"Pay: part {number}")

    opened = noor.person("maria").home()
    assert "Pay: part 4" in opened.text
    assert "Pay: part 5" not in opened.text
    assert "and 2 more: `/contract promises`" in opened.text
    assert "*7* promises" in noor.person("maria").click("All promises", opened).text


def test_a_viewer_reads_what_is_owed_without_what_a_contract_says_and_settles_nothing(noor: Workspace) -> None:
    owe(noor, days=1, text="Pay: 900 EUR")
    touched(noor, "reply")
    before = listed(noor, "lee", "all")
    viewer = make_viewer(noor, "lee")
    owed = listed(noor, "lee", "all")
    assert "900" not in owed.text_shown
    assert "*Noor Haddad* · Pay" in owed.text_shown
    assert "Nothing to answer" not in labels(owed)
    refused = viewer.click("Nothing to answer", before)
    assert "marketer" in refused.text.casefold()
    assert "Answer their reply" in listed(noor).text_shown
    assert "full members" in noor.person("gus").command("/contract promises").text


def test_what_people_typed_is_shown_as_they_typed_it(workspace: Workspace) -> None:
    plan(begin(workspace), title=HOSTILE)
    submit(workspace)

    assert "<!channel> *b* & <i>" in listed(workspace).text_shown
    assert "<!channel>" not in str(listed(workspace).blocks)


def test_an_old_message_says_that_it_was_settled(noor: Workspace) -> None:
    submit(noor)
    old = listed(noor)
    approve(noor)

    assert "@" not in noor.person("maria").click("Review", old).text
    assert "approved" in noor.person("maria").click("Review", old).text


def test_a_payment_leads_to_the_contract_that_it_hangs_on(noor: Workspace) -> None:
    maria, now = noor.person("maria"), noor.clock()
    version: dict[str, object] = dict.fromkeys(("terms", "contract_text_version_id", "fee", "currency"))
    version |= {"typed": {}, "note": ""}
    with noor.bot.deps.transaction(noor.team) as store:
        number = store.contracts.add(1, version, owner=maria.id, by=maria.id, now=now)
    owe(noor, days=1)

    assert f"Contract {number}" in noor.person("maria").click("Pay on the contract", listed(noor)).text


def test_two_who_review_at_once_keep_the_promise_once(noor: Workspace) -> None:
    submit(noor)
    together, won, lost = Barrier(2), [], []

    def decide(who: str) -> None:
        by = noor.member(who)
        judgement = reviews.Judgement(
            decision=Decision.APPROVED, ticked=frozenset({0, 1}), reasons="", mark=_mark(noor), on_screen="yes"
        )
        together.wait(TURN_SECONDS)
        try:
            with noor.bot.deps.transaction(noor.team) as store:
                reviews.decide(store, 1, judgement, by=by, now=noor.clock())
            won.append(by.slack_id)
        except Refused as refused:
            lost.append(refused.sentence)

    both = [Thread(target=decide, args=(who,)) for who in ("maria", "omar")]
    for one in both:
        one.start()
    for one in both:
        one.join(TURN_SECONDS)

    assert (len(won), len(lost)) == (1, 1)
    assert "100.00%" in listed(noor).text_shown


def test_many_who_keep_and_break_promises_at_once_do_not_block_one_another(noor: Workspace) -> None:
    for who in ("maria", "omar"):
        noor.person(who).home()
    for number in range(16):
        owe(noor, days=1, number=number, owner=("maria", "omar")[number % 2])
    failed: list[Exception] = []

    def settle(numbers: list[int]) -> None:
        try:
            with noor.bot.deps.transaction(noor.team) as store:
                for number in numbers:
                    promises.keep(store, f"payment:{number}", by="U1", at=noor.clock())
                    campaigns.refresh_card(store, 1, now=noor.clock())
        except DBAPIError as error:
            failed.append(error)

    pairs = [[number, number + 1] if number % 4 else [number + 1, number] for number in range(0, 16, 2)]
    workers = [Thread(target=settle, args=(pair,)) for pair in pairs]
    for one in workers:
        one.start()
    for one in workers:
        one.join(TURN_SECONDS)

    assert failed == []
    assert "You owe nobody anything." in home(noor).text
    assert "You owe nobody anything." in home(noor, "omar").text


def _mark(workspace: Workspace) -> str:
    with workspace.bot.deps.reading(workspace.team) as store:
        return reviews.load(store, 1).mark
