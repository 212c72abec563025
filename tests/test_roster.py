"""The roster of a campaign: pages, stages, strengths, brand fit; and every campaign of one influencer."""

from collections.abc import Mapping

from sqlalchemy import insert

from bot.domain.campaigns.campaigns import WantedKind
from bot.domain.campaigns.collaborations import CollaborationStage
from bot.services.campaigns import fitting
from storage.tables import result
from tests.collaborating import bakery, exclusive, make_viewer, submit
from tests.test_isolation import names_workspace, statements
from tests.workspace import Workspace

__all__ = ["bakery"]


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
    maria, lee = bakery.person("maria"), make_viewer(bakery, "lee")
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
