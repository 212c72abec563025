"""Planning a campaign: in steps that lose nothing, with every fault on its field, and a card in its channel."""

import pytest

from tests.planning import BRIEF, NUMBERS, card_in, channel_id, day, edit, goal, planned
from tests.workspace import Workspace

HOSTILE = "<!channel> *b* & <i> \u202eنور"


def test_a_campaign_is_planned_in_three_steps_and_its_card_stands_in_its_channel(workspace: Workspace) -> None:
    seen = planned(workspace, channel=channel_id(workspace, "#launch"))
    posted = card_in(workspace)

    for text in (seen.text, posted.text_shown):
        for said in (
            "Autumn bread",
            "sales",
            "running",
            "Conversions: not known yet, target 300",
            "Revenue: not known yet, target €18,000.00",
            "Budget* €15,000.00",
            "€15,000.00 left",
            "#AutumnBread #ad @hazel.bakery",
            "14 days",
            "Germany, United States",
            "*must* Say that it is an ad",
            "*must* Show the loaf",
            "*free* Music",
            "niche: baking, slow living · strength: seller",
            "nobody yet",
        ):
            assert said in text
    assert not posted.ephemeral


def test_what_was_typed_outlives_back_and_next(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    second = maria.submit(maria.command("/campaign new"), goal(workspace)).view
    third = maria.submit(second, NUMBERS).view

    back = maria.click("Back", third, must="Say so", places="Nowhere at all").view
    first = maria.click("Back", back, budget="20,000").view

    assert (first.field("name").value, first.field("about").value) == ("Autumn bread", "Three loaves, one story")
    again = maria.submit(first, name="Winter bread").view
    assert (again.field("budget").value, again.field("hashtags").value) == ("20,000", NUMBERS["hashtags"])
    last = maria.submit(again).view
    assert (last.field("must").value, last.field("places").value) == ("Say so", "Nowhere at all")
    assert "Winter bread" in maria.submit(last, places="DE").text


def test_a_window_that_was_closed_by_accident_is_gone_on_with(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    second = maria.submit(maria.command("/campaign new"), goal(workspace))
    maria.close(second)

    offered = maria.command("/campaign new")
    first = maria.click("Go on", offered).view
    done = maria.submit(maria.submit(maria.submit(first), NUMBERS), BRIEF)

    assert first.field("name").value == "Autumn bread"
    assert "Autumn bread" in done.text
    assert maria.command("/campaign new").view.title == "Plan a campaign"


def test_what_was_typed_before_the_first_next_is_kept_where_slack_tells_of_it(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    maria.close(maria.command("/campaign new"))
    first = maria.command("/campaign new").view
    maria.submit(first, goal(workspace, name="Rye", ends_on=day(workspace, plus=-9)))
    maria.close(first)

    offered = maria.command("/campaign new")

    assert "Rye" in offered.text
    assert offered.text.count("Go on") == 1
    assert maria.click("Go on", offered).view.field("about").value == "Three loaves, one story"


def test_an_unfinished_plan_is_thrown_away_or_left_for_another(workspace: Workspace) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    maria.close(maria.submit(maria.command("/campaign new"), goal(workspace)))

    assert omar.command("/campaign new").view.field("name").value is None
    fresh = maria.click("Start a new one", maria.command("/campaign new Rye")).view
    assert (fresh.field("name").value, fresh.field("about").value) == ("Rye", None)
    maria.close(fresh)
    left = maria.click("Throw away", maria.command("/campaign new"))
    assert "Autumn bread" in left.text
    assert "Nothing is left unfinished" in maria.click("Throw away", left).text


def test_every_fault_of_a_step_stands_on_its_field_at_once(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.campaign("maria", "Rye")
    wrong = {"name": " rye ", "ends_on": day(workspace, plus=-3), "channel": channel_id(workspace, "#random")}
    first = maria.command("/campaign new").view
    errors = maria.submit(first, goal(workspace, **wrong)).errors
    assert errors == {
        "name": "There is a campaign of this name already. Choose another name.",
        "ends_on": "The campaign ends before it starts. Choose a later day.",
        "channel": "Rapport is not in this channel yet. Write /invite @Rapport there, then press the button again.",
    }

    second = maria.submit(first, goal(workspace, channel=None)).view
    wrong = {"target_reach": "many", "currency": "DEM", "landing_page": "http://localhost/x", "window_days": "400"}
    errors = maria.submit(second, {**NUMBERS, **wrong, "hashtags": "#a-b", "mentions": "what?"}).errors
    assert set(errors) == {"target_reach", "currency", "landing_page", "window_days", "hashtags", "mentions"}
    assert "I don't know this currency" in errors["currency"]
    assert "abc" in maria.submit(second, {**NUMBERS, "budget": "abc"}).errors["budget"]

    third = maria.submit(second, {**NUMBERS, "target_reach": None}).view
    wrong = {"must": "x" * 301, "round_cap": "99", "places": "Atlantis, DE", "niches": "n" * 65}
    errors = maria.submit(third, wrong).errors
    assert set(errors) == {"must", "round_cap", "places", "niches"}
    assert "I don't know “Atlantis”" in errors["places"]


def test_the_bot_is_invited_where_it_is_not(workspace: Workspace) -> None:
    omar = workspace.person("omar")
    first = omar.command("/campaign new").view

    private = omar.submit(first, goal(workspace, channel=channel_id(workspace, "managers")))

    assert "/invite @Rapport" in private.errors["channel"]
    workspace.slack.ask(lambda slack: slack.workspace.conversation("managers").members.append(slack.workspace.bot_user))
    assert omar.submit(first).view.field("budget") is not None


@pytest.mark.parametrize("name", [HOSTILE, "n" * 100, "'; DROP TABLE campaign; --"])
def test_hostile_words_are_shown_as_they_were_typed_and_do_nothing(workspace: Workspace, name: str) -> None:
    typed = {"name": name, "about": HOSTILE, "channel": channel_id(workspace, "#launch")}
    maria = workspace.person("maria")
    second = maria.submit(maria.command("/campaign new"), goal(workspace, **typed))
    third = maria.submit(second, NUMBERS)
    seen = maria.submit(third, {**BRIEF, "must": HOSTILE, "niches": HOSTILE, "category": HOSTILE})

    for text in (card_in(workspace).text_shown, seen.text):
        assert name in text
        assert f"*must* {HOSTILE}" in text
    form = edit(maria, maria.click("Open", maria.command("/campaign list")))
    assert (form.field("name").value, form.field("about").value) == (name, HOSTILE)


def test_a_viewer_reads_and_cannot_plan(workspace: Workspace) -> None:
    planned(workspace, channel=channel_id(workspace, "#launch"))
    ada = workspace.person("ada")
    lee = workspace.person("lee")
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=lee.id, role="viewer")

    assert "needs the role marketer" in lee.command("/campaign new").text
    for button in ("Edit", "Close", "Copy"):
        assert "needs the role marketer" in lee.click(button, card_in(workspace)).text
    assert "Autumn bread" in lee.command("/campaign show autumn").text


def test_the_next_plan_starts_with_the_last_currency(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    second = maria.submit(maria.command("/campaign new"), goal(workspace)).view
    assert second.field("currency").value == "EUR"
    maria.submit(maria.submit(second, {**NUMBERS, "currency": "swiss franc"}), BRIEF)

    second = maria.submit(maria.command("/campaign new"), goal(workspace, name="Rye")).view

    assert second.field("currency").value == "CHF"


def test_a_copy_starts_with_everything_but_dates_channel_and_results(workspace: Workspace) -> None:
    seen = planned(workspace, channel=channel_id(workspace, "#launch"))
    omar = workspace.person("omar")

    first = omar.click("Copy", card_in(workspace)).view

    assert [first.field(name).value for name in ("name", "starts_on", "channel")] == ["Autumn bread 2", None, None]
    assert (first.field("about").value, first.field("owner").value) == ("Three loaves, one story", omar.id)
    second = omar.submit(first, starts_on=day(workspace, plus=60), ends_on=day(workspace, plus=90)).view
    assert (second.field("budget").value, second.field("target_revenue").value) == ("15,000.00", "18,000.00")
    copied = omar.submit(omar.submit(second))
    assert "Autumn bread 2" in copied.text
    assert "*must* Show the loaf" in copied.text
    assert "planned" in copied.text
    assert omar.click("Copy", copied).view.field("name").value == "Autumn bread 3"
    assert "Autumn bread" in seen.text
