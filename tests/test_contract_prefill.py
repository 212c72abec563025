"""A new contract's form: which collaboration it is for, and what it is filled from."""

from datetime import timedelta

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.campaigns.collaborations import CollaborationStage, CostKind, CostState
from bot.domain.campaigns.outreach import Side
from bot.domain.contracts.contracts import ContractStage
from bot.domain.money import Money
from bot.services.campaigns import collaborations, costs, offers
from bot.services.campaigns.costs import Typed
from tests.content import begin, hub, noor, plan
from tests.workspace import View, Workspace
from tests.writing import bring, card, form, stored, today, write

__all__ = ["noor"]

S = ContractStage


def value(view: View, name: str) -> str:
    """What stands in a field."""
    return str(view.field(name).value or "")


def accept_offer(workspace: Workspace, fee: int, currency: str = "EUR") -> None:
    """Maria's offer is accepted."""
    by, now = workspace.member("maria"), workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        offers.add(store, 1, Side.OURS, Money(fee, currency), terms="", after=0, by=by, now=now)
        offer_id = store.outreaches.offers(1)[-1].id
        offers.answer(store, offer_id, accept=True, as_cost=True, of=1, by=by, now=now)


def second(workspace: Workspace, name: str = "Spring bread") -> int:
    """Noor is in another campaign, too; gives the collaboration's id."""
    return workspace.collaboration("maria", workspace.campaign("maria", name, currency="USD"), "Noor Haddad")


def test_the_form_is_filled_from_the_collaboration_and_its_campaign_and_says_so(noor: Workspace) -> None:
    accept_offer(noor, 123_450)
    day = today(noor)
    with noor.bot.deps.transaction(noor.team) as store:
        one = collaborations.found(store, 1)
        store.collaborations.change(one, {"exclusive_category": "bread", "exclusive_until": day + timedelta(days=60)})

    view = form(noor).view

    assert value(view, "deliverables") == f"{day + timedelta(days=7)} tiktok post Bread post"
    assert value(view, "brief").splitlines() == [
        "must: Show the crust",
        "must: Name the bakery",
        "may: Film outside",
        "free: The music",
    ]
    assert (value(view, "starts_on"), value(view, "ends_on")) == (str(day), str(day + timedelta(days=30)))
    assert (value(view, "fee"), value(view, "currency"), value(view, "round_cap")) == ("1234.50", "EUR", "2")
    assert (value(view, "exclusive_category"), value(view, "instalments")) == ("bread", "")
    for told in ("the planned content (1)", "and brief", "from the offer that was accepted", "the exclusivity of"):
        assert told in view.text
    assert "from contract" not in view.text
    noor.person("maria").submit(view)
    assert "Add them up" not in card(noor).text
    assert stored(noor)[1][0].terms is None


def test_without_an_offer_the_fee_is_what_the_costs_say(noor: Workspace) -> None:
    by, now = noor.member("maria"), noor.clock()
    with noor.bot.deps.transaction(noor.team) as store:
        for kind, amount in ((CostKind.FEES, "400"), (CostKind.FEES, "100"), (CostKind.PRODUCT, "33")):
            costs.add(store, 1, Typed(kind, CostState.PLANNED, amount, ""), by=by, now=now)

    view = form(noor).view

    assert value(view, "fee") == "500"
    assert "the fee, from the costs" in view.text


def test_the_last_contract_that_was_signed_fills_what_is_agreed_with_a_person_once(noor: Workspace) -> None:
    maria, day = noor.person("maria"), today(noor)
    due = day + timedelta(days=10)
    write(
        noor, instalments="25% on signing\n75% on publishing", payment_days="21", rights_until=due + timedelta(days=90)
    )
    bring(noor, S.IN_REVIEW, S.APPROVED, S.SENT, S.SIGNED, S.COMPLETED)
    write(noor, payment_days="1")
    number = second(noor)
    by, now = noor.member("maria"), noor.clock()
    with noor.bot.deps.transaction(noor.team) as store:
        costs.add(store, number, Typed(CostKind.FEES, CostState.PLANNED, "2000", ""), by=by, now=now)

    asked = maria.command("/contract new noor")
    view = maria.submit(asked, collaboration=str(number)).view

    assert "from contract 1 (completed)" in view.text
    assert value(view, "instalments") == "25% on signing\n75% on publishing"
    assert (value(view, "payment_days"), value(view, "commission")) == ("21", "5")
    assert value(view, "paid_use") == "organic use only"
    assert value(view, "disclosure") == "#ad in the first line"
    assert (value(view, "fee"), value(view, "currency")) == ("2000", "USD")
    assert value(view, "product") == ""
    assert value(view, "rights_until") == ""
    late = str(day + timedelta(days=20))
    saved = maria.submit(
        view, deliverables=f"{late} tiktok post Loaf", rights_until=day + timedelta(days=99), next="submit"
    )
    assert saved.errors == {}


def test_rights_last_as_long_after_the_last_deliverable_as_they_did_before(noor: Workspace) -> None:
    day = today(noor)
    write(noor, rights_until=day + timedelta(days=10 + 90))
    bring(noor, S.TERMINATED)

    view = form(noor).view

    assert value(view, "rights_until") == str(day + timedelta(days=7 + 90))
    assert "from contract 1 (terminated)" in view.text


def test_a_brief_that_a_field_does_not_hold_is_cut_at_a_line_and_says_so(noor: Workspace) -> None:
    lines = [BriefLine(LineKind.MUST, f"{number} {'n' * 300}") for number in range(25)]
    with noor.bot.deps.transaction(noor.team) as store:
        store.campaigns.set_brief(1, lines)

    view = form(noor).view

    kept = value(view, "brief").splitlines()
    assert kept == [f"must: {line.text}" for line in lines[: len(kept)]]
    assert f"its first {len(kept)} lines, {25 - len(kept)} more do not fit here" in view.text


def test_content_that_is_due_outside_the_campaign_widens_the_contract(workspace: Workspace) -> None:
    maria, day = workspace.person("maria"), today(workspace)
    begin(workspace, starts_on=day + timedelta(days=5), ends_on=day + timedelta(days=10))
    plan(workspace, due_on=day + timedelta(days=3))
    plan(workspace, "Late post", due_on=day + timedelta(days=14))

    view = maria.click("Write the contract", hub(workspace)).view

    assert value(view, "starts_on") == str(day + timedelta(days=3))
    assert value(view, "ends_on") == str(day + timedelta(days=14))


def test_a_name_opens_the_form_at_once_where_one_collaboration_is_meant(noor: Workspace) -> None:
    maria = noor.person("maria")

    at_once = maria.command("/contract new @noor.bakes").view
    assert at_once.title == "Write the contract"
    assert "*Noor Haddad* in Autumn bread" in at_once.text
    maria.close(at_once)
    number = second(noor)
    asked = maria.command("/contract new noor")
    assert asked.view.field("collaboration").options == ["Noor Haddad · Spring bread", "Noor Haddad · Autumn bread"]
    chosen = maria.submit(asked, collaboration=str(number)).view
    assert "*Noor Haddad* in Spring bread" in chosen.text


def test_without_a_name_the_collaboration_is_searched_as_one_types(noor: Workspace) -> None:
    maria = noor.person("maria")
    second(noor)
    for way in ("command", "button"):
        listed = maria.command("/contract list")
        asked = maria.command("/contract new") if way == "command" else maria.click("Write a contract", listed)
        assert maria.suggest("collaboration", "noor", in_=asked.view) == [
            "Noor Haddad · Spring bread",
            "Noor Haddad · Autumn bread",
        ]
        assert maria.suggest("collaboration", "nobody", in_=asked.view) == []
        form_ = maria.submit(asked, collaboration="Noor Haddad · Autumn bread").view
        assert "*Noor Haddad* in Autumn bread" in form_.text
        maria.close(form_)


def test_whoever_is_in_no_open_campaign_is_refused_with_what_to_do(noor: Workspace) -> None:
    maria, by, now = noor.person("maria"), noor.member("maria"), noor.clock()
    maria.close(noor.add("maria", "Ben Ode", "https://www.tiktok.com/@ben.ode"))

    assert "I find nobody called “zoe”" in maria.command("/contract new zoe").text
    assert (
        "Ben Ode is in no campaign that is open. Put them on its roster first"
        in maria.command("/contract new ben").text
    )
    before = hub(noor)
    with noor.bot.deps.transaction(noor.team) as store:
        one = collaborations.found(store, 1)
        collaborations.move(store, one, CollaborationStage.DROPPED, why="No time", by=by, now=now)
    assert "Noor Haddad is in no campaign that is open" in maria.command("/contract new noor").text
    assert "This collaboration is dropped: change its stage first" in maria.click("Write the contract", before).text


def test_a_collaboration_that_has_a_contract_leads_to_it(noor: Workspace) -> None:
    maria = noor.person("maria")
    write(noor)

    led = maria.command("/contract new noor")
    assert "This collaboration has contract 1 already" in led.text
    asked = maria.command("/contract new")
    assert maria.suggest("collaboration", "noor", in_=asked.view) == ["Noor Haddad · Autumn bread"]
    picked = maria.submit(asked, collaboration="Noor Haddad · Autumn bread")
    assert "This collaboration has contract 1 already" in picked.text
