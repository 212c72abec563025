"""What we owe stands in one list with its date, follows what happens, and says how often we keep our word."""

from functools import partial

from bot.domain.content.deliverables import Decision
from bot.domain.team.roles import Member
from bot.services.campaigns import campaigns
from bot.services.content import reviews
from bot.services.payments import promises
from storage import Store
from tests.at_once import at_once, refusals
from tests.content import approve, noor, submit
from tests.content import hub as collaboration_card
from tests.promising import home, labels, listed, offered, owe, paid, touched
from tests.workspace import Workspace

__all__ = ["noor"]


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


def test_two_who_review_at_once_keep_the_promise_once(noor: Workspace) -> None:
    submit(noor)
    judgement = reviews.Judgement(
        decision=Decision.APPROVED, ticked=frozenset({0, 1}), reasons="", mark=_mark(noor), on_screen="yes"
    )

    def decide(store: Store, by: Member) -> None:
        reviews.decide(store, 1, judgement, by=by, now=noor.clock())

    said = at_once(noor, *(partial(decide, by=noor.member(who)) for who in ("maria", "omar")))

    assert len(refusals(said)) == 1
    assert "100.00%" in listed(noor).text_shown


def test_many_who_keep_and_break_promises_at_once_do_not_block_one_another(noor: Workspace) -> None:
    for who in ("maria", "omar"):
        noor.person(who).home()
    for number in range(16):
        owe(noor, days=1, number=number, owner=("maria", "omar")[number % 2])

    def settle(store: Store, numbers: list[int]) -> None:
        for number in numbers:
            promises.keep(store, f"payment:{number}", by="U1", at=noor.clock())
            campaigns.refresh_card(store, 1, now=noor.clock())

    pairs = [[number, number + 1] if number % 4 else [number + 1, number] for number in range(0, 16, 2)]
    assert at_once(noor, *(partial(settle, numbers=pair) for pair in pairs)) == ["won"] * 8
    assert "You owe nobody anything." in home(noor).text
    assert "You owe nobody anything." in home(noor, "omar").text


def _mark(workspace: Workspace) -> str:
    with workspace.bot.deps.reading(workspace.team) as store:
        return reviews.load(store, 1).mark
