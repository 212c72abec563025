"""Versions of contracts: one for each change, each with what it changed, and one writer at a time."""

import re
from datetime import timedelta

import pytest

from bot.domain.contracts.contracts import Contract
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.contracts import contract_writing
from bot.services.contracts.contract_writing import Written
from storage import Store
from tests.at_once import at_once, refusals
from tests.content import hub, noor
from tests.contracting import contract
from tests.workspace import Workspace
from tests.writing import card, form, press, stored, today, typed, write

__all__ = ["noor"]


def test_each_change_makes_a_version_and_no_change_makes_none(noor: Workspace) -> None:
    maria = noor.person("maria")
    write(noor)

    assert "Nothing was changed, so there is no new version" in maria.submit(press(noor, maria, "Edit")).text
    same = maria.submit(press(noor, maria, "Edit"), instalments="600 on signing\n600 on publishing", fee="1200.00")
    assert "Nothing was changed" in same.text
    lone = maria.submit(press(noor, maria, "Edit"), note="Only a note")
    assert "there is no version to keep a note with" in lone.errors["note"]
    maria.close(lone)
    shown = noor.person("omar").submit(press(noor, noor.person("omar"), "Edit"), fee="1,500", note="She asked for more")

    assert "Version 2 is saved" in shown.text
    one, versions = stored(noor)
    assert (one.current, [version.number for version in versions]) == (2, [2, 1])
    assert [version.written_by for version in versions] == [noor.person("omar").id, maria.id]
    assert [version.fee for version in versions] == [150_000, 120_000]


def test_what_a_field_of_slack_does_not_hold_stays_as_it_was_when_something_else_is_changed(noor: Workspace) -> None:
    maria = noor.person("maria")
    number = contract(noor, "maria", titles=[f"{n} {'bread ' * 24}".strip() for n in range(20)])

    opened = maria.click("Edit", card(noor, number=number)).view
    assert "*Deliverables*: too long to change here, so they stay as before." in opened.text
    maria.submit(opened, fee="1,300", instalments="100% on publishing")

    versions = stored(noor, number)[1]
    assert [version.fee for version in versions] == [130_000, 120_000]
    assert versions[0].terms is not None
    assert versions[1].terms is not None
    assert versions[0].terms["deliverables"] == versions[1].terms["deliverables"]


def test_versions_are_listed_and_each_says_what_it_changed(noor: Workspace) -> None:
    maria, day = noor.person("maria"), today(noor)
    write(noor)
    later = day + timedelta(days=12)
    changed = {"deliverables": f"{later} instagram reel Bread reel", "fee": "1,500", "brief": "may: Name the brand"}
    maria.submit(
        press(noor, maria, "Edit"), {**changed, "rights_until": None, "rights_forever": ["yes"]}, note="Longer"
    )

    listed = press(noor, maria, "Versions")
    assert "*Version 2* · @maria" in listed.view.text
    assert "Longer" in listed.view.text
    one = maria.click("Look", listed).view

    assert "What changed since version 1" in one.text
    assert "*Deliverable* Instagram reel *Bread reel*: 3 December 2026 → 5 December 2026" in one.text
    assert "*Deliverable* TikTok video *Crust*: 3 December 2026 _(taken out)_" in one.text
    assert "*Fee:* €1,200.00 → €1,500.00 (+25%)" in one.text
    assert "*Instalment* on signing: €600.00 → €750.00 (+25%)" in one.text
    assert "*Brief* Name the brand: must → may" in one.text
    assert "*Usage rights: until:* 23 November 2027 → without end" in one.text
    first = maria.click("Version before", one).view
    assert "What changed" not in first.text
    assert "*Version 1*" in maria.click("All versions", first).view.text


def test_a_version_names_who_decided_what_of_it_and_leads_to_the_evidence(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    maria.submit(form(noor), **typed(today(noor)), next="submit")
    asked = noor.told("omar")[-1]
    omar.submit(omar.click("Review", asked), verdict="ask for changes", reason="Less, <please>")
    maria.submit(press(noor, maria, "Edit"), fee="900")

    first = maria.click("Version before", maria.click("Look", press(noor, maria, "Versions"))).view

    assert re.search(r"@omar asked for changes, .+: Less, <please>", first.text)
    assert "900" not in first.text
    assert "Decision on version" not in maria.click("Version after", first).view.text
    again = maria.click("Version before", maria.view()).view
    assert "Budget" in maria.click("Evidence", again).view.text


def test_a_contract_is_put_into_one_of_the_teams_texts_and_another_choice_is_a_change(noor: Workspace) -> None:
    maria = noor.person("maria")
    opened = form(noor)
    assert "Contract text" not in [field.label for field in opened.view.fields]
    maria.close(opened)
    with noor.bot.deps.transaction(noor.team) as store:
        store.contract_texts.add("Short & <sweet>", "# One\nWe agree.", by=maria.id, now=noor.clock())
    write(noor)

    again = press(noor, maria, "Edit")
    names = again.view.field("contract_text").options
    assert names[1] == "Short & <sweet> (version 1)"
    assert "Nothing was changed" in maria.submit(again).text
    changed = maria.submit(press(noor, maria, "Edit"), contract_text=names[1])
    assert "Version 2 is saved" in changed.text
    look = maria.click("Look", press(noor, maria, "Versions")).view
    assert f"*Contract text:* {names[0]} → Short & <sweet> (version 1)" in look.text
    assert stored(noor)[1][0].contract_text_version_id == 2
    one, by = stored(noor)[0], noor.member("maria")
    written = Written({}, contract_text_version_id=99)
    with noor.bot.deps.transaction(noor.team) as store, pytest.raises(Refused, match="This text is no longer here"):
        contract_writing.change(store, one.id, written, version=one.version, by=by, now=noor.clock())


def test_the_slower_of_two_editors_is_told_who_wrote_which_version_and_loses_nothing(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    write(noor)
    slow = press(noor, maria, "Edit")
    omar.submit(press(noor, omar, "Edit"), fee="1,500")

    told = maria.submit(slow, fee="1,600", note="Mine")

    assert "omar changed this contract a moment ago: it is draft, at version 2, by now." in "".join(
        told.errors.values()
    )
    assert told.view.field("fee").value == "1,600"
    assert stored(noor)[0].current == 2


def test_of_two_contracts_begun_at_the_same_moment_there_is_one_and_the_other_is_led_to_it(noor: Workspace) -> None:
    now, fields = noor.clock(), Written(typed(today(noor)))
    people = [noor.member("maria"), noor.member("omar")]

    said = at_once(
        noor, *(lambda store, by=by: contract_writing.begin(store, 1, fields, by=by, now=now) for by in people)
    )

    (other,) = refusals(said)
    assert "wrote contract 1 for this collaboration already" in other
    assert "/contract show 1" in other
    with noor.bot.deps.reading(noor.team) as store:
        assert len(store.contracts.of([1])) == 1


def test_of_two_changes_at_the_same_moment_one_is_the_next_version(noor: Workspace) -> None:
    write(noor)
    one, now = stored(noor)[0], noor.clock()
    people = [(noor.member("maria"), "1,500"), (noor.member("omar"), "1,600")]

    def change(store: Store, by: Member, fee: str) -> Contract:
        written = Written({"fee": fee})
        return contract_writing.change(store, 1, written, version=one.version, by=by, now=now)[0]

    said = at_once(noor, *(lambda store, by=by, fee=fee: change(store, by, fee) for by, fee in people))

    (other,) = refusals(said)
    assert "changed this contract a moment ago: it is draft, at version 2, by now." in other
    assert [version.number for version in stored(noor)[1]] == [2, 1]


def test_whoever_comes_second_is_led_to_the_contract_that_stands(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    old, late = hub(noor), form(noor, "omar")
    write(noor)

    led = maria.click("Write the contract", old).messages[-1].text_shown
    told = omar.submit(late, typed(today(noor)), note="Mine")

    assert "This collaboration has contract 1 already" in led
    assert "*€1,200.00*" in led
    sentence = "".join(told.errors.values())
    assert sentence.startswith("maria wrote contract 1 for this collaboration already. Copy what you typed")
    assert told.view.field("note").value == "Mine"
