"""Decisions on contracts: asked for, reviewed in one window, taken once, told everywhere it was asked."""

from typing import Any

from sqlalchemy import insert

from bot.domain.money import Money
from bot.domain.team.roles import Role
from storage.tables import concern
from tests.contracting import contract
from tests.deciding import asked, decide, give_role, labels, noor, stage, submit, submitted, window
from tests.deciding_forged import press_decide
from tests.workspace import Workspace

__all__ = ["noor"]

DEAR: dict[str, Any] = {"fee": Money(60_000_00, "EUR"), "instalments": ()}


def test_a_contract_is_approved_in_two_clicks_from_the_message(noor: Workspace) -> None:
    number = submitted(noor, note="She is <great> & *bold*")
    omar = noor.person("omar")
    message = asked(noor)
    assert "*Noor Haddad* · Campaign of Noor Haddad · *€1,200.00*" in message.text_shown
    assert "@maria asks: She is <great> & *bold*" in message.text_shown
    assert "*Paid and promised before:* nothing yet" in message.text_shown
    assert "You are asked because you were chosen to decide." in message.text_shown

    seen = omar.submit(omar.click("Review", message))

    assert seen.closed
    assert stage(noor, number) == "approved"
    settled = asked(noor)
    assert settled.ts == message.ts
    assert ":white_check_mark: @omar approved" in settled.text_shown
    assert labels(settled) == ["Open"]
    (told,) = noor.told("maria")
    assert "Contract 1, version 1: *approved*" in told.text_shown
    assert "€" not in told.text_shown


def test_the_pdf_is_read_before_anything_is_decided(noor: Workspace) -> None:
    number = submitted(noor)
    omar = noor.person("omar")

    omar.click("Read the PDF", asked(noor))

    (file,) = [file for message in noor.told("omar") for file in message.files]
    assert file["name"].endswith(".pdf")
    assert stage(noor, number) == "in review"


def test_the_window_shows_everything_needed_on_a_first_contract(noor: Workspace) -> None:
    worry = {"influencer_id": 1, "text": "Late <!channel> *twice*", "opened_by": "U1", "opened_at": noor.clock()}
    with noor.bot.database.engine.begin() as connection:
        connection.execute(insert(concern).values(workspace_id=noor.team, outcome="", **worry))
    submitted(noor)

    text = window(noor).text

    for said in (
        "*First contract with Noor Haddad*",
        "Instagram reel Bread reel",
        "*Paid* €600.00 on signing, €600.00 on publishing, 14 days to pay",
        "organic use only",
        "*Budget with this*\nno budget is set\n€1,200.00 committed",
        "*Brand fit*\n",
        "*Public engagement*\nTikTok: not enough data",
        "*Earlier with us*\nno earlier one",
        "*Open concerns*\n:warning: Late <!channel> *twice*",
        "[Approve €1,200.00] [Ask for changes] [Reject]",
    ):
        assert said in text


def test_the_window_judges_engagement_by_the_teams_own_benchmarks(noor: Workspace) -> None:
    submitted(noor)
    day, now = noor.clock().date(), noor.clock()
    with noor.bot.deps.transaction(noor.team) as store:
        [profile] = store.profiles.of([1])[1]
        figures = {"followers": 20_000, "likes": 1_900, "comments": 100}
        store.profiles.record(profile.id, day, figures, source="test", by="U1", now=now)
        own = {"good": "20", "average": "15"}
        store.settings.set("benchmark:tiktok:micro", own, since=day, source="Ours", by="U1", now=now)

    assert "*Public engagement*\nTikTok: 10.00%, below" in window(noor).text


def test_changes_need_a_reason_and_bring_the_contract_back_to_a_draft(noor: Workspace) -> None:
    number = submitted(noor)
    omar = noor.person("omar")
    form = window(noor)

    silent = omar.submit(form, verdict="ask for changes")
    assert silent.errors == {"reason": "Say what to change: whoever asked works from these words."}
    assert omar.submit(silent.view, verdict="ask for changes", reason="Cheaper <please> & *soon*").closed

    assert stage(noor, number) == "draft"
    (told,) = noor.told("maria")
    assert "@omar asked for changes: Cheaper <please> & *soon*" in told.text_shown
    assert "Cheaper <please> & *soon*" in asked(noor).text_shown


def test_a_rejection_needs_a_reason_and_ends_it(noor: Workspace) -> None:
    number = submitted(noor)
    omar, form = noor.person("omar"), window(noor)

    assert list(omar.submit(form, verdict="reject").errors) == ["reason"]
    assert omar.submit(form, verdict="reject", reason="Not our tone").closed
    assert stage(noor, number) == "rejected"


def test_who_wrote_what_to_change_never_approves_by_accident(noor: Workspace) -> None:
    number = submitted(noor)

    errors = decide(noor, "approve", "Make it cheaper").errors

    assert errors["reason"].startswith("You wrote what to change, but chose to approve.")
    assert stage(noor, number) == "in review"


def test_the_next_version_shows_what_changed_since_the_one_that_was_decided(noor: Workspace) -> None:
    number = submitted(noor)
    decide(noor, "ask for changes", "Cheaper")
    maria = noor.person("maria")
    form = maria.click("Edit", maria.command(f"/contract show {number}"))
    maria.submit(form, fee="1,000", instalments="50% on signing\n50% on publishing", round_cap="3")
    submit(noor, number)

    text = window(noor).text

    assert "*Changed since version 1, which was decided last*" in text
    assert "*Fee:* €1,200.00 → €1,000.00 (-17%)" in text
    assert "*Rounds of review:* 2 → 3" in text
    assert "First contract" not in text


def test_two_different_people_decide_above_the_second_limit(noor: Workspace) -> None:
    noor.person("ada").command("/rapport status")
    give_role(noor, "lee", Role.ADMIN)
    number = submitted(noor, approver="ada", **DEAR)
    assert "so two admins decide" in asked(noor, "ada").text_shown

    decide(noor, name="ada")

    assert stage(noor, number) == "in review"
    assert "1 of 2 approvals: another one is still missing" in asked(noor, "ada").text_shown
    assert "@ada approved: 1 of 2." in asked(noor, "lee").text_shown
    assert labels(asked(noor, "lee")) == ["Review", "Read the PDF", "Open"]
    lee = noor.person("lee")
    (progress,) = [one for one in lee.thread(asked(noor, "lee")) if one.ts != asked(noor, "lee").ts]
    assert "@ada approved" in progress.text_shown
    assert "another approval is still missing" in noor.told("maria")[-1].text_shown
    assert "1 of 2 approvals so far" in window(noor, "lee").text

    decide(noor, name="lee")

    assert stage(noor, number) == "approved"
    for name in ("ada", "lee"):
        assert "@ada approved" in asked(noor, name).text_shown
        assert "@lee approved" in asked(noor, name).text_shown
        assert labels(asked(noor, name)) == ["Open"]
    assert "*approved*" in noor.told("maria")[-1].text_shown


def test_who_approved_first_cannot_be_the_second_but_may_still_reject(noor: Workspace) -> None:
    noor.person("ada").command("/rapport status")
    give_role(noor, "lee", Role.ADMIN)
    number = submitted(noor, approver="ada", **DEAR)
    form = window(noor, "ada")
    noor.person("ada").submit(form)

    sentence = "You have approved this already. The second approval comes from somebody else."
    assert press_decide(noor, "ada", form) == {"verdict": sentence}
    assert stage(noor, number) == "in review"
    press_decide(noor, "ada", form, verdict="reject", reason="On second thought")
    assert stage(noor, number) == "rejected"


def test_a_contract_is_not_submitted_where_too_few_may_decide(noor: Workspace) -> None:
    number = contract(noor, "maria", **DEAR)
    maria = noor.person("maria")
    form = maria.click("Submit", maria.command(f"/contract show {number}"))

    errors = maria.submit(form).errors

    assert "so two admins decide. Beside whoever wrote, owns or submits this, 1 of the workspace may." in str(errors)
    assert stage(noor, number) == "draft"


def test_only_who_may_decide_is_offered_and_taken(noor: Workspace) -> None:
    number = contract(noor, "maria")
    maria = noor.person("maria")
    form = maria.click("Submit", maria.command(f"/contract show {number}")).view
    assert form.field("approver").options == ["ada (admin)", "omar (manager)"]
    give_role(noor, "omar", Role.MARKETER)
    give_role(noor, "lee", Role.MANAGER)

    errors = maria.submit(form, approver=noor.person("omar").id).errors

    assert errors["approver"].startswith("omar cannot decide on this. ")
    assert stage(noor, number) == "draft"


def test_a_contract_is_submitted_from_its_form_to_whoever_was_chosen(noor: Workspace) -> None:
    give_role(noor, "lee", Role.MANAGER)
    number = contract(noor, "maria")
    maria = noor.person("maria")
    form = maria.click("Edit", maria.command(f"/contract show {number}"))

    maria.submit(form, next="submit", approver=noor.person("lee").id, note="Quickly")

    assert "@maria asks: Quickly" in asked(noor, "lee").text_shown
    assert noor.told("omar") == []


def test_the_evidence_is_frozen_as_it_stood_with_what_the_window_showed_otherwise(noor: Workspace) -> None:
    number = submitted(noor)
    omar, form = noor.person("omar"), window(noor)
    with noor.bot.deps.transaction(noor.team) as store:
        campaign = store.campaigns.get(1)
        assert campaign is not None
        assert store.campaigns.change(campaign, {"budget": 10_000_00})
    omar.submit(form)
    with noor.bot.deps.transaction(noor.team) as store:
        campaign = store.campaigns.get(1)
        assert campaign is not None
        assert store.campaigns.change(campaign, {"budget": 50_00})

    shown = omar.click("Evidence", omar.command(f"/contract show {number}")).view.text

    assert "€8,800.00 left of €10,000.00" in shown
    assert "It had shown another budget" in shown
    with noor.bot.deps.reading(noor.team) as store:
        (kept,) = store.approvals.kept_decisions([1])[1]
    assert kept.evidence["shown"] == {"budget": [0, 120_000, 0, None]}


def test_a_fourth_window_takes_the_place_of_the_third(noor: Workspace) -> None:
    """Slack stacks three windows and refuses a fourth."""
    number = submitted(noor)
    decide(noor, "ask for changes", "Less, please")
    submit(noor, number)
    omar = noor.person("omar")

    review = omar.click("Review", omar.home())
    terms = omar.click("All terms", review)
    decisions = omar.click("All decisions (2)", terms)
    evidence = omar.click("Evidence", decisions)

    assert "Brand fit" in evidence.view.text
    omar.close(evidence)
