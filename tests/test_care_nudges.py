"""Concerns that stay open, silence and occasions are said to whoever looks after somebody, each at its moment."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.influencers.stages import Stage
from bot.services.campaigns import collaborations
from bot.services.influencers import concerns
from sandbox.driver import Message
from tests.caring import WORRY, change, come_to, touch, worry
from tests.outreaching import make_viewer
from tests.workspace import Workspace


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """Noor is active, and maria looks after her."""
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    change(workspace, stage=Stage.ACTIVE)
    return workspace


def told(workspace: Workspace, says: str, who: str = "maria") -> list[Message]:
    """The messages to somebody that say something."""
    return [one for one in workspace.told(who) if says in one.text]


def move(workspace: Workspace, stage: CollaborationStage) -> None:
    """The collaboration takes one step, with a reason."""
    by = workspace.member("maria")
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = collaborations.found(store, 1)
        collaborations.move(store, one, stage, why="So they wish", by=by, now=workspace.clock())


def test_a_concern_open_for_three_days_is_said_to_the_owner_and_settled_in_place(noor: Workspace) -> None:
    worry(noor, "omar")
    noor.travel(days=2, hours=23)
    assert told(noor, "A concern about") == []
    noor.travel(hours=2)
    [shown] = told(noor, "A concern about")
    assert told(noor, "A concern about", "omar") == []
    assert WORRY in shown.text_shown
    assert "@omar noted it" in shown.text_shown

    maria = noor.person("maria")
    maria.submit(maria.click("Settle", shown), outcome="We talked")
    [after] = told(noor, "A concern about")
    assert "Dealt with by @maria" in after.text_shown
    assert WORRY not in after.text_shown
    assert "Settle" not in [button.label for button in after.buttons]
    noor.travel(days=30)
    assert len(told(noor, "A concern about")) == 1


def test_a_concern_settled_in_time_is_not_spoken_of(noor: Workspace) -> None:
    worry(noor)
    noor.travel(days=2)
    omar = noor.member("omar")
    with noor.bot.deps.transaction(noor.team) as store:
        concerns.settle(store, 1, outcome="All well", by=omar, now=noor.clock())
    noor.travel(days=5)
    assert told(noor, "A concern about") == []


def test_whoever_may_not_read_concerns_is_not_told_of_one(noor: Workspace) -> None:
    worry(noor, "lee")
    change(noor, owner=None)
    noor.settle()
    make_viewer(noor, "lee")
    noor.travel(days=3, hours=1)

    assert told(noor, "A concern about", "lee") == []
    assert len(told(noor, "A concern about", "ada")) == 1


def test_silence_is_said_at_the_ideal_gap_and_at_the_longest_and_any_touch_starts_it_anew(noor: Workspace) -> None:
    noor.travel(days=44, hours=23)
    assert told(noor, "nothing has passed") == []
    noor.travel(hours=2)
    [first] = told(noor, "nothing has passed between us for 45 days")
    assert "The ideal is a touch every 45 days, at the latest after 90 (a nano influencer)" in first.text_shown
    noor.travel(days=45)
    [second] = told(noor, "nothing has passed between us for 90 days")
    assert "the longest we let it be quiet" in second.text_shown

    touch(noor)
    assert "Dealt with" in told(noor, "for 90 days")[0].text_shown
    noor.travel(days=44)
    assert len(told(noor, "nothing has passed")) == 2
    noor.travel(days=1, hours=2)
    assert len(told(noor, "nothing has passed")) == 3


@pytest.mark.parametrize(
    "fields", [{"stage": Stage.PROSPECT}, {"stage": Stage.PAUSED}, {"stage": Stage.DO_NOT_CONTACT}, {"owner": None}]
)
def test_who_is_not_kept_up_or_whom_nobody_looks_after_is_left_in_peace(
    noor: Workspace, fields: dict[str, object]
) -> None:
    change(noor, **fields)
    noor.travel(days=100)
    assert told(noor, "nothing has passed") == []


def test_a_manager_sets_the_gaps_by_tier_stage_and_tag_and_they_hold_at_once(noor: Workspace) -> None:
    maria, ada = noor.person("maria"), noor.person("ada")
    card = ada.command("/influencer show noor")
    form = ada.click("Cadence", ada.click("How?", card, action_id="health.how"))
    refused = ada.submit(form, nano="soon", micro="60 to 30", tags="vip 5")
    assert set(refused.errors) == {"nano", "micro", "tags"}
    assert ada.submit(form, nano="10 to 20", micro="30 to 60", tags="VIP: 3 to 5").closed
    assert "VIP: 3 to 5" in str(ada.click("Cadence", ada.view()).view.blocks)

    noor.travel(days=10, hours=1)
    assert len(told(noor, "for 10 days")) == 1
    touch(noor)
    maria.submit(maria.click("Edit", maria.command("/influencer show noor")), tags="vip")
    noor.travel(days=3, hours=1)
    [vip] = told(noor, "for 3 days")
    assert "tagged VIP" in vip.text_shown


def test_a_birthday_is_said_a_week_before_and_on_the_day_every_year(noor: Workspace) -> None:
    today = noor.clock().date()
    change(noor, birthday=(today + timedelta(days=20)).replace(year=1990))
    noor.travel(days=12)
    assert told(noor, "birthday") == []
    noor.travel(days=1)
    [before] = told(noor, "birthday")
    assert "There is time for a gift to arrive" in before.text_shown
    assert "1990" not in before.text_shown
    noor.travel(days=7)
    assert "birthday today" in told(noor, "birthday")[-1].text
    noor.travel(days=340)
    assert len(told(noor, "birthday")) == 2
    noor.travel(days=19)
    assert len(told(noor, "birthday")) == 3
    noor.travel(days=7)
    assert len(told(noor, "birthday")) == 4


def test_a_birthday_does_not_wait_for_another_day_when_its_rule_is_changed(noor: Workspace) -> None:
    maria, ada = noor.person("maria"), noor.person("ada")
    change(noor, birthday=(noor.clock().date() + timedelta(days=9)).replace(year=1990))
    noor.travel(days=1)
    assert "birthday" in maria.command("/rapport upcoming").text

    form = ada.click(on=ada.command("/rapport settings").view, action_id="settings.rule:occasion_birthday").view
    ada.submit(form, to="The owner and a manager")
    noor.settle()

    assert "birthday" in maria.command("/rapport upcoming").text
    assert "birthday" in ada.command("/rapport upcoming").text


def test_a_birthday_that_was_said_is_not_said_to_others_when_its_rule_is_changed(noor: Workspace) -> None:
    ada = noor.person("ada")
    change(noor, birthday=(noor.clock().date() + timedelta(days=9)).replace(year=1990))
    noor.travel(days=4)
    assert len(told(noor, "birthday")) == 1

    form = ada.click(on=ada.command("/rapport settings").view, action_id="settings.rule:occasion_birthday").view
    ada.submit(form, to="The owner and a manager")
    noor.travel(days=1)

    assert told(noor, "birthday", who="ada") == []
    assert len(told(noor, "birthday")) == 1


def test_a_birthday_that_was_wrong_is_not_spoken_of(noor: Workspace) -> None:
    day = noor.clock().date() + timedelta(days=10)
    change(noor, birthday=day.replace(year=1990))
    noor.travel(days=2)
    change(noor, birthday=(day + timedelta(days=60)).replace(year=1990))
    noor.travel(days=20)
    assert told(noor, "birthday") == []


def test_who_was_born_on_the_29_february_has_a_birthday_every_year(noor: Workspace) -> None:
    change(noor, birthday=date(1992, 2, 29))
    noor.travel(to=datetime(2027, 2, 28, 12, tzinfo=UTC))
    assert "birthday today" in told(noor, "birthday")[-1].text
    noor.travel(to=datetime(2028, 2, 28, 12, tzinfo=UTC))
    assert "29 February 2028" in told(noor, "birthday")[-1].text
    noor.travel(to=datetime(2028, 2, 29, 12, tzinfo=UTC))
    assert "birthday today" in told(noor, "birthday")[-1].text


def test_the_anniversary_of_the_first_yes_comes_with_what_their_work_came_to(noor: Workspace) -> None:
    noor.collaboration("maria", noor.campaign("maria", "Autumn bread"), "Noor Haddad")
    come_to(noor, CollaborationStage.ACCEPTED)
    noor.travel(days=360)
    assert told(noor, "year with") == []
    noor.travel(days=5, hours=12)
    [shown] = told(noor, "1 year with")
    assert "They first said yes on" in shown.text_shown
    assert "No gift to them is in the timeline" in shown.text_shown
    noor.travel(days=366)
    assert len(told(noor, "2 years with")) == 1


def test_an_anniversary_is_said_a_little_later_where_they_were_dropped_for_that_day(noor: Workspace) -> None:
    noor.collaboration("maria", noor.campaign("maria", "Autumn bread"), "Noor Haddad")
    come_to(noor, CollaborationStage.ACCEPTED)
    noor.travel(days=364)
    move(noor, CollaborationStage.DROPPED)
    noor.travel(days=2)
    assert told(noor, "year with") == []
    move(noor, CollaborationStage.SHORTLISTED)
    noor.travel(days=1, hours=12)
    assert len(told(noor, "1 year with")) == 1


def test_whoever_completed_a_campaign_is_to_be_thanked_until_somebody_did(noor: Workspace) -> None:
    maria = noor.person("maria")
    noor.collaboration("maria", noor.campaign("maria", "Autumn bread"), "Noor Haddad")
    come_to(noor, CollaborationStage.COMPLETED)
    [shown] = told(noor, "completed Autumn bread")
    assert {"Send a gift", "Write a thank-you", "Done"} <= {button.label for button in shown.buttons}

    maria.submit(maria.click("Write a thank-you", shown))
    assert "Done by @maria: Thanked them" in told(noor, "completed Autumn bread")[0].text_shown
    noor.travel(days=10)
    assert len(told(noor, "completed Autumn bread")) == 1


def test_a_gift_for_the_occasion_ends_what_asked_for_it(noor: Workspace) -> None:
    maria = noor.person("maria")
    change(noor, birthday=(noor.clock().date() + timedelta(days=10)).replace(year=1990))
    noor.travel(days=4)
    [shown] = told(noor, "birthday")
    form = maria.click("Send a gift", shown)
    maria.submit(form, what="A proofing basket", value="40", occasion="birthday")

    assert "Done by @maria: A gift: A proofing basket" in told(noor, "birthday")[0].text_shown
    noor.travel(days=6)
    assert "birthday today" in told(noor, "birthday")[-1].text, "on the day a word is still in place"
