"""Writing contracts: filled in as far as known, saved as far as typed, submitted when every term is there."""

from datetime import date, timedelta
from typing import Any

import pytest

from sandbox.driver import Seen
from tests.content import begin, hub, plan
from tests.workspace import Person, Workspace


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """A workspace in which Noor is in Autumn bread, with a post planned; lee may look only."""
    plan(begin(workspace))
    return workspace


def typed(today: date, **fields: Any) -> dict[str, Any]:
    """What somebody types into the form for terms that are complete and agree."""
    due = today + timedelta(days=10)
    usual: dict[str, Any] = {
        "deliverables": f"{due} instagram reel Bread reel\n{due} tiktok video Crust <!channel> & *b*",
        "starts_on": today,
        "ends_on": today + timedelta(days=30),
        "brief": "must: Name the brand\nfree: The music",
        "fee": "1,200",
        "currency": "EUR",
        "instalments": "50% on signing\n50% on publishing",
        "payment_days": "14",
        "commission": "5",
        "product": "A bag of flour",
        "product_by": today + timedelta(days=3),
        "rights_channels": "our Instagram",
        "rights_territory": "Germany",
        "rights_until": today + timedelta(days=365),
        "paid_use": "organic use only",
        "exclusive_category": "flour",
        "exclusive_until": today + timedelta(days=90),
        "round_cap": "2",
        "disclosure": "#ad in the first line",
        "cancellation": "Either side, with 14 days' notice.",
    }
    return {**usual, **fields}


def today(workspace: Workspace) -> date:
    """The day it is."""
    return workspace.clock().date()


def form(person: Person, workspace: Workspace) -> Seen:
    """*Write the contract* on the collaboration's card."""
    return person.click("Write the contract", hub(workspace, person.name))


def test_a_contract_is_written_from_the_collaborations_card_and_submitted(noor: Workspace) -> None:
    maria = noor.person("maria")

    shown = maria.submit(form(maria, noor), **typed(today(noor)), next="submit", note="As we spoke")

    assert shown.errors == {}
    card = maria.command("/contract show noor").text
    assert "in review" in card
    assert "€1,200.00" in card
