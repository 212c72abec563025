"""How healthy a relationship is stands on the card, from named facts that explain themselves."""

from datetime import timedelta

from bot.domain.campaigns.collaborations import CollaborationStage
from bot.services.influencers import health
from sandbox.driver import View
from tests.caring import card, come_to, owe, touch, worry
from tests.content import approve, noor, submit
from tests.outreaching import make_viewer
from tests.workspace import Workspace

__all__ = ["noor"]


def how(workspace: Workspace, who: str = "maria") -> View:
    """What *How?* beside the health says."""
    return workspace.person(who).click("How?", card(workspace, who), action_id="health.how").view


def test_nothing_known_is_not_enough_data_and_never_a_zero(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))

    assert "*Relationship* not enough data" in card(workspace).text_shown
    shown = how(workspace).text
    assert "Nothing has passed between us yet." in shown
    assert "Not enough data: no collaborations completed or declined yet" in shown.replace("there are ", "")


def test_the_card_says_the_band_the_coverage_and_what_pulls_it_down_most(noor: Workspace) -> None:
    touch(noor)
    worry(noor)

    shown = card(noor).text_shown
    assert "*Relationship* strong, 75.0 of 100 (17% of the weight is known)" in shown
    assert "pulled down most by open concerns: 1 concern is open." in shown


def test_every_fact_shows_its_formula_its_numbers_its_sample_and_its_day(noor: Workspace) -> None:
    touch(noor)
    submit(noor)
    approve(noor)
    owe(noor, number=1, days=1, kept=True)
    owe(noor, number=2, days=-1, kept=False)
    worry(noor)
    come_to(noor, CollaborationStage.COMPLETED)
    noor.settle()

    shown = how(noor).text
    day = noor.clock().date()
    said = f"{day.day} {day:%B %Y}"
    for text in (
        "Communication: 100.0",
        "*Last touch* 100",
        "The last touch was 0 days ago; ideal is 45 days, the longest gap 90 days.",
        f"Days since the last touch: 0 (timeline, {said})",
        "*Completed* 100",
        "1 of 1 collaborations completed or declined: completed.",
        "*Rounds of review* 100",
        "Their content took 1.0 rounds on average; the cap is 2.0.",
        "*Our payments* 50",
        "Formula: kept on time / payments that fell due × 100",
        "Sample: 2 payments that fell due.",
        "*Open concerns* 50",
        "*Their deadlines* 100",
        "Source of the formula: Rapport's own rule",
        "*Disclosure* unknown, so it is left out",
    ):
        assert text in shown, text


def test_deadlines_answers_and_payments_that_were_missed_count_against_it(noor: Workspace) -> None:
    touch(noor)
    noor.travel(days=40)
    shown = how(noor).text

    assert "*Their deadlines* 0" in shown
    assert "0 of 1 pieces of content due: there in time." in shown


def test_a_manager_weighs_the_parts_and_it_holds_for_everybody_at_once(noor: Workspace) -> None:
    touch(noor)
    worry(noor)
    worry(noor)
    ada = noor.person("ada")
    assert "50.0 of 100" in card(noor).text_shown

    form = ada.click("Weights", how(noor, "ada"))
    says = "Write a number from 0 to 100."
    assert ada.submit(form, communication="much", commitment="NaN").errors["communication"] == says
    assert ada.submit(form, communication="-1").errors == {"communication": says}
    assert "a weight above 0" in ada.submit(form, communication="0", collaboration="0", commitment="0").text
    after = ada.submit(form, communication="3", collaboration="1", commitment="1").view
    assert "(3 communication + 1 collaboration + 1 commitment)" in after.text
    assert "75.0 of 100" in card(noor).text_shown


def test_the_slower_of_two_managers_is_told_and_nothing_is_overwritten(noor: Workspace) -> None:
    ada, omar = noor.person("ada"), noor.person("omar")
    mine, theirs = ada.click("Weights", how(noor, "ada")), omar.click("Weights", how(noor, "omar"))
    ada.submit(mine, communication="3")
    noor.travel(seconds=1)

    assert "changed this meanwhile" in omar.submit(theirs, communication="2").errors["communication"]


def test_a_viewer_sees_no_health_and_a_marketer_changes_no_weights(noor: Workspace) -> None:
    before = card(noor, "lee")
    assert "Weights" not in [button.label for button in how(noor).buttons]
    viewer = make_viewer(noor, "lee")

    assert "*Relationship*" not in card(noor, "lee").text_shown
    assert "marketer" in viewer.click("How?", before, action_id="health.how").text


def test_health_of_many_is_that_of_each(noor: Workspace) -> None:
    maria = noor.person("maria")
    maria.close(noor.add("maria", "Sam Ode", "https://www.tiktok.com/@sam"))
    touch(noor)
    with noor.bot.deps.reading(noor.team) as store:
        people = list(store.influencers.many([1, 2]).values())
        now = noor.clock() + timedelta(days=1)
        assert health.of_many(store, people, now=now) == {one.id: health.of(store, one, now=now) for one in people}
