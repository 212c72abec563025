"""Putting influencers on a campaign's roster, one or many, and what speaks against it."""

from datetime import timedelta

import pytest

from bot.domain.campaigns.campaigns import CampaignState
from tests.collaborating import bakery, exclusive, make_viewer, submit
from tests.workspace import Seen, Workspace

__all__ = ["bakery"]


def add(workspace: Workspace, who: str, text: str, /, **typed: object) -> Seen:
    """Somebody adds an influencer with the command, and submits the form as it comes."""
    person = workspace.person(who)
    return person.submit(person.command(f"/campaign add {text}"), **typed)


def test_a_command_that_is_clear_opens_the_form_and_the_card_says_it_is_done(bakery: Workspace) -> None:
    maria = bakery.person("maria")
    form = maria.command("/campaign add @noor.bakes to autumn")

    seen = maria.submit(form, why="Her *sourdough* & <b>")

    assert seen.closed
    assert "Noor Haddad in Autumn bread" in seen.text
    assert "On the roster of Autumn bread." in seen.text
    assert "Her *sourdough* & <b>" in seen.text
    assert "On the roster of Autumn bread: Her" in maria.command("/influencer show noor").text
    again = maria.command("/campaign add noor to autumn")
    assert "On the roster already: shortlisted." in again.text
    assert not again.has_view


def test_both_names_may_hold_the_word_to(bakery: Workspace) -> None:
    maria = bakery.person("maria")
    maria.close(bakery.add("maria", "Back to Basics", "https://www.tiktok.com/@basics"))
    bakery.campaign("maria", "Back to school")

    seen = add(bakery, "maria", "Back to Basics TO back to school")

    assert "Back to Basics in Back to school" in seen.text


def test_what_is_not_clear_is_asked_in_the_form(bakery: Workspace) -> None:
    maria = bakery.person("maria")
    maria.close(bakery.add("maria", "Noor Aziz", "https://www.tiktok.com/@aziz"))
    bakery.campaign("maria", "Autumn cake")

    form = maria.command("/campaign add noor to autumn").view
    assert set(form.field("who").options) == {"Noor Haddad", "Noor Aziz"}
    assert set(form.field("campaign").options) == {"Autumn bread", "Autumn cake"}

    empty = maria.command("/campaign add").view
    assert maria.suggest("who", "noor a", in_=empty) == ["Noor Aziz · TikTok @aziz"]
    assert maria.suggest("campaign", "cake", in_=empty) == ["Autumn cake"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nobody.here to autumn", "I find nobody called “nobody.here”"),
        ("nobody.here", "I find nobody called “nobody.here”"),
        ("noor to winter", "There are: Autumn bread"),
        ("noor to <!channel> *b* & <i>", "I know no campaign called “<!channel> *b* & <i>”"),
        (f"noor to {'x' * 300}", "I know no campaign called"),
    ],
)
def test_names_that_mean_nobody_are_met_with_what_to_do(bakery: Workspace, typed: str, sentence: str) -> None:
    assert sentence in bakery.person("maria").command(f"/campaign add {typed}").text


def test_a_closed_campaign_takes_nobody(bakery: Workspace) -> None:
    maria = bakery.person("maria")
    form = maria.command("/campaign add noor to autumn")
    roster = maria.click("Roster", maria.command("/campaign show autumn"))
    with bakery.bot.database.transaction(bakery.team) as store:
        campaign = store.campaigns.get(1)
        assert campaign is not None
        assert store.campaigns.change(campaign, {"state": CampaignState.CLOSED})

    assert "Autumn bread is closed" in maria.submit(form).errors["campaign"]
    maria.close(form)
    assert "Autumn bread is closed" in maria.command("/campaign add noor to autumn").text
    assert "Autumn bread is closed" in maria.click("Add somebody", roster).text


def test_a_viewer_looks_but_adds_nobody(bakery: Workspace) -> None:
    lee = make_viewer(bakery, "lee")
    bakery.collaboration("maria", 1, "Noor Haddad")

    assert "That needs the role marketer" in lee.command("/campaign add sam to autumn").text
    roster = lee.click("Roster", lee.command("/campaign show autumn"))
    assert "Noor Haddad" in roster.text
    assert "That needs the role marketer" in lee.click("Add somebody", roster).text
    found = lee.command("/influencer find")
    assert "That needs the role marketer" in lee.click("Add all to a campaign", found).text


def test_a_colleagues_recent_touch_is_told_privately_before_anything_happens(bakery: Workspace) -> None:
    maria, omar = bakery.person("maria"), bakery.person("omar")
    omar.submit(omar.click("Log a touch", omar.command("/influencer show noor")), kind="call", note="secret words")

    form = maria.command("/campaign add noor to autumn").view

    assert "A colleague was in touch in the last 14 days" in form.text
    assert "@omar · call" in form.text
    assert "secret words" not in form.text
    assert maria.submit(form).closed
    own = omar.command("/campaign add noor to autumn")
    assert "in touch" not in own.text
    bakery.travel(days=15)
    bakery.campaign("maria", "Winter bread")
    assert "in touch" not in maria.command("/campaign add noor to winter").view.text


def test_from_the_influencers_card_the_campaign_is_searched_and_warnings_come_before_the_adding(
    bakery: Workspace,
) -> None:
    maria, omar = bakery.person("maria"), bakery.person("omar")
    omar.submit(omar.click("Log a touch", omar.command("/influencer show noor")), kind="meeting", note="met")
    form = maria.click("Add to a campaign", maria.command("/influencer show noor")).view
    assert maria.suggest("campaign", "bread", in_=form) == ["Autumn bread"]

    warned = maria.submit(form, campaign="Autumn bread", why="She can bake")

    assert not warned.closed
    assert "@omar · meeting" in warned.view.text
    assert warned.view.field("why").value == "She can bake"
    added = maria.submit(warned)
    assert added.closed
    assert "Noor Haddad in Autumn bread" in added.text
    assert "She can bake" in added.text


def test_exclusivity_elsewhere_asks_for_a_reason_and_a_competing_campaign_warns(bakery: Workspace) -> None:
    maria = bakery.person("maria")
    today = bakery.clock().date()
    rolls = bakery.campaign("omar", "Rolls", category="BREAD")
    exclusive(bakery, rolls, "Noor Haddad", exclusive_category="Bread", exclusive_until=today + timedelta(days=9))
    bakery.collaboration("maria", rolls, "Sam Ode")

    form = maria.command("/campaign add noor to autumn").view
    assert "Bound to another campaign in this category" in form.text
    assert "Rolls, until" in form.text
    assert "Say why" in maria.submit(form, reason=" ", why="kept").errors["reason"]
    added = maria.submit(form, reason="Rolls agreed on the phone", why="kept")
    assert added.closed
    assert "wanted although bound elsewhere: Rolls agreed" in maria.command("/influencer show noor").text

    competing = maria.command("/campaign add sam to autumn").view
    assert "On the roster of a competing campaign" in competing.text
    assert "reason" not in [field.block_id for field in competing.fields]
    assert maria.submit(competing).closed


def test_do_not_contact_is_refused_with_the_reason_of_the_timeline(bakery: Workspace) -> None:
    maria, omar = bakery.person("maria"), bakery.person("omar")
    card = omar.command("/influencer show noor")
    omar.submit(omar.click("Change stage", card), stage="do-not-contact", why="Asked us to stop & <b>")

    refused = maria.command("/campaign add noor to autumn")

    assert "Noor Haddad is marked do not contact: “Asked us to stop & <b>” (omar" in refused.text
    form = maria.click("Add to a campaign", maria.command("/influencer show noor"))
    assert "Asked us to stop" in submit(maria, form, campaign="Autumn bread").errors["campaign"]


def test_a_search_is_added_in_bulk_with_who_is_left_out_and_why(bakery: Workspace) -> None:
    maria, omar = bakery.person("maria"), bakery.person("omar")
    for number in range(15):
        maria.close(bakery.add("maria", f"Baker {number:02}", f"https://www.tiktok.com/@baker{number}"))
    bakery.collaboration("maria", 1, "Sam Ode")
    card = omar.command("/influencer show noor")
    omar.submit(omar.click("Change stage", card), stage="do-not-contact", why="Asked us to stop")
    form = maria.click("Add all to a campaign", maria.command("/influencer find")).view
    assert "*17* people found" in form.text

    shown = submit(maria, form, campaign="Autumn bread", why="All bakers").view

    assert "*15* people go on the roster of *Autumn bread*" in shown.text
    assert "1 marked do not contact" in shown.text
    assert "Noor Haddad: Asked us to stop" in shown.text
    assert "1 on the roster already:* Sam Ode" in shown.text
    done = maria.submit(shown)
    assert done.closed
    assert "15 added. 1 were on the roster already. 1 asked not to be contacted and were left out." in done.text
    assert "16 people · page 1 of 2" in done.text
    again = maria.click("Add all to a campaign", maria.command("/influencer find baker"))
    assert "Nobody is left to add" in submit(maria, again, campaign="Autumn bread").errors["campaign"]


def test_what_changed_since_the_bulk_was_shown_is_shown_again(bakery: Workspace) -> None:
    maria = bakery.person("maria")
    form = maria.click("Add all to a campaign", maria.command("/influencer find")).view
    shown = submit(maria, form, campaign="Autumn bread").view
    bakery.collaboration("omar", 1, "Sam Ode")

    again = maria.submit(shown)

    assert not again.closed
    assert "*1* person goes on the roster" in again.view.text
    assert maria.submit(again).closed


def test_more_than_a_thousand_are_narrowed_down_first(bakery: Workspace) -> None:
    rows = "".join(f"many{number},Many {number},TikTok\n" for number in range(1_000))
    bakery.import_all("maria", "many.csv", f"Handle,Name,Platform\n{rows}".encode())
    maria = bakery.person("maria")

    refused = maria.click("Add all to a campaign", maria.command("/influencer find"))
    assert "finds 1,002 people, and 1,000 is the most" in refused.text

    form = maria.click("Add all to a campaign", maria.command("/influencer find many"))
    done = maria.submit(submit(maria, form, campaign="Autumn bread"))
    assert "1,000 added." in done.text
    assert "page 1 of 100" in done.text
