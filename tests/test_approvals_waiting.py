"""Decisions that wait: listed, on Home, reminded, handed on; and what a contract's card says of them."""

import re
from datetime import timedelta

from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.team.roles import Role
from bot.services.campaigns import collaborations
from tests.deciding import decide, give_role, labels, noor, stage, submit, submitted
from tests.workspace import Workspace

__all__ = ["noor"]


def test_what_waits_is_listed_and_on_home_until_it_is_decided(noor: Workspace) -> None:
    omar = noor.person("omar")
    assert "Nothing waits for your decision." in omar.command("/contract approvals").text
    assert "Waiting for my decision" not in omar.home().text
    submitted(noor)
    noor.settle()
    assert "Contract 1, version 1" in omar.home().text

    listed = omar.command("/contract approvals")
    assert "*€1,200.00*" in listed.text
    seen = omar.submit(omar.click("Review", listed))

    assert "Nothing waits for your decision." in seen.text
    noor.settle()
    assert "Waiting for my decision" not in omar.home().text
    assert "Nothing waits" in noor.person("maria").command("/contract approvals").text


def test_who_was_asked_is_reminded_after_a_day_once_and_somebody_else_asked_after_two(noor: Workspace) -> None:
    give_role(noor, "lee", Role.MANAGER)
    number = submitted(noor)
    noor.travel(hours=23)
    assert len(noor.told("omar")) == 1

    noor.travel(hours=2)
    for _ in range(3):
        noor.travel(minutes=1)

    assert len(noor.told("omar")) == 2
    assert "It has waited since" in noor.told("omar")[-1].text_shown
    assert noor.told("lee") == []
    noor.travel(hours=24)
    noor.travel(hours=1)
    (escalated,) = noor.told("lee")
    assert "You are asked because nobody has decided for 48 hours, and you are next in line" in escalated.text_shown
    noor.travel(days=3)
    assert len(noor.told("omar")) == 2
    assert [one.ts for one in noor.told("lee") if "It has waited" not in one.text_shown] == [escalated.ts]

    decide(noor, name="lee")

    assert stage(noor, number) == "approved"
    for message in [*noor.told("omar")[:2], noor.told("lee")[0]]:
        assert "@lee approved" in message.text_shown
        assert labels(message) == ["Open"]


def test_what_nobody_wanted_for_a_while_is_reminded_of_once_it_is_wanted_again(noor: Workspace) -> None:
    submitted(noor)
    noor.travel(hours=20)
    _bring(noor, CollaborationStage.DROPPED)
    noor.travel(hours=10)
    assert [one for one in noor.told("omar") if "It has waited" in one.text_shown] == []
    _bring(noor, CollaborationStage.SHORTLISTED)
    noor.travel(minutes=1)
    assert len([one for one in noor.told("omar") if "It has waited" in one.text_shown]) == 1


def _bring(workspace: Workspace, stage: CollaborationStage) -> None:
    by, now = workspace.member("maria"), workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = collaborations.found(store, 1)
        collaborations.move(store, one, stage, why="They changed their mind", by=by, now=now)


def test_a_reminder_that_fell_due_while_the_bot_was_away_comes_once(noor: Workspace) -> None:
    submitted(noor)
    noor.slack.clock.travel_to(noor.clock() + timedelta(days=1, hours=1))

    noor.settle()
    noor.settle()

    assert len(noor.told("omar")) == 2


def test_decisions_stand_on_the_card_with_who_was_asked(noor: Workspace) -> None:
    number = submitted(noor)
    decide(noor, "ask for changes", "Cheaper")
    submit(noor, number)
    decide(noor, "reject", "No")
    maria = noor.person("maria")

    card = maria.command(f"/contract show {number}")

    assert "*Decision on version 1* · rejected · asked for by @maria" in card.text
    assert "Asked: @omar" in card.text
    assert re.search(r"@omar rejected it, .+: No", card.text)
    text = maria.click("All decisions (2)", card).view.text
    assert re.search(r"@omar asked for changes, .+: Cheaper", text)
