"""What the bot says of gifts: not sent after three days, and without a post after 7, 10 and 14."""

from sandbox.driver import Message
from tests.giving import HOSTILE, card, delivered, give, labels, propose, shipped, team
from tests.workspace import Workspace


def nudges(workspace: Workspace, words: str, who: str = "maria") -> list[Message]:
    """What somebody was told that has these words in it."""
    return [one for one in workspace.told(who) if words in one.text]


def test_three_days_after_its_approval_who_looks_after_it_is_told_that_a_gift_is_not_sent(workspace: Workspace) -> None:
    team(workspace)
    propose(workspace, what=HOSTILE)
    workspace.travel(days=2, hours=23)
    assert nudges(workspace, "is not on its way yet") == []
    workspace.travel(hours=2)
    (told,) = nudges(workspace, "is not on its way yet")
    assert HOSTILE in told.text_shown
    assert "No address is known." in told.text_shown
    assert "we promise three days" in told.text_shown

    maria = workspace.person("maria")
    assert "Noted as shipped" in maria.submit(maria.click("Shipped", told), carrier="DHL").text
    (settled,) = nudges(workspace, "is not on its way yet")
    workspace.travel(minutes=2)
    (settled,) = nudges(workspace, "is not on its way yet")
    assert "Dealt with" in settled.text_shown
    assert "Shipped" not in labels(settled)
    workspace.travel(days=3)
    assert len(nudges(workspace, "is not on its way yet")) == 1


def test_a_perk_that_is_not_given_is_said_too_and_a_proposal_is_not(workspace: Workspace) -> None:
    team(workspace)
    give(workspace, kind="early access")
    give(workspace, minor=90_000)
    workspace.travel(days=3, hours=1)
    assert len(nudges(workspace, "is not given yet")) == 1
    assert nudges(workspace, "is not on its way yet") == []
    maria = workspace.person("maria")
    assert "they have it" in maria.submit(maria.click("Given", nudges(workspace, "is not given yet")[0])).text


def test_without_a_post_it_is_said_after_7_10_and_14_days_and_then_it_is_kept(workspace: Workspace) -> None:
    team(workspace)
    give(workspace)
    delivered(workspace)
    said = "and no post is known"
    for days, told in ((6.9, 0), (0.2, 1), (2.8, 1), (0.2, 2), (3.8, 2), (0.2, 3), (60, 3)):
        workspace.travel(days=days)
        assert len(nudges(workspace, said)) == told
    assert "This is the last reminder." in nudges(workspace, said)[-1].text_shown
    assert "no post so far" in card(workspace).text
    assert "no post" in workspace.person("maria").command("/gift list without a post").text

    maria = workspace.person("maria")
    maria.submit(maria.click("Posted", nudges(workspace, said)[-1]), post="story")
    workspace.travel(minutes=2)
    assert all("Dealt with" in one.text_shown for one in nudges(workspace, said))


def test_thanks_end_the_reminders(workspace: Workspace) -> None:
    team(workspace)
    give(workspace)
    delivered(workspace)
    workspace.travel(days=7, hours=1)
    maria = workspace.person("maria")
    (told,) = nudges(workspace, "and no post is known")
    maria.submit(maria.click("Thanked", told), note="She loves it")
    workspace.travel(days=8)
    assert len(nudges(workspace, "and no post is known")) == 1


def test_a_gift_is_a_promise_that_is_kept_by_sending_it(workspace: Workspace) -> None:
    team(workspace)
    give(workspace)
    give(workspace, campaign=False)
    maria = workspace.person("maria")
    listed = maria.command("/contract promises")
    assert listed.text.count("Send: Bread box") == 2
    assert ": Noor Haddad" in maria.click("Open the gift", listed).text
    shipped(workspace)
    assert maria.command("/contract promises").text.count("Send: Bread box") == 1
