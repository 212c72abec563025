"""Rosters: putting influencers on a campaign's roster, what speaks against it, and looking through it."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import insert

from bot.domain.campaigns import WantedKind
from bot.domain.collaborations import CollaborationStage
from bot.services import fitting
from storage.tables import result
from tests.test_isolation import names_workspace, statements
from tests.workspace import Person, Seen, View, Workspace

NOOR = "https://www.tiktok.com/@noor.bakes"
SAM = "https://www.tiktok.com/@sam.ode"


@pytest.fixture
def bakery(workspace: Workspace) -> Workspace:
    """A workspace with two influencers and a campaign."""
    workspace.person("maria").close(workspace.add("maria", "Noor Haddad", NOOR))
    workspace.person("maria").close(workspace.add("maria", "Sam Ode", SAM))
    workspace.campaign("maria", "Autumn bread", category="bread")
    return workspace


def add(workspace: Workspace, who: str, text: str, /, **typed: object) -> Seen:
    """Somebody adds an influencer with the command, and submits the form as it comes."""
    person = workspace.person(who)
    return person.submit(person.command(f"/campaign add {text}"), **typed)


def submit(person: Person, form: View | Seen, /, *, campaign: str, **typed: object) -> Seen:
    """Somebody searches the campaign as they type, and submits."""
    view = form.view if isinstance(form, Seen) else form
    assert person.suggest("campaign", campaign, in_=view) == [campaign]
    return person.submit(view, campaign=campaign, **typed)


def exclusive(workspace: Workspace, campaign_id: int, name: str, **fields: object) -> None:
    """Somebody is in a campaign and bound to it."""
    number = workspace.collaboration("maria", campaign_id, name)
    with workspace.bot.database.transaction(workspace.team) as store:
        one = store.collaborations.get(number)
        assert one is not None
        assert store.collaborations.change(one, fields)


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


def test_a_viewer_looks_but_adds_nobody(bakery: Workspace) -> None:
    ada, lee = bakery.person("ada"), bakery.person("lee")
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=lee.id, role="viewer")
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


def want(workspace: Workspace, wanted: Mapping[WantedKind, list[str]]) -> None:
    """What the campaign looks for."""
    with workspace.bot.database.transaction(workspace.team) as store:
        for kind, texts in wanted.items():
            store.campaigns.set_wanted(1, kind, texts)


def test_the_roster_pages_filters_and_says_which_strength_is_missing(bakery: Workspace) -> None:
    maria = bakery.person("maria")
    want(bakery, {WantedKind.STRENGTH: ["storyteller", "seller"]})
    maria.submit(maria.click("Edit", maria.command("/influencer show noor")), strengths="Storyteller")
    for number in range(11):
        maria.close(bakery.add("maria", f"Baker {number:02}", f"https://www.tiktok.com/@baker{number}"))
        bakery.collaboration("maria", 1, f"Baker {number:02}")
    noor = bakery.collaboration("maria", 1, "Noor Haddad")
    with bakery.bot.database.transaction(bakery.team) as store:
        one = store.collaborations.get(noor)
        assert one is not None
        now = bakery.clock()
        assert store.collaborations.move(one, CollaborationStage.INVITED, why="", by=maria.id, now=now)

    first = maria.click("Roster", maria.command("/campaign show autumn")).messages[-1]
    assert "12 people · page 1 of 2 · 11 shortlisted, 1 invited" in first.text_shown
    assert "no seller in this launch" in first.text_shown
    assert "seller (0), storyteller (1)" in first.text_shown
    second = maria.click("More", first).messages[-1]
    assert "Noor Haddad" in second.text_shown
    invited = maria.choose("roster.filter", "invited (1)", in_=second).messages[-1]
    assert "1 person invited" in invited.text_shown
    assert "Baker" not in invited.text_shown
    with bakery.bot.database.reading(bakery.team) as store:
        assert fitting.strengths(store, 1).missing == "no seller in this launch"


def test_fit_explains_its_parts_and_takes_the_teams_own_weights(bakery: Workspace) -> None:
    maria = bakery.person("maria")
    want(bakery, {WantedKind.NICHE: ["baking", "travel"], WantedKind.VALUE: ["slow living"]})
    edit = maria.click("Edit", maria.command("/influencer show noor"))
    maria.submit(edit, niches="Baking", values="slow living")
    bakery.collaboration("maria", 1, "Noor Haddad")
    roster = maria.click("Roster", maria.command("/campaign show autumn")).messages[-1]
    assert "Fit: 71.4 of 100, good (35% of the weight is known)" in roster.text_shown  # (20 × 50 + 15 × 100) / 35

    how = maria.click("How?", roster).view
    assert "Niche (weight 0.20): 50. 1 of 2 niches: baking; missing: travel." in how.text
    assert "Audience (weight 0.20): unknown." in how.text
    maria.close(how)
    with bakery.bot.database.transaction(bakery.team) as store:
        weights = {"niche": "1", "values": 0}
        day = bakery.clock().date()
        store.settings.set(fitting.WEIGHTS, weights, since=day, source="ours", by=maria.id, now=bakery.clock())
    card = maria.click("Open", maria.click("Roster", maria.command("/campaign show autumn")))
    assert "*Brand fit:* 50.0 of 100, review" in card.text
    assert "Niche (weight 1): 50" in maria.click("How?", card).view.text


def test_past_sales_count_where_enough_like_peers_can_be_compared(bakery: Workspace) -> None:
    maria = bakery.person("maria")
    names = ["Noor Haddad", *(f"Baker {number}" for number in range(6))]
    for name in names[1:]:
        maria.close(bakery.add("maria", name, f"https://www.tiktok.com/@{name.replace(' ', '')}"))
    ids = {name: bakery.collaboration("maria", 1, name) for name in names}
    with bakery.bot.database.engine.begin() as connection:
        for number, (name, collaboration_id) in enumerate(ids.items()):
            clicks = 29 if name == "Baker 5" else 100  # too few to say anything
            row = {"collaboration_id": collaboration_id, "clicks": clicks, "conversions": 9 - number}
            connection.execute(insert(result).values(workspace_id=bakery.team, **row))

    how = maria.click("How?", maria.click("Roster", maria.command("/campaign show autumn"))).view

    assert "Conversion potential (weight 0.10): 100. Past conversion rate at percentile 100 of like peers." in how.text
    assert how.text.count("There are no past conversions to compare.") == 1


def test_the_influencers_card_tells_every_campaign(bakery: Workspace) -> None:
    ada, lee, maria = bakery.person("ada"), bakery.person("lee"), bakery.person("maria")
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=lee.id, role="viewer")
    bakery.collaboration("maria", 1, "Noor Haddad")
    for number in range(10):
        bakery.campaign("maria", f"Campaign {number:02}")
        bakery.collaboration("maria", number + 2, "Noor Haddad")
    exclusive(bakery, bakery.campaign("maria", "Campaign 10"), "Noor Haddad", exclusive_category="rye bread")

    card = maria.command("/influencer show noor").messages[-1]
    assert "Campaign 10* · shortlisted" in card.text_shown
    assert "exclusive: rye bread" in card.text_shown
    assert "and 6 more" in card.text_shown
    assert "rye bread" not in lee.command("/influencer show noor").text
    everything = maria.click("All campaigns", card).messages[-1]
    assert "12 campaigns, newest first · page 1 of 2" in everything.text_shown
    older = maria.click("Older", everything).messages[-1]
    assert "Autumn bread* · shortlisted" in older.text_shown
    assert "Noor Haddad in Campaign 00" in maria.click("Open", older).text


def test_every_statement_of_a_roster_names_the_workspace(bakery: Workspace) -> None:
    maria, omar = bakery.person("maria"), bakery.person("omar")
    with statements(bakery) as seen:
        maria.submit(maria.command("/campaign add noor to autumn"))
        form = maria.click("Add all to a campaign", maria.command("/influencer find"))
        maria.submit(submit(maria, form, campaign="Autumn bread"))
        card = maria.click("Open", maria.click("Roster", maria.command("/campaign show autumn"))).messages[-1]
        maria.submit(maria.click("Change stage", card), stage="invited")
        maria.submit(maria.click("Costs", card), amount="5")
        maria.submit(maria.click("Edit", maria.click("Costs", card)), amount="6")
        maria.submit(maria.click("Terms", card), category="rye", until="2027-03-01")
        maria.submit(maria.click("Owner", card), owner=omar.id)
        with bakery.bot.database.transaction(bakery.team) as store:
            store.merges.offer([(1, 2, "the same name")])
        maria.click("Same person: join", maria.click("Compare", maria.command("/influencer show @sam.ode")))

    assert len(seen) > 100
    assert [one for one in seen if not names_workspace(one)] == []
