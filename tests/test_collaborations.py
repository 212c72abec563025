"""Collaborations: stage, costs, terms and owner on the card, and two people at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.domain.collaborations import CollaborationStage as Stage
from bot.domain.collaborations import CostKind, CostState
from bot.domain.refused import Refused
from bot.services import campaign_cards, collaborations, costs
from tests.workspace import Message, Person, Workspace


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """A workspace with Noor on the roster of one campaign."""
    workspace.person("maria").close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    workspace.collaboration("maria", workspace.campaign("maria", "Autumn bread"), "Noor Haddad")
    return workspace


def card(person: Person) -> Message:
    """The collaboration's card, from the influencer's."""
    return person.click("Open", person.command("/influencer show noor")).messages[-1]


def move(person: Person, stage: str, why: str = "") -> Message:
    """Somebody brings the collaboration to another stage; gives the card."""
    return person.submit(person.click("Change stage", card(person)), stage=stage, why=why).messages[-1]


def make_viewer(workspace: Workspace, name: str) -> Person:
    """Somebody who only reads."""
    ada, viewer = workspace.person("ada"), workspace.person(name)
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=viewer.id, role="viewer")
    return viewer


def test_a_change_of_stage_names_who_when_and_why(noor: Workspace) -> None:
    maria = noor.person("maria")
    form = maria.click("Change stage", card(maria)).view
    assert form.field("stage").options == ["Invited", "Dropped"]
    assert "With invited, Noor Haddad is contacted as well, from prospect." in form.text
    assert "Say why" in maria.submit(form, stage="dropped").errors["why"]

    changed = maria.submit(form, stage="invited", why="She knows *rye* & <b>").messages[-1].text_shown

    assert "From shortlisted to invited. Noor Haddad is contacted now, too." in changed
    assert "invited · @maria: She knows *rye* & <b>" in changed
    timeline = maria.command("/influencer show noor").text
    assert "Autumn bread: shortlisted → invited: She knows *rye* & <b>" in timeline
    assert "prospect → contacted: invited in Autumn bread" in timeline


def test_whoever_is_about_to_invite_hears_of_a_colleagues_touch(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    omar.submit(omar.click("Log a touch", omar.command("/influencer show noor")), kind="call", note="private words")

    form = maria.click("Change stage", card(maria)).view

    assert "A colleague was in touch in the last 14 days: @omar · call" in form.text
    assert "private words" not in form.text


def test_a_yes_makes_the_influencer_active_and_nothing_takes_them_back(noor: Workspace) -> None:
    maria = noor.person("maria")
    move(maria, "invited")
    assert "Noor Haddad is active now, too." in move(maria, "accepted").text_shown
    noor.collaboration("maria", noor.campaign("maria", "Winter bread"), "Noor Haddad")

    again = move(maria, "invited").text_shown

    assert "From shortlisted to invited." in again
    assert "now, too" not in again
    assert "*Stage*\nactive" in maria.command("/influencer show noor").text


def test_whoever_asks_not_to_be_contacted_meanwhile_is_not_invited(noor: Workspace) -> None:
    maria = noor.person("maria")
    form = maria.click("Change stage", card(maria))
    omar = noor.person("omar")
    shown = omar.command("/influencer show noor")
    omar.submit(omar.click("Change stage", shown, action_id="influencer.stage"), stage="do-not-contact", why="Stop")

    assert "asked not to be contacted" in maria.submit(form, stage="invited").errors["stage"]


def test_of_two_who_change_it_at_once_one_wins_and_the_other_is_told_what_changed(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    late = maria.click("Change stage", card(maria)).view
    assert omar.submit(omar.click("Change stage", card(omar)), stage="invited").closed

    told = maria.submit(late, stage="dropped", why="No budget left").errors["stage"]

    assert told.startswith("omar brought this collaboration from shortlisted to invited a moment ago.")
    open_still = maria.view()
    assert open_still is not None
    assert open_still.field("why").value == "No budget left"
    maria.close(open_still)
    terms = maria.click("Terms", card(maria)).view
    assert omar.submit(omar.click("Terms", card(omar)), category="rye", until="2027-01-01").closed
    told = maria.submit(terms, category="bread", until="2027-02-01").errors["category"]
    assert "omar changed the terms of this collaboration to exclusive for rye" in told
    maria.close(terms)
    owner = maria.click("Owner", card(maria)).view
    assert omar.submit(omar.click("Owner", card(omar)), owner=omar.id).closed
    told = maria.submit(owner, owner=noor.person("ada").id).errors["owner"]
    assert "omar gave this collaboration to omar" in told


def test_a_stale_reader_loses_in_the_database_itself(noor: Workspace) -> None:
    maria, omar, now = noor.member("maria"), noor.member("omar"), noor.clock()
    with noor.bot.database.reading(noor.team) as store:
        stale = collaborations.found(store, 1)
    with noor.bot.database.transaction(noor.team) as store:
        collaborations.move(store, stale, Stage.INVITED, why="", by=omar, now=now)

    with pytest.raises(Refused, match="from shortlisted to invited"), noor.bot.database.transaction(noor.team) as store:
        collaborations.move(store, stale, Stage.DROPPED, why="late", by=maria, now=now)

    with noor.bot.database.reading(noor.team) as store:
        assert [one.to_stage for one in store.collaborations.stages(1)] == [Stage.SHORTLISTED, Stage.INVITED]


def test_of_ten_at_the_same_moment_exactly_one_moves_it_and_one_adds(noor: Workspace) -> None:
    by, now = noor.member("maria"), noor.clock()
    spring = noor.campaign("maria", "Spring bread")
    with noor.bot.database.reading(noor.team) as store:
        stale = collaborations.found(store, 1)

    def act(_turn: int) -> tuple[bool, int]:
        with noor.bot.database.transaction(noor.team) as store:
            new = collaborations.add(store, spring, [1], why="", by=by, now=now).new
        try:
            with noor.bot.database.transaction(noor.team) as store:
                collaborations.move(store, stale, Stage.INVITED, why="", by=by, now=now)
        except Refused:
            return False, len(new)
        return True, len(new)

    with ThreadPoolExecutor(10) as pool:
        done = list(pool.map(act, range(10)))

    assert sum(won for won, _ in done) == 1
    assert sum(new for _, new in done) == 1
    with noor.bot.database.reading(noor.team) as store:
        assert len(store.collaborations.stages(1)) == 2
        added = store.collaborations.between(spring, 1)
        assert added is not None
        assert len(store.collaborations.stages(added.id)) == 1


def test_costs_are_added_changed_and_summed(noor: Workspace) -> None:
    maria = noor.person("maria")
    form = maria.click("Costs", card(maria)).view
    assert "I can't read “lots” as an amount" in maria.submit(form, amount="lots").errors["amount"]
    assert "Check the zeros" in maria.submit(form, amount="9" * 30).errors["amount"]

    added = maria.submit(form, amount="1.200,50", note="Two reels <!channel> *b*").messages[-1]
    assert "€1,200.50 planned" in added.text_shown
    maria.submit(maria.click("Costs", added), kind="product", state="spent", amount="80")
    listed = maria.click("Costs", card(maria)).view
    assert "Two reels <!channel> *b*" in listed.text
    edit = maria.click("Edit", listed).view
    assert edit.field("amount").value == "1,200.50"
    changed = maria.submit(edit, state="committed", amount="1300").messages[-1].text_shown

    assert "€1,300.00 committed, €80.00 spent" in changed


def test_of_two_who_change_a_cost_the_slower_is_told_what_it_is_now(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    maria.submit(maria.click("Costs", card(maria)), amount="1000")
    late = maria.click("Edit", maria.click("Costs", card(maria))).view
    omar.submit(omar.click("Edit", omar.click("Costs", card(omar))), amount="1500", state="committed")

    told = maria.submit(late, amount="900", note="my words").errors["amount"]

    assert told.startswith("omar changed this cost a moment ago: it is fees, committed, 1,500.00 EUR by now.")
    open_still = maria.view()
    assert open_still is not None
    assert open_still.field("note").value == "my words"
    stale = costs.Typed(CostKind.FEES, CostState.SPENT, "1", "")
    with pytest.raises(Refused, match="omar changed"), noor.bot.database.transaction(noor.team) as store:
        costs.change(store, 1, stale, version=1, by=noor.member("maria"), now=noor.clock())


def test_a_yes_offers_to_commit_what_was_planned_and_does_nothing_by_itself(noor: Workspace) -> None:
    maria = noor.person("maria")
    maria.submit(maria.click("Costs", card(maria)), amount="1000")
    assert "Commit" not in move(maria, "invited").text_shown

    accepted = move(maria, "accepted")

    assert "€1,000.00 planned" in accepted.text_shown
    assert "1 cost is still only planned" in accepted.text_shown
    old = card(noor.person("omar"))
    committed = maria.click("Commit them", accepted).messages[-1].text_shown
    assert "€1,000.00 committed" in committed
    assert "Commit them" not in committed
    assert "a colleague was quicker" in noor.person("omar").click("Commit them", old).text


def test_terms_agree_with_themselves_and_each_fault_stands_on_its_field(noor: Workspace) -> None:
    maria = noor.person("maria")
    form = maria.click("Terms", card(maria)).view
    past = (noor.clock().date() - timedelta(days=1)).isoformat()
    future = (noor.clock().date() + timedelta(days=60)).isoformat()
    assert "the category" in maria.submit(form, until=future).errors["category"]
    assert "last day" in maria.submit(form, category="bread", until=None).errors["until"]
    assert "ends before the campaign starts" in maria.submit(form, category="bread", until=past).errors["until"]

    kept = maria.submit(form, category="bread\u202e", until=future).messages[-1]

    assert "bread\u202e until" in kept.text_shown
    cleared = maria.submit(maria.click("Terms", kept), category="", until=None).messages[-1]
    assert "Exclusive" not in cleared.text_shown


def test_another_owner_must_be_able_to_look_after_it(noor: Workspace) -> None:
    maria, lee = noor.person("maria"), make_viewer(noor, "lee")
    form = maria.click("Owner", card(maria)).view
    assert "looks after this one already" in maria.submit(form, owner=maria.id).errors["owner"]
    assert "only reads here" in maria.submit(form, owner=lee.id).errors["owner"]
    assert "full member" in maria.submit(form, owner=noor.person("gus").id).errors["owner"]

    given = maria.submit(form, owner=noor.person("omar").id).messages[-1]

    assert "*Owner*\n@omar" in given.text_shown
    told = noor.told("omar")[-1]
    assert "@maria gave you Noor Haddad in Autumn bread." in told.text_shown
    assert "Noor Haddad in Autumn bread" in noor.person("omar").click("Open", told).text


def test_a_viewer_sees_no_terms_and_no_costs_and_changes_nothing(noor: Workspace) -> None:
    maria, lee = noor.person("maria"), make_viewer(noor, "lee")
    maria.submit(maria.click("Costs", card(maria)), amount="1234", note="secret")
    maria.submit(maria.click("Terms", card(maria)), category="sourdough", until="2027-02-01")

    seen = card(lee)

    for private in ("1,234", "secret", "sourdough", "Costs", "Terms"):
        assert private not in seen.text_shown
    for label in ("Change stage", "Owner"):
        assert "That needs the role marketer" in lee.click(label, seen).text
    for action in ("collaboration.costs", "collaboration.terms"):
        assert action not in [one.action_id for one in seen.buttons]
    with noor.bot.database.reading(noor.team) as store:
        assert campaign_cards.load_collaboration(store, 1, reader=noor.member("lee")).costs == []
