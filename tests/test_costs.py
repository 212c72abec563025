"""What a collaboration costs: lines, two people at once, and what is offered after a yes."""

import pytest

from bot.domain.campaigns.collaborations import CostKind, CostState
from bot.domain.refused import Refused
from bot.services.campaigns import costs
from tests.collaborating import card, move, noor
from tests.workspace import Workspace

__all__ = ["noor"]


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

    assert told.startswith("omar changed this cost a moment ago: it is fees, committed, €1,500.00 by now.")
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
