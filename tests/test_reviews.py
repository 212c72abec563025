"""Reviews of drafts: decided once, with the checklist and the disclosure check kept."""

from functools import partial

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.content.deliverables import Decision
from bot.services.content import reviews
from storage import Store
from tests.at_once import at_once
from tests.content import BAD, GOOD, approve, begin, card, noor, plan, submit, waiting
from tests.workspace import Workspace

__all__ = ["noor"]


def test_the_review_shows_draft_brief_and_disclosure_as_they_stand_now(noor: Workspace) -> None:
    submit(noor, text=f"{BAD} #bread")

    form = noor.person("maria").click("Review", waiting(noor)).view

    assert f"{BAD} #bread" in form.text
    assert form.field("must_0").options == ["1. Show the crust", "2. Name the bakery"]
    assert "*may:* Film outside" in form.text
    assert "*free:* The music" in form.text
    assert "Advertising disclosure* · :warning: 1 fault" in form.text
    assert "Begin with `Paid partnership with @crumb.co`" in form.text
    assert "no fee, offer or product is recorded here, so a payment is assumed." in form.text


def test_changes_need_reasons_and_reach_the_collaborations_owner_and_the_next_round(noor: Workspace) -> None:
    omar = noor.person("omar")
    submit(noor)
    form = omar.click("Review", card(noor, "omar"))

    refused = omar.submit(form, decision="changes")
    assert refused.errors == {"reasons": "Say what to change: the creator works from these words."}
    shown = omar.submit(form, decision="changes", reasons="Louder <crust> & crumb")

    assert "changes requested" in shown.text
    settled, told = noor.told("maria")
    assert "Reviewed: *Noor Haddad*" in settled.text_shown
    assert [button.label for button in settled.buttons] == ["Open"]
    assert "Pass on what to change: *Noor Haddad*" in told.text_shown
    assert "Changes asked for by @omar: Louder <crust> & crumb" in told.text_shown
    timeline = omar.command("/influencer show noor").text
    assert "we asked for changes, “Bread post”, round 1: Louder <crust> & crumb" in timeline
    submit(noor)
    assert "round 2 of 2" in waiting(noor).text_shown


def test_an_unticked_line_or_a_disclosure_fault_is_approved_only_with_a_reason_that_is_kept(noor: Workspace) -> None:
    maria = noor.person("maria")
    submit(noor, text=BAD)
    form = maria.click("Review", waiting(noor))

    errors = maria.submit(form, decision="approved", must_0=["0"]).errors
    assert errors["reasons"].startswith("You may approve it, but say why: 1 of the brief's must-lines is not ticked")
    assert "the disclosure check has " in errors["reasons"]
    assert "approved" in maria.submit(form, decision="approved", must_0=["0"], reasons="Posted by our shop").text

    with noor.bot.deps.reading(noor.team) as store:
        draft = store.deliverables.draft(1)
    assert draft is not None
    assert (draft.decision, draft.reasons) == (Decision.APPROVED, "Posted by our shop")
    assert draft.checklist == {
        "lines": [{"text": "Show the crust", "is_kept": True}, {"text": "Name the bakery", "is_kept": False}]
    }
    assert draft.disclosure is not None
    assert draft.disclosure["content"]["caption"] == BAD
    assert draft.disclosure["ok"] is False


def test_a_clean_draft_is_approved_without_a_word_and_its_message_says_so(noor: Workspace) -> None:
    submit(noor)

    assert "approved" in approve(noor).text
    (settled,) = noor.told("maria")
    assert "Approved by @maria" in settled.text_shown


def test_the_slower_of_two_reviewers_is_told_by_whom_it_was_decided(noor: Workspace) -> None:
    maria = noor.person("maria")
    submit(noor)
    slow = maria.click("Review", waiting(noor))
    approve(noor, "omar")

    told = maria.submit(slow, decision="changes", reasons="Louder")

    sentence = "omar approved round 1 already. Close this and open the deliverable to see it."
    assert told.errors == {"decision": sentence}
    assert told.view.field("reasons").value == "Louder"


def test_two_decisions_at_the_same_moment_are_one(noor: Workspace) -> None:
    submit(noor)
    with noor.bot.deps.reading(noor.team) as store:
        mark = reviews.load(store, 1).mark
    both = {"maria": Decision.APPROVED, "omar": Decision.CHANGES}
    people = {name: noor.member(name) for name in both}

    def decide(store: Store, name: str) -> None:
        judgement = reviews.Judgement(both[name], {0, 1}, "why", mark)
        reviews.decide(store, 1, judgement, by=people[name], now=noor.clock())

    said = dict(zip(both, at_once(noor, *(partial(decide, name=name) for name in both)), strict=True))

    winner = next(name for name, what in said.items() if what == "won")
    loser = {"maria": "omar", "omar": "maria"}[winner]
    did = "approved" if winner == "maria" else "asked for changes in"
    assert said[loser] == f"{winner} {did} round 1 already. Close this and open the deliverable to see it."
    with noor.bot.deps.reading(noor.team) as store:
        draft = store.deliverables.draft(1)
        assert draft is not None
        assert draft.decided_by == noor.person(winner).id


def test_an_old_review_never_decides_a_newer_round(noor: Workspace) -> None:
    maria = noor.person("maria")
    submit(noor)
    old = maria.click("Review", waiting(noor))
    omar = noor.person("omar")
    omar.submit(omar.click("Review", card(noor, "omar")), decision="changes", reasons="Louder")
    submit(noor, text=f"{GOOD}, louder")

    assert "omar asked for changes in round 1 already" in maria.submit(old, decision="approved").errors["decision"]
    assert "submitted" in card(noor).text


def test_a_brief_that_changed_meanwhile_is_not_ticked_unseen(noor: Workspace) -> None:
    maria = noor.person("maria")
    submit(noor)
    form = maria.click("Review", waiting(noor))
    with noor.bot.deps.transaction(noor.team) as store:
        store.campaigns.set_brief(1, [BriefLine(LineKind.MUST, "Name the flour")])

    told = maria.submit(form, decision="approved", must_0=["0", "1"])

    assert told.errors["decision"].startswith("The brief was changed while this was open.")


def test_long_briefs_are_ticked_line_by_line_and_shown_whole(noor: Workspace) -> None:
    maria = noor.person("maria")
    lines = [BriefLine(LineKind.MUST, f"{number} <!channel> *b* & {'n' * 120}") for number in range(23)]
    with noor.bot.deps.transaction(noor.team) as store:
        store.campaigns.set_brief(1, lines)
    submit(noor)

    form = maria.click("Review", waiting(noor)).view

    assert [len(form.field(f"must_{group}").options) for group in range(3)] == [10, 10, 3]
    assert f"22 <!channel> *b* & {'n' * 120}" in form.text
    ticked = {f"must_{group}": [str(n) for n in range(group * 10, min(23, group * 10 + 10))] for group in range(3)}
    assert "approved" in maria.submit(form, decision="approved", **ticked).text


def test_what_is_said_in_a_video_counts_for_its_disclosure(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    plan(begin(workspace), format="reel")
    submit(workspace)
    form = maria.click("Review", waiting(workspace))
    assert "Nobody has noted one: look, and note the words." in form.text

    errors = maria.submit(form, decision="approved", must_0=["0", "1"], spoken="hello", on_screen="bread").errors
    assert "the disclosure check has 1 fault" in errors["reasons"]
    assert maria.submit(
        form, decision="approved", must_0=["0", "1"], spoken="this is an ad", on_screen="Ad"
    ).text.count("approved")
