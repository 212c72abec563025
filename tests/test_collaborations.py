"""Collaborations: stage, costs, terms and owner on the card, and two people at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.domain.campaigns.collaborations import CollaborationStage as Stage
from bot.domain.refused import Refused
from bot.services.campaigns import collaboration_cards, collaborations
from tests.collaborating import card, make_viewer, move, noor
from tests.workspace import Workspace

__all__ = ["noor"]


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
    maria.close(form)
    shown = card(maria).text_shown.partition("Last touches")[2]
    assert "private words" in shown
    assert "On the roster" not in shown


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
        assert collaboration_cards.load(store, 1, reader=noor.member("lee")).costs == []
