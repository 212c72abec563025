"""What influencers said, signing, that they expect stands on their card, for those who see private things."""

from typing import Any

from sqlalchemy import insert

from bot.domain.contracts.expectations import Autonomy, Expectations, Pay, to_json
from storage.tables import signature, signing_link
from tests.contracting import contract
from tests.outreaching import make_viewer
from tests.workspace import Workspace

HOSTILE = "<!channel> *b* & <i>"


def signed(workspace: Workspace, number: int, expectations: Expectations) -> None:
    """The influencer of a contract signed its first version, and said what they expect."""
    with workspace.bot.deps.reading(workspace.team) as store:
        version = store.contracts.versions(number)[0]
    shared: dict[str, Any] = {"workspace_id": workspace.team, "contract_version_id": version.id}
    now = workspace.clock()
    with workspace.bot.database.engine.begin() as connection:
        link = {**shared, "token_hash": f"h{number}", "created_by": "U1", "created_at": now, "expires_at": now}
        key = connection.execute(insert(signing_link).values(link)).inserted_primary_key
        said = {"expectations": to_json(expectations), "differences": [], "name": "Noor", "consent": "", "why": ""}
        row = {**shared, "signing_link_id": key[0] if key else 0, "signed_at": now, **said}
        connection.execute(insert(signature).values(row))


def test_the_card_says_what_they_expect_to_those_who_see_private_things(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    number = contract(workspace, "maria")
    assert "Expects of us" not in maria.command("/influencer show noor").text

    signed(workspace, number, Expectations(pay=Pay.FORTNIGHT, autonomy=Autonomy.FREE, treatment_words=HOSTILE))

    shown = maria.command("/influencer show noor").messages[-1].text_shown
    assert "pay: within 14 days · treatment: “<!channel> *b* & <i>” · autonomy: free in how I make it" in shown
    make_viewer(workspace, "lee")
    assert "Expects of us" not in workspace.person("lee").command("/influencer show noor").text


def test_who_asked_for_nothing_expects_what_the_contract_says(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))

    signed(workspace, contract(workspace, "maria"), Expectations())

    assert "Expects of us" not in maria.command("/influencer show noor").text
